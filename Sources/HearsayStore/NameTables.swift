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
  /// The number of the next claim.
  private(set) var nextClaim: Int64 = 1
  /// The number of the next problem.
  private(set) var nextProblem: Int64 = 1

  /// Reads what the database has.
  init(_ db: Database) throws {
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
    try Self.number(name, in: &platforms, "platform", db)
  }

  /// The number of a language, given now where it is new.
  mutating func language(_ code: LanguageCode, _ db: Database) throws -> Int64 {
    try Self.number(code.description, in: &languages, "language", db)
  }

  /// The number of an entity, given now where it is new.
  mutating func entity(_ id: EntityID, _ db: Database) throws -> Int64 {
    try Self.number(id.description, in: &entities, "entity", db)
  }

  /// Remembers what sort of thing an entity is, unless it is known already.
  mutating func learn(_ kind: EntityKind, of entity: Int64, _ db: Database) throws {
    guard entitiesWithKind.insert(entity).inserted else { return }
    try db.execute(sql: "UPDATE entity SET kind = ? WHERE id = ?", arguments: [kind.rawValue, entity])
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
    _ name: String, in numbers: inout [String: Int64], _ table: String, _ db: Database
  ) throws -> Int64 {
    if let number = numbers[name] { return number }
    let number = Int64(numbers.count + 1)
    try db.execute(sql: "INSERT INTO \(table) (id, name) VALUES (?, ?)", arguments: [number, name])
    numbers[name] = number
    return number
  }
}
