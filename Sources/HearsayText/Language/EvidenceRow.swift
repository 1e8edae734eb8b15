/// The evidence of a word or n-gram for the candidates of its script: 32 weights of one byte each.
///
/// Rows are read at random from a table of some megabytes, so that their size decides the speed.
struct EvidenceRow: Hashable, Sendable {
  /// Eight weights in each lane, the first in the lowest byte.
  fileprivate(set) var lanes = SIMD4<UInt64>.zero

  /// Sets the weight of a column.
  mutating func set(_ weight: UInt8, at column: Int) {
    let shift = UInt64(8 * (column % 8))
    lanes[column / 8] = lanes[column / 8] & ~(0xFF << shift) | UInt64(weight) << shift
  }
}

/// A sum of rows.
///
/// Even and odd columns are summed apart, each in 16 bits, so that one addition serves sixteen columns.
struct EvidenceSum {
  /// So many rows fit without overflow.
  private static var rowCountMost: Int { Int(UInt16.max) / LanguageProfiles.weightMost }
  /// Computed: what is stored in a type would be asked for, at every row, whether it is there already.
  private static var evenBytes: SIMD4<UInt64> { SIMD4(repeating: 0x00FF_00FF_00FF_00FF) }

  private var even = SIMD4<UInt64>.zero
  private var odd = SIMD4<UInt64>.zero
  private(set) var rowCount = 0

  /// Whether no further row fits.
  var isFull: Bool { Self.rowCountMost <= rowCount }

  /// Adds a row; the sum must not be full.
  @inline(__always)
  mutating func add(_ row: EvidenceRow) {
    even &+= row.lanes & Self.evenBytes
    odd &+= (row.lanes &>> 8) & Self.evenBytes
    rowCount += 1
  }

  /// The lead of the largest sum over the next.
  ///
  /// Columns without a language have nothing, so that they make no difference where there are two languages or more.
  var margin: Int32 {
    var largest = LargestTwo()
    largest.add(even.lowHalf)
    largest.add(even.highHalf)
    largest.add(odd.lowHalf)
    largest.add(odd.highHalf)
    return largest.margin
  }

  /// The two largest of the sums that were added, in each of eight lanes.
  private struct LargestTwo {
    private var first = SIMD8<UInt16>.zero
    private var second = SIMD8<UInt16>.zero

    /// Adds a sum to each lane.
    @inline(__always)
    mutating func add(_ sums: SIMD2<UInt64>) {
      let sums = unsafeBitCast(sums, to: SIMD8<UInt16>.self)
      let isLarger = first .< sums
      let smaller = sums.replacing(with: first, where: isLarger)
      first.replace(with: sums, where: isLarger)
      second.replace(with: smaller, where: second .< smaller)
    }

    /// How much larger the first of all lanes is than the second.
    var margin: Int32 {
      var (largest, next) = (UInt16(0), UInt16(0))
      for lane in 0..<8 {
        next = max(next, max(second[lane], min(largest, first[lane])))
        largest = max(largest, first[lane])
      }
      return Int32(largest) - Int32(next)
    }
  }

  /// The sums of all columns.
  var columns: SIMD32<Int32> {
    var all = SIMD32<Int32>.zero
    for lane in 0..<4 {
      for pair in 0..<4 {
        all[lane * 8 + pair * 2] = Int32(truncatingIfNeeded: even[lane] &>> UInt64(16 * pair) & 0xFFFF)
        all[lane * 8 + pair * 2 + 1] = Int32(truncatingIfNeeded: odd[lane] &>> UInt64(16 * pair) & 0xFFFF)
      }
    }
    return all
  }
}
