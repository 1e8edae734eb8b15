/// A word of a few letters of ASCII and nothing else, found by looking at eight bytes at a time.
///
/// Most words of most texts are such. Words with anything else about them are scanned letter by letter.
struct ShortWord {
  /// The small letters, the first in the lowest byte of `low`, the ninth in that of `high`; what follows them in the
  /// text stands behind them.
  let low: UInt64
  let high: UInt64
  /// Number of letters: 1 … 15.
  let letterCount: Int
  let isCapitalised: Bool
  /// Whether all letters are capitals.
  let isCapital: Bool

  /// The word that begins at `start`; nil where it is longer, goes on with something else, repeats a letter three
  /// times, or ends with the text.
  ///
  /// No link is taken for a word: `www` repeats a letter three times, and no plain word ends before the colon of `http:`.
  @inline(__always)
  init?(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) {
    guard start &+ 8 <= bytes.count, bytes[start] < 0x80 else { return nil }
    let text = UnsafeRawBufferPointer(bytes)
    let first = UInt64(littleEndian: text.loadUnaligned(fromByteOffset: start, as: UInt64.self))
    var second: UInt64 = 0
    var count = Self.letterCount(first)
    if count == 8 {
      guard start &+ 16 <= bytes.count else { return nil }
      second = UInt64(littleEndian: text.loadUnaligned(fromByteOffset: start &+ 8, as: UInt64.self))
      count = 8 &+ Self.letterCount(second)
    }
    guard 0 < count, count < 16, WordScanner.endsPlainWord(bytes[start &+ count]) else { return nil }
    (low, high, letterCount) = (first | Self.smallBits, second | Self.smallBits, count)
    if Self.isStretched(low, high, count) { return nil }
    isCapitalised = first & 0x20 == 0
    isCapital = isCapitalised && Self.areCapitals(first, second, count)
  }

  /// The bit by which a small letter differs from its capital, in each byte.
  private static var smallBits: UInt64 { 0x2020_2020_2020_2020 }
  private static var highBits: UInt64 { 0x8080_8080_8080_8080 }

  /// How many of the eight bytes are letters, from the lowest on.
  @inline(__always)
  private static func letterCount(_ bytes: UInt64) -> Int {
    let small = (bytes | smallBits) & ~highBits
    // Each sum reaches the high bit of its byte from `a` on, or behind `z`; none reaches the next byte.
    let fromA = small &+ 0x1F1F_1F1F_1F1F_1F1F
    let behindZ = small &+ 0x0505_0505_0505_0505
    return (~(fromA & ~behindZ & ~bytes) & highBits).trailingZeroBitCount / 8
  }

  /// Whether a letter may stand three times in a row; always so where it does.
  @inline(__always)
  private static func isStretched(_ low: UInt64, _ high: UInt64, _ count: Int) -> Bool {
    if count < 3 { return false }
    var triples = zeros(low ^ (low >> 8 | high << 56)) & zeros(low ^ (low >> 16 | high << 48))
    if count < 10 {
      triples <<= UInt64(8 * (10 - count))
    } else {
      triples |= (zeros(high ^ high >> 8) & zeros(high ^ high >> 16)) << UInt64(8 * (18 - count))
    }
    return triples != 0
  }

  /// The high bit of each byte that is zero, and perhaps of others above one.
  @inline(__always)
  private static func zeros(_ bytes: UInt64) -> UInt64 { (bytes &- 0x0101_0101_0101_0101) & ~bytes & highBits }

  @inline(__always)
  private static func areCapitals(_ first: UInt64, _ second: UInt64, _ count: Int) -> Bool {
    count <= 8
      ? (first & smallBits) << UInt64(8 * (8 - count)) == 0
      : first & smallBits == 0 && (second & smallBits) << UInt64(8 * (16 - count)) == 0
  }
}
