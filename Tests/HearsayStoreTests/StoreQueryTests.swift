import HearsayCore
import Testing

@testable import HearsayStore

struct `Asking` {
  private static let scroll = [("scroll", EntityKind.rollup)]

  private static func post(
    _ id: String, day: Int, author: Int64?, score: Int, language: String = "de", claims: [Claim] = [],
    mentions: [(String, EntityKind)] = scroll
  ) -> SampleItem {
    let label: Polarity = score < 0 ? .negative : 0 < score ? .positive : .neutral
    return .post(
      Sample(
        id: id, text: "Scroll pausiert seine DAO", time: UTCTime(year: 2026, month: 3, day: day), author: author,
        language: language, mentions: mentions, targets: mentions.map { ($0.0, label, score) }, claims: claims))
  }

  private static func store() throws -> Store {
    let store = try Store.inMemory(.sample)
    try ingest(
      [
        post("1", day: 1, author: 1, score: -400, claims: [.sample()]),
        post("2", day: 2, author: 1, score: -600, claims: [.sample(modality: .hedged)]),
        post("3", day: 2, author: 2, score: 200, language: "en", claims: [.sample(source: .entity(EntityID("sec")))]),
        post("4", day: 9, author: nil, score: 0, claims: [.sample(frame: nil, kind: .prediction)]),
        post("5", day: 9, author: 3, score: 1000, mentions: [("bitcoin", .chain)]),
        post("6", day: 10, author: 4, score: 0, mentions: []),
      ], into: store)
    return store
  }

  @Test func `sums up by entity, with people and an error clustered by author`() throws {
    let rows = try Self.store().sentiment(
      SentimentQuery(SignalFilter(), by: [.chain], order: .posts, rowCountMost: nil))
    // The regulator is only cited: no post is about it.
    #expect(rows.map { $0.chain?.description } == ["scroll", "bitcoin"])
    let row = try #require(rows.first)
    #expect(row.kind == .rollup)
    #expect((row.posts, row.people, row.positive, row.neutral, row.negative) == (4, 2, 1, 1, 2))
    #expect(row.claims == 4)
    #expect(row.coveragePosts == 6)
    #expect(row.meanScore == -0.2)
    // Clusters: author 1 with -1000 of 2, author 2 with 200 of 1, nobody with 0 of 1; mean -200.
    // Squares: (-600)² + 400² + 200² = 560000; √(3/2 · 560000) / 4 / 1000.
    let error = try #require(row.standardError)
    #expect(abs(error - (1.5 * 560_000).squareRoot() / 4000) < 1e-12)
    #expect(rows[1].standardError == nil)
  }

  @Test(arguments: [
    (SignalGroup.day, ["2026-03-01 1/1", "2026-03-02 2/2", "2026-03-09 1/2"]),
    (.week, ["2026-02-23 1/1", "2026-03-02 2/2", "2026-03-09 1/3"]),
    (.month, ["2026-03-01 4/6"]),
  ])
  func `sums up by time, beside all posts of that time`(_ group: SignalGroup, _ expected: [String]) throws {
    var filter = SignalFilter()
    filter.entities = [EntityID("scroll")]
    let rows = try Self.store().sentiment(SentimentQuery(filter, by: [group], order: .time, rowCountMost: nil))
    #expect(rows.map { "\($0.period?.description ?? "-") \($0.posts)/\($0.coveragePosts)" } == expected)
  }

  @Test func `leaves out what the filter leaves out`() throws {
    let store = try Self.store()
    func posts(_ change: (inout SignalFilter) -> Void) throws -> [Int64] {
      var filter = SignalFilter()
      change(&filter)
      return try store.sentiment(SentimentQuery(filter, by: [], order: .posts, rowCountMost: nil)).map(\.posts)
    }
    #expect(try posts { _ in } == [5])
    #expect(try posts { $0.since = Day(year: 2026, month: 3, day: 2) } == [4])
    #expect(try posts { $0.until = Day(year: 2026, month: 3, day: 2) } == [3])
    #expect(try posts { $0.kinds = [.chain] } == [1])
    #expect(try posts { $0.language = .english } == [1])
    #expect(try posts { $0.platform = "mastodon" } == [])
    #expect(try posts { $0.entities = [EntityID("nobody")] } == [])
  }

