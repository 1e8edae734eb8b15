import HearsayCore

/// Which entries of the lexicons have been met.
///
/// Their numbers are dense, and each opinion asks for several: a bit for each is found at once.
struct EntrySet: Sendable {
  /// Larger numbers are none of an entry: they stand for what is in no lexicon.
  private static let numberMost: UInt32 = 1 << 26

  private var bits: [UInt64] = []
  private var others: Set<UInt32> = []

  /// Adds an entry, and says whether it is new.
  mutating func insert(_ entry: EntryID) -> Bool {
    guard entry.number < Self.numberMost else { return others.insert(entry.number).inserted }
    let (word, bit) = (Int(entry.number >> 6), UInt64(1) << UInt64(entry.number & 63))
    while bits.count <= word { bits.append(0) }
    defer { bits[word] |= bit }
    return bits[word] & bit == 0
  }
}
