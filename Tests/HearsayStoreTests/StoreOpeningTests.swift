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

  @Test func `a database of a newer version is refused`() throws {
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

  @Test func `a database of the first version is brought up to date`() throws {
    try withFolder { folder in
      let path = "\(folder)/a.sqlite"
      let queue = try DatabaseQueue(path: path)
      try Schema.migrator.migrate(queue, upTo: "1 accounts, posts and signals")
      try queue.write { db in
        try db.execute(
          sql: """
            INSERT INTO edition VALUES (1, 'crypto', 'format: 1\nname: crypto\n', 'abc', '0.1');
            INSERT INTO source (id, name, format, fingerprint, complete, records, stored) VALUES (1, 'a', 'j', 'f', 1, 1, 1);
            INSERT INTO platform VALUES (1, 'x');
            INSERT INTO language VALUES (1, 'de');
            INSERT INTO entity VALUES (1, 'scroll', 'rollup');
            INSERT INTO post VALUES (1, 7, NULL, 20000, 1, 5, 1, 1, 0, 0, 'negative', -400, NULL, NULL, NULL, NULL);
            INSERT INTO opinion VALUES (1, 7, 1, 'negative', -400, 1, 0, 0, 0, 0);
            INSERT INTO claim VALUES (1, 1, 7, 20000, 1, 5, 0, 2, 'hm', 'event', 'asserted', NULL, NULL, 'negative',
              'security', NULL, 1);
            INSERT INTO claimAbout VALUES (1, 1);
            INSERT INTO coverage VALUES (20000, 1, 1, 1, 0);
            INSERT INTO signal VALUES (20000, 1, 1, 1, 1, 1, 0, 0, 0, 1, 0, -400, 160000, 1, 0, 0, 0, 0, 1);
            INSERT INTO signalClaim VALUES (20000, 1, 1, 1, 1, 'event', 'security', 1);
            INSERT INTO voice VALUES (20000, 1, 1, 1, 5, 1, 1, -400, 160000)
            """)
      }
      try queue.close()
      #expect(codes { _ = try Store.open(path: path, .reading) } == [.databaseVersion])
      let store = try Store.open(path: path, .writing(.sample))
      let query = SentimentQuery(SignalFilter(), by: [.chain], order: .posts, rowCountMost: nil)
      let row = try #require(try store.sentiment(query).first)
      #expect((row.posts, row.people, row.fear, row.claims, row.meanScore) == (1, 1, 1, 1, -0.4))
      #expect(try store.claims(ClaimQuery()).map(\.quotes.first?.text) == ["hm"])
      #expect(try number(store, "SELECT count(*) FROM opinion WHERE day = 20000 AND language = 1") == 1)
      #expect(try number(store, "SELECT count(*) FROM pragma_foreign_key_check") == 0)
      #expect(try number(store, "SELECT posts FROM sentiment_by_chain_day") == 1)
      try store.close()
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
}
