/// Composed letters for a base letter and a combining mark, so that texts in NFD match like texts in NFC.
///
/// Built from the standard library's notion of canonical equivalence; used only where
/// a combining mark actually occurs, which is rare.
enum Composition {
  private static let composed: [String: UInt32] = {
    var table: [String: UInt32] = [:]
    for range: ClosedRange<UInt32> in [0xC0...0x24F, 0x370...0x4FF, 0x1E00...0x1FFF] {
      for code in range {
        guard let scalar = Unicode.Scalar(code), scalar.properties.lowercaseMapping == String(scalar) else { continue }
        // Strings that are canonically equivalent are equal keys.
        table[String(scalar)] = code
      }
    }
    return table
  }()

  /// The single scalar for `base` followed by `mark`, or nil where there is none.
  static func compose(_ base: UInt32, _ mark: UInt32) -> UInt32? {
    guard let first = Unicode.Scalar(base), let second = Unicode.Scalar(mark) else { return nil }
    var text = String(first)
    text.unicodeScalars.append(second)
    return composed[text]
  }
}
