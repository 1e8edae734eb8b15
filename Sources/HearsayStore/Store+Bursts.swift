import GRDB
import Glibc
import HearsayCore

/// A question for days on which much more is said than before.
public struct BurstQuery: Hashable, Sendable {
  /// What is asked about.
  public var filter = SignalFilter()
  /// How many days before a day are compared with it.
  public var windowDays: Int32 = 28
  /// Fewest of those days on which something was read.
  public var coveredDaysLeast = 7
  /// How often a day without any burst is reported by chance, in a hundred thousand days of an entity.
  ///
  /// That holds where posts come independently; where they come in clumps, days are judged by how much
  /// the days before have varied.
  public var falseAlarmsPer100000: Int = 100
  /// Fewest people who speak on the day.
  public var peopleLeast: Int64 = 3
  /// Whether claims that fill a frame are looked at instead of entities.
  public var isOfFrames = false

  /// Bursts about any entity.
  public init() {}
}

/// A day on which much more is said than before.
public struct Burst: Hashable, Sendable {
  /// About whom.
  public var entity: EntityID
  /// The frame of the claims, where the question is for claims.
  public var frame: FrameID?
  /// The day.
  public var day: Day
  /// Posts, or claims, of that day, on platforms that were read in the days before.
  public var posts: Int64
  /// How many would have been expected from the days before, and from how much else was read on each platform.
  public var expected: Double
  /// Different known authors; 0 for claims of unknown ones.
  public var people: Int64
  /// How probable as many posts are without a burst.
  public var probability: Double
  /// −log₁₀ of that probability × ln (1 + people): what is new and comes from many stands first.
  public var score: Double
}

extension Store {
  /// Days on which much more is said than before, those of the highest score first.
  ///
  /// Of each entity and day, the posts are compared with those of the days before, beside all other posts that
  /// were read: with counts C before, exposure E (other posts before) and e (other posts of the day), the posts
  /// of the day follow a negative binomial distribution of mean (C + ½) · (e + ½) / (E + ½), whose shape has
  /// the relative variances of all three, for each is a count (a Gamma–Poisson model with the prior of Jeffreys).
  /// Where the days before vary more than that, all counts are divided by how much. So more posts are no burst
  /// where more was read, a burst does not raise what it is compared with, and platforms are normalised one by one.
  public func bursts(_ query: BurstQuery) throws(Diagnostics) -> [Burst] {
    try read { db in
      let names = try QueryNames(db)
      var exposure = DaySeries()
      var unbound = query.filter
      (unbound.since, unbound.until) = (nil, nil)
      let covered = unbound.conditions(on: "coverage", edition: editionNumber, hasEntity: false)
      let known = " AND day <> \(StoredDay.unknown)"
      try NumberScan.run(
        db, "SELECT day, platform, sum(posts) FROM coverage \(covered.sql)\(known) GROUP BY day, platform",
        covered.arguments
      ) { row in exposure.add(day: Int32(clamping: row[0]), platform: row[1], posts: row[2]) }
      let (series, frames) = try query.isOfFrames ? claimSeries(unbound, db) : (signalSeries(unbound, db), [])
      let alarm = Double(query.falseAlarmsPer100000) / 100_000
      var bursts: [Burst] = []
      for (subject, days) in series.sorted(by: { $0.key < $1.key }) {
        guard let entity = names.entity(subject.entity) else { continue }
        for day in days.days.sorted() {
          if let since = query.filter.since, day < since.number { continue }
          if let until = query.filter.until, until.number < day { continue }
          guard let expected = days.expectation(on: day, of: exposure, query) else { continue }
          let probability = expected.probability
          guard probability < alarm else { continue }
          bursts.append(
            Burst(
              entity: entity, frame: subject.frame < 0 ? nil : FrameID(frames[subject.frame]),
              day: Day(number: day), posts: expected.posts, expected: expected.mean, people: 0,
              probability: probability,
              score: 0))
        }
      }
      return try scored(bursts, query, db)
    }
  }

