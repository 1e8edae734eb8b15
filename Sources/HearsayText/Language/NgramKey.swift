/// Keys of letter n-grams: a chain of hashes that grows to the left.
///
/// The key of `abcd` continues the key of `bcd`, so that one pass over the last letters
/// gives the keys of all n-grams that end with them, the shortest first.
enum NgramKey {
  /// The most letters that an n-gram has.
  static let letterCountMost = 4
  /// Stands before the first and after the last letter of a word.
  static let boundary: UInt32 = 0x5F

  /// The key of an n-gram of no letters.
  static let empty: UInt64 = 0x5851_F42D_4C95_7F2D

  /// The key of the n-gram that has `letter` before the n-gram with `key`.
  @inline(__always)
  static func adding(_ letter: UInt32, to key: UInt64) -> UInt64 {
    var hash = (key ^ UInt64(letter)) &* 0x9E37_79B9_7F4A_7C15
    hash ^= hash >> 32
    return hash
  }

  /// The key of an n-gram, from its letters in reading order.
  static func of(_ letters: some BidirectionalCollection<UInt32>) -> UInt64 {
    letters.reversed().reduce(empty) { adding($1, to: $0) }
  }
}
