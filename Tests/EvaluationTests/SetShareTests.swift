import HearsayTestSupport
import Testing

@testable import Hearsay

struct `Weights from several sets` {
  /// Two sets that contradict each other about one word, the second one smaller.
  private static func gold() throws -> GoldCollection {
    func posts(_ count: Int, _ label: String, _ other: String) -> [String] {
      (0..<count).flatMap { number in
        [
          #"{"id": "a\#(number)", "lang": "en", "text": "the kettle \#(number) stands here", "label": "\#(label)"}"#,
          #"{"id": "b\#(number)", "lang": "en", "text": "the shelf \#(number) stands here", "label": "\#(other)"}"#,
        ]
      }
    }
    return try Gold.collection([
      ("one.jsonl", posts(12, "positive", "negative")), ("two.jsonl", posts(8, "negative", "positive")),
    ])
  }

  /// What "kettle" adds to good less what it adds to bad, where a post of the set at `place` counts `percent`.
  private static func leaning(_ place: Int? = nil, _ percent: Int = 100, others: Int = 100) async throws -> Int {
    let gold = try gold()
    var settings = WeightLearning.Settings()
    settings.pieceMost = 0
    settings.othersPercent = others
    if let place { settings.setPercents[gold.sets[place].name] = percent }
    let learning = await WeightLearning(try RepositoryPipeline.get(), language: .english, settings).prepared(gold)
    let table = try #require(learning.lexicon(command: "learn", date: "2026-03-02").last?.content)
    let row = try #require(table.split(separator: "\n").first { $0.hasPrefix("kettle\t") })
    let cells = row.split(separator: "\t")
    return try #require(Int(cells[3])) - (try #require(Int(cells[2])))
  }

  @Test func `follow the set that counts more, by its name or as another than the first`() async throws {
    #expect(try await 0 < Self.leaning(others: 20))
    #expect(try await Self.leaning(1, 400) < 0)
    #expect(try await Self.leaning(1, 400, others: 20) < 0)
    #expect(try await 0 < Self.leaning(0, 400))
  }
}
