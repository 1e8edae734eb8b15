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
    var documents = DocumentBatch(posts)
    documents.run(pipeline)
    let pseudonyms = authorKey.map { Pseudonyms(key: $0) }
    var batches: [(RowBatch, Checkpoint)] = []
    var batch = RowBatch(keep: pipeline.keep, sourceName: sourceName, entryNames: entryNames)
    var last = Checkpoint(recordNumber: chunk.firstRecord - 1, byteOffset: 0)
    for item in posts.items {
      // A batch ends between two records, never between two posts of one.
      if let most = batchRecordCount, most <= batch.itemCount, last.recordNumber != item.place.number {
        batches.append((batch, last))
        batch = RowBatch(keep: pipeline.keep, sourceName: sourceName, entryNames: entryNames)
      }
      add(item, of: &documents, pseudonyms, to: &batch)
      last = Checkpoint(recordNumber: item.place.number, byteOffset: item.place.byteOffset)
    }
    last.recordNumber = max(last.recordNumber, chunk.nextRecord - 1)
    batches.append((batch, last))
    return batches
  }

  private func add(
    _ item: PostBatch.Item, of documents: inout DocumentBatch, _ pseudonyms: Pseudonyms?, to batch: inout RowBatch
  ) {
    switch item.outcome {
    case .skipped(let reason): batch.skip(reason, at: item.place)
    case .failed(let problem): batch.fail(problem, at: item.place)
    case .post(let index):
      switch documents.endings[index] {
      case .skipped(let reason): batch.skip(reason, at: item.place)
      case .failed(let problem): batch.fail(problem, at: item.place)
      case .annotated: documents.withPost(index) { add($0, at: item.place, pseudonyms, to: &batch) }
      }
    }
  }

  private func add(
    _ document: borrowing Document, at place: RecordPlace, _ pseudonyms: Pseudonyms?, to batch: inout RowBatch
  ) {
    let author = pseudonyms?.pseudonym(of: document.post)
    if isForgotten(document.post, at: place, author: author) {
      return batch.skip(SkipReason(Store.forgottenReason), at: place)
    }
    batch.add(document, at: place, author: author)
    for remark in document.post.remarks.problems { batch.note(remark, at: place) }
  }

  private func isForgotten(_ post: Post, at place: RecordPlace, author: Int64?) -> Bool {
    guard !forgotten.isEmpty else { return false }
    let author = author ?? Pseudonyms(key: forgottenKey).pseudonym(of: post)
    return forgotten.contains(post, at: place, sourceName: sourceName, author: author)
  }
}
