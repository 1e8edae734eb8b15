/// A table of open addressing, half full at most, with a filter that says of most keys that they are not in it.
protocol FilteredTable {
  associatedtype Slot: BitwiseCopyable & Sendable

  /// A slot in which nothing stands.
  static var emptySlot: Slot { get }
  /// Slots for each 64 bits of the filter.
  static var slotsPerWord: Int { get }

  /// The slots; their number is a power of two.
  var slots: [Slot] { get }
  /// The filter.
  var filter: [UInt64] { get }

  /// A table of the given slots and filter, which fit each other.
  init(slots: [Slot], filter: [UInt64])
}

extension FilteredTable {
  /// A table for so many keys.
  init(countMost: Int) {
    var capacity = 64
    while capacity < countMost * 2 { capacity *= 2 }
    self.init(
      slots: [Slot](repeating: Self.emptySlot, count: capacity),
      filter: [UInt64](repeating: 0, count: capacity / Self.slotsPerWord))
  }

  /// Notes in `filter` that there is a key with `hash`.
  static func note(_ hash: UInt64, in filter: inout [UInt64]) {
    filter[filterPlace(hash, filter.count - 1)] |= 1 << filterShift(hash)
  }

  /// Whether slots and filter have sizes that fit each other.
  static func fit(_ slots: [Slot], _ filter: [UInt64]) -> Bool {
    !slots.isEmpty && slots.count & (slots.count - 1) == 0 && filter.count == slots.count / slotsPerWord
  }
}

@inline(__always)
private func filterPlace(_ hash: UInt64, _ mask: Int) -> Int { Int(truncatingIfNeeded: hash >> 26) & mask }
@inline(__always)
private func filterShift(_ hash: UInt64) -> UInt64 { hash >> 20 & 63 }

/// A table with a filter as plain memory, valid only within `withLookup`.
struct FilteredLookup<Slot> {
  let slots: UnsafePointer<Slot>
  let slotMask: Int
  let filter: UnsafePointer<UInt64>
  let filterMask: Int

  /// 1 where there may be a key with `hash`; 0 is certain.
  ///
  /// A number, so that candidates are counted without a branch, which the processor could not foretell.
  @inline(__always)
  func mayHave(_ hash: UInt64) -> Int {
    Int(truncatingIfNeeded: filter[filterPlace(hash, filterMask)] >> filterShift(hash) & 1)
  }
}

extension FilteredTable {
  /// The table as plain memory.
  typealias Lookup = FilteredLookup<Slot>

  /// Calls `body` with the table as plain memory.
  @inline(__always)
  func withLookup<Result>(_ body: (Lookup) -> Result) -> Result {
    slots.withUnsafeBufferPointer { slots in
      filter.withUnsafeBufferPointer { filter in
        guard let firstSlot = slots.baseAddress, let firstWord = filter.baseAddress else {
          preconditionFailure("the table is empty")
        }
        return body(
          Lookup(slots: firstSlot, slotMask: slots.count - 1, filter: firstWord, filterMask: filter.count - 1))
      }
    }
  }
}
