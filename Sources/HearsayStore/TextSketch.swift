import HearsayCore

/// Sixteen bytes by which texts are found that say nearly the same words.
///
/// A text is taken as the set of its pairs of neighbouring words; handles, links, numbers, emoji and
/// punctuation are left out, because copies differ in them. The set is sketched by one-permutation
/// minwise hashing (Li, Owen and Zhang 2012) with empty bins filled by rotation (Shrivastava and Li
/// 2014): sixteen bins, of each smallest hash eight bits. The share of equal bytes of two sketches
/// estimates the share of pairs that two texts have in common (Jaccard).
///
/// It costs one multiplication and one comparison for each word, from hashes that are there already.
struct TextSketch: Hashable, Sendable {
  /// Fewest different pairs of words that a text is known by: "to the moon" is no copy.
  static let pairCountLeast = 6
  /// Most words that are looked at.
  private static let wordCountMost = 400

  var high: Int64
  var low: Int64

  init(high: Int64, low: Int64) {
    self.high = high
    self.low = low
  }

  /// The sketch of a text, or nil where it is too short.
  init?(_ words: Words) {
    let sketch = withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 16) { least in
      least.initialize(repeating: Self.emptyBin)
      let wordCount = words.withTokens { Self.gather($0, in: least) }
      return Self.pairCountLeast < wordCount ? Self.filled(UnsafeBufferPointer(least)) : nil
    }
    guard let sketch else { return nil }
    self = sketch
  }

  /// The sketch that `withBytes` gave; nil where there are not sixteen bytes.
  init?(_ bytes: UnsafeRawBufferPointer) {
    guard bytes.count == 16 else { return nil }
    high = Int64(bigEndian: bytes.loadUnaligned(as: Int64.self))
    low = Int64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: Int64.self))
  }

  /// Hands the sixteen bytes to `body`, the highest first.
  func withBytes(_ body: (UnsafeRawBufferPointer) -> Void) {
    withUnsafeBytes(of: (high.bigEndian, low.bigEndian), body)
  }

  /// What stands for a bin that has nothing: the largest value.
  private static var emptyBin: UInt32 { .max }

  /// Puts the smallest hash of each bin into `least`, and returns how many words there were.
  private static func gather(_ tokens: Words.Tokens, in least: UnsafeMutableBufferPointer<UInt32>) -> Int {
    var previous: UInt64 = 0
    var wordCount = 0
    for index in tokens.all.indices {
      switch tokens.all[index].kind {
      case .word, .ideograph, .hashtag, .cashtag: break
      case .number, .handle, .link, .emoji, .punctuation: continue
      }
      let hash = tokens.all[index].hash
      wordCount += 1
      if wordCountMost < wordCount { break }
      if 1 < wordCount {
        var mixed = (previous &* 0x9E37_79B9_7F4A_7C15) ^ hash
        mixed = (mixed ^ (mixed >> 32)) &* 0xFF51_AFD7_ED55_8CCD
        let bin = Int(mixed >> 60)
        least[bin] = min(least[bin], UInt32(truncatingIfNeeded: mixed >> 24) & (emptyBin - 1))
      }
      previous = hash
    }
    return wordCount
  }

  /// A sketch of a byte of each bin; an empty bin borrows from the next one that is not, by its distance.
  ///
  /// Nil where fewer than four bins have something: then it is the same few words over and over.
  private static func filled(_ bins: UnsafeBufferPointer<UInt32>) -> TextSketch? {
    var bytes = InlineArray<16, UInt8>(repeating: 0)
    // From the last bin to the first: the last ones borrow from the first that is not empty.
    let lender = bins.firstIndex { $0 != emptyBin } ?? 0
    var (lent, offset) = (bins[lender], UInt32(lender) &* distanceFactor)
    var emptyCount = 0
    for bin in bytes.indices.reversed() {
      let isEmpty = bins[bin] == emptyBin
      lent = isEmpty ? lent : bins[bin]
      offset = isEmpty ? offset &+ distanceFactor : 0
      emptyCount += isEmpty ? 1 : 0
      bytes[bin] = UInt8(truncatingIfNeeded: ((lent &+ offset) &* 0xC2B2_AE35) >> 24)
    }
    return emptyCount <= 12 ? bytes.span.withUnsafeBytes { TextSketch($0) } : nil
  }

  /// What a bin's distance to the one that it borrows from counts.
  private static var distanceFactor: UInt32 { 0x85EB_CA6B }

  /// How many of the sixteen bytes are equal.
  func equalByteCount(_ other: TextSketch) -> Int {
    Self.zeroByteCount(UInt64(bitPattern: high ^ other.high)) + Self.zeroByteCount(UInt64(bitPattern: low ^ other.low))
  }

  private static func zeroByteCount(_ value: UInt64) -> Int {
    let low = value & 0x7F7F_7F7F_7F7F_7F7F
    let hasBits = ((low &+ 0x7F7F_7F7F_7F7F_7F7F) | value) & 0x8080_8080_8080_8080
    return 8 - hasBits.nonzeroBitCount
  }

  /// How many words of three bytes a sketch has that near-duplicates are found by; the last byte is in none.
  static let bandCount = 5

  /// The words of three neighbouring bytes: near-duplicates have at least one of the five in common.
  var bands: InlineArray<5, UInt32> {
    let (high, low) = (UInt64(bitPattern: high), UInt64(bitPattern: low))
    let words: InlineArray<5, UInt64> = [high >> 40, high >> 16, high << 8 | low >> 56, low >> 32, low >> 8]
    return InlineArray { UInt32(truncatingIfNeeded: words[$0]) & 0xFF_FFFF }
  }
}
