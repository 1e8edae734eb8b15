import GRDB
import HearsayCore

/// Works out the table `crowd` of an edition, in one pass over its voices by author.
struct CrowdWriter {
  /// What a row of the table is about.
  private struct Place: Comparable, NumericKey {
    var step: Step
    var period: Int64
    var subject: Int64

    /// In the order of the table's key.
    static func < (left: Place, right: Place) -> Bool {
      (left.step.rawValue, left.period, left.subject) < (right.step.rawValue, right.period, right.subject)
    }

    var numbers: (UInt64, UInt64) {
      (UInt64(bitPattern: period) << 2 | UInt64(step.rawValue), UInt64(bitPattern: subject))
    }
  }

  /// How long a period is; a number, because several places are looked up, in the order of the words.
  private enum Step: Int, CaseIterable {
    case all, month, week

    var word: String {
      switch self {
      case .all: "all"
      case .week: SignalGroup.week.rawValue
      case .month: SignalGroup.month.rawValue
      }
    }
  }

  private let isChain: Set<Int64>
  private var places = KeyNumbers<Place>()
  /// The rows of the latest day and entity: cells that differ in language and platform follow each other.
  private var latest: (day: Int32, entity: Int32, targets: [Int32])?

  /// Writes the table; all voices must stand by author.
  static func write(_ edition: Int64, _ db: Database) throws {
    let kinds = Crowd.Subject.chainKinds.map { "'\($0.rawValue)'" }.sorted().joined(separator: ", ")
    var writer = CrowdWriter(
      isChain: Set(try Int64.fetchAll(db, sql: "SELECT id FROM entity WHERE kind IN (\(kinds))")))
    var cells = KeyNumbers<SignalKey>()
    var targets: [Int32] = []
    for run in try AuthorSegment.runs(edition, db) {
      try AuthorSegment.scanCells(of: run, edition: edition, db) { key in
        guard cells.number(of: key) * Taker.targetCount == targets.count else { return }
        targets += writer.targets(of: key)
      }
    }
    if targets.isEmpty { return }
    let taker = try VoicePass.run(
      Taker(targets, groupCount: writer.places.keys.count), edition: edition, CellFilter(),
      postsAsked: try AuthorSegment.Extent(edition, db).rowCount, db
    ) { cells[$0] }
    try writer.write(taker.voices, edition, db)
  }

  private init(isChain: Set<Int64>) { self.isChain = isChain }

  /// The rows that a cell counts for.
  private mutating func targets(of key: SignalKey) -> [Int32] {
    if let latest, latest.day == key.day, latest.entity == key.entity { return latest.targets }
    let targets = newTargets(of: key)
    latest = (key.day, key.entity, targets)
    return targets
  }

  private mutating func newTargets(of key: SignalKey) -> [Int32] {
    let day = StoredDay.day(Int64(key.day))
    let entity = Int64(key.entity)
    var targets: [Int32] = []
    targets.reserveCapacity(Taker.targetCount)
    targets.append(number(Place(step: .all, period: 0, subject: entity)))
    for (step, start) in [(Step.week, day?.weekStart), (.month, day?.monthStart)] {
      let period = Int64(start?.number ?? key.day)
      targets.append(number(Place(step: step, period: period, subject: entity)))
      targets.append(number(Place(step: step, period: period, subject: Crowd.Subject.everything)))
      targets.append(
        isChain.contains(entity)
          ? number(Place(step: step, period: period, subject: Crowd.Subject.chains)) : Taker.none)
    }
    return targets
  }

  private mutating func number(_ place: Place) -> Int32 { Int32(places.number(of: place)) }

  /// Adds each voice to all rows that it counts for.
  private struct Taker: VoiceTaker {
    /// How many rows a cell counts for, at most.
    static let targetCount = 7
    /// Stands for no row.
    static let none: Int32 = -1

    private(set) var voices: GroupedVoices
    /// The rows of each cell, one cell after the other.
    private let targets: [Int32]

    init(_ targets: [Int32], groupCount: Int) {
      self.targets = targets
      voices = GroupedVoices(groupCount: groupCount, isCapped: true)
    }

    var takesCellsWhole: Bool { true }

    mutating func take(_ voice: Voice, group cell: Int) {
      let start = cell * Self.targetCount
      for place in start..<start + Self.targetCount where targets[place] != Self.none {
        voices.take(voice, group: Int(targets[place]))
      }
    }

    mutating func end(author: Int64) { voices.end(author: author) }
  }

  private func write(_ voices: GroupedVoices, _ edition: Int64, _ db: Database) throws {
    var insert = try BulkInsert(db, Statements.insertCrowd, edition)
    let words = BulkWords<Step>(&insert.rows, \.word)
    let (clusters, capped) = (voices.clusters, voices.capped)
    for (place, group) in zip(places.keys, places.keys.indices).sorted(by: { $0.0 < $1.0 }) {
      let (sums, cells) = (clusters[group], capped[group])
      insert.rows.add([
        .lasting(words[place.step]), .number(place.period), .number(place.subject), .number(cells.voices),
        .number(sums.people), .number(cells.posts), .number(sums.count), .number(sums.judged),
        .number(sums.scoreSum), .number(voices.squareSum(of: group)), .decimal(sums.squares),
        .decimal(sums.products), .decimal(sums.counts), .number(cells.judgedVoices), .decimal(cells.means),
      ])
      try insert.runIfMany()
    }
    try insert.run()
  }
}
