import HearsayArchive
import HearsayCore

/// The posts of a chunk on their way through a pipeline together.
///
/// Stages run one after the other on a few posts of one language at a time. What a stage needs, its code and the
/// lexicons of the language, is larger than the fast caches: it is fetched once for those posts, and not for each.
/// What is wanted of a post is made as soon as those few are through, while their layers are still in the fast caches,
/// and the layers are given up before those of the next posts are made.
/// Posts do not depend on each other, so the result is that of one post after the other.
struct DocumentBatch<Product> {
  /// What became of a post.
  enum Ending {
    case annotated(Product)
    case skipped(SkipReason)
    case failed(RecordProblem)
  }

  /// So many posts go through a stage before the next one: their layers stay in the fast caches.
  private static var blockCount: Int { 32 }

  /// The posts, in the order of the chunk; nil where one has arrived.
  private var documents: [Document?]
  /// Which of them are on their way.
  private var isOnItsWay: [Bool]
  /// What became of those that have arrived.
  private var endings: [Ending?]

  private init(_ posts: PostBatch, _ range: Range<Int>) {
    documents = range.map { Document(posts[$0]) }
    isOnItsWay = [Bool](repeating: true, count: range.count)
    endings = [Ending?](repeating: nil, count: range.count)
  }

  /// What becomes in `pipeline` of each of the posts of `range`, in their order.
  ///
  /// `finish` makes what is wanted of a post that went through all stages; it is given its place in the range. It is
  /// called in no particular order.
  static func endings(
    of posts: PostBatch, in range: Range<Int>, through pipeline: Pipeline,
    _ finish: (Int, borrowing Document) -> Product
  ) -> [Ending] {
    var batch = Self(posts, range)
    let (first, rest) = pipeline.stepsByLanguage
    for block in batch.blocks(of: Array(batch.documents.indices)) { batch.run(first, on: block) }
    for group in batch.byLanguage() {
      for block in batch.blocks(of: group) {
        batch.run(rest, on: block)
        batch.end(block, finish)
      }
    }
    return batch.endings.map { ending in
      guard let ending else { preconditionFailure("a post got lost on its way") }
      return ending
    }
  }

  /// `indices`, some at a time.
  private func blocks(of indices: [Int]) -> [ArraySlice<Int>] {
    stride(from: 0, to: indices.count, by: Self.blockCount).map { start in
      indices[start..<min(start + Self.blockCount, indices.count)]
    }
  }

  /// The posts that go on, by language, each language's in their order.
  private func byLanguage() -> [[Int]] {
    var groups: [LanguageCode?: Int] = [:]
    var members: [[Int]] = []
    for index in documents.indices where isOnItsWay[index] {
      let language = documents[index]?.language?.language
      if let group = groups[language] {
        members[group].append(index)
      } else {
        groups[language] = members.count
        members.append([index])
      }
    }
    return members
  }

  private mutating func run(_ steps: [BuiltStage.Step], on block: ArraySlice<Int>) {
    for step in steps {
      for index in block where isOnItsWay[index] {
        do throws(RecordProblem) {
          guard let reason = try documents[index]?.apply(step) else { continue }
          end(index, .skipped(reason))
        } catch { end(index, .failed(error)) }
      }
    }
  }

  /// Lets `finish` make what is wanted of the posts of a block that are still on their way.
  private mutating func end(_ block: ArraySlice<Int>, _ finish: (Int, borrowing Document) -> Product) {
    for index in block where isOnItsWay[index] {
      guard let document = documents[index].take() else { continue }
      end(index, .annotated(finish(index, document)))
    }
  }

  /// Ends the way of a post, and gives up its layers.
  private mutating func end(_ index: Int, _ ending: Ending) {
    endings[index] = ending
    isOnItsWay[index] = false
    documents[index] = nil
  }
}

extension Document {
  /// Runs a stage on the document where it stands: for a copy, each of its layers would be fetched and counted.
  @inline(__always)
  fileprivate mutating func apply(_ step: BuiltStage.Step) throws(RecordProblem) -> SkipReason? { try step(&self) }
}
