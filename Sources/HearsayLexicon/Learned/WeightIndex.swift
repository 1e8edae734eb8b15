/// Finds rows of learned weights by the keys of features: open addressing, half full at most.
///
/// Most of what is looked up has no row, and a filter says so without a look at the slots. It has two bits for each key:
/// whether there may be a row, and whether there may be rows of longer pieces that go on from this one.
struct WeightIndex: Sendable {
  struct Slot: Sendable {
    /// The upper half of the key.
    var tag: UInt32 = 0
    /// The row, counted from 1; 0 marks an empty slot.
    var row: Int32 = 0
  }

  /// Slots for each 64 bits of the filter.
  static let slotsPerWord = 8

  private(set) var slots: [Slot]
  private(set) var filter: [UInt64]

  /// An index for so many rows.
  init(rowCountMost: Int) {
    var capacity = 64
    while capacity < rowCountMost * 2 { capacity *= 2 }
    self.init(
      slots: [Slot](repeating: Slot(), count: capacity),
      filter: [UInt64](repeating: 0, count: capacity / Self.slotsPerWord))
  }

  init(slots: [Slot], filter: [UInt64]) {
    precondition(
      slots.count & (slots.count - 1) == 0 && filter.count == slots.count / Self.slotsPerWord,
      "the table has \(slots.count) slots and \(filter.count) words")
    self.slots = slots
    self.filter = filter
  }

  /// Adds a row; several may have the same key.
  mutating func insert(_ key: UInt64, row: Int) {
    var place = Int(truncatingIfNeeded: key) & (slots.count - 1)
    while slots[place].row != 0 { place = (place + 1) & (slots.count - 1) }
    slots[place] = Slot(tag: UInt32(truncatingIfNeeded: key >> 32), row: Int32(row + 1))
    insert(key, Hint.isRow)
  }

  /// Notes that there is a row of a longer piece than that with `key`, which goes on from it.
  mutating func insert(beginning key: UInt64) { insert(key, Hint.goesOn) }

  private mutating func insert(_ key: UInt64, _ bit: UInt64) {
    filter[Hint.place(key, filter.count - 1)] |= bit << Hint.shift(key)
  }

  /// What the filter says of a key.
  struct Hint {
    fileprivate static var isRow: UInt64 { 1 }
    fileprivate static var goesOn: UInt64 { 2 }
    fileprivate let bits: UInt64

    /// Whether there may be a row; false is certain.
    @inline(__always)
    var mayBeRow: Bool { bits & Self.isRow != 0 }
    /// Whether there may be a row that goes on from it; false is certain.
    @inline(__always)
    var mayGoOn: Bool { bits & Self.goesOn != 0 }

    @inline(__always)
    fileprivate static func place(_ key: UInt64, _ mask: Int) -> Int { Int(truncatingIfNeeded: key >> 33) & mask }
    @inline(__always)
    fileprivate static func shift(_ key: UInt64) -> UInt64 { key >> 20 & 62 }
  }

  /// The index as plain memory, valid only within `withLookup`.
  struct Lookup {
    private let slots: UnsafePointer<Slot>
    private let slotMask: Int
    private let filter: UnsafePointer<UInt64>
    private let filterMask: Int

    fileprivate init(_ slots: UnsafeBufferPointer<Slot>, _ filter: UnsafeBufferPointer<UInt64>) {
      guard let firstSlot = slots.baseAddress, let firstWord = filter.baseAddress else {
        preconditionFailure("the index is empty")
      }
      self.slots = firstSlot
      slotMask = slots.count - 1
      self.filter = firstWord
      filterMask = filter.count - 1
    }

    /// What the filter says of `key`.
    @inline(__always)
    func hint(_ key: UInt64) -> Hint { Hint(bits: filter[Hint.place(key, filterMask)] >> Hint.shift(key)) }

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

  /// Calls `body` with the index as plain memory.
  @inline(__always)
  func withLookup<Result>(_ body: (Lookup) -> Result) -> Result {
    slots.withUnsafeBufferPointer { slots in
      filter.withUnsafeBufferPointer { filter in body(Lookup(slots, filter)) }
    }
  }
}
