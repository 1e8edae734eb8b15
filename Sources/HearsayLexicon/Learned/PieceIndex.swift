/// The weights of pieces of words, found by their bytes: open addressing, half full at most.
///
/// Most pieces of a text have no weight, and the filter says so without a look at the slots.
struct PieceIndex: FilteredTable, Sendable {
  /// All that is known of a piece, side by side: each line of memory is waited for.
  struct Slot: BitwiseCopyable, Sendable {
    var low: UInt64 = 0
    var high: UInt64 = 0
    // Two bytes each: `LearnedWeights.weightMost` is less than 2¹⁵.
    var against: Int16 = 0
    var `for`: Int16 = 0
    /// The row of the entry, counted from 1; 0 marks an empty slot.
    var row: Int32 = 0
  }

  static var emptySlot: Slot { Slot() }
  static var slotsPerWord: Int { 8 }

  private(set) var slots: [Slot]
  private(set) var filter: [UInt64]

  init(slots: [Slot], filter: [UInt64]) {
    precondition(Self.fit(slots, filter), "\(slots.count) slots do not go with \(filter.count) words")
    self.slots = slots
    self.filter = filter
  }

  /// Adds the piece of `row`.
  mutating func insert(_ key: PieceKey, _ weight: LearnedWeights.Weight, row: Int) {
    var place = Int(truncatingIfNeeded: key.hash) & (slots.count - 1)
    while slots[place].row != 0 { place = (place + 1) & (slots.count - 1) }
    slots[place] = Slot(
      low: key.low, high: key.high, against: Int16(clamping: weight.against), for: Int16(clamping: weight.for),
      row: Int32(row + 1))
    Self.note(key.hash, in: &filter)
  }
}

extension FilteredLookup<PieceIndex.Slot> {
  /// 1 where something stands in the place of `key`, 0 where there is no such piece.
  ///
  /// For many keys in turn: nothing waits for the memory that is looked at.
  @inline(__always)
  func isTaken(_ key: PieceKey) -> Int { slots[Int(truncatingIfNeeded: key.hash) & slotMask].row == 0 ? 0 : 1 }

  /// Adds what the piece with `key` adds to `sum`.
  @inline(__always)
  func add(_ key: PieceKey, to sum: inout WeightRows.PieceSum) {
    var place = Int(truncatingIfNeeded: key.hash) & slotMask
    // Ends at an empty slot: half of them are.
    while slots[place].row != 0 {
      let slot = slots[place]
      if slot.low == key.low && slot.high == key.high {
        sum.add(LearnedWeights.Weight(against: Int(slot.against), for: Int(slot.for)), row: Int(slot.row) - 1)
        return
      }
      place = (place + 1) & slotMask
    }
  }
}
