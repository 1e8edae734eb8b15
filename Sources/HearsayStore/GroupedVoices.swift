/// What the known authors contribute to the groups of a query.
///
/// It is made for one pass: copies share what is counted.
struct GroupedVoices: VoiceTaker {
  /// What the author has contributed to a group who is taken in, and the squares of all.
  ///
  /// These few numbers of all groups are touched for every voice, and fit the cache of a processor.
  private struct Part {
    var judged: Int64 = 0
    var scoreSum: Int64 = 0
    var squareSum: Int64 = 0
    var isOpen = false
  }

  private let parts: Parts
  private let isCapped: Bool
  /// The groups that the author has contributed to who is taken in.
  private var open: [Int] = []

  /// Memory that is touched for every voice, which no check for other owners is to slow down.
  private final class Parts {
    let authors: UnsafeMutableBufferPointer<Part>
    let clusters: UnsafeMutableBufferPointer<ClusterSums>
    let capped: UnsafeMutableBufferPointer<CappedVoices>

    init(count: Int, cappedCount: Int) {
      authors = .allocate(capacity: count)
      authors.initialize(repeating: Part())
      clusters = .allocate(capacity: count)
      clusters.initialize(repeating: ClusterSums())
      capped = .allocate(capacity: cappedCount)
      capped.initialize(repeating: CappedVoices())
    }

    deinit {
      authors.deallocate()
      clusters.deallocate()
      capped.deallocate()
    }
  }

  init(groupCount: Int, isCapped: Bool) {
    parts = Parts(count: groupCount, cappedCount: isCapped ? groupCount : 0)
    self.isCapped = isCapped
  }

  var takesCellsWhole: Bool { isCapped }

  /// Sums over the authors of each group.
  var clusters: [ClusterSums] { Array(parts.clusters) }

  /// Of each group, each author's posts of a day taken as one; empty where that is not asked.
  var capped: [CappedVoices] { Array(parts.capped) }

  /// The sum of the squares of a group's scores.
  func squareSum(of group: Int) -> Int64 { parts.authors[group].squareSum }

  @inline(__always)
  mutating func take(_ voice: Voice, group: Int) {
    add(judged: Int64(voice.judged), scoreSum: voice.scoreSum, squareSum: voice.scoreSquareSum, group: group)
    if isCapped { cap(voice, group: group) }
  }

  /// Adds to what the author contributes to a group who is taken in.
  @inline(__always)
  mutating func add(judged: Int64, scoreSum: Int64, squareSum: Int64, group: Int) {
    precondition(0 <= group && group < parts.authors.count, "group \(group) is unknown")
    var part = parts.authors[group]
    if !part.isOpen {
      part.isOpen = true
      open.append(group)
    }
    part.judged += judged
    part.scoreSum += scoreSum
    part.squareSum += squareSum
    parts.authors[group] = part
  }

  /// Adds the posts of one author in one cell, taken as one.
  @inline(__always)
  mutating func cap(_ voice: Voice, group: Int) {
    precondition(0 <= group && group < parts.capped.count, "group \(group) is unknown")
    parts.capped[group].add(posts: Int64(voice.posts), judged: Int64(voice.judged), scoreSum: voice.scoreSum)
  }

  mutating func end(author: Int64) { end { _, _, _ in } }

  /// Ends an author, and hands what they contribute to each group to `body`: group, judged posts, sum of scores.
  @inline(__always)
  mutating func end(_ body: (Int, Int64, Int64) -> Void) {
    for group in open {
      var part = parts.authors[group]
      parts.clusters[group].add(judged: part.judged, scoreSum: part.scoreSum)
      body(group, part.judged, part.scoreSum)
      (part.judged, part.scoreSum, part.isOpen) = (0, 0, false)
      parts.authors[group] = part
    }
    open.removeAll(keepingCapacity: true)
  }
}
