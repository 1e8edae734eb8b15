import HearsayCore
import HearsayText

/// The weights of runs of tokens, found by their keys.
///
/// A key has 64 bits, and no form is compared: two words that share one are not to be found but by looking for them,
/// and who writes the one instead of the other has gained nothing. A table of open addressing, half full at most, with
/// a filter that says of most keys that they are not in it.
struct WeightIndex: Sendable {
  /// All that is known of a key, side by side in half of a line of memory: each line is waited for.
  struct Slot: BitwiseCopyable, Sendable {
    fileprivate var key: UInt64 = 0
    /// The entry; none in an empty slot.
    fileprivate(set) var entry = WeightedRow()
    /// What the pieces of the word add that the key stands for, so that words which are entries themselves, as most
    /// are, need not be taken apart; nothing where it stands for several words.
    fileprivate(set) var pieces = WeightRows.PieceSum()
  }

  /// A weight to be found.
  typealias Entry = (key: UInt64, row: WeightedRow, pieces: WeightRows.PieceSum)

  private let slots: FrozenArray<Slot>
  private let filter: KeyFilter

  /// The index of `entries`; of several with one key, the first counts.
  init(_ entries: [Entry]) {
    var capacity = 64
    while capacity < entries.count * 2 { capacity *= 2 }
    var slots = [Slot](repeating: Slot(), count: capacity)
    for entry in entries {
      var place = Int(truncatingIfNeeded: entry.key) & (capacity - 1)
      while 0 <= slots[place].entry.row { place = (place + 1) & (capacity - 1) }
      slots[place] = Slot(key: entry.key, entry: entry.row, pieces: entry.pieces)
    }
    self.slots = FrozenArray(slots)
    filter = KeyFilter(entries.map(\.key))
  }

  /// Calls `body` with the index as plain memory, for looking up many keys in turn.
  @inline(__always)
  func withLookup<Result>(_ body: (Lookup) -> Result) -> Result {
    slots.withUnsafeBufferPointer { slots in filter.withBits { body(Lookup(slots: slots, filter: $0)) } }
  }

  /// Looks keys up as long as the index stays where it is.
  struct Lookup {
    fileprivate let slots: UnsafeBufferPointer<Slot>
    fileprivate let filter: KeyFilter.Bits

    /// 1 where there may be an entry with `key`; 0 is certain.
    @inline(__always)
    func mayHave(_ key: UInt64) -> Int { filter.mayHave(key) }

    @inline(__always)
    private func place(_ key: UInt64) -> Int { Int(truncatingIfNeeded: key) & (slots.count - 1) }

    /// Asks for the place of `key` where `isSought` is 1.
    @inline(__always)
    func prefetch(_ key: UInt64, isSought: Int) {
      Prefetch.element(place(key), of: slots, isWanted: isSought)
    }

    /// 1 where something stands in the place of `key`, 0 where there is no such entry.
    ///
    /// For many keys in turn: nothing waits for the memory that is looked at.
    @inline(__always)
    func isTaken(_ key: UInt64) -> Int { slots[place(key)].entry.count }

    /// What is known of `key`; nil where there is no such entry.
    @inline(__always)
    func row(_ key: UInt64) -> UnsafePointer<Slot>? {
      guard let first = slots.baseAddress else { return nil }
      var place = place(key)
      // Ends at an empty slot: half of them are.
      while slots[place].key != key {
        if slots[place].entry.row < 0 { return nil }
        place = (place &+ 1) & (slots.count - 1)
      }
      return slots[place].entry.row < 0 ? nil : first + place
    }
  }
}

extension WeightIndex {
  func write(to snapshot: inout SnapshotWriter) {
    snapshot.write(slots)
    snapshot.write(filter.words)
  }

  init(from snapshot: inout SnapshotReader) throws(SnapshotReader.Damage) {
    let slots = try snapshot.frozen(of: Slot.self)
    guard let filter = KeyFilter(words: try snapshot.frozen(of: UInt64.self)), !slots.isEmpty,
      slots.count & (slots.count - 1) == 0
    else { throw SnapshotReader.Damage() }
    self.slots = slots
    self.filter = filter
  }
}