  private func signalSeries(_ filter: SignalFilter, _ db: Database) throws -> [BurstSubject: DaySeries] {
    let condition = filter.conditions(on: "signal", edition: editionNumber, hasEntity: true)
    var series: [BurstSubject: DaySeries] = [:]
    let sql = "SELECT entity, day, platform, posts FROM signal \(condition.sql) AND signal.day <> \(StoredDay.unknown)"
    try NumberScan.run(db, sql, condition.arguments) { row in
      let (day, platform, posts) = (Int32(clamping: row[1]), row[2], row[3])
      series[BurstSubject(entity: row[0], frame: -1), default: DaySeries()].add(
        day: day, platform: platform, posts: posts)
    }
    return series
  }

  private func claimSeries(
    _ filter: SignalFilter, _ db: Database
  ) throws -> (series: [BurstSubject: DaySeries], frames: [String]) {
    var filter = filter
    filter.kinds = []
    var series: [BurstSubject: DaySeries] = [:]
    var frames: [String] = []
    var numbers: [String: Int] = [:]
    /// Of the matters of the segment that is read, the number of their frame.
    var frameOfMatter: [Int] = []
    var cell: SignalKey?
    /// Of the cell that is read, the claims of each frame.
    var counts: [Int64] = []
    func endCell() {
      guard let key = cell else { return }
      for (frame, count) in counts.enumerated() where 0 < count {
        let subject = BurstSubject(entity: Int64(key.entity), frame: frame)
        series[subject, default: DaySeries()].add(
          day: key.day, platform: Int64(key.platform), posts: count)
        counts[frame] = 0
      }
    }
    try ClaimSegment.scan(
      edition: editionNumber, CellFilter(filter, db), db,
      begin: { matters in
        endCell()
        cell = nil
        frameOfMatter = matters.map { matter in
          guard let frame = matter.frame else { return -1 }
          let number = numbers[frame] ?? frames.count
          if number == frames.count {
            numbers[frame] = number
            frames.append(frame)
            counts.append(0)
          }
          return number
        }
        return matters.map { $0.frame != nil }
      },
      { row in
        guard row.key.entity != 0, row.key.day != StoredDay.unknown else { return }
        if cell != row.key {
          endCell()
          cell = row.key
        }
        counts[frameOfMatter[row.matter]] += 1
      })
    endCell()
    return (series, frames)
  }

  /// Adds the people of each day, and sorts.
  private func scored(_ bursts: [Burst], _ query: BurstQuery, _ db: Database) throws -> [Burst] {
    let voices = try db.cachedStatement(
      sql: """
        SELECT count(DISTINCT author) FROM opinion
        WHERE edition = ? AND day = ? AND entity = (SELECT id FROM entity WHERE name = ?)
        """)
    let claims = try db.cachedStatement(
      sql: """
        SELECT count(DISTINCT c.author) FROM claim c JOIN claimAbout a ON a.claim = c.id
        WHERE c.edition = ? AND c.day = ? AND a.entity = (SELECT id FROM entity WHERE name = ?) AND c.frame = ?
        """)
    var scored: [Burst] = []
    for var burst in bursts {
      let facts: StatementArguments = [editionNumber, Int64(burst.day.number), burst.entity.description]
      burst.people =
        try burst.frame.map { try Int64.fetchOne(claims, arguments: facts + [$0.description]) ?? 0 }
        ?? Int64.fetchOne(voices, arguments: facts) ?? 0
      guard query.peopleLeast <= burst.people else { continue }
      burst.score = -log10(max(burst.probability, 1e-300)) * log(1 + Double(burst.people))
      scored.append(burst)
    }
    return scored.sorted {
      if $0.score != $1.score { return $1.score < $0.score }
      return $0.day != $1.day ? $0.day < $1.day : $0.entity.description < $1.entity.description
    }
  }
}

/// What a series of days is of.
private struct BurstSubject: Hashable, Comparable {
  var entity: Int64
  /// Index of the frame; negative for the entity itself.
  var frame: Int

  static func < (left: BurstSubject, right: BurstSubject) -> Bool {
    (left.entity, left.frame) < (right.entity, right.frame)
  }
}
