import GRDB
import HearsayCore

extension Store {
  /// Sentiment and FUD, summed up by the query's groups.
  ///
  /// - Complexity: one pass over the rows of `signal` that the filter leaves, and one over the voices; where the
  ///   filter leaves few of these, over the segments of its days.
  public func sentiment(_ query: SentimentQuery) throws(Diagnostics) -> [SentimentRow] {
    precondition(query.groups.count { $0.isTime } <= 1, "rows are grouped by one of day, week and month")
    return try read { db in
      if !query.standardised.isEmpty { return try standardised(query, db) }
      return try rows(query, db) { rows, sums, grouping in try addVoices(to: &rows, sums, query, &grouping, db) }
    }
  }

  /// The rows of `query`, to which `addVoices` adds people and standard errors.
  func rows(
    _ query: SentimentQuery, _ db: Database,
    addVoices: (inout [SentimentRow], [SignalSums], inout SignalGrouping) throws -> Void
  ) throws -> [SentimentRow] {
    let names = try QueryNames(db)
    var grouping = SignalGrouping(query.groups, names)
    let sums = try signalSums(query, &grouping, db)
    var rows = sums.enumerated().map { row($1, grouping, at: $0) }
    try addVoices(&rows, sums, &grouping)
    if query.isOrganicAsked { try addRepeats(to: &rows, sums, query, &grouping, db) }
    let coverage = try coverageSums(query, names, db)
    for index in rows.indices {
      var key = grouping.keys[index]
      key.subject = 0
      rows[index].coveragePosts = coverage[key] ?? 0
    }
    return Self.arranged(rows, query)
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
      let names = try QueryNames(db)
      var grouping = SignalGrouping(query.groups, names)
      let sums = try signalSums(query, &grouping, db)
      let rows = sums.enumerated().map { row($1, grouping, at: $0) }
      let coverage = try coverageSums(query, names, db)
      let byEntity = Dictionary(grouping: rows) { $0.chain }
      return entities.map { entity in
        var found: [Day: SentimentRow] = [:]
        for row in byEntity[entity] ?? [] { if let period = row.period { found[period] = row } }
        let points = coverage.compactMap { key, posts -> SeriesPoint? in
          guard let period = StoredDay.day(Int64(key.period)) else { return nil }
          let row = found[period] ?? SentimentRow()
          return SeriesPoint(
            period: period, posts: row.posts, meanScore: row.meanScore,
            fudFlags: row.fear + row.uncertainty + row.doubt, coveragePosts: posts)
        }
        return (entity, points.sorted { $0.period < $1.period })
      }
    }
  }

  /// The sums of the table `signal` by group.
  private func signalSums(_ query: SentimentQuery, _ grouping: inout SignalGrouping, _ db: Database) throws
    -> [SignalSums]
  {
    let condition = query.filter.conditions(on: "signal", edition: editionNumber, hasEntity: true)
    let sql = """
      SELECT \(SignalGrouping.columns), posts, reposts, positive, neutral, negative, mixed, scoreSum, scoreSquareSum,
        fear, uncertainty, doubt, counter, hype, claims
      FROM signal \(condition.sql)
      """
    var sums: [SignalSums] = []
    try NumberScan.run(db, sql, condition.arguments) { row in
      let group = grouping.index(of: row)
      if group == sums.count { sums.append(SignalSums()) }
      sums[group].add(row, from: 4)
    }
    return sums
  }

  private func row(_ sums: SignalSums, _ grouping: SignalGrouping, at index: Int) -> SentimentRow {
    var row = grouping.row(at: index)
    row.posts = sums.posts
    row.reposts = sums.reposts
    row.positive = sums.positive
    row.neutral = sums.neutral
    row.negative = sums.negative
    row.mixed = sums.mixed
    row.meanScore = row.judged == 0 ? nil : Double(sums.scoreSum) / Double(row.judged) / 1000
    row.fear = sums.fear
    row.uncertainty = sums.uncertainty
    row.doubt = sums.doubt
    row.counter = sums.counter
    row.hype = sums.hype
    row.claims = sums.claims
    return row
  }

  /// Adds people and standard errors.
  func addVoices(
    to rows: inout [SentimentRow], _ sums: [SignalSums], _ query: SentimentQuery, _ grouping: inout SignalGrouping,
    _ db: Database
  ) throws {
    if let crowd = try Crowd(query, edition: editionNumber, isSettled: isSettled(db)) {
      return try crowd.add(to: &rows, sums, query, &grouping, db)
    }
    let voices = try VoicePass.run(
      GroupedVoices(groupCount: rows.count, isCapped: query.isOrganicAsked), edition: editionNumber,
      CellFilter(query.filter, db), postsAsked: sums.reduce(0) { $0 + $1.posts }, db
    ) { key in
      // Every voice speaks in a post of a signal.
      let group = grouping.index(of: key)
      return group < rows.count ? group : nil
    }
    Self.add(voices, to: &rows, sums, squareSum: voices.squareSum)
  }

  /// Adds what a pass over the voices has found; `squareSum` gives the sum of the squares of a group's scores.
  static func add(
    _ voices: GroupedVoices, to rows: inout [SentimentRow], _ sums: [SignalSums], squareSum: (Int) -> Int64
  ) {
    for (index, clusters) in voices.clusters.enumerated() {
      rows[index].add(
        clusters, voices.takesCellsWhole ? voices.capped[index] : nil, sums[index], ownSquareSum: squareSum(index))
    }
  }

  /// Adds what is left without near-duplicates and without coordinated posting.
  private func addRepeats(
    to rows: inout [SentimentRow], _ sums: [SignalSums], _ query: SentimentQuery, _ grouping: inout SignalGrouping,
    _ db: Database
  ) throws {
    let condition = query.filter.conditions(on: "organic", edition: editionNumber, hasEntity: true)
    let sql = """
      SELECT \(SignalGrouping.columns), repeated, repeatedJudged, repeatedScoreSum, pushed, pushedJudged, pushedScoreSum
      FROM organic \(condition.sql)
      """
    var less = [[Int64]](repeating: Array(repeating: 0, count: 6), count: rows.count)
    try NumberScan.run(db, sql, condition.arguments) { row in
      let group = grouping.index(of: row)
      guard group < less.count else { return }
      for column in 0..<6 { less[group][column] += row[Int32(4 + column)] }
    }
    for (index, less) in less.enumerated() {
      func without(_ start: Int) -> CountedPosts {
        let judged = rows[index].judged - less[start + 1]
        return CountedPosts(
          posts: rows[index].posts - less[start],
          meanScore: judged == 0 ? nil : Double(sums[index].scoreSum - less[start + 2]) / Double(judged) / 1000)
      }
      var counts = rows[index].organic ?? OrganicCounts()
      (counts.collapsed, counts.organic) = (without(0), without(3))
      let means = [counts.capped.meanScore, counts.collapsed.meanScore, counts.organic.meanScore]
      let whole = OrganicCounts.conclusion(rows[index].meanScore)
      counts.flips = means.contains { OrganicCounts.conclusion($0) != whole }
      rows[index].organic = counts
    }
  }

  /// Sorted and cut as the query asks.
  static func arranged(_ rows: [SentimentRow], _ query: SentimentQuery) -> [SentimentRow] {
    var sorted = rows.sorted { precedes($0, $1, query.order) }
    if let most = query.rowCountMost, most < sorted.count { sorted.removeSubrange(max(0, most)...) }
    return sorted
  }

  /// All stored posts, by those groups that posts without an entity have too.
  private func coverageSums(
    _ query: SentimentQuery, _ names: QueryNames, _ db: Database
  ) throws -> [GroupKey: Int64] {
    let condition = query.filter.conditions(on: "coverage", edition: editionNumber, hasEntity: false)
    var grouping = SignalGrouping(query.groups.filter(\.isOfCoverage), names)
    var sums: [Int64] = []
    let sql = "SELECT day, 0, language, platform, posts FROM coverage \(condition.sql)"
    try NumberScan.run(db, sql, condition.arguments) { row in
      let group = grouping.index(of: row)
      if group == sums.count { sums.append(0) }
      sums[group] += row[4]
    }
    return Dictionary(uniqueKeysWithValues: zip(grouping.keys, sums))
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

extension SentimentRow {
  /// Adds people, and how uncertain the mean is when their posts are not independent.
  mutating func add(_ clusters: ClusterSums, _ capped: CappedVoices?, _ sums: SignalSums, ownSquareSum: Int64) {
    people = clusters.people
    standardError = clusters.standardError(
      judged: judged, scoreSum: sums.scoreSum, scoreSquareSum: sums.scoreSquareSum, ownSquareSum: ownSquareSum)
    intervalHalf = standardError.map {
      $0 * StudentQuantile.ofInterval(degrees: clusters.degrees(judged: judged))
    }
    if let capped { organic = OrganicCounts(capped: capped.counted(all: sums, judged: judged)) }
  }
}
