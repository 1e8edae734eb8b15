import HearsayCore

/// What a row of figures stands for, in numbers; 0 wherever rows are not grouped by it.
struct GroupKey: Hashable {
  /// Number of the entity, or of its kind.
  var subject: Int32 = 0
  /// First day of the time.
  var period: Int32 = 0
  var language: Int32 = 0
  var platform: Int32 = 0
}

/// Sorts rows of the sums into the groups of a query.
///
/// Rows begin with day, entity, language and platform. SQLite would sort all rows by group first;
/// finding each row's group in a table here takes a fifth of the time.
struct SignalGrouping {
  /// The columns that `index` reads.
  static let columns = "day, entity, language, platform"

  /// The groups that occurred, in the order of their first rows.
  private(set) var keys: [GroupKey] = []
  private var indices: [GroupKey: Int] = [:]
  private let names: QueryNames
  private let time: SignalGroup?
  private let byChain: Bool
  private let byKind: Bool
  private let byLanguage: Bool
  private let byPlatform: Bool
  private var latestKey = GroupKey(subject: -1)
  private var latestIndex = -1
  private var latestDay: Int64 = .min
  private var latestPeriod: Int32 = 0

  init(_ groups: [SignalGroup], _ names: QueryNames) {
    self.names = names
    time = groups.first(where: \.isTime)
    byChain = groups.contains(.chain)
    byKind = groups.contains(.kind) && !byChain
    byLanguage = groups.contains(.language)
    byPlatform = groups.contains(.platform)
  }

  /// The index of a row's group in `keys`.
  mutating func index(of row: borrowing NumberRow) -> Int {
    index(
      of: SignalKey(day: Int32(row[0]), entity: Int32(row[1]), language: Int32(row[2]), platform: Int32(row[3])))
  }

  /// The index of a cell's group in `keys`.
  mutating func index(of cell: SignalKey) -> Int {
    var key = GroupKey()
    if time != nil { key.period = period(Int64(cell.day)) }
    if byChain { key.subject = cell.entity }
    if byKind { key.subject = names.kindNumber(Int64(cell.entity)) }
    if byLanguage { key.language = cell.language }
    if byPlatform { key.platform = cell.platform }
    if key == latestKey { return latestIndex }
    latestKey = key
    if let known = indices[key] {
      latestIndex = known
    } else {
      latestIndex = keys.count
      indices[key] = latestIndex
      keys.append(key)
    }
    return latestIndex
  }

  private mutating func period(_ day: Int64) -> Int32 {
    if day == latestDay { return latestPeriod }
    latestDay = day
    latestPeriod = Int32(clamping: day)
    if let known = StoredDay.day(day) {
      switch time {
      case .week: latestPeriod = known.weekStart.number
      case .month: latestPeriod = known.monthStart.number
      default: break
      }
    }
    return latestPeriod
  }

  /// A row of figures with the names of the group at `index`.
  func row(at index: Int) -> SentimentRow {
    let key = keys[index]
    var row = SentimentRow()
    if byChain {
      row.chain = names.entity(Int64(key.subject))
      row.kind = names.kind(of: Int64(key.subject))
    }
    if byKind { row.kind = QueryNames.kind(number: key.subject) }
    if time != nil { row.period = StoredDay.day(Int64(key.period)) }
    if byLanguage { row.language = names.language(Int64(key.language)) }
    if byPlatform { row.platform = names.platform(Int64(key.platform)) }
    return row
  }
}
