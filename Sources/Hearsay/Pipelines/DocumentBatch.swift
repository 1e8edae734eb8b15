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
  private var documents: [Document?] = []
  /// Which of them are on their way.
  private var isOnItsWay: [Bool]
  /// What became of those that have arrived.
  private var endings: [Ending?]

  private init(count: Int) {
    documents.reserveCapacity(count)
    isOnItsWay = [Bool](repeating: true, count: count)
    endings = [Ending?](repeating: nil, count: count)
  }

  /// What becomes in `pipeline` of each of the posts of `range`, in their order.
  ///
  /// `finish` makes what is wanted of a post that went through all stages; it is given its place in the range. It is
  /// called in no particular order.
  static func endings(
    of posts: PostBatch, in range: Range<Int>, through pipeline: Pipeline,
    _ finish: (Int, borrowing Document) -> Product
  ) -> [Ending] {
    var batch = Self(count: range.count)
    var groups = LanguageGroups()
    let (first, rest) = pipeline.stepsByLanguage
    for block in blocks(of: Array(0..<range.count)) {
      for index in block { batch.documents.append(Document(posts[range.lowerBound + index])) }
      batch.run(first, on: block)
      batch.group(block, &groups)
    }
    for group in groups.members {
      for block in blocks(of: group) {
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
  private static func blocks(of indices: [Int]) -> [ArraySlice<Int>] {
    stride(from: 0, to: indices.count, by: blockCount).map { start in
      indices[start..<min(start + blockCount, indices.count)]
    }
  }

  /// Adds those posts of a block that go on to `groups`.
  @inline(never)  // Within a function that changes the documents, each would be copied to be looked at.
  private func group(_ block: ArraySlice<Int>, _ groups: inout LanguageGroups) {
    for index in block where isOnItsWay[index] { groups.add(index, in: documents[index]?.language?.language) }
  }

  private mutating func run(_ steps: [BuiltStage.Step], on block: ArraySlice<Int>) {
    for step in steps {
      for index in block where isOnItsWay[index] {
        switch documents[index].progress(by: step) {
        case .goesOn: continue
        case .skipped(let reason): end(index, .skipped(reason))
        case .failed(let problem): end(index, .failed(problem))
        }
      }
    }
  }

  /// Lets `finish` make what is wanted of the posts of a block that are still on their way.
  private mutating func end(_ block: ArraySlice<Int>, _ finish: (Int, borrowing Document) -> Product) {
    for index in block where isOnItsWay[index] {
      // Taken out of the list, as a copy would count each of its layers.
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

/// Posts by language.
private struct LanguageGroups {
  private var languages: [LanguageCode?] = []
  /// The posts of each language, in the order in which they were added.
  private(set) var members: [[Int]] = []

  /// Adds a post that is in `language`.
  mutating func add(_ index: Int, in language: LanguageCode?) {
    // A chunk has few languages: comparing costs less than hashing.
    if let group = languages.firstIndex(of: language) {
      members[group].append(index)
    } else {
      languages.append(language)
      members.append([index])
    }
  }
}

/// What a stage makes of a post's way.
private enum Progress {
  case goesOn
  case skipped(SkipReason)
  case failed(RecordProblem)
}

extension Document? {
  /// Runs a stage on the document where it stands: for a copy, each of its layers would be fetched and counted.
  @inline(__always)
  fileprivate mutating func progress(by step: BuiltStage.Step) -> Progress {
    do throws(RecordProblem) {
      guard let reason = try self?.apply(step) else { return .goesOn }
      return .skipped(reason)
    } catch { return .failed(error) }
  }
}

extension Document {
  @inline(__always)
  fileprivate mutating func apply(_ step: BuiltStage.Step) throws(RecordProblem) -> SkipReason? { try step.run(&self) }
}
