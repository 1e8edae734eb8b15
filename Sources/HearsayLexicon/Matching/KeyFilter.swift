import HearsayCore
import HearsayText

/// Two bits for each of many keys, which are spread over all 64 bits: what lacks one of them is in no table of these
/// keys.
///
/// Both bits stand in one word (Putze, Sanders and Singler 2007, "Cache-, Hash- and Space-Efficient Bloom Filters"), so
/// that a key costs one look at memory.
struct KeyFilter: Sendable {
  /// Their number is a power of two.
  let words: FrozenArray<UInt64>

  /// The filter of `keys`.
  init(_ keys: some Collection<UInt64>) {
    // Eight bits or more for each: one key in twenty or fewer is looked up in vain.
    var count = 16
    while 8 * count < keys.count { count *= 2 }
    var words = [UInt64](repeating: 0, count: count)
    for key in keys { words[Self.place(key, count)] |= Self.bits(of: key) }
    self.words = FrozenArray(words)
  }

  /// The filter whose words were kept; nil where their number is no power of two.
  init?(words: FrozenArray<UInt64>) {
    guard !words.isEmpty, words.count & (words.count - 1) == 0 else { return nil }
    self.words = words
  }

  /// The filter of the keys of this filter and of another.
  func union(_ other: KeyFilter) -> KeyFilter {
    let (small, large) = words.count < other.words.count ? (words, other.words) : (other.words, words)
    // A key that stands at a place of the small one stands at one that differs in higher bits in the large one.
    return KeyFilter(union: (0..<large.count).map { large[$0] | small[$0 & (small.count - 1)] })
  }

  private init(union words: [UInt64]) { self.words = FrozenArray(words) }

  // Tables take the lowest bits.
  @inline(__always)
  fileprivate static func place(_ key: UInt64, _ count: Int) -> Int { Int(truncatingIfNeeded: key >> 32) & (count - 1) }

  @inline(__always)
  private static func bits(of key: UInt64) -> UInt64 { 1 << (key & 63) | 1 << (key >> 6 & 63) }

  /// 1 where `key` may be among the keys; 0 is certain.
  @inline(__always)
  func mayHave(_ key: UInt64) -> Int { withBits { $0.mayHave(key) } }

  /// Calls `body` with the bits as plain memory, for loops over many keys.
  @inline(__always)
  func withBits<Result>(_ body: (Bits) -> Result) -> Result {
    words.withUnsafeBufferPointer { body(Bits(words: $0)) }
  }

  /// The bits, as long as they stay where they are.
  struct Bits {
    fileprivate let words: UnsafeBufferPointer<UInt64>

    /// Asks for the bits of `key`.
    @inline(__always)
    func prefetch(_ key: UInt64) {
      Prefetch.element(KeyFilter.place(key, words.count), of: words)
    }

    /// 1 where `key` may be among the keys; 0 is certain.
    ///
    /// A number, so that candidates are counted without a branch, which the processor could not foretell.
    @inline(__always)
    func mayHave(_ key: UInt64) -> Int {
      let word = words[KeyFilter.place(key, words.count)]
      return Int(truncatingIfNeeded: word >> (key & 63) & word >> (key >> 6 & 63) & 1)
    }
  }
}
