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

  @Test func `a database of another edition is refused, with what differs`() throws {
    try withFolder { folder in
      let path = "\(folder)/a.sqlite"
      try Store.open(path: path, .writing(.sample)).close()
      var edition = Edition.sample
      edition.lexiconHash = "def"
      do {
        _ = try Store.open(path: path, .writing(edition))
        Issue.record("it was opened")
      } catch let error as Diagnostics {
        let diagnostic = try #require(error.all.first)
        #expect(diagnostic.code == .databasePipelineDiffers)
        #expect(diagnostic.notes.map(\.message) == ["the hash of the lexicons was \"abc\" and is \"def\""])
        #expect(diagnostic.help == "run into another file with --db, so that figures of two makings are not mixed")
      }
      try Store.open(path: path, .writing(.sample)).close()
    }
  }
}
