import GRDB
import Glibc
import HearsayCore
import Synchronization

/// The database of one or more runs: written by one process at a time, read by any number.
///
/// ## Writing
///
/// 1. `open(path:_:)` with an edition.
/// 2. For each source `beginSource`; then `write` for its batches, in archive order; then `finishSource`.
/// 3. `close`.
///
/// Each batch is one transaction with the source's checkpoint and counts in it. A process that
/// is killed leaves the database as it was after the last batch, and the next run goes on there.
///
/// ## Asking
///
/// `open(path: path, .reading)`, then `sentiment`, `series`, `claims`, `problems`, `sources`, `totals`.
public final class Store: Sendable {
  /// What a database is opened for.
  public enum Purpose: Sendable {
    /// Asking; the file must exist.
    case reading
    /// Adding what the given edition makes of archives; the file is made where there is none.
    case writing(Edition)
  }

  let queue: DatabaseQueue
  /// The database's name in messages.
  let path: String
  /// What the writer remembers; nil in a database that is open for reading.
  let names: Mutex<NameTables?>
  private let lock: Mutex<HeldLock>

  /// A lock that can be let go of.
  private struct HeldLock: ~Copyable {
    var lock: WriterLock?
  }

  private init(_ queue: DatabaseQueue, path: String, names: NameTables?, lock: consuming WriterLock?) {
    self.queue = queue
    self.path = path
    self.names = Mutex(names)
    self.lock = Mutex(HeldLock(lock: lock))
  }

  /// Opens the database at `path`.
  ///
  /// - Throws: `database.unreadable` (absent, no database, not ours), `database.version` (made by a
  ///   newer version), `database.busy` (another process writes), `database.pipeline-differs` (made by
  ///   another edition), `database.full`.
  public static func open(path: String, _ purpose: Purpose) throws(Diagnostics) -> Store {
    switch purpose {
    case .reading: try openForReading(path)
    case .writing(let edition): try openForWriting(path, edition)
    }
  }

  /// A database in memory, which is gone with the store.
  public static func inMemory(_ edition: Edition) throws(Diagnostics) -> Store {
    do {
      let queue = try DatabaseQueue(configuration: configuration)
      let names = try prepare(queue, path: ":memory:", edition)
      return Store(queue, path: ":memory:", names: names, lock: nil)
    } catch { throw StoreMessages.diagnostics(for: error, path: ":memory:") }
  }

  /// Closes the database.
  ///
  /// Nothing can be written or asked afterwards.
  public func close() throws(Diagnostics) {
    do { try queue.close() } catch { throw StoreMessages.diagnostics(for: error, path: path) }
    lock.withLock { $0.lock = nil }
  }

  private static func openForReading(_ path: String) throws(Diagnostics) -> Store {
    guard access(path, F_OK) == 0 else { throw StoreMessages.missing(path) }
    do {
      var configuration = configuration
      configuration.readonly = true
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      try queue.read { db in
        try checkOrigin(db, path)
        guard try Schema.migrator.hasCompletedMigrations(db) else { throw StoreMessages.older(path) }
      }
      return Store(queue, path: path, names: nil, lock: nil)
    } catch { throw StoreMessages.diagnostics(for: error, path: path) }
  }

  private static func openForWriting(_ path: String, _ edition: Edition) throws(Diagnostics) -> Store {
    let lock = try WriterLock(databasePath: path)
    do {
      var configuration = configuration
      configuration.journalMode = .wal
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      let names = try prepare(queue, path: path, edition)
      return Store(queue, path: path, names: names, lock: lock)
    } catch { throw StoreMessages.diagnostics(for: error, path: path) }
  }

  private static var configuration: Configuration {
    var configuration = Configuration()
    configuration.label = "hearsay"
    configuration.busyMode = .timeout(5)
    // All references are numbers that the writer has just given; looking each of them up again in
    // every row is left out. Tests run `PRAGMA foreign_key_check` instead.
    configuration.foreignKeysEnabled = false
    configuration.prepareDatabase { db in
      // The size of a page counts only in a file that is being made.
      try db.execute(sql: "PRAGMA cache_size = -65536; PRAGMA page_size = 8192")
      guard !db.configuration.readonly else { return }
      // A batch touches pages all over the sums. Moving them to the database after some batches
      // instead of each writes a page once that many batches have changed; the log grows to 128 MB.
      try db.execute(sql: "PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 16384")
      // CHECK constraints are half of the cost of a row, and the writer's values come from types that
      // guarantee them. They guard against everybody else; tests run `PRAGMA integrity_check`.
      try db.execute(sql: "PRAGMA ignore_check_constraints = ON")
    }
    return configuration
  }

  /// Brings the schema up to date, and the edition in.
  private static func prepare(_ queue: DatabaseQueue, path: String, _ edition: Edition) throws -> NameTables {
    try queue.read { db in try checkOrigin(db, path) }
    try Schema.migrator.migrate(queue)
    return try queue.write { db in
      if let stored = try self.edition(db) {
        guard stored == edition else { throw StoreMessages.pipelineDiffers(path, stored: stored, given: edition) }
      } else {
        try db.execute(
          sql: """
            INSERT INTO edition (id, pipelineName, pipelineText, lexiconHash, programVersion) VALUES (?, ?, ?, ?, ?)
            """,
          arguments: [
            Statements.onlyEdition, edition.pipelineName, edition.pipelineText, edition.lexiconHash,
            edition.programVersion,
          ])
      }
      return try NameTables(db)
    }
  }

  /// Refuses databases of newer versions and of other programs.
  private static func checkOrigin(_ db: Database, _ path: String) throws {
    let tables = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_schema") ?? 0
    guard 0 < tables else {
      if db.configuration.readonly { throw StoreMessages.foreign(path) }
      return
    }
    if try Schema.migrator.hasBeenSuperseded(db) { throw StoreMessages.newer(path) }
    if try Schema.migrator.appliedIdentifiers(db).isEmpty { throw StoreMessages.foreign(path) }
  }

  static func edition(_ db: Database) throws -> Edition? {
    try Row.fetchOne(db, sql: "SELECT pipelineName, pipelineText, lexiconHash, programVersion FROM edition").map {
      Edition(pipelineName: $0[0], pipelineText: $0[1], lexiconHash: $0[2], programVersion: $0[3])
    }
  }

  /// Asks the database.
  func read<Value: Sendable>(_ body: (Database) throws -> Value) throws(Diagnostics) -> Value {
    do { return try queue.read(body) } catch { throw StoreMessages.diagnostics(for: error, path: path) }
  }
}
