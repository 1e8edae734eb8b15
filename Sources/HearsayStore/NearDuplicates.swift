import HearsayCore

/// Finds posts that say nearly the same words, in one pass over posts in order of time.
///
/// Sketches that agree in one of their five bands are compared byte by byte (locality-sensitive
/// hashing). Memory is bounded whatever the number of posts: the last 2²⁰ posts are remembered, in
/// about 56 MB with the keys of posts, and each post costs at most five comparisons, so the cost grows linearly.
struct NearDuplicates {
  /// How many of sixteen bytes two sketches must have in common: about half of their pairs of words.
  static let equalBytesLeast = 8
  /// Days after which a text that comes again is no longer the same wave.
  static let dayCountMost: Int32 = 14

  /// Where a post belongs.
  enum Verdict: Hashable {
    /// Nothing like it came before.
    case alone
    /// Like an earlier post, which belonged nowhere yet: the number of the cluster that both begin, and
    /// the number of the earlier post.
    case begins(cluster: Int64, with: Int64)
    /// Like the posts of a cluster.
    case joins(cluster: Int64)
  }

  private struct Remembered {
    var sketch = TextSketch(high: 0, low: 0)
    var cluster: UInt32 = 0
    var day: Int32 = 0
  }

  /// Where the bands of a sketch leave their marks.
  struct Slots {
    /// Their numbers among all slots.
    fileprivate var places = InlineArray<5, UInt32>(repeating: 0)
    /// What their marks have beside the number of the post.
    fileprivate var tags = InlineArray<5, UInt32>(repeating: 0)
  }

  private let mask: Int
  private var recent: [Remembered]
  /// For each band and hash, the mark of the last post with it; 0 where there was none.
  ///
  /// A mark is the number of the post in 22 bits, of which as many are remembered as 20 tell apart, behind nine bits of
  /// the hash, by which most posts are passed over that share the slot but not the band, and a bit that is always set.
  private var latest: [UInt32]
  private static let numberBits: UInt32 = 1 << 22 - 1
  /// What was fetched, of no use but that it is fetched.
  private var fetched: UInt32 = 0
  private var nextPost: Int64 = 0
  private var nextCluster: UInt32 = 1

  /// - Parameter postCount: about how many posts will come; memory is made for no more.
  init(postCount: Int64) {
    var size = 1 << 10
    while size < postCount && size < 1 << 20 { size <<= 1 }
    mask = size - 1
    recent = Array(repeating: Remembered(), count: size)
    latest = Array(repeating: 0, count: TextSketch.bandCount * size)
  }

  /// The number that the next post will have, from 0.
  var postNumber: Int64 { nextPost }

  /// The slots of a sketch.
  func slots(of sketch: TextSketch) -> Slots {
    var slots = Slots()
    let bands = sketch.bands
    for band in bands.indices {
      let mixed = UInt64(bands[band]) &* 0x9E37_79B9_7F4A_7C15 &+ UInt64(band)
      let hash = mixed ^ (mixed >> 29)
      let place = Int(truncatingIfNeeded: hash >> 7) & mask
      slots.places[band] = UInt32(truncatingIfNeeded: band &* (mask &+ 1) &+ place)
      slots.tags[band] = 1 << 31 | UInt32(truncatingIfNeeded: hash >> 55) << 22
    }
    return slots
  }

  /// Fetches what the next posts will be compared by, for the processor waits for many slots at once hardly longer
  /// than for one.
  mutating func fetch(_ all: some Sequence<Slots>) {
    for slots in all {
      for band in slots.places.indices { fetched ^= latest[Int(slots.places[band])] }
    }
  }

  /// Where the next post belongs.
  mutating func add(_ sketch: TextSketch, day: Int32) -> Verdict { add(sketch, at: slots(of: sketch), day: day) }

  /// Where the next post belongs, whose sketch has `slots`.
  mutating func add(_ sketch: TextSketch, at slots: Slots, day: Int32) -> Verdict {
    let own = UInt32(truncatingIfNeeded: nextPost) & Self.numberBits
    var match: Int?
    for band in slots.places.indices {
      let slot = Int(slots.places[band])
      let mark = latest[slot]
      latest[slot] = slots.tags[band] | own
      // Whether the band is the same, and no later post has taken the place of the one with the mark.
      guard (mark ^ slots.tags[band]) <= Self.numberBits, (own &- mark) & Self.numberBits <= UInt32(mask + 1)
      else { continue }
      let place = Int(mark) & mask
      let known = recent[place]
      guard day - known.day <= Self.dayCountMost,
        Self.equalBytesLeast <= sketch.equalByteCount(known.sketch)
      else { continue }
      if let best = match, rank(best) <= rank(place) { continue }
      match = place
    }
    var verdict = Verdict.alone
    var cluster: UInt32 = 0
    if let match {
      cluster = recent[match].cluster
      verdict = .joins(cluster: Int64(cluster))
      if cluster == 0 {
        cluster = nextCluster
        nextCluster += 1
        recent[match].cluster = cluster
        verdict = .begins(cluster: Int64(cluster), with: number(at: match))
      }
    }
    recent[Int(nextPost) & mask] = Remembered(sketch: sketch, cluster: cluster, day: day)
    nextPost += 1
    return verdict
  }

  /// The oldest cluster wins, so that waves of the same text stay together; then the oldest post.
  private func rank(_ place: Int) -> (Int, Int64) {
    recent[place].cluster == 0 ? (1, number(at: place)) : (0, Int64(recent[place].cluster))
  }

  /// The number of the post that is remembered at a place.
  private func number(at place: Int) -> Int64 {
    let newest = nextPost - 1
    return newest - ((newest - Int64(place)) & Int64(mask))
  }
}
