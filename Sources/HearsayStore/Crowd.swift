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
