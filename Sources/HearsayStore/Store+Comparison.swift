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
    var rows: [SentimentRow] = []
    for entity in [first, second] {
      filter.entities = [entity]
      let query = SentimentQuery(filter, by: [.chain], order: .posts, rowCountMost: nil)
      var empty = SentimentRow()
      empty.chain = entity
      rows.append(try sentiment(query).first ?? empty)
    }
    var comparison = Comparison(rows: rows)
    guard let one = rows[0].meanScore, let other = rows[1].meanScore else { return comparison }
    comparison.difference = one - other
    filter.entities = [first, second]
    let alone = filter.conditions(on: "signal", edition: editionNumber, hasEntity: true)
    try read { db in
      let number = try Int64.fetchOne(db, sql: "SELECT id FROM entity WHERE name = ?", arguments: [first.description])
      var clusters = PairedClusters(means: (one * 1000, other * 1000), counts: (rows[0].judged, rows[1].judged))
      try Segment.scanVoices(edition: editionNumber, CellFilter(filter, db), db) { voice in
        clusters.add(
          author: voice.author, isFirst: Int64(voice.key.entity) == number, judged: voice.judged,
          scoreSum: voice.scoreSum, squareSum: voice.scoreSquareSum)
      }
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

/// What each author says of two entities.
private struct PairedClusters {
  private struct Part {
    var judged = (Int64(0), Int64(0))
    var scoreSum = (Int64(0), Int64(0))
  }

  private let means: (Double, Double)
  private let counts: (Int64, Int64)
  /// Of each author, what is said of the first (group 0) and of the second (group 1).
  private var voices = VoiceClusters()
  /// Of the first and the second: judged posts, sum and sum of squares beyond the known authors.
  private var alone: [(judged: Int64, scoreSum: Int64, squareSum: Int64)] = [(0, 0, 0), (0, 0, 0)]

  init(means: (Double, Double), counts: (Int64, Int64)) {
    self.means = means
    self.counts = counts
  }

  mutating func add(author: Int64, isFirst: Bool, judged: Int64, scoreSum: Int64, squareSum: Int64) {
    voices.add(author: author, group: isFirst ? 0 : 1, judged: judged, scoreSum: scoreSum)
    addAll(isFirst: isFirst, judged: -judged, scoreSum: -scoreSum, squareSum: -squareSum)
  }

  mutating func addAll(isFirst: Bool, judged: Int64, scoreSum: Int64, squareSum: Int64) {
    let index = isFirst ? 0 : 1
    alone[index].judged += judged
    alone[index].scoreSum += scoreSum
    alone[index].squareSum += squareSum
  }

  /// What each author says of both, in the order of the authors.
  private var parts: [Part] {
    var cells: [VoiceClusters.Cell] = []
    voices.visit { cells.append($0) }
    cells.sort { $0.author < $1.author }
    var parts: [Part] = []
    var latest: Int64?
    for cell in cells {
      if cell.author != latest { parts.append(Part()) }
      latest = cell.author
      let last = parts.count - 1
      if cell.group == 0 {
        (parts[last].judged.0, parts[last].scoreSum.0) = (Int64(cell.judged), cell.scoreSum)
      } else {
        (parts[last].judged.1, parts[last].scoreSum.1) = (Int64(cell.judged), cell.scoreSum)
      }
    }
    return parts
  }

  /// How many people speak of both, and half of the interval of the difference by Student's t:
  /// √(G/(G−1) · Σ ((S₁−n₁·m₁)/N₁ − (S₂−n₂·m₂)/N₂)²) over the authors.
  var result: (peopleOfBoth: Int64, intervalHalf: Double?) {
    var squares = 0.0
    var groups = 0.0
    var peopleOfBoth: Int64 = 0
    // In the order of the authors, because sums of floating-point numbers depend on it.
    for part in parts where part.judged != (0, 0) {
      if 0 < part.judged.0 && 0 < part.judged.1 { peopleOfBoth += 1 }
      let one = (Double(part.scoreSum.0) - Double(part.judged.0) * means.0) / Double(counts.0)
      let other = (Double(part.scoreSum.1) - Double(part.judged.1) * means.1) / Double(counts.1)
      let square = (one - other) * (one - other)
      squares += square
      groups += 1
    }
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
