import GRDB
import Glibc
import HearsayCore
import Testing

@testable import HearsayStore

struct `Opening` {
  private func codes(_ body: () throws -> Void) -> [DiagnosticCode] {
    do { try body() } catch let error as Diagnostics { return error.all.map(\.code) } catch {}
    return []
  }

  @Test func `a database that is being written can be read, and has no second writer`() throws {
    try withFolder { folder in
      let path = "\(folder)/a.sqlite"
      let store = try Store.open(path: path, .writing(.sample))
      #expect(codes { _ = try Store.open(path: path, .writing(.sample)) } == [.databaseBusy])
      try ingest(variedItems(20), into: store)
      let reader = try Store.open(path: path, .reading)
      #expect(try reader.dump() == store.dump())
      try reader.close()
      try store.close()
      let again = try Store.open(path: path, .writing(.sample))
      try again.close()
      #expect(access(path + "-lock", F_OK) != 0)
    }
  }

  @Test func `a database of another version is refused`() throws {
    try withFolder { folder in
      let path = "\(folder)/a.sqlite"
      try Store.open(path: path, .writing(.sample)).close()
      let queue = try DatabaseQueue(path: path)
      try queue.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('99 from the future')") }
      try queue.close()
      #expect(codes { _ = try Store.open(path: path, .reading) } == [.databaseVersion])
      #expect(codes { _ = try Store.open(path: path, .writing(.sample)) } == [.databaseVersion])
    }
  }

  @Test func `what is no database of ours is refused and left as it is`() throws {
    try withFolder { folder in
      let path = "\(folder)/a.sqlite"
      #expect(codes { _ = try Store.open(path: path, .reading) } == [.databaseUnreadable])
      #expect(access(path, F_OK) != 0)
      let file = try #require(fopen(path, "w"))
      fputs(String(repeating: "this is a text and no database\n", count: 40), file)
      fclose(file)
      #expect(codes { _ = try Store.open(path: path, .reading) } == [.databaseUnreadable])
      #expect(codes { _ = try Store.open(path: path, .writing(.sample)) } == [.databaseUnreadable])
      let other = "\(folder)/b.sqlite"
      let queue = try DatabaseQueue(path: other)
      try queue.write { try $0.execute(sql: "CREATE TABLE photograph (id INTEGER)") }
      try queue.close()
      #expect(codes { _ = try Store.open(path: other, .writing(.sample)) } == [.databaseUnreadable])
      #expect(
        codes { _ = try Store.open(path: "\(folder)/no/folder.sqlite", .writing(.sample)) } == [.databaseUnreadable])
    }
  }

  @Test func `editions stand side by side, and the one that was added last answers`() throws {
    try withFolder { folder in
      let path = "\(folder)/a.sqlite"
      let items = variedItems(120)
      var other = Edition.sample
      other.lexiconHash = "def"
      for (edition, count) in [(Edition.sample, 120), (other, 60)] {
        let store = try Store.open(path: path, .writing(edition))
        try ingest(Array(items[..<count]), into: store)
        try store.close()
      }
      let alone = try Store.inMemory(.sample)
      try ingest(items, into: alone)
      let first = try Store.open(path: path, .readingEdition(1))
      let latest = try Store.open(path: path, .reading)
      let query = SentimentQuery(SignalFilter(), by: [.chain, .week], order: .posts, rowCountMost: nil)
      #expect(try first.sentiment(query) == alone.sentiment(query))
      #expect(try first.claims(ClaimQuery()) == alone.claims(ClaimQuery()))
      #expect(try first.totals().counts == alone.totals().counts)
      #expect(try latest.editions().map(\.edition.lexiconHash) == ["abc", "def"])
      #expect(try latest.totals().counts.records == 60)
      #expect(codes { _ = try Store.open(path: path, .readingEdition(3)) } == [.databaseEditionUnknown])
      try first.close()
      try latest.close()
    }
  }

  @Test func `a file that somebody was killed over while making it is made again`() throws {
    try withFolder { folder in
      let path = "\(folder)/a.sqlite"
      let queue = try DatabaseQueue(path: path)
      try queue.write { try $0.execute(sql: "CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY)") }
      try queue.close()
      #expect(codes { _ = try Store.open(path: path, .reading) } == [.databaseUnreadable])
      let store = try Store.open(path: path, .writing(.sample))
      #expect(try store.editions().map(\.posts) == [0])
      try store.close()
    }
  }

  @Test func `a database that nobody may change can be asked, whatever its name`() throws {
    try withFolder { folder in
      let path = "\(folder)/50 % ü?.sqlite"
      try Store.open(path: path, .writing(.sample)).close()
      var configuration = Store.configuration
      configuration.readonly = true
      let queue = try DatabaseQueue(path: DatabaseAddress.immutable(path), configuration: configuration)
      #expect(try queue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM edition") } == 1)
      try queue.close()
      #expect(access(path + "-shm", F_OK) != 0)
    }
  }
}
