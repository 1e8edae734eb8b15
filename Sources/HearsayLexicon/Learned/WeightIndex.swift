/// Finds rows of learned weights by the keys of features: open addressing, half full at most.
///
/// Most of what is looked up has no row, and a filter of a bit for each key says so without a look at the slots.
struct WeightIndex: Sendable {
  struct Slot: Sendable {
    /// The upper half of the key.
    var tag: UInt32 = 0
    /// The row, counted from 1; 0 marks an empty slot.
    var row: Int32 = 0
  }

  private(set) var slots: [Slot]
  private(set) var filter: [UInt64]

  /// An index for so many rows.
  init(rowCountMost: Int) {
    var capacity = 64
    while capacity < rowCountMost * 2 { capacity *= 2 }
    // Four bits for each slot.
    self.init(
      slots: [Slot](repeating: Slot(), count: capacity), filter: [UInt64](repeating: 0, count: capacity / 16))
  }

  init(slots: [Slot], filter: [UInt64]) {
    self.slots = slots
    self.filter = filter
  }

  /// Adds a row; several may have the same key.
  mutating func insert(_ key: UInt64, row: Int) {
    var place = Int(truncatingIfNeeded: key) & (slots.count - 1)
    while slots[place].row != 0 { place = (place + 1) & (slots.count - 1) }
    slots[place] = Slot(tag: UInt32(truncatingIfNeeded: key >> 32), row: Int32(row + 1))
    filter[Int(truncatingIfNeeded: key >> 26) & (filter.count - 1)] |= 1 << (key >> 20 & 63)
  }

  /// Whether there may be a row with `key`; false is certain.
  @inline(__always)
  func mayContain(_ key: UInt64) -> Bool {
    filter[Int(truncatingIfNeeded: key >> 26) & (filter.count - 1)] >> (key >> 20 & 63) & 1 != 0
  }

  /// The first row with `key` of which `isRight` holds.
  @inline(__always)
  func row(_ key: UInt64, where isRight: (Int) -> Bool) -> Int? {
    guard mayContain(key) else { return nil }
    let tag = UInt32(truncatingIfNeeded: key >> 32)
    var place = Int(truncatingIfNeeded: key) & (slots.count - 1)
    // Ends at an empty slot: half of them are.
    while slots[place].row != 0 {
      if slots[place].tag == tag && isRight(Int(slots[place].row) - 1) { return Int(slots[place].row) - 1 }
      place = (place + 1) & (slots.count - 1)
    }
    return nil
  }
}
