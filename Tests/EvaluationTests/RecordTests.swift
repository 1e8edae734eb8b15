import HearsayTestSupport
import Testing

@testable import Hearsay

struct `Posts annotated in full` {
  private static let text = "Arbitrum ist gescheitert. Metis läuft gut."

  /// The post with mentions and claims as given.
  private func line(mentions: String = "[]", claims: String = "[]", rest: String = "") -> String {
    #"{"id": "p", "text": "\#(Self.text)", "lang": "de", "mentions": \#(mentions), "claims": \#(claims)\#(rest)}"#
  }

  private func mention(_ start: Int, _ end: Int, _ text: String, _ id: String) -> String {
    #"{"start": \#(start), "end": \#(end), "text": "\#(text)", "id": "\#(id)", "kind": "rollup"}"#
  }

  @Test func `are asked everything`() async throws {
    let rest =
      #", "sentiment": "mixed", "targets": {"arbitrum": "negative", "bob": "positive"}, "fud": {"doubt": ["arbitrum"]}"#
    let evaluation = try await Gold.evaluate([("full/dev.jsonl", [line(rest: rest)])])
    #expect(
      evaluation.results.map(\.question) == [
        .language, .mentions, .mentionSpans, .targets, .targetsFound, .fud, .fear, .uncertainty, .doubt, .counter,
        .hype, .claims,
      ])
    #expect(evaluation.leftOut.map(\.what) == [#"full/dev: sentiment: the label is "mixed""#])
  }

  @Test func `count a mention with the wrong bytes or the wrong id as wrong`() async throws {
    let list = [
      mention(0, 8, "Arbitrum", "arbitrum"), mention(26, 31, "Metis", "somebody"), mention(9, 12, "ist", "x"),
    ]
    let evaluation = try await Gold.evaluate([("full/dev.jsonl", [line(mentions: "[\(list.joined(separator: ","))]")])])
    let mentions = try #require(evaluation[.mentions]?.scopes.first)
    #expect(mentions["precision"]?.value == 1.0 / 2)
    #expect(mentions["recall"]?.value == 1.0 / 3)
    #expect(mentions["f1"]?.value == 2.0 / 5)
    #expect(evaluation[.mentionSpans]?.scopes.first?["recall"]?.value == 2.0 / 3)
  }

  @Test func `count a stance toward nobody that was found as missing`() async throws {
    let evaluation = try await Gold.evaluate([
      ("full/dev.jsonl", [line(rest: #", "targets": {"arbitrum": "negative", "bob": "positive"}"#)])
    ])
    #expect(evaluation[.targets]?.scopes.first?["accuracy"]?.value == 1.0 / 2)
    #expect(evaluation[.targets]?.scopes.first?.confusion?.classes == ["negative", "positive", "missing"])
    #expect(evaluation[.targetsFound]?.scopes.first?["accuracy"]?.value == 1)
  }

  @Test func `are silent where they are traps`() async throws {
    let evaluation = try await Gold.evaluate([
      ("full/dev.jsonl", [line(rest: #", "trap": true"#), #"{"text": "Scroll down", "mentions": [], "trap": true}"#])
    ])
    #expect(evaluation[.traps]?.scopes.first?["accuracy"]?.value == 1.0 / 2)
  }

  @Test func `compare the facts of the claims that were found`() async throws {
    let claims = #"""
      [{"start": 0, "end": 24, "text": "Arbitrum ist gescheitert", "kind": "question", "modality": "denied",
      "source": "author", "topic": "gossip", "stance": "negative", "checkable": false},
      {"start": 25, "end": 26, "text": " ", "kind": "event"}]
      """#.split(separator: "\n").joined()
    let evaluation = try await Gold.evaluate([("full/dev.jsonl", [line(claims: claims)])])
    #expect(evaluation[.claims]?.scopes.first?["recall"]?.value == 1.0 / 2)
    #expect(evaluation[.claimKind]?.scopes.first?["accuracy"]?.value == 0)
    #expect(evaluation[.claimModality]?.scopes.first?["accuracy"]?.value == 0)
    #expect(evaluation[.claimSource]?.scopes.first?["accuracy"]?.value == 1)
    #expect(evaluation[.claimStance]?.scopes.first?["accuracy"]?.value == 1)
    #expect(evaluation[.claimTopic] == nil)
    #expect(evaluation.leftOut.map(\.what).contains(#"full/dev: claim-topic: the topic is "gossip""#))
  }

  @Test func `find their places again where markup was taken away`() {
    let span = GoldSpan(span: TextSpan(10..<15), text: "Metis", type: "", entity: "")
    #expect(span.located(in: "Metis, or R&D of Metis") == TextSpan(17..<22))
    #expect(span.located(in: "0123456789Metis") == TextSpan(10..<15))
    #expect(span.located(in: "nobody") == nil)
    #expect(span.located(in: "") == nil)
  }
}

struct `Places` {
  @Test(
    arguments: [
      ([0..<10], [0..<10], [0], "the same"),
      ([0..<10], [0..<5], [0], "half of the union"),
      ([0..<10], [0..<4], [nil], "less than half"),
      ([0..<10], [5..<15], [nil], "a third"),
      ([0..<10], [10..<20], [nil], "side by side"),
      ([0..<10, 20..<30], [20..<30, 0..<10], [1, 0], "in another order"),
      ([0..<10], [0..<9, 0..<10], [1], "the better of two"),
      ([0..<10, 0..<10], [0..<10], [0, nil], "one for two"),
      ([0..<10, 2..<10], [1..<10, 0..<10], [1, 0], "the best pairs first"),
    ] as [([Range<Int>], [Range<Int>], [Int?], String)])
  func `pair where they overlap by half`(
    _ gold: [Range<Int>], _ found: [Range<Int>], _ expected: [Int?], _ why: String
  ) {
    let pairs = SpanPairing.pairs(gold.map { TextSpan($0) }, found.map { TextSpan($0) })
    let partners = gold.indices.map { index in pairs.first { $0.gold == index }?.found }
    #expect(partners == expected, "\(why)")
  }
}

struct `Coins` {
  @Test func `are found by place, and those nobody knows are told apart`() async throws {
    let lines = [
      #"{"text": "Bought Bitcoin and Quuxcoin", "entities": [[7, 14, "CRYPTOCURRENCY", "Bitcoin"], [19, 27, "CRYPTOCURRENCY", "Quuxcoin"]], "lang": "en"}"#
    ]
    let evaluation = try await Gold.evaluate([("coins.jsonl", lines)])
    #expect(evaluation.results.map(\.question) == [.coins, .coinsKnown])
    #expect(evaluation[.coins]?.scopes.first?["recall"]?.value == 0.5)
    #expect(evaluation[.coinsKnown]?.scopes.first?["recall"]?.value == 1)
    #expect(evaluation[.coins]?.scopes.first?["precision"]?.value == 1)
  }
}

struct `A given target` {
  private func stance(_ text: String, _ target: String) throws -> (Polarity?, [EntityID]) {
    let document = try RepositoryPipeline.get().annotate(text: text, language: .english, toward: target)
    let stance = document.targets?.first { $0.entity == .given }
    return (stance?.label, (document.mentions ?? []).map(\.entity))
  }

  @Test(arguments: [
    ("jimmy carter is awful", "jimmy carter", Polarity.negative), ("I love the weather", "The Weather", .positive),
    ("$XYZ looks terrible", "xyz", .negative), ("xyz looks terrible", "$XYZ", .negative),
    ("We talk about zebras", "zebras", .neutral),
  ])
  func `is weighed like an entity`(_ text: String, _ target: String, _ expected: Polarity) throws {
    #expect(try stance(text, target).0 == expected)
  }

  @Test func `is weighed by what stands near it`() throws {
    func score(_ target: String) throws -> Int {
      let text = "The weather is great. I hate the bus."
      let document = try RepositoryPipeline.get().annotate(text: text, language: .english, toward: target)
      return try #require(document.targets?.first { $0.entity == .given }).score.thousandths
    }
    #expect(try score("bus") < score("weather"))
  }

  @Test func `takes the place of an entity that was found there, and leaves the others`() throws {
    #expect(try stance("Arbitrum is great. Optimism is terrible.", "Arbitrum").1 == [.given, EntityID("optimism")])
    #expect(try stance("Arbitrum is great. Optimism is terrible.", "Optimism").0 == .negative)
  }

  @Test(arguments: ["", "nobody", "great great great great great great"])
  func `that does not stand in the text is nobody`(_ target: String) throws {
    #expect(try stance("This is great", target).0 == nil)
  }

  @Test func `is cited as given by the caller`() throws {
    let pipeline = try RepositoryPipeline.get()
    let document = try pipeline.annotate(text: "a zebra", toward: "zebra")
    #expect(document.mentions?.map { pipeline.entryName($0.alias).entry } == ["given by the caller"])
  }

  @Test func `is what a set with targets asks for`() async throws {
    let lines = [
      #"{"text": "I love $ABC", "target": "$ABC", "score": 0.4, "lang": "en"}"#,
      #"{"text": "$XYZ is terrible", "target": "$XYZ", "score": -0.7, "lang": "en"}"#,
      #"{"text": "$XYZ is terrible", "target": "$XYZ", "score": 0, "lang": "en"}"#,
    ]
    let evaluation = try await Gold.evaluate([("toward/dev.jsonl", lines)])
    #expect(evaluation[.target]?.scopes.first?["accuracy"]?.value == 1)
    #expect(evaluation[.target]?.scopes.first?.postCount == 2)
    #expect(evaluation.leftOut.map(\.what) == ["toward/dev: target: the score is zero"])
  }
}
