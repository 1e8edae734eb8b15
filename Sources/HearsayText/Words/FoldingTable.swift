/// The class and the folded form of every Unicode scalar.
///
/// Folding makes equal what people write differently and mean the same: letter case,
/// width, `ß` and `ss`, final sigma, dotless i, Arabic vowel signs, tatweel and alef
/// variants, `ё` and `е`, and the letters of the mathematical alphabets that posts use as fonts.
/// Accents are kept: they distinguish words in most languages.
///
/// Scalars of the Basic Multilingual Plane are looked up in a table that is built once, in about 5 ms.
package struct FoldingTable: Sendable {
  /// What a scalar folds to.
  struct Folded: Equatable {
    /// The class of the scalar.
    var scalarClass: ScalarClass
    /// Whether it is a capital letter.
    var isCapital: Bool
    /// The folded scalar; 0 where folding drops it; `FoldingTable.doubleS` for `ss`.
    var value: UInt32
  }

  /// Stands for the two letters `ss`, which no single scalar can.
  static let doubleS: UInt32 = 0xFFFF
  private static let capitalBit: UInt8 = 0x80

  /// The small letter of each ASCII letter; 0 for all other bytes below 128.
  let asciiLetters: InlineArray<128, UInt8>
  private let classes: [UInt8]
  private let values: [UInt16]

  /// The table, shared by all tokenizers.
  package static let shared = FoldingTable()

  private init() {
    var classes = [UInt8](repeating: ScalarClass.punctuation.rawValue, count: 0x10000)
    var values = [UInt16](repeating: 0, count: 0x10000)
    for code in UInt32(0)..<0x10000 {
      guard let scalar = Unicode.Scalar(code) else { continue }
      let folded = Self.folded(scalar)
      classes[Int(code)] = folded.scalarClass.rawValue | (folded.isCapital ? Self.capitalBit : 0)
      values[Int(code)] = UInt16(truncatingIfNeeded: folded.value)
    }
    var letters = InlineArray<128, UInt8>(repeating: 0)
    for byte in UInt8(0x41)...0x5A {
      letters[Int(byte)] = byte | 0x20
      letters[Int(byte | 0x20)] = byte | 0x20
    }
    asciiLetters = letters
    self.classes = classes
    self.values = values
  }

  /// Class and folded form of `scalar`.
  @inline(__always)
  subscript(scalar: UInt32) -> Folded {
    if scalar < 0x10000 {
      let bits = classes[Int(scalar)]
      return Folded(
        scalarClass: ScalarClass(rawValue: bits & 0x7F) ?? .punctuation, isCapital: bits & Self.capitalBit != 0,
        value: UInt32(values[Int(scalar)]))
    }
    return Unicode.Scalar(scalar).map(Self.folded) ?? Folded(scalarClass: .punctuation, isCapital: false, value: scalar)
  }

  private static func folded(_ scalar: Unicode.Scalar) -> Folded {
    let value = scalar.value
    if 0x1D400...0x1D7FF ~= value { return mathematical(value) }
    let scalarClass = ScalarClass(scalar)
    let isCapital = scalar.properties.isUppercase
    let folded =
      switch value {
      case 0x00DF, 0x1E9E: doubleS
      case 0x03C2: UInt32(0x03C3)  // final sigma
      case 0x0130, 0x0131: UInt32(0x69)  // İ and ı
      case 0x0401, 0x0451: UInt32(0x0435)  // ё
      case 0x0622, 0x0623, 0x0625, 0x0671: UInt32(0x0627)  // alef with hamza or madda
      case 0x0649: UInt32(0x064A)  // alef maksura
      case 0x0629: UInt32(0x0647)  // ta marbuta
      case 0x064B...0x065F, 0x0670, 0x06D6...0x06ED, 0x0640, 0x0591...0x05C7: UInt32(0)
      case 0xFF01...0xFF5E: lowercase(Unicode.Scalar(UInt8(value - 0xFF01 + 0x21)))
      case 0x2018, 0x2019, 0x02BC, 0x0060, 0x00B4: UInt32(0x27)
      case 0x2010, 0x2011: UInt32(0x2D)
      default: scalarClass == .ignorable ? 0 : lowercase(scalar)
      }
    return Folded(scalarClass: width(value, scalarClass), isCapital: isCapital, value: folded)
  }

  /// The class of a full-width form is that of the ASCII character it stands for.
  private static func width(_ value: UInt32, _ scalarClass: ScalarClass) -> ScalarClass {
    guard 0xFF01...0xFF5E ~= value else { return scalarClass }
    return ScalarClass(Unicode.Scalar(UInt8(value - 0xFF01 + 0x21)))
  }

  private static func lowercase(_ scalar: Unicode.Scalar) -> UInt32 {
    let mapping = scalar.properties.lowercaseMapping.unicodeScalars
    return mapping.count == 1 ? mapping.first?.value ?? scalar.value : scalar.value
  }

  /// Mathematical alphanumerics: thirteen alphabets of 52 letters, and digits at the end.
  private static func mathematical(_ value: UInt32) -> Folded {
    if 0x1D7CE <= value {
      return Folded(scalarClass: .digit, isCapital: false, value: 0x30 + (value - 0x1D7CE) % 10)
    }
    guard value < 0x1D6A4 else { return Folded(scalarClass: .letter, isCapital: false, value: value) }
    let letter = (value - 0x1D400) % 52
    return Folded(scalarClass: .letter, isCapital: letter < 26, value: 0x61 + letter % 26)
  }
}
