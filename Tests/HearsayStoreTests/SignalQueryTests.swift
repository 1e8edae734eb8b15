import GRDB
import Glibc
import HearsayCore
import Testing

@testable import HearsayStore

/// Numbers that look random and are the same for the same seed.
struct SeededNumbers {
  var state: UInt64

  mutating func next(_ limit: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(limit))
  }

  /// Between 0 and 1.
  mutating func share() -> Double { (Double(next(1 << 30)) + 0.5) / Double(1 << 30) }

  /// Of a normal distribution (Box and Muller).
  mutating func normal() -> Double { (-2 * log(share())).squareRoot() * cos(2 * .pi * share()) }

  /// Of a Poisson distribution (Knuth).
  mutating func poisson(_ mean: Double) -> Int {
    let limit = exp(-mean)
    var (count, product) = (0, share())
    while limit < product {
      count += 1
      product *= share()
    }
    return count
  }
}

struct `Signals one can trust` {
  /// 1,000 archives in which each author has an opinion of their own, and some post far more than others.
  @Test func `intervals hold the truth in 93 to 97 of 100 simulated archives`() throws {
    var numbers = SeededNumbers(state: 2026)
    var (covered, naive) = (0, 0)
    let trials = 1_000
    for _ in 0..<trials {
      var clusters = ClusterSums()
      var (judged, sum, squares): (Int64, Int64, Int64) = (0, 0, 0)
      let truth = 120.0
      for _ in 0..<40 {
        let own = truth + 300 * numbers.normal()
        var (posts, total): (Int64, Int64) = (0, 0)
        for _ in 0..<(1 + numbers.next(6)) {
          let score = Int64((own + 200 * numbers.normal()).rounded())
          posts += 1
          total += score
          squares += score * score
        }
        clusters.add(judged: posts, scoreSum: total)
        judged += posts
        sum += total
      }
      let error = try #require(
        clusters.standardError(judged: judged, scoreSum: sum, scoreSquareSum: squares, ownSquareSum: squares))
      let half = error * StudentQuantile.ofInterval(degrees: clusters.degrees(judged: judged))
      let mean = Double(sum) / Double(judged) / 1000
      if abs(mean - truth / 1000) <= half { covered += 1 }
      let variance = (Double(squares) / Double(judged) - mean * mean * 1e6) / Double(judged)
      if abs(mean - truth / 1000) <= 1.96 * variance.squareRoot() / 1000 { naive += 1 }
    }
    #expect((930...970).contains(covered), "\(covered) of \(trials) intervals hold the truth")
    #expect(naive < 900, "intervals that take posts as independent would hold it in \(naive)")
  }

  @Test(arguments: [(1.0, 12.706), (2, 4.303), (3, 3.182), (5, 2.571), (10, 2.228), (30, 2.042), (1e9, 1.960)])
  func `quantiles of Student's t are those of the tables`(_ degrees: Double, _ expected: Double) {
    #expect(abs(StudentQuantile.ofInterval(degrees: degrees) - expected) < 0.006 * expected)
  }

  @Test(arguments: [Keep.evidence, .signals])
  func `every way of taking a cell apart adds up to the cell`(_ keep: Keep) throws {
    let store = try Store.inMemory(.sample)
    try ingest(variedItems(600), into: store, keep: keep)
    var chain = SignalFilter()
    chain.entities = [EntityID("scroll")]
    var german = SignalFilter()
    german.language = .german
    german.since = Day(year: 2026, month: 2, day: 26)
    for filter in [SignalFilter(), chain, german] {
      for most in [3, 1000] {
        let cell = try store.decompose(filter, partCountMost: most)
        let row = try #require(
          try store.sentiment(SentimentQuery(filter, by: [], order: .posts, rowCountMost: nil)).first)
        #expect((cell.posts, cell.judged, cell.claims) == (row.posts, row.judged, row.claims))
        #expect(cell.sections.map(\.name) == ["language", "platform", "day", "author", "claim", "entry"])
        for section in cell.sections {
          let count = section.parts.reduce(0) { $0 + $1.count }
          let sum = section.parts.reduce(0) { $0 + $1.scoreSum }
          switch section.measure {
          case .posts: #expect((count, sum) == (cell.posts, cell.scoreSum), "\(section.name)")
          case .claims: #expect(count == cell.claims)
          case .shares: #expect(sum == cell.scoreSum)
          }
          #expect(section.parts.count <= most + 1)
        }
      }
    }
  }

  @Test func `scores are divided among entries without a rest`() {
    var numbers = SeededNumbers(state: 9)
    var parts: [Reasons.Part] = []
    for _ in 0..<500 {
      let score = numbers.next(2001) - 1000
      let weights = (0..<numbers.next(6)).map { (EntryID(number: UInt32($0 * 1_000)), numbers.next(800) - 400) }
      Reasons.divide(score, among: weights.map { (entry: $0.0, weight: $0.1) }, into: &parts)
      #expect(parts.reduce(0) { $0 + $1.share } == score)
      var bytes: [UInt8] = []
      Reasons.write(parts, to: &bytes)
      var read: [Reasons.Part] = []
      bytes.withUnsafeBytes { Reasons.read($0) { read.append($0) } }
      #expect(read == parts)
    }
  }

  private static func post(_ id: Int, _ author: Int64?, _ score: Int, _ chain: String, _ language: String = "de")
    -> SampleItem
  {
    let label: Polarity = score < 0 ? .negative : 0 < score ? .positive : .neutral
    return .post(
      Sample(
        id: String(id), time: UTCTime(seconds: 1_772_400_000 + Int64(id) * 60), author: author, language: language,
        mentions: [(chain, .rollup)], targets: [(chain, label, score)]))
  }

  @Test func `a comparison takes who speaks of both as one person`() throws {
    let store = try Store.inMemory(.sample)
    var items: [SampleItem] = []
    for author in 1...8 {
      items.append(Self.post(author * 2, Int64(author), author * 100 - 200, "scroll"))
      items.append(Self.post(author * 2 + 1, Int64(author), author * 100 - 500, "metis"))
    }
    try ingest(items, into: store)
    let same = try store.compare(EntityID("scroll"), EntityID("metis"), SignalFilter())
    // Each likes Scroll better by 0.3: the difference is sure although opinions differ widely.
    #expect(try abs(#require(same.difference) - 0.3) < 1e-9)
    #expect(same.peopleOfBoth == 8)
    #expect(try same.isClear && abs(#require(same.intervalHalf)) < 1e-9)
    let none = try store.compare(EntityID("scroll"), EntityID("nobody"), SignalFilter())
    #expect(none.difference == nil && !none.isClear && none.rows[1].posts == 0)
  }

  @Test func `standardised means do not move when only the mix of languages does`() throws {
    let store = try Store.inMemory(.sample)
    var items: [SampleItem] = []
    // Germans say −0.4 and the English +0.4 in both months; in the second, far more English is read.
    for (month, german, english) in [(0, 30, 10), (1, 10, 30)] {
      for number in 0..<(german + english) {
        let id = month * 45_000 + number * 100
        items.append(
          Self.post(id, Int64(id), number < german ? -400 : 400, "scroll", number < german ? "de" : "en"))
      }
    }
    try ingest(items, into: store)
    var query = SentimentQuery(SignalFilter(), by: [.chain, .month], order: .time, rowCountMost: nil)
    let plain = try store.sentiment(query).map { try #require($0.meanScore) }
    #expect(plain.count == 2 && plain[0] < -0.1 && 0.1 < plain[1])
    query.standardised = [.language, .platform]
    let rows = try store.sentiment(query)
    #expect(rows.allSatisfy { abs($0.meanScore ?? 1) < 1e-9 && $0.standardShare == 1 })
  }

  @Test func `what is worked out after a run gives the same answers as the rows behind it`() throws {
    let store = try Store.inMemory(.sample)
    try ingest(variedItems(900), into: store)
    var queries: [SentimentQuery] = []
    for groups in [[.chain], [.chain, .week], [.month], [.week, .chain], [.day]] as [[SignalGroup]] {
      for kinds in [[], [.chain, .rollup, .sector], [.exchange]] as [[EntityKind]] {
        var filter = SignalFilter()
        filter.kinds = kinds
        queries.append(SentimentQuery(filter, by: groups, order: .posts, rowCountMost: nil))
      }
    }
    var about = ClaimQuery()
    about.about = [EntityID("scroll")]
    about.areFramesFirst = true
    var framed = ClaimQuery()
    (framed.isFramedOnly, framed.rowCountMost, framed.peopleLeast) = (true, 2, 2)
    let before = try queries.map { try store.sentiment($0) }
    let claims = try [ClaimQuery(), about, framed].map { try store.claims($0) }
    #expect(before.contains { !$0.isEmpty } && claims.allSatisfy { !$0.isEmpty })
    try store.settle()
    #expect(try number(store, "SELECT count(*) FROM crowd") > 20)
    #expect(try queries.map { try store.sentiment($0) } == before)
    #expect(try [ClaimQuery(), about, framed].map { try store.claims($0) } == claims)
  }

  @Test func `conclusions that hang on few people are flagged`() throws {
    let store = try Store.inMemory(.sample)
    var items = (0..<10).map { Self.post($0, Int64($0), 300, "scroll") }
    items += (0..<40).map { Self.post(100 + $0, 77, -300, "scroll") }
    try ingest(items, into: store)
    try store.settle()
    var query = SentimentQuery(SignalFilter(), by: [.chain], order: .posts, rowCountMost: nil)
    #expect(try store.sentiment(query)[0].organic == nil)
    query.isOrganicAsked = true
    let row = try #require(try store.sentiment(query).first)
    let counts = try #require(row.organic)
    #expect(try #require(row.meanScore) < 0)
    #expect(try counts.capped.posts == 11 && abs(#require(counts.capped.meanScore) - 2.7 / 11) < 1e-9)
    #expect(counts.collapsed.posts == 50 && counts.organic.posts == 50)
    #expect(counts.flips)
  }
}

