import HearsayCore
import Synchronization

/// What the pieces of words add that were taken apart lately: many words of a text have been in another before.
///
/// Shared by all threads without a lock. A word stands in one of eight numbers' width of memory, the last of which is
/// the exclusive or of the others, so that what two threads wrote into each other is taken for nothing (Hyatt and Mann,
/// A lock-less transposition-table implementation for parallel search, 2002). The form itself is compared, and what is
/// kept of it is what would be found again: no answer depends on what was asked before.
final class PieceMemo: Sendable {
  /// Bytes of the longest word that is kept.
  private static var byteMost: Int { 32 }
  private static var slotCount: Int { 2048 }
  private static var numbersPerSlot: Int { 8 }

  // As a number, which threads may share.
  private let address: UInt

  /// A memo in which nothing stands.
  init() {
    let count = Self.slotCount * Self.numbersPerSlot
    // The width of a line of the caches, so that a slot is one of them.
    let memory = UnsafeMutableRawPointer.allocate(byteCount: 8 * count, alignment: 64)
    let numbers = memory.bindMemory(to: Atomic<UInt64>.self, capacity: count)
    for index in 0..<count { (numbers + index).initialize(to: Atomic(0)) }
    address = UInt(bitPattern: memory)
  }

  deinit { UnsafeMutableRawPointer(bitPattern: address)?.deallocate() }

  /// The sum of the pieces of the word with `form` and `hash`: that which is kept, or what `body` makes of it.
  @inline(__always)
  func sum(
    of form: UnsafeBufferPointer<UInt8>, hash: UInt64, _ body: () -> WeightRows.PieceSum
  ) -> WeightRows.PieceSum {
    guard form.count <= Self.byteMost, let slot = slot(hash) else { return body() }
    var key = SIMD4<UInt64>.zero
    withUnsafeMutableBytes(of: &key) { $0.copyMemory(from: UnsafeRawBufferPointer(form)) }
    let known = read(slot)
    if known.form == key, key != .zero { return WeightRows.PieceSum(packed: known.sum) }
    let sum = body()
    write(key, sum.packed, to: slot)
    return sum
  }

  @inline(__always)
  private func slot(_ hash: UInt64) -> UnsafePointer<Atomic<UInt64>>? {
    UnsafePointer(bitPattern: address).map {
      $0 + Int(truncatingIfNeeded: hash >> 8) & (Self.slotCount - 1) * Self.numbersPerSlot
    }
  }

  /// What stands in a slot: the form of no word where it is empty, or was written by two threads at once.
  @inline(__always)
  private func read(_ slot: UnsafePointer<Atomic<UInt64>>) -> (form: SIMD4<UInt64>, sum: (UInt64, UInt64, UInt64)) {
    func number(_ place: Int) -> UInt64 { slot[place].load(ordering: .relaxed) }
    let form = SIMD4(number(0), number(1), number(2), number(3))
    let sum = (number(4), number(5), number(6))
    return number(7) == Self.check(form, sum) ? (form, sum) : (.zero, sum)
  }

  @inline(__always)
  private func write(
    _ form: SIMD4<UInt64>, _ sum: (UInt64, UInt64, UInt64), to slot: UnsafePointer<Atomic<UInt64>>
  ) {
    for place in 0..<4 { slot[place].store(form[place], ordering: .relaxed) }
    slot[4].store(sum.0, ordering: .relaxed)
    slot[5].store(sum.1, ordering: .relaxed)
    slot[6].store(sum.2, ordering: .relaxed)
    slot[7].store(Self.check(form, sum), ordering: .relaxed)
  }

  @inline(__always)
  private static func check(_ form: SIMD4<UInt64>, _ sum: (UInt64, UInt64, UInt64)) -> UInt64 {
    form[0] ^ form[1] ^ form[2] ^ form[3] ^ sum.0 ^ sum.1 ^ sum.2
  }
}

extension WeightRows.PieceSum {
  /// All of it as three numbers.
  @inline(__always)
  fileprivate var packed: (UInt64, UInt64, UInt64) {
    (
      UInt64(UInt32(bitPattern: weight.against)) << 32 | UInt64(UInt32(bitPattern: weight.for)),
      UInt64(UInt32(bitPattern: row)) << 32 | UInt64(UInt32(bitPattern: size)), UInt64(count)
    )
  }

  @inline(__always)
  fileprivate init(packed numbers: (UInt64, UInt64, UInt64)) {
    weight.against = Int32(truncatingIfNeeded: numbers.0 >> 32)
    weight.for = Int32(truncatingIfNeeded: numbers.0)
    row = Int32(truncatingIfNeeded: numbers.1 >> 32)
    size = Int32(truncatingIfNeeded: numbers.1)
    count = UInt16(truncatingIfNeeded: numbers.2)
  }
}