  @Test func `groups by several things at once, and cuts the list`() throws {
    let query = SentimentQuery(SignalFilter(), by: [.kind, .language, .platform], order: .posts, rowCountMost: 2)
    let rows = try Self.store().sentiment(query)
    #expect(
      rows.map { "\($0.kind?.rawValue ?? "") \($0.language?.description ?? "") \($0.platform ?? "") \($0.posts)" }
        == ["rollup de x 3", "chain de x 1"])
  }

  @Test func `a series has a point wherever something was read`() throws {
    let series = try Self.store().series(of: [EntityID("bitcoin"), EntityID("nobody")], by: .day, SignalFilter())
    #expect(series.map(\.entity.description) == ["bitcoin", "nobody"])
    #expect(
      series[0].points.map { "\($0.period) \($0.posts)" }
        == ["2026-03-01 0", "2026-03-02 0", "2026-03-09 1", "2026-03-10 0"])
    #expect(series[1].points.allSatisfy { $0.posts == 0 && $0.meanScore == nil })
  }

  @Test func `gives the claims of one platform`() throws {
    let store = try Self.store()
    var query = ClaimQuery()
    let all = try store.claims(query).reduce(0) { $0 + $1.claims }
    query.platform = "x"
    #expect(try store.claims(query).reduce(0) { $0 + $1.claims } == all && 0 < all)
    query.platform = "elsewhere"
    #expect(try store.claims(query).isEmpty)
  }

  @Test func `brings claims of several languages together by frame`() throws {
    let store = try Self.store()
    var query = ClaimQuery()
    query.about = [EntityID("scroll")]
    let summaries = try store.claims(query)
    #expect(summaries.count == 2)
    let first = try #require(summaries.first)
    #expect(first.subject.frame == FrameID("governance-suspended"))
    #expect(first.subject.topic == nil)
    #expect((first.claims, first.posts, first.people) == (3, 3, 2))
    #expect(first.languages.map(\.description) == ["de", "en"])
    #expect(first.modalities == [.asserted: 2, .hedged: 1])
    #expect(first.citedSources == [ClaimSummary.CitedSource(name: "sec", claims: 1)])
    #expect(first.quotes.map(\.text) == ["Scroll"])
    #expect(first.quotes.first?.postID == "1")
    #expect((first.firstDay?.description, first.lastDay?.description) == ("2026-03-01", "2026-03-02"))
    #expect(summaries[1].subject.kind == .prediction)
    #expect(summaries[1].people == 0)
    query.peopleLeast = 1
    #expect(try store.claims(query).count == 1)
    query.modality = .denied
    #expect(try store.claims(query).isEmpty)
  }

  @Test(arguments: [false, true])
  func `lists who relays what somebody says, most often first`(_ isSettled: Bool) throws {
    let store = try Store.inMemory(.sample)
    let (sec, bloomberg) = (ClaimSource.entity(EntityID("sec")), ClaimSource.entity(EntityID("bloomberg")))
    let words = ClaimSource.words(TextSpan(0..<3))
    let claims: [Claim] = [
      .sample(source: sec, via: words), .sample(source: words, via: bloomberg), .sample(source: sec, via: bloomberg),
      .sample(source: sec), .sample(),
    ]
    try ingest(
      claims.enumerated().map { Self.post("\($0)", day: 1, author: 1, score: 0, claims: [$1]) }, into: store)
    if isSettled { try store.settle() }
    let summary = try #require(try store.claims(ClaimQuery()).first)
    #expect(summary.reported == 4)
    #expect(summary.citedSources.map { "\($0.name) \($0.claims)" } == ["sec 3", "Scr 1"])
    #expect(summary.relays.map { "\($0.name) \($0.claims)" } == ["bloomberg 2", "Scr 1"])
  }

  @Test(arguments: [false, true])
  func `brings claims together by amount, date and party where there is one`(_ isSettled: Bool) throws {
    let store = try Store.inMemory(.sample)
    let claims: [Claim] = [
      .sample(amount: "5000000 usd"), .sample(amount: "4960000 usd"), .sample(amount: "600000000 usd"),
      .sample(amount: "5000000 eur"), .sample(), .sample(date: ClaimDate(year: 2026, month: 3, day: 12)),
      .sample(frame: nil, amount: "5000000 usd"), .sample(frame: nil), .sample(party: "who sec"),
      .sample(party: "whom base"), .sample(amount: "3000000-5000000 usd"), .sample(amount: "3010000-5010000 usd"),
    ]
    try ingest(
      claims.enumerated().map { Self.post("\($0)", day: 1, author: Int64($0), score: 0, claims: [$1]) }, into: store)
    if isSettled { try store.settle() }
    let found = try store.claims(ClaimQuery()).map {
      [
        $0.subject.frame?.description, $0.subject.party?.description, $0.subject.amount?.words, $0.subject.date,
        "\($0.people)",
      ].compactMap { $0 }.joined(separator: " ")
    }
    #expect(
      found == [
        "governance-suspended $5M 2", "2", "governance-suspended $3M–5M 2", "governance-suspended $600M 1",
        "governance-suspended 5M eur 1", "governance-suspended 1", "governance-suspended 2026-03-12 1",
        "governance-suspended who sec 1", "governance-suspended whom base 1",
      ])
    #expect(try number(store, "SELECT count(*) FROM claim WHERE amount = 4960000000 AND unit = 'usd'") == 1)
    #expect(try number(store, "SELECT count(*) FROM claim WHERE date = '2026-03-12'") == 1)
    #expect(try number(store, "SELECT count(*) FROM claim WHERE party = 'who sec'") == 1)
    #expect(try number(store, "SELECT amountUpTo FROM claim WHERE amount = 3010000000") == 5_010_000_000)
  }
}
