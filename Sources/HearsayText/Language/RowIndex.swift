import HearsayCore

/// Finds the number of a row by a 64-bit key: open addressing, no more than two thirds full.
///
/// The upper half of a key tells it from others, the lower one says where to look.
struct RowIndex: Sendable {
  /// Their number is a power of two.
  let slots: FrozenArray<UInt64>

  /// Collects rows for an index.
  struct Builder {
    private(set) var slots: [UInt64]

    /// No rows yet, and room for so many.
    init(rowCountMost: Int) {
      var capacity = 16
      while capacity * 2 < rowCountMost * 3 { capacity *= 2 }
      slots = [UInt64](repeating: 0, count: capacity)
    }

    /// Gives a row to a key; false where the key has one already.
    mutating func insert(_ key: UInt64, row: Int) -> Bool {
      var index = Int(truncatingIfNeeded: key) & (slots.count - 1)
      while slots[index] != 0 {
        if slots[index] >> 32 == key >> 32 { return false }
        index = (index + 1) & (slots.count - 1)
      }
      slots[index] = key & 0xFFFF_FFFF_0000_0000 | UInt64(row + 1)
      return true
    }

    /// The index.
    func build() -> RowIndex { RowIndex(slots: FrozenArray(slots)) }
  }

  /// The index as plain memory, valid only within `withLookup`.
  struct Lookup {
    fileprivate let slots: UnsafePointer<UInt64>
    fileprivate let mask: Int

    /// What stands in the slot that a key is looked for in first.
    ///
    /// The index is larger than the caches: who has many keys asks this for all of them before asking for the row of
    /// any, so that the processor waits for all slots at once.
    @inline(__always)
    func firstSlot(of key: UInt64) -> UInt64 { slots[Int(truncatingIfNeeded: key) & mask] }

    /// The row of `key`, or nil, given what stands in its first slot.
    @inline(__always)
    func row(_ key: UInt64, firstSlot: UInt64) -> Int? {
      var (index, slot) = (Int(truncatingIfNeeded: key), firstSlot)
      while slot != 0 {
        if slot >> 32 == key >> 32 { return Int(truncatingIfNeeded: slot & 0xFFFF_FFFF) - 1 }
        index &+= 1
        slot = slots[index & mask]
      }
      return nil
    }

    /// The row of `key` where it stands in its first slot, and otherwise row 0: without a branch, for loops over many
    /// keys.
    @inline(__always)
    func likelyRow(_ key: UInt64, firstSlot: UInt64) -> Int {
      firstSlot >> 32 == key >> 32 ? Int(truncatingIfNeeded: firstSlot & 0xFFFF_FFFF) &- 1 : 0
    }

    /// The row of `key`, or nil.
    @inline(__always)
    func row(_ key: UInt64) -> Int? { row(key, firstSlot: firstSlot(of: key)) }
  }

  /// Calls `body` with the index as plain memory.
  @inline(__always)
  func withLookup<Result>(_ body: (Lookup) -> Result) -> Result {
    slots.withUnsafeBufferPointer { slots in
      guard let first = slots.baseAddress else { preconditionFailure("an index has sixteen slots at least") }
      return body(Lookup(slots: first, mask: slots.count - 1))
    }
  }
}
