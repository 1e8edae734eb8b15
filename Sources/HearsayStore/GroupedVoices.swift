/// What the known authors contribute to the groups of a query.
struct GroupedVoices: VoiceTaker {
  /// What is known of one group.
  struct Group {
    private(set) var clusters = ClusterSums()
    private(set) var squareSum: Int64 = 0
    /// Each author's posts of a day taken as one, where that is asked.
    private(set) var capped = CappedVoices()
    // What the author has contributed who is taken in.
    private var judged: Int64 = 0
    private var scoreSum: Int64 = 0
    private(set) var isOpen = false

    fileprivate mutating func take(_ voice: Voice, isCapped: Bool) {
      isOpen = true
      judged += Int64(voice.judged)
      scoreSum += voice.scoreSum
      squareSum += voice.scoreSquareSum
      guard isCapped else { return }
      capped.add(posts: Int64(voice.posts), judged: Int64(voice.judged), scoreSum: voice.scoreSum)
    }

    fileprivate mutating func endAuthor() {
      clusters.add(judged: judged, scoreSum: scoreSum)
      (judged, scoreSum, isOpen) = (0, 0, false)
    }
  }

  private(set) var groups: [Group]
  private let isCapped: Bool
  /// The groups that the author has contributed to who is taken in.
  private var open: [Int] = []

  init(groupCount: Int, isCapped: Bool) {
    groups = Array(repeating: Group(), count: groupCount)
    self.isCapped = isCapped
  }

  mutating func take(_ voice: Voice, group: Int) {
    if !groups[group].isOpen { open.append(group) }
    groups[group].take(voice, isCapped: isCapped)
  }

  mutating func end(author: Int64) {
    for group in open { groups[group].endAuthor() }
    open.removeAll(keepingCapacity: true)
  }
}