struct `Bursts` {
  /// Signals and coverage of days, as sums alone.
  private static func store(_ days: [(day: Int, platform: Int, read: Int, posts: Int)]) throws -> Store {
    let store = try Store.inMemory(.sample)
    try store.queue.write { db in
      try db.execute(
        sql: """
          INSERT INTO entity VALUES (1, 'scroll', 'rollup');
          INSERT INTO language VALUES (1, 'en');
          INSERT INTO platform VALUES (1, 'x'), (2, 'bluesky')
          """)
      for (day, platform, read, posts) in days {
        try db.execute(
          sql: "INSERT INTO coverage VALUES (1, ?, 1, ?, ?, 0)", arguments: [20_000 + day, platform, read])
        guard 0 < posts else { continue }
        try db.execute(
          sql: "INSERT INTO signal VALUES (1, ?, 1, 1, ?, ?, 0, 0, ?, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)",
          arguments: [20_000 + day, platform, posts, posts])
      }
    }
    return store
  }

  private static let query: BurstQuery = {
    var query = BurstQuery()
    query.peopleLeast = 0
    return query
  }()

  @Test(arguments: [(0.5, 300.0), (4, 300), (40, 300), (4, 20), (20, 20), (100, 100), (40, 5), (100, 1)])
  func `false alarms are as rare as stated where posts come independently`(_ mean: Double, _ others: Double) throws {
    var numbers = SeededNumbers(state: 77)
    let count = 6_000
    let days = (0..<count).map { day in
      // On every third day twice as much is read of everything.
      let (posts, rest) = day % 3 == 0 ? (2 * mean, 2 * others) : (mean, others)
      let own = numbers.poisson(posts)
      return (day: day, platform: 1, read: own + numbers.poisson(rest), posts: own)
    }
    var query = Self.query
    query.falseAlarmsPer100000 = 1_000
    let alarms = try Self.store(days).bursts(query).count
    // One in a hundred is stated: 60 of 6,000 days.
    #expect(alarms <= 80, "\(alarms) false alarms in \(count) days")
    query.falseAlarmsPer100000 = 100
    #expect(try Self.store(days).bursts(query).count <= 14)
  }

