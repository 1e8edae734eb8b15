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
///
/// A database may hold the figures of several editions side by side; a store writes or asks for one of
/// them. Asking is for the one that was added last, unless another is chosen.
public final class Store: Sendable {
  /// What a database is opened for.
  public enum Purpose: Sendable {
    /// Asking for what the latest edition made; the file must exist.
    case reading
    /// Asking for what the edition with a number made, as `editions` lists them.
    case readingEdition(Int64)
    /// Adding what the given edition makes of archives; the file is made where there is none.
    case writing(Edition)
    /// Changing what is stored, whatever made it: merging, forgetting, working out near-duplicates.
    ///
    /// The file is made where there is none.
    case changing
  }

  let queue: DatabaseQueue
  /// The database's name in messages.
  let path: String
  /// The number of the edition that is written, or asked for; 0 in a database that has none.
  public let editionNumber: Int64
  /// What the writer remembers; nil in a database that is open for reading.
  let names: Mutex<NameTables?>
  private let lock: Mutex<HeldLock>

  /// A lock that can be let go of.
  private struct HeldLock: ~Copyable {
    var lock: WriterLock?
  }

  init(
    _ queue: DatabaseQueue, path: String, edition: Int64, names: NameTables?, lock: consuming WriterLock?
  ) {
    self.queue = queue
    editionNumber = edition
    self.path = path
    self.names = Mutex(names)
    self.lock = Mutex(HeldLock(lock: lock))
  }

  /// Opens the database at `path`.
  ///
  /// - Throws: `database.unreadable` (absent, no database, not ours), `database.version` (made by
  ///   another version), `database.busy` (another process writes), `database.edition-unknown`,
  ///   `database.full`.
  public static func open(path: String, _ purpose: Purpose) throws(Diagnostics) -> Store {
    var status = stat()
    if stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR { throw StoreMessages.folder(path) }
    return switch purpose {
    case .reading: try openForReading(path, edition: nil)
    case .readingEdition(let number): try openForReading(path, edition: number)
    case .writing(let edition): try openForWriting(path, edition)
    case .changing: try openForChanging(path)
    }
  }

  /// A database in memory, which is gone with the store.
  public static func inMemory(_ edition: Edition) throws(Diagnostics) -> Store {
    do {
      let queue = try DatabaseQueue(configuration: configuration)
      let (number, names) = try prepare(queue, path: ":memory:", edition)
      return Store(queue, path: ":memory:", edition: number, names: names, lock: nil)
    } catch { throw StoreMessages.diagnostics(for: error, path: ":memory:") }
  }

  /// Closes the database.
  ///
  /// Nothing can be written or asked afterwards.
  public func close() throws(Diagnostics) {
    do { try queue.close() } catch { throw StoreMessages.diagnostics(for: error, path: path) }
    lock.withLock { $0.lock = nil }
  }

  private static func openForReading(_ path: String, edition: Int64?) throws(Diagnostics) -> Store {
    guard access(path, F_OK) == 0 else { throw StoreMessages.missing(path) }
    do {
      var configuration = configuration
      configuration.readonly = true
      let queue = try DatabaseQueue(path: DatabaseAddress.forReading(path), configuration: configuration)
      let number = try queue.read { db in
        try checkOrigin(db, path)
        let known = try Int64.fetchAll(db, sql: "SELECT id FROM edition ORDER BY id")
        if let edition, !known.contains(edition) { throw StoreMessages.noEdition(path, edition, known) }
        return edition ?? known.last ?? 0
      }
      return Store(queue, path: path, edition: number, names: nil, lock: nil)
    } catch { throw StoreMessages.diagnostics(for: error, path: path) }
  }

  private static func openForWriting(_ path: String, _ edition: Edition) throws(Diagnostics) -> Store {
    let lock = try WriterLock(databasePath: path)
    do {
      var configuration = configuration
      configuration.journalMode = .wal
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      let (number, names) = try prepare(queue, path: path, edition)
      return Store(queue, path: path, edition: number, names: names, lock: lock)
    } catch { throw StoreMessages.diagnostics(for: error, path: path) }
  }

