import GRDB
import Glibc
import HearsayCore
import Testing

@testable import HearsayStore

struct `Writing` {
  @Test(arguments: [1, 7, 1000])
  func `gives the same database whatever the size of a batch`(_ batchSize: Int) throws {
    let items = variedItems(400)
    let whole = try Store.inMemory(.sample)
    try ingest(items, into: whole, batchSize: 400)
    let parts = try Store.inMemory(.sample)
    try ingest(items, into: parts, batchSize: batchSize)
    #expect(try parts.dump() == whole.dump())
    #expect(try rawRows(parts) == rawRows(whole))
  }

  @Test(arguments: Keep.allCases)
  func `counts every record once`(_ keep: Keep) throws {
    let items = variedItems(500)
    let store = try Store.inMemory(.sample)
    try ingest(items, into: store, keep: keep, batchSize: 13)
    let counts = try #require(try store.sources().first).counts
    #expect(counts.records == 500)
    #expect(0 < counts.duplicate && 0 < counts.skipped && 0 < counts.failed)
    #expect(try number(store, "SELECT count(*) FROM post") == counts.stored)
    #expect(try number(store, "SELECT sum(posts) FROM coverage") == counts.stored)
    #expect(try number(store, "SELECT count(*) FROM pragma_foreign_key_check") == 0)
    try store.queue.read { db in
      // Checks of values are left out while writing: here they are made up for.
      try db.execute(sql: "PRAGMA ignore_check_constraints = OFF")
      #expect(try String.fetchAll(db, sql: "PRAGMA integrity_check") == ["ok"])
    }
    #expect(try store.totals().counts == counts)
    #expect(try store.problems(source: "a.jsonl", rowCountMost: 1000).count == Int(counts.failed))
  }

