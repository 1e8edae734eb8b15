import HearsayCore
import HearsayFiles
import HearsayText

/// What an entry of any word lexicon means: all of them are found in one pass over a text.
package enum Lexeme: TermMeaning {
  case valence(ValenceMeaning)
  case modifier(ModifierMeaning)
  case claim(ClaimMeaning)
  case fud(FUDMeaning)

  /// Each sort is a group of its own, and among the words of claims each role.
  package var group: Int {
    switch self {
    case .valence: 0
    case .modifier: 1
    case .fud: 2
    case .claim(let meaning): Self.sortCount - 1 + meaning.role.number
    }
  }

  /// How many sorts there are; each but the last is one group.
  static let sortCount = 4

  /// The sort of the meanings of a group: valence, modifier, fear and its like, and the words of claims.
  @inline(__always)
  static func sort(ofGroup group: Int) -> Int { min(group, sortCount - 1) }
}

extension ClaimRole {
  /// Its place among all roles.
  fileprivate var number: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

/// Puts the entries of word lexicons into one matcher.
///
/// The tables have been checked; rows that a check would refuse are passed over here.
struct WordLexiconCompiler {
  typealias Builder = TermMatcher<Lexeme>.Builder

  let tokenizer: Tokenizer
  let inflections: Inflections
  let frames: FrameLexicon

  func add(
    _ folder: LexiconFolder, first: UInt32, to builder: inout Builder, _ endings: inout WordEndings,
    _ compounds: inout CompoundParts
  ) {
    switch folder.about.kind {
    case .sentiment: addSentiment(folder, first, &builder, &compounds)
    case .modifiers: addModifiers(folder, first, &builder)
    case .claims: addClaims(folder, first, &builder, &endings)
    case .fud: addFUD(folder, first, &builder)
    case .inflections, .entities, .frames, .profiles, .weights: break
    }
  }

  private func addSentiment(
    _ folder: LexiconFolder, _ first: UInt32, _ builder: inout Builder, _ compounds: inout CompoundParts
  ) {
    let scale = folder.about.scaleMost
    eachEntry(folder, inflect: 2, first: first) { row, phrase, rule, entry in
      guard let score = folder.entries.integer(row, 1) else { return }
      let (meaning, form) = (ValenceMeaning(hundredths: score * 500 / scale), folder.entries.bytes(row, 0))
      if CompoundParts.isPart(form) {
        let isLast = form.first == UInt8(ascii: "-")
        compounds.add(phrase, isLast: isLast, entry, meaning, rule, of: inflections)
      } else {
        builder.add(phrase, entry, .valence(meaning), rule, of: inflections)
      }
    }
  }

  private func addModifiers(_ folder: LexiconFolder, _ first: UInt32, _ builder: inout Builder) {
    let table = folder.entries
    eachEntry(folder, inflect: nil, first: first) { row, phrase, rule, entry in
      let meaning = ModifierMeaning(
        effect: ModifierEffect(rawValue: table.string(row, 1)), percent: table.integer(row, 2) ?? 100,
        reach: table.integer(row, 3) ?? 0,
        direction: ModifierMeaning.Direction(rawValue: table.string(row, 4)) ?? .after)
      builder.add(phrase, entry, .modifier(meaning), rule, of: inflections)
    }
  }

  private func addClaims(
    _ folder: LexiconFolder, _ first: UInt32, _ builder: inout Builder, _ endings: inout WordEndings
  ) {
    let table = folder.entries
    eachEntry(folder, inflect: 3, first: first) { row, phrase, rule, entry in
      guard let role = ClaimRole(rawValue: table.string(row, 1)) else { return }
      let value = table.string(row, 2)
      let meaning = ClaimMeaning(
        role: role, concept: role == .concept ? frames.concept(named: value) : nil,
        speech: role == .speech ? SpeechKind(rawValue: value) : nil,
        isBeforeSource: value == "after" || value == "name",
        strength: value == "name" ? -1 : Int(value) ?? 0, hidden: role == .hiding ? ClaimRole(rawValue: value) : nil)
      // An ending is no word of its own.
      if Self.isEnding(table.bytes(row, 0)) {
        endings.add(phrase, entry, meaning)
      } else {
        builder.add(phrase, entry, .claim(meaning), rule, of: inflections)
      }
    }
  }

  /// Whether a form is written as an ending: `-면`.
  private static func isEnding(_ form: ArraySlice<UInt8>) -> Bool {
    form.first == UInt8(ascii: "-") && 1 < form.count && form.dropFirst().first != 0x20
  }

  private func addFUD(_ folder: LexiconFolder, _ first: UInt32, _ builder: inout Builder) {
    let table = folder.entries
    eachEntry(folder, inflect: 3, first: first) { row, phrase, rule, entry in
      guard let component = FUDComponent(rawValue: table.string(row, 1)), let weight = table.integer(row, 2) else {
        return
      }
      builder.add(phrase, entry, .fud(FUDMeaning(component: component, weight: weight)), rule, of: inflections)
    }
  }

  /// Calls `body` with the form of each entry that matches, and its rule of inflection; the last column is the status.
  private func eachEntry(
    _ folder: LexiconFolder, inflect: Int?, first: UInt32, _ body: (Int, Phrase, String, EntryID) -> Void
  ) {
    let table = folder.entries
    let status = table.columns.count - 1
    for (row, phrase) in Phrase.forms(in: table, column: 0, tokenizer).enumerated()
    where !table.equals(row, status, "retired") {
      guard let phrase else { continue }
      let rule = inflect.map { table.string(row, $0) } ?? ""
      body(row, phrase, rule, EntryID(number: first + UInt32(row)))
    }
  }
}
