import HearsayCore
import Testing

struct `Batches of posts` {
  private func place(_ number: Int64, part: Int32 = 0) -> RecordPlace {
    RecordPlace(number: number, byteOffset: number * 100, part: part)
  }

  @Test func `hand out posts as they were stored`() {
    var batch = PostBatch()
    batch.reserve(byteCount: 100, postCount: 2)
    var record = PostRecord()
    record[.id] = batch.store("17")
    record[.platform] = batch.store(Array("x".utf8))
    record[.text] = Array("Scroll pausiert 🚀".utf8).withUnsafeBytes { batch.store($0) }
    record[.repostOf] = batch.store("16")
    record.createdAt = UTCTime(iso8601: "2026-03-02")
    record.language = .german
    record[.likes] = 0
    record[.views] = 1_000_000
    batch.append(record, at: place(1))
    let post = batch[0]
    #expect(post.id == "17" && post.platform == "x" && post.rawText == "Scroll pausiert 🚀")
    #expect(post.createdAt?.description == "2026-03-02T00:00:00Z" && post.languageHint == .german)
    #expect(post.isRepost && post.field(.repostOf) == "16")
    #expect(post.count(.likes) == 0 && post.count(.views) == 1_000_000 && post.count(.reposts) == nil)
    #expect(post.field(.authorHandle) == nil && post.field(.url) == nil)
  }

  @Test func `count every record once, in order`() {
    var batch = PostBatch()
    batch.skip(.deletion, at: place(1))
    batch.append(PostRecord(), at: place(2))
    batch.fail(RecordProblem(.recordInvalidJSON, "the record is no JSON"), at: place(3))
    batch.append(PostRecord(), at: place(4, part: 0))
    batch.append(PostRecord(), at: place(4, part: 1))
    #expect(batch.items.count == 5 && batch.postCount == 3)
    #expect(batch.items.map(\.place.number) == [1, 2, 3, 4, 4])
    let outcomes = batch.items.map { item in
      switch item.outcome {
      case .post(let index): "post \(index)"
      case .skipped(let reason): "skipped \(reason)"
      case .failed(let problem): "failed \(problem.code)"
      }
    }
    #expect(outcomes == ["skipped deletion", "post 0", "failed record.invalid-json", "post 1", "post 2"])
  }

  @Test func `keep posts alive after more were added`() {
    var batch = PostBatch()
    var record = PostRecord()
    record[.text] = batch.store("first")
    batch.append(record, at: place(1))
    let first = batch[0]
    for number in 2..<500 {
      var record = PostRecord()
      record[.text] = batch.store("post \(number)")
      batch.append(record, at: place(Int64(number)))
    }
    #expect(first.rawText == "first" && batch[0].rawText == "first" && batch[498].rawText == "post 499")
  }
}

struct `Post records` {
  @Test func `are absent in every field at first`() {
    let record = PostRecord()
    #expect(PostRecord.Field.allCases.allSatisfy { record[$0].isAbsent })
    #expect(PostRecord.Count.allCases.allSatisfy { record[$0] == nil })
    #expect(record.createdAt == nil && record.language == nil)
  }

  @Test func `keep each field and count apart`() {
    var record = PostRecord()
    for (index, field) in PostRecord.Field.allCases.enumerated() { record[field] = ByteRange(index..<2 * index) }
    for (index, count) in PostRecord.Count.allCases.enumerated() { record[count] = Int64(index) }
    #expect(PostRecord.Field.allCases.map { record[$0].range } == (0..<13).map { $0..<2 * $0 })
    #expect(PostRecord.Count.allCases.map { record[$0] } == [0, 1, 2, 3, 4])
  }

  @Test func `take negative counts as absent`() {
    var record = PostRecord()
    record[.likes] = -3
    #expect(record[.likes] == nil)
    record[.likes] = 4
    record[.likes] = nil
    #expect(record[.likes] == nil)
  }

  @Test func `tell an empty field from an absent one`() {
    #expect(!ByteRange(0..<0).isAbsent && ByteRange(0..<0).range.isEmpty)
    #expect(ByteRange.absent.isAbsent && ByteRange.absent.range.isEmpty)
    var batch = PostBatch()
    var record = PostRecord()
    record[.text] = batch.store("")
    batch.append(record, at: RecordPlace(number: 1, byteOffset: 0))
    #expect(batch[0].field(.text) == "" && batch[0].field(.id) == nil)
    #expect(batch[0].id == "" && batch[0].platform == "")
  }
}