  @Test func `the sums of signals and voices agree with the opinions behind them`() throws {
    let store = try Store.inMemory(.sample)
    try ingest(variedItems(500), into: store, batchSize: 13)
    let differing = """
      SELECT count(*) FROM (
        SELECT entity, sum(posts) p, sum(scoreSum) s, sum(fear) f FROM signal GROUP BY entity
        EXCEPT SELECT entity, count(*), ifnull(sum(score), 0), sum(fear) FROM opinion GROUP BY entity)
      """
    #expect(try number(store, differing) == 0)
    #expect(
      try number(store, "SELECT sum(posts) FROM voice")
        == number(
          store, "SELECT count(*) FROM opinion JOIN post USING (edition, platform, key) WHERE post.author IS NOT NULL"))
    #expect(
      try number(store, "SELECT sum(claims) FROM signalClaim") == number(store, "SELECT count(*) FROM claimAbout"))
  }

  @Test func `knows a post again by platform and identifier`() throws {
    let store = try Store.inMemory(.sample)
    func post(_ id: String, _ platform: String, _ text: String = "gm") -> SampleItem {
      .post(Sample(id: id, platform: platform, text: text, time: nil, author: nil))
    }
    try ingest(
      [
        post("12", "x"), post("12", "x", "edited"), post("12", "bluesky"), post("012", "x"), post("abc", "x"),
        post("abc", "x"), post("", "x"), post("", "x"),
      ], into: store, batchSize: 3)
    let counts = try #require(try store.sources().first).counts
    // Without identifier, author and time, equal texts are posts of their own.
    #expect(counts == RecordCounts(stored: 6, duplicate: 2))
  }

  @Test func `a source that is complete is not read again, and one that has grown adds its new posts only`() throws {
    let store = try Store.inMemory(.sample)
    let items = variedItems(100)
    try ingest(Array(items[..<60]), into: store, fingerprint: "f1")
    let before = try store.dump()
    try ingest(Array(items[..<60]), into: store, fingerprint: "f1")
    #expect(try store.dump() == before)
    try ingest(items, into: store, fingerprint: "f2")
    let fresh = try Store.inMemory(.sample)
    try ingest(items, into: fresh)
    #expect(try signals(store) == signals(fresh))
    let accounts = try store.sources()
    #expect(accounts.map(\.counts.records) == [60, 100])
    #expect(try number(store, "SELECT count(*) FROM post") == accounts.reduce(0) { $0 + $1.counts.stored })
  }

  @Test func `a check of the whole file finds what the writer does not look for`() throws {
    let store = try Store.inMemory(.sample)
    try ingest(variedItems(20), into: store)
    try store.queue.write { try $0.execute(sql: "UPDATE coverage SET reposts = posts + 1") }
    try store.queue.read { db in
      try db.execute(sql: "PRAGMA ignore_check_constraints = OFF")
      #expect(try String.fetchOne(db, sql: "PRAGMA integrity_check") == "CHECK constraint failed in coverage")
    }
  }

  @Test func `a stream is a source of its own each time, and its posts count once`() throws {
    let store = try Store.inMemory(.sample)
    let items = variedItems(50)
    for _ in 0..<2 {
      let stream = try store.beginStream(name: "-", format: "jsonl")
      try write(items, to: store, source: stream, name: "-")
      try store.finishSource(stream)
    }
    // One that was killed.
    try write(items, to: store, source: store.beginStream(name: "-", format: "jsonl"), name: "-", upTo: 10)
    try store.finishSource(store.beginStream(name: "other", format: "jsonl"))
    let accounts = try store.sources()
    #expect(accounts.map(\.fingerprint) == ["stream 1", "stream 2", "stream 3", "stream 1"])
    #expect(accounts.map(\.counts.records) == [50, 50, 10, 0])
    #expect(accounts.map(\.isComplete) == [true, true, false, true])
    #expect(accounts[1].counts.stored == 0 && accounts[2].counts.stored == 0)
  }

  @Test(arguments: [0, 1, 30, 99])
  func `a run that was killed and started again gives the same database`(_ done: Int) throws {
    let items = variedItems(100)
    try withFolder { folder in
      let first = try Store.open(path: "\(folder)/a.sqlite", .writing(.sample))
      try ingest(items, into: first, batchSize: 100)
      try leaveUnfinished(items, done, "\(folder)/c.sqlite", as: "\(folder)/b.sqlite")
      let second = try Store.open(path: "\(folder)/b.sqlite", .writing(.sample))
      let state = try second.beginSource(name: "a.jsonl", format: "jsonl", fingerprint: "f1")
      if done == 0 {
        #expect(state == .new(SourceID(row: 1)))
      } else {
        let place = Checkpoint(recordNumber: Int64(done), byteOffset: Int64(done * 100))
        #expect(state == .resume(SourceID(row: 1), after: place, itemCount: Int64(done)))
      }
      try ingest(items, into: second, batchSize: 9)
      #expect(try second.dump() == first.dump())
      #expect(try rawRows(second) == rawRows(first))
      try first.close()
      try second.close()
    }
  }

  @Test func `a full disk leaves the last batch complete, and the run can go on`() throws {
    let items = variedItems(600)
    let reference = try Store.inMemory(.sample)
    try ingest(items, into: reference)
    let store = try Store.inMemory(.sample)
    let pages = try number(store, "PRAGMA page_count")
    _ = try store.queue.writeWithoutTransaction { db in
      try Int64.fetchOne(db, sql: "PRAGMA max_page_count = \(pages + 10)")
    }
    var failure: Diagnostics?
    do { try ingest(items, into: store, batchSize: 20) } catch let error as Diagnostics { failure = error }
    #expect(failure?.all.map(\.code) == [.databaseFull])
    let records = try #require(try store.sources().first).counts.records
    #expect(records % 20 == 0 && records < 600)
    #expect(try number(store, "SELECT count(*) FROM post") == store.totals().counts.stored)
    _ = try store.queue.writeWithoutTransaction { db in
      try Int64.fetchOne(db, sql: "PRAGMA max_page_count = 100000")
    }
    try ingest(items, into: store, batchSize: 20)
    #expect(try store.dump() == reference.dump())
  }

  @Test func `quotes are cut between scalars, and kept as far as the pipeline asks`() throws {
    let text = "a" + String(repeating: "ä", count: 200)
    let item = SampleItem.post(
      Sample(id: "x1", text: text, mentions: [("scroll", .rollup)], claims: [.sample(401)]))
    let evidence = try Store.inMemory(.sample)
    try ingest([item], into: evidence)
    #expect(try number(evidence, "SELECT length(CAST(quote AS BLOB)) FROM claim") == 279)
    #expect(try number(evidence, "SELECT count(*) FROM post WHERE originalID = 'x1' AND text IS NULL") == 1)
    let signals = try Store.inMemory(.sample)
    try ingest([item], into: signals, keep: .signals)
    #expect(try number(signals, "SELECT count(*) FROM claim") == 0)
    // Forgetting and merging need to know what a post has added.
    #expect(try number(signals, "SELECT count(*) FROM opinion WHERE why IS NULL AND claimCounts IS NOT NULL") == 1)
    #expect(try number(signals, "SELECT sum(claims) FROM signalClaim") == 1)
    #expect(try number(signals, "SELECT count(*) FROM post WHERE originalID IS NULL AND text IS NULL") == 1)
    let texts = try Store.inMemory(.sample)
    try ingest([item], into: texts, keep: .text)
    #expect(try number(texts, "SELECT length(text) FROM post") == 201)
  }
}

