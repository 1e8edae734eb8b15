import GRDB
import HearsayCore

/// The tables that number names in order of first appearance, as the writer remembers them.
///
/// Numbers are given in archive order, so they depend neither on workers nor on batches.
struct NameTables: Sendable {
  private var platforms: [String: Int64] = [:]
  private var languages: [String: Int64] = [:]
  private var entities: [String: Int64] = [:]
  private var entitiesWithKind: Set<Int64> = []
  /// Numbers of the lexicon entries that the edition's table has.
  private var entries = EntrySet()
  /// Whether the database knows what the entries of the edition decide.
  private var hasDigests = false
  /// The number of the next platform, language and entity; forgetting leaves gaps.
  private var next: [String: Int64] = [:]
  /// The number of the next claim.
  private(set) var nextClaim: Int64 = 1
  /// The number of the next problem.
  private(set) var nextProblem: Int64 = 1

  /// Reads what the database has.
  init(_ db: Database, edition: Int64) throws {
    for table in ["platform", "language", "entity"] {
      next[table] = try Int64.fetchOne(db, sql: "SELECT ifnull(max(id), 0) + 1 FROM \(table)") ?? 1
    }
    let known = try Int64.fetchAll(db, sql: "SELECT number FROM entry WHERE edition = ?", arguments: [edition])
    for number in known { _ = entries.insert(EntryID(number: UInt32(clamping: number))) }
    hasDigests =
      try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM lexicon WHERE edition = ?)", arguments: [edition])
      ?? false
    for row in try Row.fetchAll(db, sql: "SELECT id, name FROM platform") { platforms[row[1]] = row[0] }
    for row in try Row.fetchAll(db, sql: "SELECT id, name FROM language") { languages[row[1]] = row[0] }
    for row in try Row.fetchAll(db, sql: "SELECT id, name, kind FROM entity") {
      entities[row[1]] = row[0]
      if row[2] as String? != nil { entitiesWithKind.insert(row[0]) }
    }
    nextClaim = try Int64.fetchOne(db, sql: "SELECT ifnull(max(id), 0) + 1 FROM claim") ?? 1
    nextProblem = try Int64.fetchOne(db, sql: "SELECT ifnull(max(id), 0) + 1 FROM recordProblem") ?? 1
  }

  /// The number of a platform, given now where it is new.
  mutating func platform(_ name: String, _ db: Database) throws -> Int64 {
    try Self.number(name, in: &platforms, "platform", &next, db)
  }

  /// The number of a language, given now where it is new.
  mutating func language(_ code: LanguageCode, _ db: Database) throws -> Int64 {
    try Self.number(code.description, in: &languages, "language", &next, db)
  }

  /// The number of an entity, given now where it is new.
  mutating func entity(_ id: EntityID, _ db: Database) throws -> Int64 {
    try Self.number(id.description, in: &entities, "entity", &next, db)
  }

  /// Remembers what sort of thing an entity is, unless it is known already.
  mutating func learn(_ kind: EntityKind, of entity: Int64, _ db: Database) throws {
    guard entitiesWithKind.insert(entity).inserted else { return }
    let update = try BulkStatement(db, "UPDATE entity SET kind = ? WHERE id = ?")
    update.bind(kind.rawValue, at: 1)
    update.bind(entity, at: 2)
    try update.run()
  }

  /// Remembers an entry, and says whether the edition's table does not have it yet.
  mutating func isNew(_ entry: EntryID) -> Bool { entries.insert(entry) }

  /// Writes down what the entries of the edition decide, unless that is known.
  mutating func learn(_ digests: () -> [LexiconDigest], edition: Int64, _ db: Database) throws {
    guard !hasDigests else { return }
    hasDigests = true
    for digest in digests() {
      try db.execute(
        sql: "INSERT INTO lexicon (edition, name, contentHash) VALUES (?, ?, ?)",
        arguments: [edition, digest.name, digest.contentHash])
      let insert = try BulkStatement(
        db, "INSERT INTO lexiconContent (hash, bytes) VALUES (?, ?) ON CONFLICT DO NOTHING")
      insert.bind(digest.contentHash, at: 1)
      try digest.bytes.withUnsafeBytes { bytes in
        insert.bindBlob(ByteRange(0..<bytes.count), of: bytes, at: 2)
        try insert.run()
        insert.release()
      }
    }
  }

  /// A number for a claim.
  mutating func takeClaim() -> Int64 {
    defer { nextClaim += 1 }
    return nextClaim
  }

  /// A number for a problem.
  mutating func takeProblem() -> Int64 {
    defer { nextProblem += 1 }
    return nextProblem
  }

  private static func number(
    _ name: String, in numbers: inout [String: Int64], _ table: String, _ next: inout [String: Int64], _ db: Database
  ) throws -> Int64 {
    if let number = numbers[name] { return number }
    let number = next[table] ?? 1
    next[table] = number + 1
    let insert = try BulkStatement(db, "INSERT INTO \(table) (id, name) VALUES (?, ?)")
    insert.bind(number, at: 1)
    insert.bind(name, at: 2)
    try insert.run()
    numbers[name] = number
    return number
  }
}
