import GRDB
import HearsayCore
import Testing

@testable import HearsayStore

/// What the segments of all editions add up to, in words: each author, entry and claim once.
func segmentSums(_ db: Database) throws -> [String] {
  let all = try CellFilter(SignalFilter(), db)
  var lines: [String] = []
  for edition in try Int64.fetchAll(db, sql: "SELECT id FROM edition ORDER BY id") {
    var sums = BatchSums()
    try Segment.scanVoices(edition: edition, all, db) { sums.add($0) }
    lines += sums.mergedVoices().map {
      "\(edition) voice \($0.key) \($0.author) \($0.posts) \($0.judged) \($0.scoreSum) \($0.scoreSquareSum)"
    }
    var shares: [ShareSum] = []
    try Segment.scanShares(edition: edition, all, db) { shares.append($0) }
    lines += ShareSum.merged(shares).map { "\(edition) share \($0.key) \($0.entry) \($0.opinions) \($0.scoreSum)" }
    var claims: [String] = []
    var matters: [ClaimFact.Matter] = []
    try ClaimSegment.scan(
      edition: edition, all, db, begin: { matters = $0 },
      { row in
        claims.append(
          "\(edition) claim \(row.key) \(row.id) \(row.post) \(row.author ?? 0) \(matters[row.matter]) \(row.cited) "
            + "\(row.quoteHash)")
      })
    lines += claims.sorted()
  }
  return lines
}

struct `Segments` {
  /// What the segments hold, and what they hold when they are made anew from the tables.
  private func compare(_ store: Store) throws {
    try store.queue.write { db in
      let before = try segmentSums(db)
      for edition in try Int64.fetchAll(db, sql: "SELECT id FROM edition") { try SegmentMaking.remake(edition, db) }
      let after = try segmentSums(db)
      #expect(after == before)
      #expect(!after.isEmpty)
    }
  }

  @Test(arguments: [Keep.signals, .evidence])
  func `hold what the tables hold, after each batch, merging and forgetting`(_ keep: Keep) throws {
    let hash: @Sendable ([UInt8], [UInt8]) -> Int64 = { message, salt in
      Int64((salt + message).reduce(UInt64(5381)) { ($0 &* 33) ^ UInt64($1) } & UInt64(Int64.max))
    }
    try withFolder { folder in
      let one = try Store.open(path: "\(folder)/a.sqlite", .writing(.sample))
      try ingest(variedItems(300), into: one, keep: keep, batchSize: 7)
      try compare(one)
      try one.close()
      let other = try Store.open(path: "\(folder)/b.sqlite", .writing(.sample))
      try ingest(variedItems(300, seed: 8), into: other, keep: keep, name: "b.jsonl", fingerprint: "f2", batchSize: 40)
      try other.close()
      let both = try Store.open(path: "\(folder)/a.sqlite", .changing)
      _ = try both.merge("\(folder)/b.sqlite", keyedHash: hash)
      try compare(both)
      #expect(try both.forget([.author(3), .post(platform: "x", id: "1000017")], salt: [4], hash).posts > 10)
      try compare(both)
      #expect(try number(both, "SELECT count(*) FROM segment") < 20)
      try both.close()
    }
  }

  @Test func `that are damaged are read as far as they go`() throws {
    let store = try Store.inMemory(.sample)
    try ingest(variedItems(200), into: store)
    let whole = try store.queue.read { db in
      var whole: [(rowid: Int64, bytes: [UInt8])] = []
      try NumberScan.run(db, "SELECT rowid, bytes FROM segment", []) { row in
        row.withBlob(1) { whole.append((row[0], Array($0))) }
      }
      return whole
    }
    var numbers = SeededNumbers(state: 12)
    for _ in 0..<60 {
      try store.queue.write { db in
        for (rowid, bytes) in whole {
          var damaged = bytes
          for _ in 0..<4 { damaged[numbers.next(damaged.count)] = UInt8(numbers.next(256)) }
          damaged.removeLast(numbers.next(damaged.count))
          let update = try BulkStatement(db, "UPDATE segment SET bytes = ? WHERE rowid = ?")
          update.bind(rowid, at: 2)
          try damaged.withUnsafeBytes {
            update.bindBlob(ByteRange(0..<$0.count), of: $0, at: 1)
            try update.run()
          }
          update.release()
        }
      }
      var query = SentimentQuery(SignalFilter(), by: [.chain, .day], order: .time, rowCountMost: nil)
      query.isOrganicAsked = true
      _ = try store.sentiment(query)
      _ = try store.claims(ClaimQuery())
      _ = try store.decompose(SignalFilter(), partCountMost: 5)
      _ = try store.compare(EntityID("scroll"), EntityID("metis"), SignalFilter())
    }
  }
}
