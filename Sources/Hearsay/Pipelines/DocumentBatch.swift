import HearsayArchive
import HearsayCore

/// The posts of a chunk on their way through a pipeline together.
///
/// Stages run one after the other on a few posts of one language at a time. What a stage needs, its code and the
/// lexicons of the language, is larger than the fast caches: it is fetched once for those posts, and not for each.
/// Posts do not depend on each other, so the result is that of one post after the other.
struct DocumentBatch {
  /// What became of a post.
  enum Ending: Sendable {
    case annotated
    case skipped(SkipReason)
    case failed(RecordProblem)
  }

  /// So many posts go through a stage before the next one: their layers stay in the fast caches.
  private static let blockCount = 32

  /// The posts, in the order of the chunk.
  private var all: [Document]
  /// What became of each.
  private(set) var endings: [Ending]

  /// The posts of `batch`, without any layer.
  init(_ batch: PostBatch) {
    all = (0..<batch.postCount).map { Document(batch[$0]) }
    endings = [Ending](repeating: .annotated, count: all.count)
  }

  /// Runs all stages of `pipeline`.
  mutating func run(_ pipeline: Pipeline) {
    let (first, rest) = pipeline.stepsByLanguage
    run(first, on: Array(all.indices))
    for group in byLanguage() { run(rest, on: group) }
  }

  /// Calls `body` with a post where it stands: for a copy, each of its layers would be fetched and counted.
  @inline(__always)
  mutating func withPost(_ index: Int, _ body: (inout Document) -> Void) { body(&all[index]) }

  /// The posts that go on, by language, each language's in their order.
  private func byLanguage() -> [[Int]] {
    var groups: [LanguageCode?: Int] = [:]
    var members: [[Int]] = []
    for index in all.indices {
      guard case .annotated = endings[index] else { continue }
      let language = all[index].language?.language
      if let group = groups[language] {
        members[group].append(index)
      } else {
        groups[language] = members.count
        members.append([index])
      }
    }
    return members
  }

  private mutating func run(_ steps: [BuiltStage.Step], on indices: [Int]) {
    var start = 0
    while start < indices.count {
      let block = indices[start..<min(start + Self.blockCount, indices.count)]
      for step in steps {
        for index in block { run(step, on: index) }
      }
      start += Self.blockCount
    }
  }

  @inline(__always)
  private mutating func run(_ step: BuiltStage.Step, on index: Int) {
    guard case .annotated = endings[index] else { return }
    do throws(RecordProblem) {
      if let reason = try step(&all[index]) { endings[index] = .skipped(reason) }
    } catch { endings[index] = .failed(error) }
  }
}
