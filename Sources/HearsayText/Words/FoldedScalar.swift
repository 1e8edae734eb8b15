/// What a Unicode scalar folds to, in one integer, so that one look-up tells all of it.
struct FoldedScalar: Equatable {
  /// The folded scalar in the lowest 21 bits, its writing in the three above, then the class, then the two flags.
  private let bits: UInt32

  private static let valueMask: UInt32 = 0x1F_FFFF
  private static let writingShift: UInt32 = 21
  private static let classShift: UInt32 = 24
  private static let capitalBit: UInt32 = 1 << 30
  private static let plainBit: UInt32 = 1 << 31

  /// A scalar of a class that folds to `value`: 0 where folding drops it, `FoldingTable.doubleS` for `ss`.
  init(scalarClass: ScalarClass, isCapital: Bool, value: UInt32) {
    let isPlain = scalarClass == .letter && 0 < value && value < 0x10000 && value != FoldingTable.doubleS
    bits =
      value | UInt32(LetterWriting(value).rawValue) << Self.writingShift
      | UInt32(scalarClass.rawValue) << Self.classShift | (isCapital ? Self.capitalBit : 0)
      | (isPlain ? Self.plainBit : 0)
  }

  /// The folded scalar; 0 where folding drops it; `FoldingTable.doubleS` for `ss`.
  var value: UInt32 { bits & Self.valueMask }

  /// The class of the scalar.
  var scalarClass: ScalarClass { ScalarClass(rawValue: UInt8(bits >> Self.classShift & 0xF)) ?? .punctuation }

  /// The writing of the folded scalar.
  var writing: LetterWriting { LetterWriting(rawValue: UInt8(bits >> Self.writingShift & 7)) }

  /// Whether it is a capital letter.
  var isCapital: Bool { bits & Self.capitalBit != 0 }

  /// Whether it is a letter that folds to one letter of at most three UTF-8 bytes, as nearly all do.
  var isPlainLetter: Bool { bits & Self.plainBit != 0 }

  /// Whether it is a plain letter of a writing.
  @inline(__always)
  func isPlainLetter(of writing: LetterWriting) -> Bool {
    bits & (Self.plainBit | 7 << Self.writingShift) == Self.plainBit | UInt32(writing.rawValue) << Self.writingShift
  }
}
