/// A row of learned weights with what it adds, or none: eight bytes, for tables in which each line of memory is waited
/// for.
struct WeightedRow: BitwiseCopyable, Sendable {
  // Two bytes each: `LearnedWeights.weightMost` is less than 2¹⁵.
  private var against: Int16 = 0
  private var `for`: Int16 = 0
  /// The row, counted from 1; 0 for none.
  private var number: Int32 = 0

  /// No row.
  init() {}

  /// A row that adds `weight`.
  init(_ weight: LearnedWeights.Weight, row: Int) {
    against = Int16(clamping: weight.against)
    self.for = Int16(clamping: weight.for)
    number = Int32(row + 1)
  }

  /// The row; -1 where there is none.
  @inline(__always)
  var row: Int { Int(number) - 1 }

  /// What it adds.
  @inline(__always)
  var weight: LearnedWeights.Weight { LearnedWeights.Weight(against: Int(against), for: Int(self.for)) }

  /// How clearly it speaks for one side, and one more.
  @inline(__always)
  var clearness: UInt16 { UInt16(truncatingIfNeeded: weight.size + 1) }

  /// 1 where there is a row, 0 where there is none: its sign, as a comparison would be made a branch.
  @inline(__always)
  var count: Int { Int(truncatingIfNeeded: UInt32(bitPattern: 0 &- number) >> 31) }
}