  @Test func `a day on which far more is said is found, and one on which far more is read is not`() throws {
    var numbers = SeededNumbers(state: 5)
    var days = (0..<60).flatMap { day in
      [(day: day, platform: 1, read: 1_000, posts: numbers.poisson(5)), (day, 2, 100, numbers.poisson(1))]
    }
    // All of the second platform's posts of these days were read ten times as much.
    days[2 * 40 + 1] = (40, 2, 1_000, 10)
    days[2 * 50] = (50, 1, 1_000, 30)
    let bursts = try Self.store(days).bursts(Self.query)
    #expect(bursts.map(\.day.number) == [20_050])
    let burst = try #require(bursts.first)
    #expect(burst.probability < 1e-6 && 3 < burst.expected && burst.expected < 9)
  }

  @Test func `a burst does not raise what it is compared with`() throws {
    var days = (0..<40).map { (day: $0, platform: 1, read: 40 + $0 % 3, posts: 20 + $0 % 3) }
    days[35] = (35, 1, 80, 60)
    let burst = try #require(try Self.store(days).bursts(Self.query).first)
    #expect(burst.day.number == 20_035 && burst.posts == 60)
    #expect(abs(burst.expected - 21) < 1, "\(burst.expected)")
  }

  @Test func `posts of a platform that was not read before are compared with nothing`() throws {
    var numbers = SeededNumbers(state: 6)
    var days = (0..<40).map { (day: $0, platform: 1, read: 1_000, posts: numbers.poisson(5)) }
    days += (35..<40).map { ($0, 2, 500, 100) }
    let bursts = try Self.store(days).bursts(Self.query)
    #expect(bursts.isEmpty, "\(bursts)")
  }
}

