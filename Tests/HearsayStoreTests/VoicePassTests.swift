import GRDB
import HearsayCore
import Testing

@testable import HearsayStore

struct `Voices author by author` {
  /// What the table `voice` holds of the cells that `filter` lets through, in words.
  private func rows(_ filter: CellFilter, _ db: Database) throws -> [String] {
    var lines: [String] = []
    try NumberScan.run(
      db,
      """
      SELECT day, entity, language, platform, author, posts, judged, scoreSum, scoreSquareSum, edition FROM voice
      ORDER BY edition, day, entity, language, platform, author
      """, []
    ) { row in
      let key = SignalKey(
        day: Int32(row[0]), entity: Int32(row[1]), language: Int32(row[2]), platform: Int32(row[3]))
      guard filter.contains(key) else { return }
      lines.append("\(row[9]) voice \(key) \(row[4]) \(row[5]) \(row[6]) \(row[7]) \(row[8])")
    }
    return lines
  }

  private var filters: [SignalFilter] {
    var chain = SignalFilter()
    chain.entities = [EntityID("scroll")]
    var german = SignalFilter()
    (german.language, german.since) = (.german, Day(year: 2026, month: 2, day: 26))
    return [SignalFilter(), chain, german]
  }

  private func compare(_ store: Store) throws {
    try store.queue.read { db in
      for filter in filters {
        let cells = try CellFilter(filter, db)
        let expected = try rows(cells, db)
        #expect(!expected.isEmpty)
        // All that stand by author, and those of the cells alone.
        #expect(try voiceSums(cells, db) == expected)
        #expect(try voiceSums(cells, postsAsked: 1, db) == expected)
      }
    }
  }

  @Test func `are those of the table, whatever was worked out and added since`() throws {
    let store = try Store.inMemory(.sample)
    try ingest(variedItems(400), into: store, batchSize: 60)
    try compare(store)
    try store.settle()
    #expect(try number(store, "SELECT sum(rows) FROM authorSegment") == number(store, "SELECT count(*) FROM voice"))
    try compare(store)
    try ingest(variedItems(300, seed: 8), into: store, name: "b.jsonl", fingerprint: "f2", batchSize: 70)
    try compare(store)
    try store.settle()
    try compare(store)
    #expect(try number(store, "SELECT count(*) FROM authorSegment") == 2)
  }

  @Test func `stand in a few runs while an archive is read, each author and cell once in an answer`() throws {
    let store = try Store.inMemory(.sample)
    for (number, count) in [500, 40, 50, 60, 30].enumerated() {
      try ingest(
        variedItems(count, seed: UInt64(number)), into: store, name: "\(number).jsonl", fingerprint: "f\(number)",
        batchSize: 25)
      // The last of them stays in segments of cells.
      if number < 4 { try store.queue.write { db in try AuthorSegment.extend(1, from: 1, db) } }
      try compare(store)
    }
    let runs = try store.queue.read { db in try AuthorSegment.runs(1, db) }
    #expect(1 < runs.count, "\(runs)")
    #expect(runs.map(\.through) == runs.map(\.through).sorted())
    var query = SentimentQuery(SignalFilter(), by: [.chain, .month], order: .time, rowCountMost: nil)
    query.isOrganicAsked = true
    let organic = try store.sentiment(query)
    query.standardised = [.language]
    let standardised = try store.sentiment(query)
    let comparison = try store.compare(EntityID("scroll"), EntityID("metis"), SignalFilter())
    try store.settle()
    #expect(try store.queue.read { db in try AuthorSegment.runs(1, db).count } == 1)
    query.standardised = []
    let settled = try store.sentiment(query)
    for (row, after) in zip(organic, settled) {
      #expect(row.people == after.people && row.standardError == after.standardError)
      #expect(row.organic?.capped.posts == after.organic?.capped.posts)
    }
    query.standardised = [.language]
    for (row, after) in zip(standardised, try store.sentiment(query)) {
      #expect(row.people == after.people && row.meanScore == after.meanScore)
      #expect(row.standardError == after.standardError && row.standardShare == after.standardShare)
    }
    #expect(try store.compare(EntityID("scroll"), EntityID("metis"), SignalFilter()) == comparison)
    #expect(0 < comparison.peopleOfBoth)
  }

