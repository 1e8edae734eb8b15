import Hearsay
import HearsayTestSupport
import Testing

struct `Labelled posts` {
  @Test func `are read with their labels`() throws {
    let gold = try Gold.collection([
      (
        "moods-de/dev.jsonl",
        [
          #"{"id": "a", "text": "Schön!", "label": "positive", "lang": "de"}"#,
          #"{"id": 7, "text": "$ABC fällt", "target": "$ABC", "score": -0.25, "label": "negative"}"#,
          #"{"text": "ohne alles"}"#,
        ]
      )
    ])
    #expect(gold.sets.map(\.name) == ["moods-de/dev"])
    #expect(gold.sets[0].labelCounts == ["positive": 1, "negative": 1])
    #expect(!gold.sets[0].hasNeutral)
    #expect(gold.posts.map(\.id) == ["a", "7", "3"])
    #expect(gold.posts.map(\.label) == ["positive", "negative", nil])
    #expect(gold.posts.map(\.language) == [.german, nil, nil])
    #expect(gold.posts.map(\.scoreSign) == [nil, -1, nil])
    #expect(gold.posts.map(\.foldKey) == ["a", "$ABC fällt", "3"])
  }

  @Test(arguments: [
    (#"["joy", "surprise"]"#, "positive"), (#"["anger", "fear"]"#, "negative"), (#"["joy", "sadness"]"#, "mixed"),
    ("[]", "neutral"), (#"["surprise"]"#, nil),
  ])
  func `have the sentiment of their emotions`(emotions: String, sentiment: String?) throws {
    let line = #"{"text": "ach", "label": "no_fear", "emotions": \#(emotions)}"#
    let gold = try Gold.collection([("feelings.jsonl", [line])])
    #expect(gold.posts.map(\.sentiment) == [sentiment])
    #expect(gold.sets[0].hasNeutral == (sentiment == "neutral"))
  }

  @Test func `are read with their annotation in full`() throws {
    let gold = try Gold.collection([
      (
        "full.jsonl",
        [
          #"""
          {"id": "g", "text": "Metis läuft", "lang": "de", "sentiment": "positive", "mentions": [{"start": 0, "end": 5,
           "text": "Metis", "id": "metis", "kind": "rollup"}], "targets": {"metis": "positive"},
           "fud": {"fear": [], "doubt": ["metis"], "counter": false, "hype": true}, "trap": true,
           "claims": [{"start": 0, "end": 12, "text": "Metis läuft", "kind": "state", "source": "author",
           "checkable": true, "about": ["metis"]}]}
          """#.split(separator: "\n").joined()
        ]
      )
    ])
    let record = try #require(gold.posts.first?.record)
    #expect(record.sentiment == "positive" && record.isTrap)
    #expect(record.mentions.map(\.entity) == ["metis"])
    #expect(record.mentions.map(\.span) == [TextSpan(0..<5)])
    #expect(record.targets.map(\.entity) == ["metis"] && record.targets.map(\.label) == ["positive"])
    #expect(record.flags == ["doubt", "hype"])
    #expect(record.claims.map(\.facts["kind"]) == ["state"] && record.claims.map(\.facts["checkable"]) == ["yes"])
  }

  @Test func `give places in scalars as places in bytes`() throws {
    let gold = try Gold.collection([
      ("coins.jsonl", [#"{"text": "Für 🚀 BTC!", "entities": [[6, 9, "CRYPTOCURRENCY", "BTC"]]}"#])
    ])
    let span = try #require(gold.posts.first?.spans.first)
    #expect(span.text == "BTC" && span.span == TextSpan(10..<13))
  }

  @Test(arguments: [
    #"{"text": "a", "entities": [[0, 9, "X"], [3, 1, "X"], [-1, 1, "X"], ["a"], 7, []]}"#,
    #"{"text": "a", "mentions": [{"start": 9, "end": 1, "text": ""}, {"start": 9e99}, 1], "claims": [{}, []], "targets": []}"#,
    #"{"text": "a", "label": {"x": 1}, "score": "high", "lang": 12, "target": []}"#,
  ])
  func `with odd fields lose these alone`(_ line: String) throws {
    let gold = try Gold.collection([("odd.jsonl", [line])])
    #expect(gold.posts.count == 1 && gold.failedCount == 0)
    #expect(gold.posts[0].spans.isEmpty && gold.posts[0].label == nil)
    #expect(gold.posts[0].record?.mentions.isEmpty ?? true)
  }

  @Test func `that cannot be read are counted and told`() throws {
    let gold = try Gold.collection([
      ("broken.jsonl", [#"{"text": "a"}"#, #"{"text": "#, #"["text"]"#, #"{"label": "positive"}"#, "no JSON"])
    ])
    #expect(gold.posts.count == 1)
    #expect(gold.failedCount == 4 && gold.problems.count == 4)
    #expect(gold.problems[0].contains("broken.jsonl:2: error[record.invalid-json]"))
  }

  @Test func `of a file that does not exist are a problem`() throws {
    let gold = try GoldCollection(reading: ["/nowhere/at/all.jsonl"])
    #expect(gold.posts.isEmpty && gold.failedCount == 1)
  }
}
