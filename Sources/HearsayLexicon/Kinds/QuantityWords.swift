import HearsayCore
import HearsayFiles
import HearsayText

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
    /// It stands between the ends of a range: "to".
    case range
    /// It stands before a range whose ends "and" joins: "between".
    case between
    /// It joins the ends of such a range.
    case and
    /// It stands before a change, which is no range: "from 3 to 5 million".
    case from
    /// It is a day, week, month, quarter or year, so many behind that of the post: "yesterday", "next week".
    case relative(Unit, Int)
    /// It is a day of the week, 1 for Monday.
    case weekday(Int)
    /// It stands beside a day of the week: the one before the post, the one behind it.
    case last, next

    /// Whether it may stand before a month or year; "to" and "until" are one word in many languages.
    package var mayStandBeforeDate: Bool { self == .link || self == .within || self == .range }

    /// What a relative date counts.
    package enum Unit: String, CaseIterable, Sendable {
      case day, week, month, quarter, year
    }
  }

  /// Number of tokens of the longest form; each kana is one.
  package static let tokenCountMost = 6

  private var meanings = SharedWords<Meaning>()
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
      meanings.add(table.string(row, 0), language, meaning, tokenizer)
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
    case "range": isPlain ? .range : nil
    case "between": isPlain ? .between : nil
    case "and": isPlain ? .and : nil
    case "from": isPlain ? .from : nil
    case "weekday": number(1...7).map { .weekday($0) }
    case "last": isPlain ? .last : nil
    case "next": isPlain ? .next : nil
    default: relative(role, value)
    }
  }

  /// `relative-week` with how many weeks it is from that of the post.
  private static func relative(_ role: String, _ value: String) -> Meaning? {
    let prefix = "relative-"
    guard role.hasPrefix(prefix), let unit = Meaning.Unit(rawValue: String(role.dropFirst(prefix.count))),
      let offset = Int(value), -9...9 ~= offset
    else { return nil }
    return .relative(unit, offset)
  }

  /// Their roles.
  static let roles =
    [
      "scale", "unit", "number", "month", "quarter", "link", "within", "day-mark", "month-mark", "year-mark", "decimal",
      "range", "between", "and", "from", "weekday", "last", "next",
    ] + Meaning.Unit.allCases.map { "relative-" + $0.rawValue }

  /// Whether a comma stands before decimals in `language`.
  package func hasDecimalComma(_ language: LanguageCode) -> Bool { commaLanguages.contains(language) }

  /// Whether a form may begin with `word`: of others, `meaning` gives nil.
  package func mayBegin(with word: Word) -> Bool { meanings.mayBegin(with: word) }

  /// What `form`, folded tokens with single blanks between them, means in `language`; nil where nothing.
  package func meaning(_ form: String, in language: LanguageCode) -> Meaning? {
    meanings.meanings(of: form, in: language).first
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
