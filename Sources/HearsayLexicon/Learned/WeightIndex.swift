/// Finds rows of learned weights by the keys of runs of tokens: open addressing, half full at most.
///
/// Most of what is looked up has no row, and a filter of a bit for each key says so without a look at the slots.
struct WeightIndex: FilteredTable, Sendable {
  struct Slot: BitwiseCopyable, Sendable {
    /// The upper half of the key.
    var tag: UInt32 = 0
    /// The row, counted from 1; 0 marks an empty slot.
    var row: Int32 = 0
  }

  static var emptySlot: Slot { Slot() }
  static var slotsPerWord: Int { 16 }

  private(set) var slots: [Slot]
  private(set) var filter: [UInt64]

  init(slots: [Slot], filter: [UInt64]) {
    precondition(Self.fit(slots, filter), "\(slots.count) slots do not go with \(filter.count) words")
    self.slots = slots
    self.filter = filter
  }

  /// Adds a row; several may have the same key.
  mutating func insert(_ key: UInt64, row: Int) {
    var place = Int(truncatingIfNeeded: key) & (slots.count - 1)
    while slots[place].row != 0 { place = (place + 1) & (slots.count - 1) }
    slots[place] = Slot(tag: UInt32(truncatingIfNeeded: key >> 32), row: Int32(row + 1))
    filter[Self.place(key, filter.count - 1)] |= 1 << (key >> 20 & 63)
  }

  @inline(__always)
  fileprivate static func place(_ key: UInt64, _ mask: Int) -> Int { Int(truncatingIfNeeded: key >> 26) & mask }
}

extension FilteredLookup<WeightIndex.Slot> {
  /// Whether there may be a row with `key`; false is certain.
  @inline(__always)
  func mayContain(_ key: UInt64) -> Bool { filter[WeightIndex.place(key, filterMask)] >> (key >> 20 & 63) & 1 != 0 }

  /// The first row whose key has the upper half of `key`, -1 where there is none.
  @inline(__always)
  func firstRow(_ key: UInt64) -> Int32 {
    let tag = UInt32(truncatingIfNeeded: key >> 32)
    var place = Int(truncatingIfNeeded: key) & slotMask
    while slots[place].row != 0 && slots[place].tag != tag { place = (place + 1) & slotMask }
    return slots[place].row - 1
  }

  /// The first row with `key` of which `isRight` holds.
  @inline(__always)
  func row(_ key: UInt64, where isRight: (Int) -> Bool) -> Int? {
    let tag = UInt32(truncatingIfNeeded: key >> 32)
    var place = Int(truncatingIfNeeded: key) & slotMask
    // Ends at an empty slot: half of them are.
    while slots[place].row != 0 {
      let slot = slots[place]
      if slot.tag == tag && isRight(Int(slot.row) - 1) { return Int(slot.row) - 1 }
      place = (place + 1) & slotMask
    }
    return nil
  }
}