  @Test(arguments: [0, 1, 3, 63, 64]) func `are sorted however many and whoever they are`(_ bits: Int) {
    var numbers = SeededNumbers(state: UInt64(bits))
    let voices = (0..<6_000).map { _ in
      let author = UInt64(numbers.next(1 << 30)) << 34 ^ UInt64(numbers.next(1 << 30)) << 4
      return Voice(
        author: Int64(bitPattern: bits == 0 ? author : author >> UInt64(bits)), scoreSum: 0, scoreSquareSum: 0,
        cell: Int32(numbers.next(50)), posts: 1, judged: 0)
    }
    var sorted = voices
    sorted.sortByAuthor()
    func facts(_ voices: [Voice]) -> [[Int64]] { voices.map { [$0.author, Int64($0.cell)] } }
    #expect(facts(sorted) == facts(voices.sorted(by: Voice.precedes)))
  }

  /// What one group comes to.
  private struct Expected {
    var byAuthor: [Int64: (judged: Int64, scoreSum: Int64)] = [:]
    var squareSum: Int64 = 0
    var capped = CappedVoices()
  }

  @Test(
    arguments: [
      [.chain], [.day], [.chain, .day], [.kind, .language], [.chain, .language, .platform], [.week, .platform], [],
    ] as [[SignalGroup]])
  func `give the figures of the rows behind them`(_ groups: [SignalGroup]) throws {
    let store = try Store.inMemory(.sample)
    try ingest(variedItems(300), into: store, batchSize: 90)
    try store.settle()
    try ingest(variedItems(200, seed: 8), into: store, name: "b.jsonl", fingerprint: "f2", batchSize: 90)
    for filter in filters {
      var query = SentimentQuery(filter, by: groups, order: .posts, rowCountMost: nil)
      query.isOrganicAsked = true
      let found = try store.sentiment(query)
      let expected = try expectation(groups, filter, store)
      #expect(!found.isEmpty)
      for row in found {
        let group = expected[words(row)] ?? Expected()
        #expect(row.people == Int64(group.byAuthor.count))
        var clusters = ClusterSums()
        for (_, sums) in group.byAuthor.sorted(by: { $0.key < $1.key }) {
          clusters.add(judged: sums.judged, scoreSum: sums.scoreSum)
        }
        #expect(clusters.people == row.people)
        let alone = row.posts - group.capped.posts
        #expect(row.organic?.capped.posts == group.capped.voices + alone)
        if let error = row.standardError, alone == 0 {
          let squares = group.squareSum
          let own = clusters.standardError(
            judged: row.judged, scoreSum: clusters.scoreSum, scoreSquareSum: squares, ownSquareSum: squares)
          #expect(own == error)
        }
      }
    }
  }

  private func words(_ row: SentimentRow) -> String {
    [
      row.chain?.description, row.chain == nil ? row.kind?.rawValue : nil, row.period?.description,
      row.language?.description, row.platform,
    ].map { $0 ?? "-" }.joined(separator: " ")
  }

  private func expectation(
    _ groups: [SignalGroup], _ filter: SignalFilter, _ store: Store
  ) throws -> [String: Expected] {
    try store.queue.read { db in
      let cells = try CellFilter(filter, db)
      let names = try QueryNames(db)
      var expected: [String: Expected] = [:]
      let sql = "SELECT day, entity, language, platform, author, posts, judged, scoreSum, scoreSquareSum FROM voice"
      try NumberScan.run(db, sql, []) { row in
        let key = SignalKey(
          day: Int32(row[0]), entity: Int32(row[1]), language: Int32(row[2]), platform: Int32(row[3]))
        guard cells.contains(key) else { return }
        var group = SentimentRow()
        if groups.contains(.chain) { group.chain = names.entity(row[1]) }
        if groups.contains(.kind) { group.kind = names.kind(of: row[1]) }
        if groups.contains(.day) { group.period = StoredDay.day(row[0]) }
        if groups.contains(.week) { group.period = StoredDay.day(row[0])?.weekStart }
        if groups.contains(.language) { group.language = names.language(row[2]) }
        if groups.contains(.platform) { group.platform = names.platform(row[3]) }
        var sums = expected[words(group)] ?? Expected()
        sums.byAuthor[row[4], default: (0, 0)].judged += row[6]
        sums.byAuthor[row[4], default: (0, 0)].scoreSum += row[7]
        sums.squareSum += row[8]
        sums.capped.add(posts: row[5], judged: row[6], scoreSum: row[7])
        expected[words(group)] = sums
      }
      return expected
    }
  }
}