  private static func openForChanging(_ path: String) throws(Diagnostics) -> Store {
    let lock = try WriterLock(databasePath: path)
    do {
      var configuration = configuration
      configuration.journalMode = .wal
      // What is forgotten is overwritten, not only unlinked.
      configuration.prepareDatabase { db in try db.execute(sql: "PRAGMA secure_delete = ON") }
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      try queue.read { db in try checkOrigin(db, path) }
      try Schema.migrator.migrate(queue)
      let latest = try queue.read { try Int64.fetchOne($0, sql: "SELECT max(id) FROM edition") } ?? 0
      return Store(queue, path: path, edition: latest, names: nil, lock: lock)
    } catch { throw StoreMessages.diagnostics(for: error, path: path) }
  }

  /// Pages of 8 KB that are kept in memory, 24 MB.
  ///
  /// Sorting may take as much again. A size in bytes would be taken for that of smaller pages.
  static let cachePageCount = 3072

  static var configuration: Configuration {
    _ = SQLiteSettings.areMade
    var configuration = Configuration()
    configuration.label = "hearsay"
    configuration.busyMode = .timeout(5)
    // All references are numbers that the writer has just given; looking each of them up again in
    // every row is left out. Tests run `PRAGMA foreign_key_check` instead.
    configuration.foreignKeysEnabled = false
    configuration.prepareDatabase { db in
      // The size of a page counts only in a file that is being made.
      try db.execute(sql: "PRAGMA page_size = 8192; PRAGMA cache_size = \(cachePageCount)")
      guard !db.configuration.readonly else { return }
      try BulkModule.register(db)
      // Pages are moved from the log to the database every 16 MB. Most are written once, so that a longer log would
      // save little, and all that is left in it is moved at the end, while nobody works beside it.
      try db.execute(sql: "PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 2048")
      // CHECK constraints are half of the cost of a row, and the writer's values come from types that
      // guarantee them. They guard against everybody else; tests run `PRAGMA integrity_check`.
      try db.execute(sql: "PRAGMA ignore_check_constraints = ON")
    }
    return configuration
  }

  /// Brings the schema up to date, and the edition in.
  private static func prepare(
    _ queue: DatabaseQueue, path: String, _ edition: Edition
  ) throws -> (edition: Int64, names: NameTables) {
    try queue.read { db in try checkOrigin(db, path) }
    try Schema.migrator.migrate(queue)
    return try queue.write { db in
      let number = try number(of: edition, db)
      return (number, try NameTables(db, edition: number))
    }
  }

  /// Refuses databases of other versions and of other programs.
  static func checkOrigin(_ db: Database, _ path: String) throws {
    // A process that was killed while it made the file has left it empty but for GRDB's own table.
    let tables =
      try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_schema WHERE tbl_name <> 'grdb_migrations'") ?? 0
    guard 0 < tables else {
      if db.configuration.readonly { throw StoreMessages.foreign(path) }
      return
    }
    if try Schema.migrator.hasBeenSuperseded(db) { throw StoreMessages.otherVersion(path) }
    if try Schema.migrator.appliedIdentifiers(db).isEmpty { throw StoreMessages.foreign(path) }
  }

  /// Changes the database in one transaction.
  func change<Value: Sendable>(_ body: (Database) throws -> Value) throws(Diagnostics) -> Value {
    do { return try queue.write(body) } catch { throw StoreMessages.diagnostics(for: error, path: path) }
  }

  /// Asks the database.
  func read<Value: Sendable>(_ body: (Database) throws -> Value) throws(Diagnostics) -> Value {
    do { return try queue.read(body) } catch { throw StoreMessages.diagnostics(for: error, path: path) }
  }

  /// Asks the database of what this very store wrote, between writes.
  ///
  /// GRDB guards other questions against writing, and SQLite then prepares all statements anew: with many small
  /// sources that takes longer than all else.
  func readOwn<Value: Sendable>(_ body: (Database) throws -> Value) throws(Diagnostics) -> Value {
    do { return try queue.unsafeRead(body) } catch { throw StoreMessages.diagnostics(for: error, path: path) }
  }
}
