import HearsayCore
import HearsayFiles
import HearsayText

/// The words of all languages that show which part an entity plays in what a clause tells: "by", `を`, `tarafından`.
///
/// They are looked up one by one, beside names in clauses that fill a frame with such a role.
package struct RoleWords: Sendable {
  /// What a word shows of the name beside it.
  package struct Marks: OptionSet, Sendable {
    package let rawValue: UInt16
    package init(rawValue: UInt16) { self.rawValue = rawValue }

    /// The first bits are those of roles, so that what stands in a table needs no translation.
    package init(_ roles: FrameRoles) { rawValue = UInt16(roles.rawValue) }
    /// It is the subject: who does it, or to whom it is done where the clause is in the passive.
    package static let subject = Marks(rawValue: 1 << 8)
    /// It does what is done in the passive, and is where something goes otherwise: `に`.
    package static let agent = Marks(rawValue: 1 << 9)
    /// It plays none of these parts: "over", "about".
    package static let other = Marks(rawValue: 1 << 10)
    /// The clause is in the passive; of no name in particular.
    package static let passive = Marks(rawValue: 1 << 11)
    /// The language puts subject and object on one side of the verb; of no name in particular.
    package static let inverts = Marks(rawValue: 1 << 12)

    /// The roles among them.
    package var roles: FrameRoles { FrameRoles(rawValue: UInt8(truncatingIfNeeded: rawValue)) }
  }

  /// Where a word stands, as seen from the name.
  package enum Place: String, CaseIterable, Sendable {
    case before, after
    case anywhere = ""
  }

  /// Number of tokens of the longest form; each kana is one.
  package static let tokenCountMost = 4

  private var meanings = SharedWords<(place: Place, marks: Marks)>()
  private var inverting: Set<LanguageCode> = []

  /// No words.
  init() {}

  /// The words of a table that was checked.
  init(_ table: Table) {
    let tokenizer = Tokenizer()
    for row in 0..<table.rowCount where !table.equals(row, 6, "retired") {
      guard let language = LanguageCode(table.string(row, 1)), let place = Place(rawValue: table.string(row, 3)),
        let marks = Self.marks(table.string(row, 2), place)
      else { continue }
      if marks == .inverts {
        inverting.insert(language)
        continue
      }
      meanings.add(table.string(row, 0), language, (place, marks), tokenizer)
    }
  }

  /// Their roles.
  static let roles = ["who", "whom", "from", "to", "where", "subject", "agent", "other", "passive", "inverts"]

  /// What a role at a place marks; nil where they make no sense.
  static func marks(_ role: String, _ place: Place) -> Marks? {
    let isOfClause = role == "passive" || role == "inverts"
    guard roles.contains(role), isOfClause == (place == .anywhere) else { return nil }
    switch role {
    case "subject": return .subject
    case "agent": return .agent
    case "other": return .other
    case "passive": return .passive
    case "inverts": return .inverts
    default: return FrameRoles(role).map { Marks($0) }
    }
  }

  /// Whether `language` puts subject and object on one side of the verb in some clauses.
  package func inverts(_ language: LanguageCode) -> Bool { inverting.contains(language) }

  /// Whether a form may begin with `word`: others show nothing.
  package func mayBegin(with word: Word) -> Bool { meanings.mayBegin(with: word) }

  /// What `form`, folded tokens with single blanks between them, shows in `language` at `place`; empty where nothing.
  package func marks(_ form: String, at place: Place, in language: LanguageCode) -> Marks {
    meanings.meanings(of: form, in: language).reduce(into: []) { marks, found in
      if found.place == place { marks.formUnion(found.marks) }
    }
  }
}
