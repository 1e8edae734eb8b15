import HearsayCore

/// The weights of runs of tokens, found by their keys.
///
/// A key has 64 bits, and no form is compared: two words that share one are not to be found but by looking for them,
/// and who writes the one instead of the other has gained nothing.
struct WeightIndex: FilteredTable, Sendable {
  /// All that is known of a run, side by side: each line of memory is waited for.
  struct Slot: BitwiseCopyable, Sendable {
    var key: UInt64 = 0
    // Two bytes each: `LearnedWeights.weightMost` is less than 2¹⁵.
    fileprivate var against: Int16 = 0
    fileprivate var `for`: Int16 = 0
    /// The row of the entry, counted from 1; 0 marks an empty slot.
    fileprivate var number: Int32 = 0

    /// The row of the entry; -1 where there is none.
    @inline(__always)
    var row: Int { Int(number) - 1 }

    /// What it adds.
    @inline(__always)
    var weight: LearnedWeights.Weight { LearnedWeights.Weight(against: Int(against), for: Int(self.for)) }
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

  /// Adds the run of `row`; of several with one key, the first counts.
  mutating func insert(_ key: UInt64, _ weight: LearnedWeights.Weight, row: Int) {
    var place = Int(truncatingIfNeeded: key) & (slots.count - 1)
    while slots[place].number != 0 { place = (place + 1) & (slots.count - 1) }
    slots[place] = Slot(
      key: key, against: Int16(clamping: weight.against), for: Int16(clamping: weight.for), number: Int32(row + 1))
    Self.note(key, in: &filter)
  }
}

extension FilteredLookup<WeightIndex.Slot> {
  /// 1 where something stands in the place of `key`, 0 where there is no such key.
  ///
  /// For many keys in turn: nothing waits for the memory that is looked at.
  @inline(__always)
  func isTaken(_ key: UInt64) -> Int { slots[Int(truncatingIfNeeded: key) & slotMask].number == 0 ? 0 : 1 }

  /// The slot with `key`; an empty one where there is none.
  @inline(__always)
  func slot(_ key: UInt64) -> WeightIndex.Slot {
    var place = Int(truncatingIfNeeded: key) & slotMask
    // Ends at an empty slot: half of them are.
    while slots[place].number != 0 && slots[place].key != key { place = (place + 1) & slotMask }
    return slots[place]
  }
}