struct `A difference between runs` {
  /// The same posts under a lexicon whose entries have the given weights.
  private static func items(_ weights: [Int]) -> [SampleItem] {
    var numbers = SeededNumbers(state: 4)
    return (0..<300).map { index in
      let words = (0..<3).map { _ in numbers.next(weights.count) }
      let sum = words.reduce(0) { $0 + weights[$1] }
      var sample = Sample(
        id: String(index + 1), author: Int64(index % 50), mentions: [("scroll", .rollup)],
        targets: [("scroll", sum < 0 ? .negative : sum == 0 ? .neutral : .positive, sum)])
      sample.valences = words.map { (UInt32($0), weights[$0]) }
      return .post(sample)
    }
  }

  /// What entries with the given weights, a modifier and some parameters decide.
  private static func digests(_ weights: [Int], modifier: UInt32, _ parameters: [String]) -> [LexiconDigest] {
    func digest(_ name: String, _ entries: [(String, UInt32)]) -> LexiconDigest {
      var builder = LexiconDigest.Builder()
      for (name, hash) in entries { builder.add(ArraySlice(name.utf8), hash: hash) }
      return LexiconDigest(name: name, contentHash: "\(builder.bytes)", bytes: builder.bytes)
    }
    return [
      digest("en/sentiment", weights.enumerated().map { ("word-\($0)", UInt32(truncatingIfNeeded: $1)) }),
      digest("en/modifiers", [("nicht", modifier), ("nicht nur", 1), ("nicht nur", 2)]),
      digest("en/modifiers/parameters", parameters.map { ($0, 0xFF0A_0A00) }),
    ]
  }

  private static func ingest(
    _ weights: [Int], _ hash: String, _ path: String, digests: [LexiconDigest] = []
  ) throws {
    var edition = Edition.sample
    edition.lexiconHash = hash
    let store = try Store.open(path: path, .writing(edition))
    guard case .new(let source) = try store.beginSource(name: "a", format: "jsonl", fingerprint: "f") else { return }
    var batch = RowBatch(
      keep: .evidence, sourceName: "a",
      entryNames: EntryNames(
        name: { ("en/sentiment", "word-\($0.number)") }, frame: { _ in nil },
        weights: ReasonWeights(frame: 200, sign: 200), digests: { digests })
    )
    let all = items(weights)
    for (number, item) in all.enumerated() {
      guard case .post(let sample) = item else { continue }
      let place = RecordPlace(number: Int64(number + 1), byteOffset: 0)
      batch.add(sample.document(at: place), at: place, author: sample.author)
    }
    try store.write(batch, source: source, checkpoint: Checkpoint(recordNumber: Int64(all.count), byteOffset: 0))
    try store.finishSource(source)
    try store.close()
  }

