import GRDB
import HearsayCore

extension Store {
  /// Sentiment and FUD, summed up by the query's groups.
  ///
  /// - Complexity: one pass over the rows of `signal` and `voice` that the filter leaves; the
  ///   primary keys begin with entity and day, so that entities and days are found without a scan.
  public func sentiment(_ query: SentimentQuery) throws(Diagnostics) -> [SentimentRow] {
    precondition(query.groups.count { $0.isTime } <= 1, "rows are grouped by one of day, week and month")
    return try read { db in
      let names = try QueryNames(db)
      var rows = try signalRows(query, names, db)
      try addVoices(to: &rows, query, db)
      try addCoverage(to: &rows, query, db)
      var sorted = rows.values.sorted { Self.precedes($0, $1, query.order) }
      if let most = query.rowCountMost, most < sorted.count { sorted.removeSubrange(max(0, most)...) }
      return sorted
    }
  }

  /// One series for each of `entities`, by day or week, in their order; a period in which nothing
  /// was said about an entity, but something was read, has a point with 0 posts.
  ///
  /// - Precondition: `step` is `.day` or `.week`.
  public func series(
    of entities: [EntityID], by step: SignalGroup, _ filter: SignalFilter
  ) throws(Diagnostics) -> [(entity: EntityID, points: [SeriesPoint])] {
    precondition(step == .day || step == .week, "a series goes by day or week, not by \(step)")
    var filter = filter
    filter.entities = entities
    let query = SentimentQuery(filter, by: [.chain, step], order: .time, rowCountMost: nil)
    return try read { db in
      let rows = try signalRows(query, QueryNames(db), db).values
      let coverage = try coverageSums(query, db)
      let byEntity = Dictionary(grouping: rows) { $0.chain }
      return entities.map { entity in
        var found: [Day: SentimentRow] = [:]
        for row in byEntity[entity] ?? [] { if let period = row.period { found[period] = row } }
        let points = coverage.compactMap { key, posts -> SeriesPoint? in
          guard let period = StoredDay.day(Int64.fromDatabaseValue(key[0])) else { return nil }
          let row = found[period] ?? SentimentRow()
          return SeriesPoint(
            period: period, posts: row.posts, meanScore: row.meanScore,
            fudFlags: row.fear + row.uncertainty + row.doubt, coveragePosts: posts)
        }
        return (entity, points.sorted { $0.period < $1.period })
      }
    }
  }

  private typealias GroupKey = [DatabaseValue]

  private func signalRows(
    _ query: SentimentQuery, _ names: QueryNames, _ db: Database
  ) throws -> [[DatabaseValue]: SentimentRow] {
    let columns = [
      "posts", "reposts", "positive", "neutral", "negative", "mixed", "scoreSum", "fear", "uncertainty", "doubt",
      "counter", "hype", "claims",
    ]
    let condition = query.filter.conditions(on: "signal", hasEntity: true)
    let groups = query.groups.map { $0.expression("signal") }
    let sql = """
      SELECT \((groups + columns.map { "sum(\($0))" }).joined(separator: ", ")) FROM signal \(condition.sql)
      \(Self.groupBy(groups.count))
      """
    var rows: [GroupKey: SentimentRow] = [:]
    let cursor = try Row.fetchCursor(db, sql: sql, arguments: condition.arguments)
    while let found = try cursor.next() {
      let values = Array(found.databaseValues)
      let sums = values[groups.count...].map { Int64.fromDatabaseValue($0) ?? 0 }
      guard 0 < sums[0] else { continue }
      var row = names.row(query.groups, values)
      row.posts = sums[0]
      row.reposts = sums[1]
      row.positive = sums[2]
      row.neutral = sums[3]
      row.negative = sums[4]
      row.mixed = sums[5]
      row.meanScore = row.judged == 0 ? nil : Double(sums[6]) / Double(row.judged) / 1000
      row.fear = sums[7]
      row.uncertainty = sums[8]
      row.doubt = sums[9]
      row.counter = sums[10]
      row.hype = sums[11]
      row.claims = sums[12]
      rows[Array(values[..<groups.count])] = row
    }
    return rows
  }

  /// Adds people and standard errors.
  private func addVoices(to rows: inout [[DatabaseValue]: SentimentRow], _ query: SentimentQuery, _ db: Database) throws {
    let condition = query.filter.conditions(on: "voice", hasEntity: true)
    let groups = query.groups.map { $0.expression("voice") }
    let aliased = groups.enumerated().map { "\($1) AS g\($0)" }
    let outer = groups.indices.map { "g\($0)" }
    let sql = """
      SELECT \((outer + [
        "count(*)", "sum(n)", "sum(s)", "sum(q)", "count(nullif(n, 0))",
        "total(1.0 * s * s)", "total(1.0 * s * n)", "total(1.0 * n * n)",
      ]).joined(separator: ", "))
      FROM (
        SELECT \((aliased + ["sum(judged) AS n", "sum(scoreSum) AS s", "sum(scoreSquareSum) AS q"])
          .joined(separator: ", "))
        FROM voice \(condition.sql)
        GROUP BY \((outer + ["author"]).joined(separator: ", "))
      )
      \(Self.groupBy(groups.count))
      """
    let squares = try squareSums(query, db)
    var clusters: [GroupKey: Clusters] = [:]
    let cursor = try Row.fetchCursor(db, sql: sql, arguments: condition.arguments)
    while let row = try cursor.next() {
      let values = Array(row.databaseValues)
      let key = Array(values[..<groups.count])
      let start = groups.count
      rows[key]?.people = Int64.fromDatabaseValue(values[start]) ?? 0
      clusters[key] = Clusters(
        judged: row[start + 1] ?? 0, scoreSum: row[start + 2] ?? 0, scoreSquareSum: row[start + 3] ?? 0,
        count: row[start + 4] ?? 0, squares: row[start + 5] ?? 0, products: row[start + 6] ?? 0,
        counts: row[start + 7] ?? 0)
    }
    for (key, row) in rows {
      guard let square = squares[key] else { continue }
      rows[key]?.standardError = (clusters[key] ?? Clusters()).standardError(
        judged: row.judged, scoreSum: square.scoreSum, scoreSquareSum: square.scoreSquareSum)
    }
  }

