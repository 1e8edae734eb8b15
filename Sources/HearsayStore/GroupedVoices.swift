/// What the known authors contribute to the groups of a query.
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

  private var parts: [Part]
  /// Sums over the authors of each group.
  private(set) var clusters: [ClusterSums]
  /// Of each group, each author's posts of a day taken as one; empty where that is not asked.
  private(set) var capped: [CappedVoices]
  private let isCapped: Bool
  /// The groups that the author has contributed to who is taken in.
  private var open: [Int] = []

  init(groupCount: Int, isCapped: Bool) {
    parts = Array(repeating: Part(), count: groupCount)
    clusters = Array(repeating: ClusterSums(), count: groupCount)
    capped = isCapped ? Array(repeating: CappedVoices(), count: groupCount) : []
    self.isCapped = isCapped
  }

  /// The sum of the squares of a group's scores.
  func squareSum(of group: Int) -> Int64 { parts[group].squareSum }

  mutating func take(_ voice: Voice, group: Int) {
    if !parts[group].isOpen {
      parts[group].isOpen = true
      open.append(group)
    }
    parts[group].judged += Int64(voice.judged)
    parts[group].scoreSum += voice.scoreSum
    parts[group].squareSum += voice.scoreSquareSum
    guard isCapped else { return }
    capped[group].add(posts: Int64(voice.posts), judged: Int64(voice.judged), scoreSum: voice.scoreSum)
  }

  mutating func end(author: Int64) {
    for group in open {
      clusters[group].add(judged: parts[group].judged, scoreSum: parts[group].scoreSum)
      (parts[group].judged, parts[group].scoreSum, parts[group].isOpen) = (0, 0, false)
    }
    open.removeAll(keepingCapacity: true)
  }
}
