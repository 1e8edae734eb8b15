/// Mends text that was broken on its way: a page in one character set, read as another and written again.
///
///     donU+0092t       don’t      bytes of Windows-1252 taken for characters
///     â€¦ (U+00E2 U+0080 U+00A6)   …   bytes of UTF-8 taken for characters, one by one
///
/// Only the control characters U+0080 … U+009F, which nobody writes, are taken as a sign of it.
package enum BrokenText {
  /// The text that was meant, in UTF-8; `text` itself where nothing is to be mended.
  package static func mended(_ text: [UInt8]) -> [UInt8] {
    guard hasControl(text) else { return text }
    if let inner = unwrapped(text) { return inner }
    var output: [UInt8] = []
    output.reserveCapacity(text.count + 8)
    for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
      let meant = (0x80...0x9F).contains(scalar.value) ? windows1252[Int(scalar.value) - 0x80] : scalar
      output.append(contentsOf: Array(String(meant).utf8))
    }
    return output
  }

  private static func hasControl(_ text: [UInt8]) -> Bool {
    var position = 0
    while let lead = text[position...].firstIndex(of: 0xC2), lead + 1 < text.count {
      if (0x80...0x9F).contains(text[lead + 1]) { return true }
      position = lead + 1
    }
    return false
  }

  /// The UTF-8 whose bytes became characters; nil where they are not UTF-8 throughout.
  private static func unwrapped(_ text: [UInt8]) -> [UInt8]? {
    var inner: [UInt8] = []
    inner.reserveCapacity(text.count)
    for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
      guard let byte = UInt8(exactly: scalar.value) else { return nil }
      inner.append(byte)
    }
    return String(validating: inner, as: UTF8.self) == nil ? nil : inner
  }

  /// What Windows-1252 has at 0x80 … 0x9F; where it has nothing, the control character stays.
  static let windows1252: [Unicode.Scalar] = [
    "\u{20AC}", "\u{81}", "\u{201A}", "\u{192}", "\u{201E}", "\u{2026}", "\u{2020}", "\u{2021}",
    "\u{2C6}", "\u{2030}", "\u{160}", "\u{2039}", "\u{152}", "\u{8D}", "\u{17D}", "\u{8F}",
    "\u{90}", "\u{2018}", "\u{2019}", "\u{201C}", "\u{201D}", "\u{2022}", "\u{2013}", "\u{2014}",
    "\u{2DC}", "\u{2122}", "\u{161}", "\u{203A}", "\u{153}", "\u{9D}", "\u{17E}", "\u{178}",
  ]
}
