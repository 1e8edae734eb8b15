import HearsayCore

/// Finds posts that say nearly the same words, in one pass over posts in order of time.
///
/// Sketches that agree in one of their four bands are compared byte by byte (locality-sensitive
/// hashing). Memory is bounded whatever the number of posts: the last 2²⁰ posts are remembered, in
/// about 60 MB, and each post costs at most four comparisons, so the cost grows linearly.
struct NearDuplicates {
  /// How many of sixteen bytes two sketches must have in common: about 56 % of their pairs of words.
  static let equalBytesLeast = 9
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
    var post: Int64 = -1
    var cluster: Int64 = 0
    var day: Int32 = 0
  }

  private let mask: Int
  private var recent: [Remembered]
  /// For each band and hash, the place in `recent` of the last post with it, and that post's number.
  private var latest: [(place: UInt32, post: Int64)]
  private var nextPost: Int64 = 0
  private var nextCluster: Int64 = 1

  /// - Parameter postCount: about how many posts will come; memory is made for no more.
  init(postCount: Int64) {
    var size = 1 << 10
    while size < postCount && size < 1 << 20 { size <<= 1 }
    mask = size - 1
    recent = Array(repeating: Remembered(), count: size)
    latest = Array(repeating: (0, -1), count: 4 * size)
  }

  /// The number that the next post will have, from 0.
  var postNumber: Int64 { nextPost }

  /// Where the next post belongs.
  mutating func add(_ sketch: TextSketch, day: Int32) -> Verdict {
    let bands = sketch.bands
    let slots = [bands.0, bands.1, bands.2, bands.3].enumerated().map { band, value in
      let mixed = UInt64(value) &* 0x9E37_79B9_7F4A_7C15 &+ UInt64(band)
      return band * (mask + 1) + Int(truncatingIfNeeded: (mixed ^ (mixed >> 29)) >> 7) & mask
    }
    var match: Int?
    for slot in slots {
      let (place, post) = latest[slot]
      let known = recent[Int(place)]
      guard 0 <= post, known.post == post, day - known.day <= Self.dayCountMost,
        Self.equalBytesLeast <= sketch.equalByteCount(known.sketch)
      else { continue }
      // The oldest cluster wins, so that waves of the same text stay together.
      func rank(_ place: Int) -> (Int, Int64) {
        (recent[place].cluster == 0 ? 1 : 0, recent[place].cluster == 0 ? recent[place].post : recent[place].cluster)
      }
      if let best = match, rank(best) <= rank(Int(place)) { continue }
      match = Int(place)
    }
    var verdict = Verdict.alone
    var cluster: Int64 = 0
    if let match {
      cluster = recent[match].cluster
      verdict = .joins(cluster: cluster)
      if cluster == 0 {
        cluster = nextCluster
        nextCluster += 1
        recent[match].cluster = cluster
        verdict = .begins(cluster: cluster, with: recent[match].post)
      }
    }
    let place = Int(nextPost) & mask
    recent[place] = Remembered(sketch: sketch, post: nextPost, cluster: cluster, day: day)
    for slot in slots { latest[slot] = (UInt32(place), nextPost) }
    nextPost += 1
    return verdict
  }
}
