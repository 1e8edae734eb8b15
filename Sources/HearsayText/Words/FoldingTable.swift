/// The class and the folded form of every Unicode scalar.
///
/// Folding makes equal what people write differently and mean the same: letter case,
/// width, `ß` and `ss`, final sigma, dotless i, Arabic vowel signs, tatweel and alef
/// variants, `ё` and `е`, Devanagari letters with and without nukta, candrabindu and anusvara,
/// and the letters of the mathematical alphabets that posts use as fonts.
/// Accents are kept: they distinguish words in most languages.
///
/// Scalars of the Basic Multilingual Plane and emoji are looked up in a table that is built once.
package final class FoldingTable: Sendable {
  /// Stands for the two letters `ss`, which no single scalar can.
  static let doubleS: UInt32 = 0xFFFF
  /// The scalars beyond the Basic Multilingual Plane that posts are full of: the blocks of emoji.
  private static let emoji: Range<UInt32> = 0x1F000..<0x1FC00

  /// The scalars of the Basic Multilingual Plane, and behind them those of `emoji`.
  private let scalars: [FoldedScalar]

  /// The table, shared by all tokenizers.
  package static let shared = FoldingTable()

  private init() {
    let unknown = FoldedScalar(scalarClass: .punctuation, isCapital: false, value: 0)
    scalars = (Array(UInt32(0)..<0x10000) + Self.emoji).map { code in
      Unicode.Scalar(code).map { Self.uniform(code) ?? Self.folded($0) } ?? unknown
    }
  }

  /// The table as plain memory, valid only within `withMemory`.
  struct Memory {
    fileprivate let scalars: UnsafePointer<FoldedScalar>

    /// Class and folded form of a scalar of the Basic Multilingual Plane.
    @inline(__always)
    func short(_ scalar: UInt32) -> FoldedScalar { scalars[Int(scalar & 0xFFFF)] }

    /// Whether the letter at `index` is a capital.
    func isCapital(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
      let first = bytes[index]
      return self[first < 0x80 ? UInt32(first) : WordScanner.decode(bytes, first, index).0].isCapital
    }

    /// Class and folded form of `scalar`.
    @inline(__always)
    subscript(scalar: UInt32) -> FoldedScalar {
      scalar < 0x10000 ? scalars[Int(scalar)] : beyond(scalar)
    }

    /// Class and folded form of a scalar beyond the Basic Multilingual Plane.
    private func beyond(_ scalar: UInt32) -> FoldedScalar {
      if FoldingTable.emoji.contains(scalar) { return scalars[Int(0x10000 + scalar - FoldingTable.emoji.lowerBound)] }
      return Unicode.Scalar(scalar).map(FoldingTable.folded)
        ?? FoldedScalar(scalarClass: .punctuation, isCapital: false, value: scalar)
    }
  }

  /// Calls `body` with the table as plain memory.
  func withMemory<Result>(_ body: (Memory) -> Result) -> Result {
    scalars.withUnsafeBufferPointer { scalars in
      guard let scalars = scalars.baseAddress else { preconditionFailure("the table is empty") }
      return body(Memory(scalars: scalars))
    }
  }

  /// Class and folded form of a scalar of a large block whose scalars are all alike; nil elsewhere.
  ///
  /// Seven in ten scalars are such; asking the standard library for their properties would take most of the time
  /// of building the table.
  static func uniform(_ value: UInt32) -> FoldedScalar? {
    switch value {
    case 0x3400...0x4DBF, 0x4E00...0x9FFF: FoldedScalar(scalarClass: .ideograph, isCapital: false, value: value)
    case 0xAC00...0xD7A3: FoldedScalar(scalarClass: .letter, isCapital: false, value: value)
    case 0xE000...0xF8FF: FoldedScalar(scalarClass: .punctuation, isCapital: false, value: value)
    default: nil
    }
  }

  static func folded(_ scalar: Unicode.Scalar) -> FoldedScalar {
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
      case 0x0901: UInt32(0x0902)  // candrabindu
      case 0x093C: UInt32(0)  // nukta
      case 0x0929, 0x0931, 0x0934: value - 1  // letters composed with nukta
      case 0x0958...0x095F: withoutNukta[Int(value - 0x0958)]
      case 0xFF01...0xFF5E: lowercase(Unicode.Scalar(UInt8(value - 0xFF01 + 0x21)))
      case 0x2018, 0x2019, 0x02BC, 0x0060, 0x00B4: UInt32(0x27)
      case 0x2010, 0x2011: UInt32(0x2D)
      default: scalarClass == .ignorable ? 0 : lowercase(scalar)
      }
    return FoldedScalar(scalarClass: width(value, scalarClass), isCapital: isCapital, value: folded)
  }

  /// The letters without the nukta of U+0958 … U+095F, which no normalised text contains and keyboards write.
  private static let withoutNukta: [UInt32] = [0x0915, 0x0916, 0x0917, 0x091C, 0x0921, 0x0922, 0x092B, 0x092F]

  /// The class of a full-width form is that of the ASCII character it stands for.
  private static func width(_ value: UInt32, _ scalarClass: ScalarClass) -> ScalarClass {
    guard 0xFF01...0xFF5E ~= value else { return scalarClass }
    return ScalarClass(Unicode.Scalar(UInt8(value - 0xFF01 + 0x21)))
  }

  private static func lowercase(_ scalar: Unicode.Scalar) -> UInt32 {
    // Mappings are strings; most scalars need none.
    guard scalar.properties.changesWhenLowercased else { return scalar.value }
    let mapping = scalar.properties.lowercaseMapping.unicodeScalars
    return mapping.count == 1 ? mapping.first?.value ?? scalar.value : scalar.value
  }

  /// Mathematical alphanumerics: thirteen alphabets of 52 letters, and digits at the end.
  private static func mathematical(_ value: UInt32) -> FoldedScalar {
    if 0x1D7CE <= value {
      return FoldedScalar(scalarClass: .digit, isCapital: false, value: 0x30 + (value - 0x1D7CE) % 10)
    }
    guard value < 0x1D6A4 else { return FoldedScalar(scalarClass: .letter, isCapital: false, value: value) }
    let letter = (value - 0x1D400) % 52
    return FoldedScalar(scalarClass: .letter, isCapital: letter < 26, value: 0x61 + letter % 26)
  }
}
