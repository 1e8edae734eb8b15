import GRDB
import HearsayCore

/// Which part of the signals is asked about; whatever is nil or empty is not restricted.
public struct SignalFilter: Hashable, Sendable {
  /// The entities.
  public var entities: [EntityID] = []
  /// The sorts of entities.
  public var kinds: [EntityKind] = []
  /// The first day.
  ///
  /// Posts without a day are left out when `since` or `until` is given.
  public var since: Day?
  /// The last day, included.
  public var until: Day?
  /// The language of the posts.
  public var language: LanguageCode?
  /// The platform.
  public var platform: String?

  /// Everything.
  public init() {}

  /// Conditions on the columns of `table`, joined by AND.
  ///
  /// The primary keys begin with day and entity. To find a few entities in them, SQLite is given
  /// the days one by one: `coverage` has every day that occurs.
  func conditions(on table: String, edition: Int64, hasEntity: Bool) -> (sql: String, arguments: StatementArguments) {
    var parts = ["\(table).edition = \(edition)"]
    var arguments = StatementArguments()
    var dayCondition = ""
    if since != nil || until != nil {
      dayCondition = "day BETWEEN ? AND ?"
      arguments += [since.map { Int64($0.number) } ?? -1_000_000, until.map { Int64($0.number) } ?? 10_000_000]
    }
    if hasEntity, !entities.isEmpty {
      let restriction = dayCondition.isEmpty ? "" : " AND " + dayCondition
      parts.append("\(table).day IN (SELECT DISTINCT day FROM coverage WHERE edition = \(edition)\(restriction))")
      parts.append("\(table).entity IN (SELECT id FROM entity WHERE name IN (\(Self.marks(entities.count))))")
      arguments += StatementArguments(entities.map(\.description))
    } else if !dayCondition.isEmpty {
      parts.append("\(table).\(dayCondition)")
    }
    if hasEntity, !kinds.isEmpty {
      parts.append("\(table).entity IN (SELECT id FROM entity WHERE kind IN (\(Self.marks(kinds.count))))")
      arguments += StatementArguments(kinds.map(\.rawValue))
    }
    if let language {
      parts.append("\(table).language = (SELECT id FROM language WHERE name = ?)")
      arguments += [language.description]
    }
    if let platform {
      parts.append("\(table).platform = (SELECT id FROM platform WHERE name = ?)")
      arguments += [platform]
    }
    return ("WHERE " + parts.joined(separator: " AND "), arguments)
  }

  static func marks(_ count: Int) -> String { Array(repeating: "?", count: count).joined(separator: ", ") }
}

/// What figures are grouped by.
public enum SignalGroup: String, CaseIterable, Hashable, Sendable {
  /// The entity, whatever its kind.
  case chain
  /// The sort of entity.
  case kind
  case day
  /// Weeks from Monday to Sunday, named by their Monday.
  case week
  /// Months, named by their first day.
  case month
  case language
  case platform

  /// Whether this is a stretch of time.
  public var isTime: Bool { self == .day || self == .week || self == .month }

  /// Whether posts have it that name no entity.
  var isOfCoverage: Bool { self != .chain && self != .kind }
}
