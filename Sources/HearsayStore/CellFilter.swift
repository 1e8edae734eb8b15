import GRDB
import HearsayCore

/// A filter in the numbers of a database.
struct CellFilter {
  private(set) var days: ClosedRange<Int32> = .min ... .max
  /// By the number of the entity; nil for all.
  private var entities: [Bool]?
  private var language: Int32?
  private var platform: Int32?

  /// Everything.
  init() {}

  init(_ filter: SignalFilter, _ db: Database) throws {
    if filter.since != nil || filter.until != nil {
      let first = filter.since?.number ?? -1_000_000
      days = first...max(first, filter.until?.number ?? 10_000_000)
      if let until = filter.until, until.number < first { days = .max ... .max }
    }
    if !filter.entities.isEmpty || !filter.kinds.isEmpty {
      var conditions: [String] = []
      if !filter.entities.isEmpty { conditions.append("name IN (\(SignalFilter.marks(filter.entities.count)))") }
      if !filter.kinds.isEmpty { conditions.append("kind IN (\(SignalFilter.marks(filter.kinds.count)))") }
      let arguments = filter.entities.map(\.description) + filter.kinds.map(\.rawValue)
      var chosen: [Bool] = []
      for id in try Int64.fetchAll(
        db, sql: "SELECT id FROM entity WHERE \(conditions.joined(separator: " AND "))",
        arguments: StatementArguments(arguments))
      {
        while chosen.count <= Int(id) { chosen.append(false) }
        chosen[Int(id)] = true
      }
      entities = chosen
    }
    func number(_ table: String, _ name: String) throws -> Int32 {
      // No cell has the number 0.
      try Int32.fetchOne(db, sql: "SELECT id FROM \(table) WHERE name = ?", arguments: [name]) ?? 0
    }
    language = try filter.language.map { try number("language", $0.description) }
    platform = try filter.platform.map { try number("platform", $0) }
  }

  func contains(_ key: SignalKey) -> Bool {
    if let entities {
      let entity = Int(key.entity)
      guard 0 <= entity, entity < entities.count, entities[entity] else { return false }
    }
    return days.contains(key.day) && (language.map { $0 == key.language } ?? true)
      && (platform.map { $0 == key.platform } ?? true)
  }
}
