/// What a letter is to the seams between words that are written as one.
enum LetterCase {
  case small, capital, none

  /// What stands at `place` of a text in UTF-8, and where it ends.
  static func read(_ bytes: UnsafeRawBufferPointer, _ place: Int) -> (letterCase: LetterCase, end: Int) {
    let first = bytes[place]
    switch first {
    case UInt8(ascii: "a")...UInt8(ascii: "z"): return (.small, place + 1)
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): return (.capital, place + 1)
    case ..<0x80: return (.none, place + 1)
    default:
      var end = place + 1
      while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
      if !mayHaveCase(lead: first) { return (.none, end) }
      var number = UInt32(first & (end - place == 2 ? 0x1F : end - place == 3 ? 0x0F : 0x07))
      for byte in bytes[place + 1..<end] { number = number << 6 | UInt32(byte & 0x3F) }
      guard let properties = Unicode.Scalar(number)?.properties else { return (.none, end) }
      return (properties.isLowercase ? .small : properties.isUppercase ? .capital : .none, end)
    }
  }

  /// Whether a letter whose first byte is `lead` may be small or a capital: those of most scripts are neither, and
  /// asking takes long.
  static func mayHaveCase(lead: UInt8) -> Bool {
    switch lead {
    // Arabic and its neighbours; the scripts of India, Thai and others; kana and Han; Hangul.
    case 0xD8...0xE0, 0xE3...0xE9, 0xEB...0xED: false
    default: true
    }
  }
}
