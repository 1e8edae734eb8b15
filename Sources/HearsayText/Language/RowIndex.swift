import HearsayCore

/// Finds the number of a row by a 64-bit key: open addressing, no more than two thirds full.
///
/// The upper half of a key tells it from others, the lower one says where to look.
struct RowIndex: Sendable {
  let slots: FrozenArray<UInt64>
  /// A bit for each key, so that most keys that have no row need no look into the slots.
  let filter: FrozenArray<UInt64>

  init(slots: FrozenArray<UInt64>, filter: FrozenArray<UInt64>) {
    self.slots = slots
    self.filter = filter
  }

  /// Collects rows for an index.
  struct Builder {
    private var slots: [UInt64]
    private var filter: [UInt64]

    /// No rows yet, and room for so many.
    init(rowCountMost: Int) {
      var capacity = 16
      while capacity * 2 < rowCountMost * 3 { capacity *= 2 }
      slots = [UInt64](repeating: 0, count: capacity)
      // Four bits for each slot: 32 KB for the n-grams, which stays in a fast cache where the slots do not.
      filter = [UInt64](repeating: 0, count: capacity / 16)
    }

    /// Gives a row to a key; false where the key has one already.
    mutating func insert(_ key: UInt64, row: Int) -> Bool {
      var index = Int(truncatingIfNeeded: key) & (slots.count - 1)
      while slots[index] != 0 {
        if slots[index] >> 32 == key >> 32 { return false }
        index = (index + 1) & (slots.count - 1)
      }
      slots[index] = key & 0xFFFF_FFFF_0000_0000 | UInt64(row + 1)
      filter[Int(truncatingIfNeeded: key >> 26) & (filter.count - 1)] |= 1 << (key >> 20 & 63)
      return true
    }

    /// The index.
    func build() -> RowIndex { RowIndex(slots: FrozenArray(slots), filter: FrozenArray(filter)) }
  }

  /// The index as plain memory, valid only within `withLookup`.
  struct Lookup {
    fileprivate let slots: UnsafePointer<UInt64>
    fileprivate let filter: UnsafePointer<UInt64>
    fileprivate let mask: Int
    fileprivate let filterMask: Int

    /// The row of `key`, or nil.
    @inline(__always)
    func row(_ key: UInt64) -> Int? {
      guard filter[Int(truncatingIfNeeded: key >> 26) & filterMask] >> (key >> 20 & 63) & 1 != 0 else { return nil }
      var index = Int(truncatingIfNeeded: key) & mask
      while true {
        let slot = slots[index]
        if slot == 0 { return nil }
        if slot >> 32 == key >> 32 { return Int(truncatingIfNeeded: slot & 0xFFFF_FFFF) - 1 }
        index = (index + 1) & mask
      }
    }
  }

  /// Calls `body` with the index as plain memory.
  @inline(__always)
  func withLookup<Result>(_ body: (Lookup) -> Result) -> Result {
    slots.withUnsafeBufferPointer { slots in
      filter.withUnsafeBufferPointer { filter in
        guard let first = slots.baseAddress, let firstOfFilter = filter.baseAddress else {
          preconditionFailure("an index has sixteen slots at least")
        }
        return body(
          Lookup(slots: first, filter: firstOfFilter, mask: slots.count - 1, filterMask: filter.count - 1))
      }
    }
  }
}
