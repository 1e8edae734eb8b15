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
  /// Posts, or claims, of that day.
  public var posts: Int64
  /// How many would have been expected from the days before, and from how much was read on each platform.
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
  /// Of each entity and day, the posts are compared with those of the days before: with counts C and
  /// exposure E (all posts read on each platform), the posts of a day with exposure e follow a negative
  /// binomial distribution of shape C + ½ and mean e·(C + ½) / E (a Gamma–Poisson model with the prior of
  /// Jeffreys). Where the days before vary more than that, all counts are divided by how much. So more
  /// posts are no burst where more was read, and platforms are normalised one by one.
  public func bursts(_ query: BurstQuery) throws(Diagnostics) -> [Burst] {
    try read { db in
      let names = try QueryNames(db)
      var exposure = Exposure()
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
        for (day, posts) in days.totals.sorted(by: { $0.key < $1.key }) {
          if let since = query.filter.since, day < since.number { continue }
          if let until = query.filter.until, until.number < day { continue }
          guard let expected = days.expectation(on: day, exposure, query) else { continue }
          let probability = expected.probability(ofAtLeast: posts)
          guard probability < alarm else { continue }
          bursts.append(
            Burst(
              entity: entity, frame: subject.frame < 0 ? nil : FrameID(frames[subject.frame]),
              day: Day(number: day), posts: posts, expected: expected.mean, people: 0, probability: probability,
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
      series[BurstSubject(entity: row[0], frame: -1), default: DaySeries()].add(day, platform, posts)
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
        series[subject, default: DaySeries()].add(key.day, Int64(key.platform), count)
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

/// How much was read.
private struct Exposure {
  private(set) var byPlatform: [Int64: [Int32: Int64]] = [:]
  private(set) var days: Set<Int32> = []

  mutating func add(day: Int32, platform: Int64, posts: Int64) {
    byPlatform[platform, default: [:]][day, default: 0] += posts
    days.insert(day)
  }
}

/// How many posts a day is expected to have.
private struct Expectation {
  var shape: Double
  var mean: Double
  /// How much more the days before vary than chance would have it, at least 1.
  var dispersion: Double

  /// The upper tail of the negative binomial distribution, after dividing counts by the dispersion.
  func probability(ofAtLeast posts: Int64) -> Double {
    let count = Int((Double(posts) / dispersion).rounded(.down))
    guard 0 < count else { return 1 }
    let (shape, mean) = (shape / dispersion, mean / dispersion)
    let odds = log(mean / (shape + mean))
    var logarithm = shape * log(shape / (shape + mean))
    for number in 0..<count { logarithm += log((shape + Double(number)) / Double(number + 1)) + odds }
    var term = exp(logarithm)
    var sum = 0.0
    var number = Double(count)
    while 0 < term && sum * 1e-12 < term {
      sum += term
      term *= (shape + number) / (number + 1) * exp(odds)
      number += 1
    }
    return min(1, sum)
  }
}

/// Posts of days by platform.
private struct DaySeries {
  private var byPlatform: [Int64: [Int32: Int64]] = [:]
  private(set) var totals: [Int32: Int64] = [:]

  mutating func add(_ day: Int32, _ platform: Int64, _ posts: Int64) {
    byPlatform[platform, default: [:]][day, default: 0] += posts
    totals[day, default: 0] += posts
  }

  /// What the days before `day` let expect of it; nil where too few of them were read.
  func expectation(on day: Int32, _ exposure: Exposure, _ query: BurstQuery) -> Expectation? {
    let window = (day - query.windowDays..<day).filter(exposure.days.contains)
    guard query.coveredDaysLeast <= window.count else { return nil }
    var (counts, mean, shared) = (0.0, 0.0, 0.0)
    var rates: [(platform: Int64, rate: Double)] = []
    for (platform, read) in exposure.byPlatform.sorted(by: { $0.key < $1.key }) {
      let before = window.reduce(0) { $0 + (read[$1] ?? 0) }
      // A platform of which nothing was read before lets nothing be expected.
      guard 0 < before else { continue }
      let own = byPlatform[platform] ?? [:]
      let count = window.reduce(0) { $0 + (own[$1] ?? 0) }
      let rate = Double(count) / Double(before)
      rates.append((platform, rate))
      counts += Double(count)
      mean += rate * Double(read[day] ?? 0)
      shared += Double(read[day] ?? 0) / Double(before)
    }
    guard !rates.isEmpty else { return nil }
    mean += 0.5 * shared / Double(rates.count)
    guard 0 < mean else { return nil }
    return Expectation(shape: counts + 0.5, mean: mean, dispersion: dispersion(window, rates, exposure))
  }

  private func dispersion(
    _ window: [Int32], _ rates: [(platform: Int64, rate: Double)], _ exposure: Exposure
  ) -> Double {
    var (sum, count) = (0.0, 0.0)
    for day in window {
      let expected = rates.reduce(0.0) { $0 + $1.rate * Double(exposure.byPlatform[$1.platform]?[day] ?? 0) }
      guard 0 < expected else { continue }
      let gap = Double(totals[day] ?? 0) - expected
      sum += gap * gap / expected
      count += 1
    }
    return max(1, count < 2 ? 1 : sum / (count - 1))
  }
}
