/// Each author's posts of a day taken as one.
struct CappedVoices {
  var voices: Int64 = 0
  var posts: Int64 = 0
  var judged: Int64 = 0
  var scoreSum: Int64 = 0
  var means = 0.0
  var judgedVoices: Int64 = 0

  /// Adds the posts of one author in one cell.
  @inline(__always)
  mutating func add(posts: Int64, judged: Int64, scoreSum: Int64) {
    voices += 1
    self.posts += posts
    self.judged += judged
    self.scoreSum += scoreSum
    guard 0 < judged else { return }
    judgedVoices += 1
    // Most have one post, and a division costs as much as all else.
    means += judged == 1 ? Double(scoreSum) : Double(scoreSum) / Double(judged)
  }

  /// The voices, with all posts beside them whose authors are not known.
  func counted(all: SignalSums, judged allJudged: Int64) -> CountedPosts {
    let alone = all.posts - posts
    let count = judgedVoices + allJudged - judged
    let sum = means + Double(all.scoreSum - scoreSum)
    return CountedPosts(posts: voices + alone, meanScore: count == 0 ? nil : sum / Double(count) / 1000)
  }
}