  private func squareSums(
    _ query: SentimentQuery, _ db: Database
  ) throws -> [[DatabaseValue]: (scoreSum: Int64, scoreSquareSum: Int64)] {
    let condition = query.filter.conditions(on: "signal", hasEntity: true)
    let groups = query.groups.map { $0.expression("signal") }
    let sql = """
      SELECT \((groups + ["sum(scoreSum)", "sum(scoreSquareSum)"]).joined(separator: ", ")) FROM signal
      \(condition.sql) \(Self.groupBy(groups.count))
      """
    var sums: [GroupKey: (scoreSum: Int64, scoreSquareSum: Int64)] = [:]
    for row in try Row.fetchAll(db, sql: sql, arguments: condition.arguments) {
      let values = Array(row.databaseValues)
      sums[Array(values[..<groups.count])] = (row[groups.count] ?? 0, row[groups.count + 1] ?? 0)
    }
    return sums
  }

  private func addCoverage(to rows: inout [[DatabaseValue]: SentimentRow], _ query: SentimentQuery, _ db: Database) throws {
    let sums = try coverageSums(query, db)
    let shared = query.groups.indices.filter { query.groups[$0].isOfCoverage }
    for key in rows.keys { rows[key]?.coveragePosts = sums[shared.map { key[$0] }] ?? 0 }
  }

  /// All stored posts, by those groups that posts without an entity have too.
  private func coverageSums(_ query: SentimentQuery, _ db: Database) throws -> [[DatabaseValue]: Int64] {
    let condition = query.filter.conditions(on: "coverage", hasEntity: false)
    let groups = query.groups.filter(\.isOfCoverage).map { $0.expression("coverage") }
    let sql = """
      SELECT \((groups + ["sum(posts)"]).joined(separator: ", ")) FROM coverage \(condition.sql)
      \(Self.groupBy(groups.count))
      """
    var sums: [GroupKey: Int64] = [:]
    for row in try Row.fetchAll(db, sql: sql, arguments: condition.arguments) {
      sums[Array(row.databaseValues.prefix(groups.count))] = row[groups.count] ?? 0
    }
    return sums
  }

  private static func groupBy(_ count: Int) -> String {
    count == 0 ? "" : "GROUP BY " + (1...count).map(String.init).joined(separator: ", ")
  }

  /// A total order, so that equal counts do not leave the order to chance.
  private static func precedes(_ left: SentimentRow, _ right: SentimentRow, _ order: SentimentQuery.Order) -> Bool {
    func time(_ row: SentimentRow) -> Int32 { row.period?.number ?? .max }
    if order == .time && time(left) != time(right) { return time(left) < time(right) }
    if left.posts != right.posts { return right.posts < left.posts }
    if time(left) != time(right) { return time(left) < time(right) }
    func name(_ row: SentimentRow) -> (String, String, String, String) {
      (row.chain?.description ?? "", row.kind?.rawValue ?? "", row.language?.description ?? "", row.platform ?? "")
    }
    return name(left) < name(right)
  }
}

/// Sums over the known authors of a group, from which its standard error follows.
private struct Clusters {
  var judged: Int64 = 0
  var scoreSum: Int64 = 0
  var scoreSquareSum: Int64 = 0
  /// How many authors have judged posts.
  var count: Int64 = 0
  /// Σ Sₐ², Σ Sₐ·nₐ and Σ nₐ² over the authors a.
  var squares: Double = 0
  var products: Double = 0
  var counts: Double = 0

  /// The standard error of the mean of all posts; those beyond the known authors' are clusters of one.
  func standardError(judged all: Int64, scoreSum total: Int64, scoreSquareSum totalSquare: Int64) -> Double? {
    let alone = all - judged
    let groups = Double(count + alone)
    guard 2 <= groups else { return nil }
    let mean = Double(total) / Double(all)
    let squares = squares + Double(totalSquare - scoreSquareSum)
    let products = products + Double(total - scoreSum)
    let counts = counts + Double(alone)
    let spread = max(0, squares - 2 * mean * products + mean * mean * counts)
    return (groups / (groups - 1) * spread).squareRoot() / Double(all) / 1000
  }
}
