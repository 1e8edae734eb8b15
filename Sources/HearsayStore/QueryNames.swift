import GRDB
import HearsayCore

/// The names behind the numbers of entities, languages and platforms, for one query.
struct QueryNames {
  private var entities: [Int64: (name: EntityID, kind: EntityKind?)] = [:]
  private var languages: [Int64: LanguageCode] = [:]
  private var platforms: [Int64: String] = [:]
  /// Numbers of the kinds of entities, by the number of the entity.
  private var kindNumbers: [Int32] = []

  init(_ db: Database) throws {
    for row in try Row.fetchAll(db, sql: "SELECT id, name, kind FROM entity ORDER BY id") {
      let number: Int64 = row[0]
      let kind = (row[2] as String?).flatMap(EntityKind.init(rawValue:))
      entities[number] = (EntityID(row[1]), kind)
      // Entities are numbered without gaps.
      while Int64(kindNumbers.count) <= number { kindNumbers.append(0) }
      kindNumbers[Int(number)] = kind.flatMap { EntityKind.allCases.firstIndex(of: $0) }.map { Int32($0 + 1) } ?? 0
    }
    for row in try Row.fetchAll(db, sql: "SELECT id, name FROM language") {
      languages[row[0]] = LanguageCode(row[1] as String)
    }
    for row in try Row.fetchAll(db, sql: "SELECT id, name FROM platform") { platforms[row[0]] = row[1] }
  }

  func entity(_ number: Int64) -> EntityID? { entities[number]?.name }
  func kind(of entity: Int64) -> EntityKind? { entities[entity]?.kind }
  func language(_ number: Int64) -> LanguageCode? { languages[number] }
  func platform(_ number: Int64) -> String? { platforms[number] }

  /// A number for an entity's kind; 0 where nobody knows it.
  func kindNumber(_ entity: Int64) -> Int32 {
    kindNumbers.indices.contains(Int(entity)) ? kindNumbers[Int(entity)] : 0
  }

  /// The kind with a number of `kindNumber`.
  static func kind(number: Int32) -> EntityKind? {
    number == 0 ? nil : EntityKind.allCases[Int(number) - 1]
  }
}
