import GRDB
import HearsayCore

/// The names behind the numbers of entities, languages and platforms, for one query.
struct QueryNames {
  private var entities: [Int64: (name: EntityID, kind: EntityKind?)] = [:]
  private var languages: [Int64: LanguageCode] = [:]
  private var platforms: [Int64: String] = [:]

  init(_ db: Database) throws {
    for row in try Row.fetchAll(db, sql: "SELECT id, name, kind FROM entity") {
      entities[row[0]] = (EntityID(row[1]), (row[2] as String?).flatMap(EntityKind.init(rawValue:)))
    }
    for row in try Row.fetchAll(db, sql: "SELECT id, name FROM language") {
      languages[row[0]] = LanguageCode(row[1] as String)
    }
    for row in try Row.fetchAll(db, sql: "SELECT id, name FROM platform") { platforms[row[0]] = row[1] }
  }

  func entity(_ number: Int64) -> EntityID? { entities[number]?.name }
  func language(_ number: Int64) -> LanguageCode? { languages[number] }
  func platform(_ number: Int64) -> String? { platforms[number] }

  /// A row with the names of its groups, whose values stand at the beginning of `values`.
  func row(_ groups: [SignalGroup], _ values: [DatabaseValue]) -> SentimentRow {
    var row = SentimentRow()
    for (group, value) in zip(groups, values) {
      let number = Int64.fromDatabaseValue(value)
      switch group {
      case .chain:
        row.chain = number.flatMap { entities[$0]?.name }
        row.kind = number.flatMap { entities[$0]?.kind }
      case .kind: row.kind = String.fromDatabaseValue(value).flatMap(EntityKind.init(rawValue:))
      case .day, .week, .month: row.period = StoredDay.day(number)
      case .language: row.language = number.flatMap { languages[$0] }
      case .platform: row.platform = number.flatMap { platforms[$0] }
      }
    }
    return row
  }
}
