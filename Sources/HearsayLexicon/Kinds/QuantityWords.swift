import HearsayCore
import HearsayFiles
import HearsayText

/// What a clause that fills a frame may tell beside whom it is about.
package struct FrameRoles: OptionSet, Sendable {
  package let rawValue: UInt8
  package init(rawValue: UInt8) { self.rawValue = rawValue }

  /// How much: money or tokens.
  package static let amount = FrameRoles(rawValue: 1)
  /// How much: a share.
  package static let percent = FrameRoles(rawValue: 2)
  /// When.
  package static let date = FrameRoles(rawValue: 4)

  // By bits: sets as the library makes them cost more than all else for a clause.
  /// Whether a clause is asked how much.
  package var areOfAmounts: Bool { rawValue & 3 != 0 }
  /// Whether a clause is asked when.
  package var areOfDates: Bool { rawValue & 4 != 0 }

  /// Their names, in the order in which they are written.
  package static let names = ["amount", "percent", "date"]

  /// The roles that `words` names, separated by blanks; nil where one is unknown.
  init?(_ words: String) {
    self = []
    for word in words.split(separator: " ") {
      guard let place = Self.names.firstIndex(of: String(word)) else { return nil }
      insert(FrameRoles(rawValue: 1 << UInt8(place)))
    }
  }

  /// The names of those that are there.
  package var names: [String] {
    Self.names.enumerated().filter { contains(FrameRoles(rawValue: 1 << UInt8($0.offset))) }.map(\.element)
  }
}

/// The words of numbers, units and dates in all languages.
///
/// They are looked up one by one, and only in clauses that fill a frame with such a role, so they take no part in the
/// pass that finds all other words.
package struct QuantityWords: Sendable {
  /// What a word means.
  package enum Meaning: Hashable, Sendable {
    /// It multiplies the number before it by this power of ten: "million".
    case scale(Int)
    /// It says what is counted.
    case unit(String)
    /// It is a number: "five".
    case number(Int)
    /// It may stand between a scale and a unit, or between a day and a month: "of".
    case link
    /// It is a month.
    case month(Int)
    /// It is a quarter: "Q3".
    case quarter(Int)
    /// It stands before a month or year of its own: "in March".
    case within
    /// It stands behind the number of a day, month or year: `日`.
    case dayMark, monthMark, yearMark
    /// It is the mark before decimals.
    case decimal
  }

  /// Number of tokens of the longest form; each kana is one.
  package static let tokenCountMost = 6

  private var meanings: [String: [(language: LanguageCode, meaning: Meaning)]] = [:]
  /// Languages in which a comma stands before decimals.
  private var commaLanguages: Set<LanguageCode> = []

  /// No words.
  init() {}

  /// The words of a table that was checked.
  init(_ table: Table) {
    let tokenizer = Tokenizer()
    for row in 0..<table.rowCount where !table.equals(row, 6, "retired") {
      guard let language = LanguageCode(table.string(row, 1)),
        let meaning = Self.meaning(of: table.string(row, 2), table.string(row, 3))
      else { continue }
      if meaning == .decimal {
        commaLanguages.insert(language)
        continue
      }
      let tokens = tokenizer.forms(of: table.string(row, 0))
      let form = tokens.map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ")
      meanings[form, default: []].append((language, meaning))
    }
  }

  /// The meaning of a role with its value; nil where they make no sense.
  static func meaning(of role: String, _ value: String) -> Meaning? {
    func number(_ range: ClosedRange<Int>) -> Int? { Int(value).flatMap { range.contains($0) ? $0 : nil } }
    let isPlain = value.isEmpty
    return switch role {
    case "scale": number(1...15).map { .scale($0) }
    case "unit": value.isEmpty || value.contains(" ") ? nil : .unit(value)
    case "number": number(1...1_000).map { .number($0) }
    case "month": number(1...12).map { .month($0) }
    case "quarter": number(1...4).map { .quarter($0) }
    case "link": isPlain ? .link : nil
    case "within": isPlain ? .within : nil
    case "day-mark": isPlain ? .dayMark : nil
    case "month-mark": isPlain ? .monthMark : nil
    case "year-mark": isPlain ? .yearMark : nil
    case "decimal": isPlain ? .decimal : nil
    default: nil
    }
  }

  /// Their roles.
  static let roles = [
    "scale", "unit", "number", "month", "quarter", "link", "within", "day-mark", "month-mark", "year-mark", "decimal",
  ]

  /// Whether a comma stands before decimals in `language`.
  package func hasDecimalComma(_ language: LanguageCode) -> Bool { commaLanguages.contains(language) }

  /// What `form`, folded tokens with single blanks between them, means in `language`; nil where nothing.
  package func meaning(_ form: String, in language: LanguageCode) -> Meaning? {
    meanings[form]?.first { $0.language == language || $0.language == .multiple }?.meaning
  }

  /// What the longest beginning of `form` means that means anything, and its length in bytes.
  package func beginning(
    _ form: ArraySlice<UInt8>, in language: LanguageCode
  ) -> (meaning: Meaning, byteCount: Int)? {
    var end = min(form.count, Self.byteCountMost)
    while 0 < end {
      let isWhole = end == form.count || form[form.startIndex + end] & 0xC0 != 0x80
      if isWhole, let known = meaning(String(decoding: form.prefix(end), as: UTF8.self), in: language) {
        return (known, end)
      }
      end -= 1
    }
    return nil
  }

  /// Bytes of the longest beginning that is looked up.
  private static let byteCountMost = 32
}
