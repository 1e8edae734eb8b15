import GRDB
import HearsayCore

/// Which part of the signals is asked about; whatever is nil or empty is not restricted.
public struct SignalFilter: Hashable, Sendable {
  /// The entities.
  public var entities: [EntityID] = []
  /// The sorts of entities.
  public var kinds: [EntityKind] = []
  /// The first day. Posts without a day are left out when `since` or `until` is given.
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
  /// The restriction of `entity` to numbers of the table `entity` is what lets SQLite use the
  /// primary keys, which begin with it, for a range of days.
  func conditions(on table: String, hasEntity: Bool) -> (sql: String, arguments: StatementArguments) {
    var parts: [String] = []
    var arguments = StatementArguments()
    if hasEntity, !entities.isEmpty || !kinds.isEmpty || since != nil || until != nil {
      var inner: [String] = []
      if !entities.isEmpty {
        inner.append("name IN (\(Self.marks(entities.count)))")
        arguments += StatementArguments(entities.map(\.description))
      }
      if !kinds.isEmpty {
        inner.append("kind IN (\(Self.marks(kinds.count)))")
        arguments += StatementArguments(kinds.map(\.rawValue))
      }
      let restriction = inner.isEmpty ? "" : " WHERE " + inner.joined(separator: " AND ")
      parts.append("\(table).entity IN (SELECT id FROM entity\(restriction))")
    }
    if since != nil || until != nil {
      parts.append("\(table).day BETWEEN ? AND ?")
      arguments += [since.map { Int64($0.number) } ?? -1_000_000, until.map { Int64($0.number) } ?? 10_000_000]
    }
    if let language {
      parts.append("\(table).language = (SELECT id FROM language WHERE name = ?)")
      arguments += [language.description]
    }
    if let platform {
      parts.append("\(table).platform = (SELECT id FROM platform WHERE name = ?)")
      arguments += [platform]
    }
    return (parts.isEmpty ? "" : "WHERE " + parts.joined(separator: " AND "), arguments)
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

  /// The group's number or word in a row of `table`; NULL where the day is unknown.
  func expression(_ table: String) -> String {
    let day = "nullif(\(table).day, \(StoredDay.unknown))"
    return switch self {
    case .chain: "\(table).entity"
    case .kind: "(SELECT kind FROM entity WHERE id = \(table).entity)"
    case .day: day
    // 1970-01-01 was a Thursday; % takes the sign of its left side.
    case .week: "\(day) - ((\(day) + 3) % 7 + 7) % 7"
    case .month: "unixepoch(\(day) * 86400, 'unixepoch', 'start of month') / 86400"
    case .language: "\(table).language"
    case .platform: "\(table).platform"
    }
  }
}
