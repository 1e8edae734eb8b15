import GRDB
import HearsayCore
import Testing

@testable import HearsayStore

struct `Merging` {
  private static let hash: @Sendable ([UInt8], [UInt8]) -> Int64 = { message, salt in
    Int64((salt + message).reduce(UInt64(5381)) { ($0 &* 33) ^ UInt64($1) } & UInt64(Int64.max))
  }

  /// Archives of which some posts stand in several.
  private static func archives(_ count: Int) -> [[SampleItem]] {
    (0..<count).map { variedItems(120, seed: UInt64($0 / 2 + 3)) + variedItems(60, seed: UInt64($0 + 90)) }
  }

  @Test(arguments: [Keep.signals, .evidence, .text])
  func `of eight shards gives the database of one run over all archives`(_ keep: Keep) throws {
    try withFolder { folder in
      let archives = Self.archives(8)
      let whole = try Store.open(path: "\(folder)/a.sqlite", .writing(.sample))
      for (number, items) in archives.enumerated() {
        try ingest(items, into: whole, keep: keep, name: "\(number).jsonl", fingerprint: "f\(number)")
      }
      let merged = try Store.open(path: "\(folder)/c.sqlite", .changing)
      var duplicates: Int64 = 0
      for (number, items) in archives.enumerated() {
        let path = "\(folder)/b\(number).sqlite"
        let shard = try Store.open(path: path, .writing(.sample))
        try ingest(items, into: shard, keep: keep, name: "\(number).jsonl", fingerprint: "f\(number)")
        try shard.close()
        duplicates += try merged.merge(path, keyedHash: Self.hash).duplicates
        #expect(try merged.merge(path, keyedHash: Self.hash).wasMerged)
      }
      #expect(100 < duplicates)
      try merged.settle()
      try whole.settle()
      #expect(try merged.dump() == whole.dump())
      #expect(try number(merged, "SELECT count(*) FROM pragma_foreign_key_check") == 0)
      try merged.queue.read { db in
        try db.execute(sql: "PRAGMA ignore_check_constraints = OFF")
        #expect(try String.fetchAll(db, sql: "PRAGMA integrity_check") == ["ok"])
      }
      try merged.close()
      try whole.close()
    }
  }

  @Test func `a source that both have read counts once, and editions stay apart`() throws {
    try withFolder { folder in
      let items = variedItems(100)
      var other = Edition.sample
      other.lexiconHash = "def"
      for (name, edition) in [("a", Edition.sample), ("b", .sample), ("d", other)] {
        let store = try Store.open(path: "\(folder)/\(name).sqlite", .writing(edition))
        try ingest(items, into: store)
        try store.close()
      }
      let merged = try Store.open(path: "\(folder)/c.sqlite", .changing)
      for name in ["a", "b", "d"] { _ = try merged.merge("\(folder)/\(name).sqlite", keyedHash: Self.hash) }
      #expect(try merged.editions().map(\.number) == [1, 2])
      let alone = try Store.open(path: "\(folder)/a.sqlite", .reading)
      try merged.close()
      let first = try Store.open(path: "\(folder)/c.sqlite", .readingEdition(1))
      #expect(try first.totals() == alone.totals())
      #expect(try number(first, "SELECT count(*) FROM source") == 2)
      try first.close()
      try alone.close()
    }
  }

  @Test func `an unfinished run is not merged, and what is cut short leaves nothing`() throws {
    try withFolder { folder in
      let shard = try Store.open(path: "\(folder)/b.sqlite", .writing(.sample))
      let state = try shard.beginSource(name: "a.jsonl", format: "jsonl", fingerprint: "f1")
      guard case .new(let source) = state else { return }
      try write(variedItems(600), to: shard, source: source)
      try shard.close()
      let merged = try Store.open(path: "\(folder)/c.sqlite", .changing)
      let empty = try merged.dump()
      #expect(throws: Diagnostics.self) { try merged.merge("\(folder)/b.sqlite", keyedHash: Self.hash) }
      #expect(try merged.dump() == empty)
      let again = try Store.open(path: "\(folder)/b.sqlite", .writing(.sample))
      try ingest(variedItems(600), into: again)
      try again.close()
      // A full disk in the middle.
      let pages = try number(merged, "PRAGMA page_count")
      _ = try merged.queue.writeWithoutTransaction {
        try Int64.fetchOne($0, sql: "PRAGMA max_page_count = \(pages + 3)")
      }
      #expect(throws: Diagnostics.self) { try merged.merge("\(folder)/b.sqlite", keyedHash: Self.hash) }
      #expect(try merged.dump() == empty)
      _ = try merged.queue.writeWithoutTransaction { try Int64.fetchOne($0, sql: "PRAGMA max_page_count = 100000") }
      #expect(
        try merged.merge("\(folder)/b.sqlite", keyedHash: Self.hash).posts
          == number(merged, "SELECT count(*) FROM post"))
      try merged.close()
    }
  }
}

