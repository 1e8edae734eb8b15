import HearsayArchive
import HearsayCore
import HearsayStore

/// Turns chunks of an archive into rows: the pure middle of a run, which may run on any thread.
struct ChunkAnnotator: Sendable {
  private let pipeline: Pipeline
  private let batchRecordCount: Int?
  /// The key of pseudonyms; nil where nobody is stored.
  private let authorKey: [UInt8]?
  private let sourceName: String
  private let entryNames: EntryNames
  private let forgotten: ForgottenPosts
  /// The key by which authors are recognised who were forgotten, even where nobody is stored.
  private let forgottenKey: [UInt8]

  init(_ pipeline: Pipeline, _ options: Runner.Options, sourceName: String, forgotten: ForgottenPosts) {
    self.forgotten = forgotten
    forgottenKey = options.authorKey
    entryNames = pipeline.entryNames
    self.pipeline = pipeline
    batchRecordCount = options.batchRecordCount
    authorKey = pipeline.authors == .pseudonym ? options.authorKey : nil
    self.sourceName = sourceName
  }

  /// The records of `chunk` in batches that are ready to be written, each with the place behind it.
  func annotate(_ chunk: ArchiveChunk) -> [(RowBatch, Checkpoint)] {
    let posts = chunk.posts(using: JSONParser())
    var batches = parts(of: posts.items).map { items in
      let end = items.last?.place ?? RecordPlace(number: chunk.firstRecord - 1, byteOffset: 0)
      return (rows(of: items, posts), Checkpoint(recordNumber: end.number, byteOffset: end.byteOffset))
    }
    let last = batches.count - 1
    batches[last].1.recordNumber = max(batches[last].1.recordNumber, chunk.nextRecord - 1)
    return batches
  }

  /// The items of a chunk in parts that are written in one transaction each: mostly one.
  ///
  /// A part ends between two records, never between two posts of one.
  private func parts(of items: [PostBatch.Item]) -> [ArraySlice<PostBatch.Item>] {
    guard let most = batchRecordCount else { return [items[...]] }
    var parts: [ArraySlice<PostBatch.Item>] = []
    var start = 0
    for index in items.indices
    where start + most <= index && items[index].place.number != items[index - 1].place.number {
      parts.append(items[start..<index])
      start = index
    }
    return parts + [items[start...]]
  }

  /// The rows of `items`, whose posts are among `posts`.
  private func rows(of items: ArraySlice<PostBatch.Item>, _ posts: PostBatch) -> RowBatch {
    let pseudonyms = authorKey.map { Pseudonyms(key: $0) }
    let places = items.compactMap { item -> RecordPlace? in
      guard case .post = item.outcome else { return nil }
      return item.place
    }
    let firstPost = Self.firstPost(of: items)
    var batch = RowBatch(keep: pipeline.keep, sourceName: sourceName, entryNames: entryNames)
    batch.reserve(postCount: places.count)
    let endings = DocumentBatch.endings(of: posts, in: firstPost..<firstPost + places.count, through: pipeline) {
      (number, document) -> Int? in
      let author = pseudonyms?.pseudonym(of: document.post)
      if isForgotten(document.post, at: places[number], author: author) { return nil }
      return batch.add(document, at: places[number], author: author)
    }
    // Posts got through in the order of their languages; what is stored is in the order of the archive.
    var order: [Int] = []
    order.reserveCapacity(endings.count)
    for item in items {
      switch item.outcome {
      case .skipped(let reason): batch.skip(reason, at: item.place)
      case .failed(let problem): batch.fail(problem, at: item.place)
      case .post(let index):
        switch endings[index - firstPost] {
        case .skipped(let reason): batch.skip(reason, at: item.place)
        case .failed(let problem): batch.fail(problem, at: item.place)
        case .annotated(nil): batch.skip(SkipReason(Store.forgottenReason), at: item.place)
        case .annotated(let row?):
          order.append(row)
          for remark in posts[index].remarks.problems { batch.note(remark, at: item.place) }
        }
      }
    }
    batch.arrange(order)
    return batch
  }

  /// The index of the first post of `items`, whose posts follow each other.
  private static func firstPost(of items: ArraySlice<PostBatch.Item>) -> Int {
    for item in items { if case .post(let index) = item.outcome { return index } }
    return 0
  }

  private func isForgotten(_ post: Post, at place: RecordPlace, author: Int64?) -> Bool {
    guard !forgotten.isEmpty else { return false }
    let author = author ?? Pseudonyms(key: forgottenKey).pseudonym(of: post)
    return forgotten.contains(post, at: place, sourceName: sourceName, author: author)
  }
}
