import GRDB
import HearsayCore

/// What the voices of a database come to for the usual questions, as it is worked out after each run.
///
/// Counting different people means looking at every voice; this table has the answers for all time, weeks and
/// months of each entity, of all entities together, and of chains, rollups and sectors together.
struct Crowd {
  /// Whom a row is about where that is not one entity.
  enum Subject {
    static let everything: Int64 = 0
    static let chains: Int64 = -1
    static let chainKinds: Set<EntityKind> = [.chain, .rollup, .sector]
  }

  private let step: String
  private let subject: Int64?
  private let edition: Int64

  /// The part of the table that answers `query`, or nil where it has none.
  init?(_ query: SentimentQuery, edition: Int64, isSettled: Bool) {
    let filter = query.filter
    guard isSettled, filter.since == nil, filter.until == nil, filter.language == nil, filter.platform == nil else {
      return nil
    }
    self.edition = edition
    switch query.groups.first(where: \.isTime) {
    case nil: step = "all"
    case .week: step = "week"
    case .month: step = "month"
    default: return nil
    }
    let others = Set(query.groups.filter { !$0.isTime })
    if others == [.chain] {
      subject = nil
    } else if others.isEmpty, filter.entities.isEmpty, step != "all" {
      if filter.kinds.isEmpty {
        subject = Subject.everything
      } else if Set(filter.kinds) == Subject.chainKinds {
        subject = Subject.chains
      } else {
        return nil
      }
    } else {
      return nil
    }
  }

  /// Adds people and errors to rows that stand for the groups of `grouping`.
  func add(
    to rows: inout [SentimentRow], _ sums: [SignalSums], _ query: SentimentQuery, _ grouping: inout SignalGrouping,
    _ db: Database
  ) throws {
    var parts: [(clusters: ClusterSums, capped: CappedVoices, squareSum: Int64)?] = Array(
      repeating: nil, count: rows.count)
    let sql = """
      SELECT period, subject, 0, 0, people, judged, scoreSum, scoreSquareSum, squares, products, counts, judgedPeople,
        voices, posts, judgedVoices, meanSum
      FROM crowd WHERE edition = ? AND step = ? AND \(subject.map { "subject = \($0)" } ?? "0 < subject")
      """
    try NumberScan.run(db, sql, [edition, step]) { row in
      let group = grouping.index(of: row)
      guard group < parts.count else { return }
      var clusters = ClusterSums()
      (clusters.people, clusters.judged, clusters.scoreSum, clusters.count) = (row[4], row[5], row[6], row[11])
      (clusters.squares, clusters.products, clusters.counts) = (row.decimal(8), row.decimal(9), row.decimal(10))
      var capped = CappedVoices()
      (capped.voices, capped.posts, capped.judged, capped.scoreSum) = (row[12], row[13], row[5], row[6])
      (capped.judgedVoices, capped.means) = (row[14], row.decimal(15))
      parts[group] = (clusters, capped, row[7])
    }
    for index in rows.indices {
      let part = parts[index] ?? (ClusterSums(), CappedVoices(), 0)
      rows[index].add(
        part.clusters, query.isOrganicAsked ? part.capped : nil, sums[index], ownSquareSum: part.squareSum)
    }
  }
}

/// Works out the table `crowd` of an edition.
struct CrowdWriter {
  private let db: Database
  private let edition: Int64
  private let insert: BulkStatement

  init(_ db: Database, edition: Int64) throws {
    self.db = db
    self.edition = edition
    insert = try BulkStatement(
      db,
      """
      INSERT INTO crowd VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """)
  }

  /// What is known of one subject in one period.
  private struct Part {
    var clusters = ClusterSums()
    var capped = CappedVoices()
    var squareSum: Int64 = 0
  }

  /// Weeks and months in one pass in order of days, all time in one more, sorted by SQLite.
  func write() throws {
    let isChain = try chains()
    var steps = [Periods(.week), Periods(.month)]
    var failure: (any Error)?
    try NumberScan.run(
      db,
      "SELECT day, entity, author, posts, judged, scoreSum, scoreSquareSum FROM voice WHERE edition = ? ORDER BY day",
      [edition]
    ) { row in
      guard failure == nil else { return }
      do {
        for index in steps.indices {
          let period = steps[index].period(of: row[0])
          if period != steps[index].current {
            try flush(&steps[index])
            steps[index].current = period
          }
          for subject in [row[1], Crowd.Subject.everything, Crowd.Subject.chains] {
            if subject == Crowd.Subject.chains && !isChain.contains(row[1]) { continue }
            steps[index].add(row, subject)
          }
        }
      } catch { failure = error }
    }
    if let failure { throw failure }
    for index in steps.indices { try flush(&steps[index]) }
    try writeAllTime()
  }