struct `Forgetting` {
  private static let hash: @Sendable ([UInt8], [UInt8]) -> Int64 = { message, salt in
    Int64((salt + message).reduce(UInt64(5381)) { ($0 &* 33) ^ UInt64($1) } & UInt64(Int64.max))
  }

  /// Items without the posts that are forgotten: what a reader that knows them hands on.
  private static func reading(_ items: [SampleItem], _ forgotten: ForgottenPosts) -> [SampleItem] {
    items.enumerated().map { index, item in
      guard case .post(let sample) = item else { return item }
      let place = RecordPlace(number: Int64(index + 1), byteOffset: Int64(index * 100))
      let post = sample.document(at: place).post
      let isGone = forgotten.contains(post, at: place, sourceName: "a.jsonl", author: sample.author)
      return isGone ? .skip(SkipReason(Store.forgottenReason)) : item
    }
  }

  @Test(arguments: [Keep.signals, .evidence])
  func `and reading again is as if it had never been read`(_ keep: Keep) throws {
    // Every identifier once: a duplicate that was counted stays counted.
    let items = variedItems(300).enumerated().map { index, item -> SampleItem in
      guard case .post(var sample) = item else { return item }
      sample.id = String(5_000 + index)
      sample.platform = "x"
      return .post(sample)
    }
    let targets: [ForgetTarget] = [.author(3), .post(platform: "x", id: "5017"), .post(platform: "x", id: "5100")]
    try withFolder { folder in
      let store = try Store.open(path: "\(folder)/a.sqlite", .writing(.sample))
      try ingest(items, into: store, keep: keep)
      try store.close()
      let changing = try Store.open(path: "\(folder)/a.sqlite", .changing)
      let receipt = try changing.forget(targets, salt: [1, 2, 3], Self.hash)
      #expect(10 < receipt.posts && receipt.hashes.count == 3 && !receipt.entities.isEmpty)
      #expect(try number(changing, "SELECT count(*) FROM post WHERE author = 3 OR key IN (5017, 5100)") == 0)
      try changing.close()

      let never = try Store.open(path: "\(folder)/b.sqlite", .changing)
      _ = try never.forget(targets, salt: [1, 2, 3], Self.hash)
      try never.close()
      let fresh = try Store.open(path: "\(folder)/b.sqlite", .writing(.sample))
      let known = try fresh.forgottenPosts(Self.hash)
      #expect(!known.isEmpty)
      try ingest(Self.reading(items, known), into: fresh, keep: keep)
      let again = try Store.open(path: "\(folder)/a.sqlite", .writing(.sample))
      let lines = try differing(again, fresh)
      #expect(lines.isEmpty, "\(lines.prefix(4))")
      // The same archive, grown: nothing of it comes back.
      try ingest(Self.reading(items, again.forgottenPosts(Self.hash)), into: again, keep: keep, fingerprint: "f2")
      #expect(try signalLines(again) == signalLines(fresh))
      try again.close()
      try fresh.close()
    }
  }

  /// The lines of two dumps that are not in both.
  private func differing(_ one: Store, _ other: Store) throws -> [String] {
    let (left, right) = (try one.dump().split(separator: "\n"), try other.dump().split(separator: "\n"))
    return right.difference(from: left).map { "\($0)" }
  }

  private func signalLines(_ store: Store) throws -> [String] {
    try store.dump().split(separator: "[source]").first.map { $0.split(separator: "\n").map(String.init) } ?? []
  }

  @Test func `one that is cut short changes nothing`() throws {
    let store = try Store.inMemory(.sample)
    try ingest(variedItems(200), into: store)
    let before = try store.dump()
    try store.queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA query_only = ON") }
    #expect(throws: Diagnostics.self) { try store.forget([.author(2)], salt: [1], Self.hash) }
    try store.queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA query_only = OFF") }
    #expect(try store.dump() == before)
  }
}
