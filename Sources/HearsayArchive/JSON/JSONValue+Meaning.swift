import HearsayCore

extension JSONValue {
  /// A whole number, also one written as a string (`"42"`), as archives of X do.
  package var count: Int64? {
    if let int64 { return int64 }
    return string?.decimal
  }

  /// The bytes of a string that is not empty, or the digits of a whole number; nil otherwise.
  package var name: [UInt8]? {
    if let string { return string.isEmpty ? nil : Array(string) }
    return int64.map { Array(String($0).utf8) } ?? uint64.map { Array(String($0).utf8) }
  }

  /// The bytes of a string, or nil.
  package var bytes: [UInt8]? { string.map { Array($0) } }

  /// This value where it is a string, else nil.
  package var text: JSONValue? { kind == .string ? self : nil }

  /// A language, from a tag such as `de`, `en-US` or `pt_BR`, or nil.
  package var language: LanguageCode? { string.flatMap { LanguageCode(tag: $0) } }
}

extension LanguageCode {
  /// The language of a tag such as `de`, `en-US` or `pt_BR`, or nil.
  ///
  /// Codes that were replaced are read as their successors (`in` is `id`), and what X invented for posts
  /// without words (`qme`, `qht` …) is no language.
  package init?(tag: UnsafeRawBufferPointer) {
    let end = tag.firstIndex { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") } ?? tag.count
    let letters = tag[..<end].lazy.map { UInt8(ascii: "A") <= $0 && $0 <= UInt8(ascii: "Z") ? $0 | 0x20 : $0 }
    guard let code = LanguageCode(bytes: letters) else { return nil }
    if end == 2 {
      self = Self.successors.first { $0.old == code }?.new ?? code
    } else {
      self = Self.wordless.contains(code) ? .none : code
    }
  }

  /// All have two letters.
  private static let successors: [(old: LanguageCode, new: LanguageCode)] = [("in", "id"), ("iw", "he"), ("ji", "yi")]
    .compactMap { pair in
      guard let old = LanguageCode(pair.0), let new = LanguageCode(pair.1) else { return nil }
      return (old, new)
    }

  /// All have three letters.
  private static let wordless = ["art", "qam", "qct", "qht", "qme", "qst"].compactMap { LanguageCode($0) }
}

extension UTCTime {
  /// The moment of an ISO 8601 string, or of a number of seconds or milliseconds since 1970; nil otherwise.
  package init?(_ value: JSONValue?) {
    guard let value else { return nil }
    if let string = value.string, let time = UTCTime(iso8601: string) ?? UTCTime(twitter: string) {
      self = time
    } else if let number = value.count ?? value.double.flatMap({ Int64(exactly: $0.rounded(.down)) }) {
      self.init(epoch: number)
    } else {
      return nil
    }
  }

  /// The moment `number` seconds after 1970, or milliseconds where seconds would lie beyond the year 9999.
  package init?(epoch number: Int64) {
    let secondsMost: Int64 = 253_402_300_799
    let seconds = secondsMost < number || number < -secondsMost ? number / 1_000 : number
    guard -62_135_596_800 <= seconds, seconds <= secondsMost else { return nil }
    self.init(seconds: seconds)
  }
}