  private func chains() throws -> Set<Int64> {
    let kinds = Crowd.Subject.chainKinds.map { "'\($0.rawValue)'" }.sorted().joined(separator: ", ")
    return Set(try Int64.fetchAll(db, sql: "SELECT id FROM entity WHERE kind IN (\(kinds))"))
  }

  /// The voices of one week or month.
  private struct Periods {
    let group: SignalGroup
    var current: Int64?
    private(set) var parts: [Part] = []
    private(set) var subjects: [Int64] = []
    private var indices: [Int64: Int] = [:]
    private var voices = VoiceClusters()

    init(_ group: SignalGroup) { self.group = group }

    func period(of day: Int64) -> Int64 {
      guard let known = StoredDay.day(day) else { return day }
      return Int64((group == .week ? known.weekStart : known.monthStart).number)
    }

    mutating func add(_ row: borrowing NumberRow, _ subject: Int64) {
      let index = indices[subject] ?? parts.count
      if index == parts.count {
        indices[subject] = index
        subjects.append(subject)
        parts.append(Part())
      }
      parts[index].capped.add(posts: row[3], judged: row[4], scoreSum: row[5])
      parts[index].squareSum += row[6]
      voices.add(author: row[2], group: index, judged: row[4], scoreSum: row[5])
    }

    /// The parts with the sums over their authors; they are forgotten.
    mutating func take() -> [(subject: Int64, part: Part)] {
      for (index, clusters) in voices.sums(groupCount: parts.count).enumerated() { parts[index].clusters = clusters }
      let taken = Array(zip(subjects, parts)).map { (subject: $0.0, part: $0.1) }
      (parts, subjects, indices) = ([], [], [:])
      voices.removeAll()
      return taken
    }
  }

  private func flush(_ periods: inout Periods) throws {
    guard let period = periods.current else { return }
    for (subject, part) in periods.take() { try write(periods.group.rawValue, period, subject, part) }
  }

  private func writeAllTime() throws {
    var entity: Int64 = 0
    var part = Part()
    var failure: (any Error)?
    try NumberScan.run(
      db,
      """
      SELECT entity, sum(posts), sum(judged), sum(scoreSum), sum(scoreSquareSum), count(*), sum(0 < judged),
        total(iif(0 < judged, CAST(scoreSum AS REAL) / judged, 0))
      FROM voice WHERE edition = ? GROUP BY entity, author ORDER BY entity
      """, [edition]
    ) { row in
      guard failure == nil else { return }
      if row[0] != entity {
        if entity != 0 { do { try write("all", 0, entity, part) } catch { failure = error } }
        (entity, part) = (row[0], Part())
      }
      part.clusters.add(judged: row[2], scoreSum: row[3])
      part.squareSum += row[4]
      part.capped.posts += row[1]
      part.capped.judged += row[2]
      part.capped.scoreSum += row[3]
      part.capped.voices += row[5]
      part.capped.judgedVoices += row[6]
      part.capped.means += row.decimal(7)
    }
    if let failure { throw failure }
    if entity != 0 { try write("all", 0, entity, part) }
  }

  private func write(_ step: String, _ period: Int64, _ subject: Int64, _ part: Part) throws {
    let numbers: [Int64] = [
      part.capped.voices, part.clusters.people, part.capped.posts, part.clusters.count, part.clusters.judged,
      part.clusters.scoreSum, part.squareSum,
    ]
    insert.bind(edition, at: 1)
    insert.bind(step, at: 2)
    insert.bind(period, at: 3)
    insert.bind(subject, at: 4)
    for (index, number) in numbers.enumerated() { insert.bind(number, at: Int32(5 + index)) }
    insert.bind(part.clusters.squares, at: 12)
    insert.bind(part.clusters.products, at: 13)
    insert.bind(part.clusters.counts, at: 14)
    insert.bind(part.capped.judgedVoices, at: 15)
    insert.bind(part.capped.means, at: 16)
    try insert.run()
  }
}
