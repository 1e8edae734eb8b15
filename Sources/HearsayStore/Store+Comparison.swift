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
    let query = SentimentQuery(filter, by: [.chain], order: .posts, rowCountMost: nil)
    return try read { db in
      let number = try Int64.fetchOne(db, sql: "SELECT id FROM entity WHERE name = ?", arguments: [first.description])
      var pair: PairedClusters?
      let found = try rows(query, db) { rows, sums, grouping in
        // The means are known from the sums, so that one pass over the voices is enough.
        let subjects = grouping.keys.map { Int64($0.subject) == number ? 0 : 1 }
        let places = [0, 1].compactMap { subjects.firstIndex(of: $0) }
        guard places.count == 2, rows.allSatisfy({ $0.meanScore != nil }) else {
          return try addVoices(to: &rows, sums, query, &grouping, db)
        }
        pair = try addVoices(to: &rows, sums, query, &grouping, places, db)
      }
      let rows = [first, second].map { entity in
        var empty = SentimentRow()
        empty.chain = entity
        return found.first { $0.chain == entity } ?? empty
      }
      var comparison = Comparison(rows: rows)
      guard let one = rows[0].meanScore, let other = rows[1].meanScore else { return comparison }
      comparison.difference = one - other
      if let pair { (comparison.peopleOfBoth, comparison.intervalHalf) = pair.result }
      return comparison
    }
  }

  /// Adds people and standard errors to the rows of two entities, and pairs those who speak of both; `places` says
  /// which row is that of the first, and which that of the second.
  private func addVoices(
    to rows: inout [SentimentRow], _ sums: [SignalSums], _ query: SentimentQuery, _ grouping: inout SignalGrouping,
    _ places: [Int], _ db: Database
  ) throws -> PairedClusters {
    let postsAsked = sums.reduce(0) { $0 + $1.posts }
    let filter = try CellFilter(query.filter, db)
    let (one, other) = (rows[places[0]], rows[places[1]])
    var pair = PairedClusters(
      means: ((one.meanScore ?? 0) * 1000, (other.meanScore ?? 0) * 1000), counts: (one.judged, other.judged),
      firstGroup: places[0])
    if let crowd = try Crowd(query, edition: editionNumber, isSettled: isSettled(db)) {
      try crowd.add(to: &rows, sums, query, &grouping, db)
      pair = try VoicePass.run(pair, edition: editionNumber, filter, postsAsked: postsAsked, db) {
        grouping.index(of: $0)
      }
    } else {
      let voices = GroupedVoices(groupCount: rows.count, isCapped: false)
      let taken = try VoicePass.run(
        VoicesAndPairs(voices: voices, pairs: pair), edition: editionNumber, filter, postsAsked: postsAsked, db
      ) { key in
        let group = grouping.index(of: key)
        return group < sums.count ? group : nil
      }
      pair = taken.pairs
      Self.add(taken.voices, to: &rows, sums, squareSum: taken.voices.squareSum)
    }
    for (index, place) in places.enumerated() {
      pair.addAll(
        isFirst: index == 0, judged: rows[place].judged, scoreSum: sums[place].scoreSum,
        squareSum: sums[place].scoreSquareSum)
    }
    return pair
  }
}

/// Voices by group and, in the same pass, by pairs.
private struct VoicesAndPairs: VoiceTaker {
  var voices: GroupedVoices
  var pairs: PairedClusters

  var takesCellsWhole: Bool { voices.takesCellsWhole }

  mutating func take(_ voice: Voice, group: Int) {
    voices.take(voice, group: group)
    pairs.take(voice, group: group)
  }

  mutating func end(author: Int64) {
    voices.end(author: author)
    pairs.end(author: author)
  }
}

/// What each author says of two entities, the first of which has the group `firstGroup`.
private struct PairedClusters: VoiceTaker {
  private let means: (Double, Double)
  private let counts: (Int64, Int64)
  private let firstGroup: Int
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

  init(means: (Double, Double), counts: (Int64, Int64), firstGroup: Int) {
    self.means = means
    self.counts = counts
    self.firstGroup = firstGroup
  }

  var takesCellsWhole: Bool { false }

  mutating func take(_ voice: Voice, group: Int) {
    let (posts, score) = (Int64(voice.judged), voice.scoreSum)
    if group == firstGroup {
      judged.0 += posts
      scoreSum.0 += score
    } else {
      judged.1 += posts
      scoreSum.1 += score
    }
    addAll(isFirst: group == firstGroup, judged: -posts, scoreSum: -score, squareSum: -voice.scoreSquareSum)
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
