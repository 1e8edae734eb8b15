/// Sorts of writing that no word mixes: where one begins, the word before ends, as in `BTC가`, `الBTC` and `최고ㅠㅠ`.
struct LetterWriting: Equatable {
  let rawValue: UInt8

  /// No letter yet.
  static var none: LetterWriting { LetterWriting(rawValue: 0) }
  /// Latin, Greek and Cyrillic, which posts mix within words to deceive.
  static var alphabet: LetterWriting { LetterWriting(rawValue: 1) }
  /// Hangul syllables, and the letters that they are composed of.
  static var syllables: LetterWriting { LetterWriting(rawValue: 2) }
  /// Hangul letters that stand for themselves: `ㅋㅋ`.
  static var jamo: LetterWriting { LetterWriting(rawValue: 3) }
  /// All others.
  static var other: LetterWriting { LetterWriting(rawValue: 4) }

  /// The writing with a number.
  init(rawValue: UInt8) { self.rawValue = rawValue }

  /// The writing of a folded letter.
  init(_ value: UInt32) {
    switch value {
    case ..<0x590: self = .alphabet
    case 0x590..<0x1100, 0x1200..<0x1D00, 0xFB1D..<0xFE00, 0xFE70..<0xFF00: self = .other
    case 0x1100..<0x1200, 0xAC00..<0xD7FC: self = .syllables
    case 0x3131..<0x318F: self = .jamo
    default: self = .alphabet
    }
  }

  /// Whether it is Hangul, which numbers do not go on.
  var isHangul: Bool { self == .syllables || self == .jamo }
}
