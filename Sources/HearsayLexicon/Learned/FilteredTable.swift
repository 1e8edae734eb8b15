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

  /// Whether slots and filter have sizes that fit each other.
  static func fit(_ slots: [Slot], _ filter: [UInt64]) -> Bool {
    !slots.isEmpty && slots.count & (slots.count - 1) == 0 && filter.count == slots.count / slotsPerWord
  }
}
