import HearsayCore
import HearsayStore

/// What became of the records of a chunk, read with two sets of lexicons.
struct ChunkComparison: Sendable {
  /// A post, and what moved about it.
  struct Post: Sendable {
    let platform: String
    /// What it is recognised by on its platform.
    let key: Int64
    let day: Day?
    let movement: PostMovement
    /// How it is shown; nil where nothing moved.
    let example: ImpactReport.Example?
  }

  /// Records that gave no post.
  var counts = RecordCounts()
  /// The first records that failed, each with its place.
  private(set) var problems: [String] = []
  /// The posts, in order.
  var posts: [Post] = []

  mutating func fail(_ problem: RecordProblem, at place: String) {
    counts.failed += 1
    if problems.count < 20 { problems.append("\(place): error[\(problem.code)]: \(problem.message)") }
  }
}
