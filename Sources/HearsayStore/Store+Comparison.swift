import GRDB
import HearsayCore

/// How differently two entities are spoken of.
public struct Comparison: Hashable, Sendable {
  /// The figures of the first and the second.
  public var rows: [SentimentRow]
  /// Mean score of the first less that of the second; nil where either has no judged posts.
  public var difference: Double?
  /// Half of the 95 % interval of the difference; nil where too few people speak.
  ///
  /// Clustered by author over both: who speaks of both is one person.
  public var intervalHalf: Double?
  /// People who speak of both.
  public var peopleOfBoth: Int64 = 0

  /// Whether the interval leaves out 0.
  public var isClear: Bool {
    guard let difference, let intervalHalf else { return false }
    return intervalHalf < abs(difference)
  }
}

extension Store {
  /// Compares two entities in the part of the signals that `filter` leaves.
  public func compare(
    _ first: EntityID, _ second: EntityID, _ filter: SignalFilter
  ) throws(Diagnostics) -> Comparison {
    var filter = filter
    filter.kinds = []
    filter.entities = [first, second]
    let found = try sentiment(SentimentQuery(filter, by: [.chain], order: .posts, rowCountMost: nil))
    let rows = [first, second].map { entity in
      var empty = SentimentRow()
      empty.chain = entity
      return found.first { $0.chain == entity } ?? empty
    }
    var comparison = Comparison(rows: rows)
    guard let one = rows[0].meanScore, let other = rows[1].meanScore else { return comparison }
    comparison.difference = one - other
    let alone = filter.conditions(on: "signal", edition: editionNumber, hasEntity: true)
    let postsAsked = rows[0].posts + rows[1].posts
    try read { db in
      let number = try Int64.fetchOne(db, sql: "SELECT id FROM entity WHERE name = ?", arguments: [first.description])
      var clusters = try VoicePass.run(
        PairedClusters(means: (one * 1000, other * 1000), counts: (rows[0].judged, rows[1].judged)),
        edition: editionNumber, CellFilter(filter, db), postsAsked: postsAsked, db
      ) { Int64($0.entity) == number ? 0 : 1 }
      let signals = """
        SELECT entity, positive + neutral + negative + mixed, scoreSum, scoreSquareSum FROM signal \(alone.sql)
        """
      try NumberScan.run(db, signals, alone.arguments) { row in
        clusters.addAll(isFirst: row[0] == number, judged: row[1], scoreSum: row[2], squareSum: row[3])
      }
      (comparison.peopleOfBoth, comparison.intervalHalf) = clusters.result
    }
    return comparison
  }
}

/// What each author says of two entities: of the first in group 0, of the second in group 1.
private struct PairedClusters: VoiceTaker {
  private let means: (Double, Double)
  private let counts: (Int64, Int64)
  /// What the author says of them who is taken in.
  private var judged = (Int64(0), Int64(0))
  private var scoreSum = (Int64(0), Int64(0))
  /// How many people there are, and Σ ((S₁−n₁·m₁)/N₁ − (S₂−n₂·m₂)/N₂)² over them, in the order of the authors,
  /// because sums of floating-point numbers depend on it.
  private var people = 0.0
  private var squares = 0.0
  private var peopleOfBoth: Int64 = 0
  /// Of the first and the second: judged posts, sum and sum of squares beyond the known authors.
  private var alone: [(judged: Int64, scoreSum: Int64, squareSum: Int64)] = [(0, 0, 0), (0, 0, 0)]

  init(means: (Double, Double), counts: (Int64, Int64)) {
    self.means = means
    self.counts = counts
  }

  mutating func take(_ voice: Voice, group: Int) {
    let (posts, score) = (Int64(voice.judged), voice.scoreSum)
    if group == 0 {
      judged.0 += posts
      scoreSum.0 += score
    } else {
      judged.1 += posts
      scoreSum.1 += score
    }
    addAll(isFirst: group == 0, judged: -posts, scoreSum: -score, squareSum: -voice.scoreSquareSum)
  }

  mutating func end(author: Int64) {
    defer { (judged, scoreSum) = ((0, 0), (0, 0)) }
    guard judged != (0, 0) else { return }
    if 0 < judged.0 && 0 < judged.1 { peopleOfBoth += 1 }
    let one = (Double(scoreSum.0) - Double(judged.0) * means.0) / Double(counts.0)
    let other = (Double(scoreSum.1) - Double(judged.1) * means.1) / Double(counts.1)
    squares += (one - other) * (one - other)
    people += 1
  }

  mutating func addAll(isFirst: Bool, judged: Int64, scoreSum: Int64, squareSum: Int64) {
    let index = isFirst ? 0 : 1
    alone[index].judged += judged
    alone[index].scoreSum += scoreSum
    alone[index].squareSum += squareSum
  }

  /// How many people speak of both, and half of the interval of the difference by Student's t: √(G/(G−1) · squares).
  var result: (peopleOfBoth: Int64, intervalHalf: Double?) {
    var (squares, groups) = (squares, people)
    for (index, part) in alone.enumerated() where 0 < part.judged {
      let (mean, count) = index == 0 ? (means.0, Double(counts.0)) : (means.1, Double(counts.1))
      let posts = Double(part.judged)
      let spread = Double(part.squareSum) - 2 * mean * Double(part.scoreSum) + mean * mean * posts
      squares += max(0, spread) / (count * count)
      groups += posts
    }
    guard 2 < groups else { return (peopleOfBoth, nil) }
    let error = (groups / (groups - 1) * squares).squareRoot() / 1000
    return (peopleOfBoth, error * StudentQuantile.ofInterval(degrees: groups - 2))
  }
}