  @Test(arguments: [true, false])
  func `names the entry that was changed first`(_ isOneFile: Bool) throws {
    try withFolder { folder in
      var weights = (0..<40).map { ($0 % 9 - 4) * 60 }
      let (first, second) = ("\(folder)/a.sqlite", "\(folder)/\(isOneFile ? "a" : "b").sqlite")
      try Self.ingest(weights, "abc", first)
      weights[17] = -weights[17] + 30
      try Self.ingest(weights, "def", second)
      let store = try Store.open(path: first, .readingEdition(1))
      let difference = try store.difference(
        from: 1, to: isOneFile ? 2 : 1, in: isOneFile ? nil : second, rowCountMost: 10)
      #expect(difference.entries.first?.name == "word-17")
      #expect(difference.entries.first.map { $0.changed == $0.cited } == true)
      #expect(0 < difference.changed && difference.changed + difference.same == 300)
      #expect(difference.subjects.map(\.entity.description) == ["scroll"])
      #expect(difference.subjects[0].posts == (300, 300))
      #expect(!difference.opinions.isEmpty && difference.opinions.allSatisfy { $0.before != $0.after })
      try store.close()
    }
  }

  @Test(arguments: [true, false])
  func `names entries that no opinion cites, behind those that moved opinions`(_ isOneFile: Bool) throws {
    try withFolder { folder in
      var weights = (0..<40).map { ($0 % 9 - 4) * 60 }
      let (first, second) = ("\(folder)/a.sqlite", "\(folder)/\(isOneFile ? "a" : "b").sqlite")
      try Self.ingest(weights, "abc", first, digests: Self.digests(weights, modifier: 1, ["a", "b"]))
      weights[17] += 120
      let parameters = ["a", "c"]
      try Self.ingest(weights, "def", second, digests: Self.digests(weights, modifier: 2, parameters))
      let store = try Store.open(path: first, .readingEdition(1))
      let difference = try store.difference(
        from: 1, to: isOneFile ? 2 : 1, in: isOneFile ? nil : second, rowCountMost: 10)
      let named = difference.entries.map { "\($0.change?.rawValue ?? "same") \($0.lexicon) \($0.name)" }
      #expect(
        named.prefix(4) == [
          "changed en/sentiment word-17", "changed en/modifiers nicht", "removed en/modifiers/parameters b",
          "added en/modifiers/parameters c",
        ])
      #expect(named.dropFirst(4).allSatisfy { $0.hasPrefix("same ") })
      #expect(difference.changedEntryCount == 4)
      try store.close()
    }
  }

  @Test func `says when it is not known what entries decided`() throws {
    try withFolder { folder in
      let weights = [60, -60, 120]
      try Self.ingest(weights, "abc", "\(folder)/a.sqlite")
      try Self.ingest(weights, "def", "\(folder)/a.sqlite", digests: Self.digests(weights, modifier: 1, []))
      let store = try Store.open(path: "\(folder)/a.sqlite", .readingEdition(1))
      #expect(try store.difference(from: 1, to: 2, rowCountMost: 10).changedEntryCount == nil)
      #expect(try store.difference(from: 2, to: 2, rowCountMost: 10).changedEntryCount == 0)
      try store.close()
    }
  }

  @Test func `reads no entries from bytes that are damaged`() {
    let bytes = Self.digests([1, 2, 3], modifier: 1, [])[0].bytes
    for count in 0..<bytes.count {
      let read = bytes[..<count].withUnsafeBytes(LexiconDigest.entries)
      #expect(read.count <= 3 && read.keys.allSatisfy { $0.hasPrefix("word-") })
    }
    #expect([9, 0x61, 0x0A, 1, 2, 3, 4].withUnsafeBytes(LexiconDigest.entries).isEmpty)
  }
}
