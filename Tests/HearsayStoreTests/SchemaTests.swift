import GRDB
import Glibc
import HearsayCore
import Testing

@testable import HearsayStore

struct `The schema` {
  @Test func `is described in docs, table by table and column by column`() throws {
    let text = try Store.inMemory(.sample).schemaDocument()
    #expect(!text.contains("UNDESCRIBED") && !text.contains("ABSENT"))
    var root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    root = "/" + root
    let path = "\(root)/docs/schema.md"
    if getenv("HEARSAY_RECORD") != nil {
      mkdir("\(root)/docs", 0o755)
      let file = try #require(fopen(path, "w"))
      fputs(text, file)
      fclose(file)
      Issue.record("docs/schema.md was written anew: look at the difference, and run again without HEARSAY_RECORD")
      return
    }
    #expect(try read(path) == text, "docs/schema.md differs; HEARSAY_RECORD=1 writes it anew")
  }

  @Test func `has strict tables only`() throws {
    let store = try Store.inMemory(.sample)
    let loose = "SELECT count(*) FROM pragma_table_list WHERE type = 'table' AND NOT strict AND schema = 'main'"
    // GRDB's own list of migrations and SQLite's schema table are not ours.
    #expect(try number(store, loose + " AND name NOT IN ('grdb_migrations', 'sqlite_schema')") == 0)
  }

  @Test(arguments: [
    "INSERT INTO source (id, edition, name, format, fingerprint, records, stored) VALUES (1, 1, 'a', 'b', 'c', 2, 1)",
    "INSERT INTO coverage (edition, day, language, platform, posts, reposts) VALUES (1, 1, 1, 1, 2, 3)",
  ])
  func `refuses accounts of others that do not add up`(_ sql: String) throws {
    try withFolder { folder in
      let path = "\(folder)/a.sqlite"
      try Store.open(path: path, .writing(.sample)).close()
      // The store's own writer leaves the checks out; whoever opens the file has them.
      let queue = try DatabaseQueue(path: path)
      #expect(throws: DatabaseError.self) { try queue.write { try $0.execute(sql: sql) } }
      try queue.close()
    }
  }

  @Test func `the views answer in plain words`() throws {
    let store = try Store.inMemory(.sample)
    let scroll = [("scroll", EntityKind.rollup)]
    try ingest(
      [
        .post(
          Sample(
            id: "1", author: 5, mentions: scroll, targets: [("scroll", .negative, -600)],
            fud: FUD(
              fear: 700, uncertainty: 0, doubt: 0, counter: false, hype: false, targets: [EntityID("scroll")],
              evidence: []), claims: [.sample()])),
        .post(Sample(id: "2", author: 5, mentions: scroll, targets: [("scroll", .neutral, 0)])),
        .post(Sample(id: "3", time: nil, author: 6, mentions: scroll, targets: [("scroll", .positive, 500)])),
        .fail(RecordProblem(.recordInvalidJSON, "expected a value")),
      ], into: store)
    #expect(
      try lines(store, "sentiment_by_chain_day") == [
        "scroll rollup NULL 1 0 1 1 0 0 0 0.5", "scroll rollup 2026-03-02 2 0 1 0 1 1 0 -0.3",
      ])
    #expect(
      try lines(store, "fud_by_chain_day") == [
        "scroll rollup NULL 1 0 0 0 0 0 0", "scroll rollup 2026-03-02 2 1 0 0 0 0 1",
      ])
    #expect(
      try lines(store, "claim_summary") == [
        "scroll governance-suspended governance event negative 1 1 1 1 1 0 0 0 0 2026-03-02 2026-03-02"
      ])
    #expect(try lines(store, "source_coverage") == ["a.jsonl jsonl 4 3 0 0 1 2026-03-02 2026-03-02"])
    #expect(try lines(store, "problem") == ["a.jsonl 4 300 record.invalid-json expected a value"])
  }

  private func lines(_ store: Store, _ view: String) throws -> [String] {
    try store.queue.read { db in
      try Row.fetchAll(db, sql: "SELECT * FROM \(view)").map { row in
        row.databaseValues.map { $0.isNull ? "NULL" : "\($0.storage.value ?? "")" }.joined(separator: " ")
      }
    }
  }

  private func read(_ path: String) throws -> String {
    let file = try #require(fopen(path, "r"), "there is no \(path)")
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&part, 1, part.count, file)
      if count == 0 { break }
      bytes += part[..<count]
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