/// Leaves at `path` the files of a process that was killed after `done` items, in the midst of a
/// transaction: a copy of its database and its write-ahead log, taken while both are open.
private func leaveUnfinished(_ items: [SampleItem], _ done: Int, _ working: String, as path: String) throws {
  let store = try Store.open(path: working, .writing(.sample))
  let state = try store.beginSource(name: "a.jsonl", format: "jsonl", fingerprint: "f1")
  guard case .new(let source) = state else { throw Diagnostics() }
  try write(items, to: store, source: source, batchSize: 1, upTo: done)
  try store.queue.writeWithoutTransaction { db in
    try db.inTransaction(.immediate) {
      // A tiny cache makes SQLite write pages of the open transaction to the log.
      try db.execute(sql: "PRAGMA cache_size = 2; UPDATE post SET score = 1, label = 'mixed'; DELETE FROM signal")
      try copy(working, to: path)
      try copy(working + "-wal", to: path + "-wal")
      return .rollback
    }
  }
  try store.close()
}

private func copy(_ path: String, to other: String) throws {
  let from = try #require(fopen(path, "r"))
  let to = try #require(fopen(other, "w"))
  var part = [UInt8](repeating: 0, count: 1 << 16)
  while true {
    let count = fread(&part, 1, part.count, from)
    if count == 0 { break }
    fwrite(part, 1, count, to)
  }
  fclose(from)
  fclose(to)
}

/// The first number of a query's result.
func number(_ store: Store, _ sql: String) throws -> Int64 {
  try store.queue.read { db in try Int64.fetchOne(db, sql: sql) ?? 0 }
}

/// Every row of every table with its internal numbers: what `.dump` of the sqlite3 tool would show.
func rawRows(_ store: Store) throws -> [String] {
  try store.queue.read { db in
    // Segments are cut where transactions end; what they add up to is compared instead.
    let tables = try String.fetchAll(
      db, sql: "SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'segment' ORDER BY name")
    return try tables.flatMap { table in
      try Row.fetchAll(db, sql: "SELECT * FROM \(table)").map { "\(table) \($0.databaseValues)" }
    } + segmentSums(db)
  }
}

/// The sections of a dump that hold sums.
private func signals(_ store: Store) throws -> Substring {
  let dump = try store.dump()
  return try dump[#require(dump.firstRange(of: "[coverage]")).lowerBound...]
}
