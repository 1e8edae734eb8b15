/// What the known authors contribute to the groups of a query, and to groups that consist of these.
struct NestedVoices: VoiceTaker {
  private(set) var fine: GroupedVoices
  private(set) var coarse: GroupedVoices
  /// The sum of the squares of each coarse group's scores.
  var squareSums: [Int64] {
    var sums = [Int64](repeating: 0, count: coarseCount)
    for (group, outer) in coarseGroups.enumerated() { sums[outer] += fine.squareSum(of: group) }
    return sums
  }
  /// Of each fine group, the coarse one that it belongs to.
  private let coarseGroups: [Int]
  private let coarseCount: Int

  /// `isCapped` says whether, of the coarse groups, each author's posts of a day are also taken as one.
  init(coarseGroups: [Int], coarseCount: Int, isCapped: Bool) {
    self.coarseGroups = coarseGroups
    self.coarseCount = coarseCount
    fine = GroupedVoices(groupCount: coarseGroups.count, isCapped: false)
    coarse = GroupedVoices(groupCount: coarseCount, isCapped: isCapped)
  }

  var takesCellsWhole: Bool { coarse.takesCellsWhole }

  @inline(__always)
  mutating func take(_ voice: Voice, group: Int) {
    fine.take(voice, group: group)
    if coarse.takesCellsWhole { coarse.cap(voice, group: coarseGroups[group]) }
  }

  @inline(__always)
  mutating func end(author: Int64) {
    fine.end { coarse.add(judged: $1, scoreSum: $2, squareSum: 0, group: coarseGroups[$0]) }
    coarse.end(author: author)
  }
}
