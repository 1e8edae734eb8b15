/// The script that a word is written in.
///
/// Most scripts settle the language alone; the others narrow it down to a few.
package enum LanguageScript: UInt8, CaseIterable, Sendable {
  case latin, cyrillic, arabic, devanagari, han, hangul, greek, hebrew, thai, bengali, tamil, telugu, kannada
  case malayalam, gujarati, gurmukhi, georgian, armenian, sinhala, lao, khmer, burmese
  /// Letters of no script above.
  case other

  /// How many scripts there are.
  static let allCaseCount = Int(LanguageScript.other.rawValue) + 1

  /// The name that tables use.
  package var name: String { String(describing: self) }

  /// The script with a name that tables use, or nil.
  package init?(name: some StringProtocol) {
    guard let script = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = script
  }

  /// The script of a letter; kana counts as `han`, because the two are written together.
  @inline(__always)
  init(_ scalar: UInt32) {
    if scalar < 0x250 {
      self = .latin
    } else if 0x400...0x52F ~= scalar {
      self = .cyrillic
    } else {
      self = Self.beyondCyrillic(scalar)
    }
  }

  /// The script of a letter behind Latin and Cyrillic ones, first by its block of 256 scalars, so that the processor
  /// jumps there at once.
  private static func beyondCyrillic(_ scalar: UInt32) -> LanguageScript {
    switch scalar >> 8 {
    case 0x03: 0x370 <= scalar ? .greek : .other
    case 0x05: 0x590 <= scalar ? .hebrew : 0x530 <= scalar ? .armenian : .other
    case 0x06: .arabic
    case 0x07: 0x750...0x77F ~= scalar ? .arabic : .other
    case 0x08: 0x8A0 <= scalar ? .arabic : .other
    case 0x09...0x0D: indic[Int((scalar - 0x900) >> 7)]
    case 0x0E: scalar < 0xE80 ? .thai : .lao
    case 0x10: scalar < 0x10A0 ? .burmese : .georgian
    case 0x11, 0xAC...0xD7: .hangul
    case 0x17: 0x1780 <= scalar ? .khmer : .other
    case 0x1E: .latin
    case 0x1F: .greek
    case 0x2C: 0x2C60...0x2C7F ~= scalar ? .latin : .other
    case 0x30: 0x3040 <= scalar || 0x3005...0x3007 ~= scalar ? .han : .other
    case 0x31: 0x31F0 <= scalar ? .han : 0x3130...0x318F ~= scalar ? .hangul : .other
    case 0x34...0x9F, 0xF9...0xFA, 0x200...0x3FF: .han
    case 0xA7: 0xA720 <= scalar ? .latin : .other
    case 0xA9: 0xA960...0xA97F ~= scalar ? .hangul : .other
    case 0xFB...0xFE: presentationForm(scalar)
    case 0xFF: 0xFF66...0xFF9F ~= scalar ? .han : .other
    default: .other
    }
  }

  /// The script of a letter in the form that it has within a word, which old texts write.
  private static func presentationForm(_ scalar: UInt32) -> LanguageScript {
    switch scalar {
    case 0xFB1D...0xFB4F: .hebrew
    case 0xFB50...0xFDFF, 0xFE70...0xFEFE: .arabic
    default: .other
    }
  }

  /// The blocks of 128 scalars from U+0900 on; Odia has no place among our scripts.
  private static let indic: [LanguageScript] = [
    .devanagari, .bengali, .gurmukhi, .gujarati, .other, .tamil, .telugu, .kannada, .malayalam, .sinhala,
  ]
}

/// Calls `body` with each scalar of folded UTF-8 bytes.
@inline(__always)
func forEachScalar(in bytes: UnsafeBufferPointer<UInt8>, _ body: (UInt32) -> Void) {
  var index = 0
  while index < bytes.count {
    let (scalar, byteCount) = firstScalar(of: UnsafeBufferPointer(rebasing: bytes[index...]))
    body(scalar)
    index += byteCount
  }
}

/// The scalar that folded UTF-8 bytes begin with, and the number of its bytes; there must be one.
@inline(__always)
func firstScalar(of bytes: UnsafeBufferPointer<UInt8>) -> (scalar: UInt32, byteCount: Int) {
  let first = UInt32(bytes[0])
  if first < 0x80 { return (first, 1) }
  func low(_ index: Int) -> UInt32 { UInt32(bytes[index] & 0x3F) }
  if 3 <= bytes.count {
    if first < 0xE0 { return ((first & 0x1F) << 6 | low(1), 2) }
    if first < 0xF0 { return ((first & 0x0F) << 12 | low(1) << 6 | low(2), 3) }
  }
  return lastScalar(of: bytes, first)
}

/// The scalar of several bytes that stand at the end of a text, where some may be missing, or of four bytes.
private func lastScalar(of bytes: UnsafeBufferPointer<UInt8>, _ first: UInt32) -> (scalar: UInt32, byteCount: Int) {
  let byteCount = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
  var scalar = first & (0xFF >> UInt32(byteCount + 1))
  for offset in 1..<min(byteCount, bytes.count) { scalar = scalar << 6 | UInt32(bytes[offset] & 0x3F) }
  return (scalar, byteCount)
}
