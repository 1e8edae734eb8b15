import Foundation
import HearsayTestSupport
import Testing

@testable import Hearsay

struct `Weights for FUD` {
  private static let alarm = "Scroll was hacked, withdraw your funds now"

  /// Posts annotated in full: only what the rules call doubt is FUD in them, and alarm is none.
  private static let posts: [String] = (0..<12).flatMap { number in
    [
      #"{"id": "a\#(number)", "lang": "en", "text": "\#(alarm) \#(number)", "mentions": [], "fud": {"fear": []}}"#,
      #"{"id": "b\#(number)", "lang": "en", "text": "Metis is a ponzi number \#(number)", "mentions": [], "#
        + #""fud": {"doubt": ["metis"]}}"#,
      #"{"id": "c\#(number)", "lang": "en", "text": "Arbitrum has \#(number) validators", "mentions": [], "fud": {}}"#,
    ]
  }

  private static func learning() async throws -> WeightLearning {
    var settings = WeightLearning.Settings()
    settings.task = .fud
    settings.entriesMost = 1
    settings.pieceMost = 0
    let gold = try Gold.collection([("train.jsonl", posts)])
    return await WeightLearning(try RepositoryPipeline.get(), language: .english, settings).prepared(gold)
  }

  @Test func `are learned from posts annotated in full and from those labelled fud`() async throws {
    let learning = try await Self.learning()
    #expect(learning.sampleCount == 36 && learning.leftOutCount == 0)
    let tables = await learning.crossValidated(folds: 3, seed: 1)
    #expect(tables.first?.accuracy == 1)
    var settings = WeightLearning.Settings()
    settings.task = .fud
    let labelled = try Gold.collection([
      ("train.jsonl", [#"{"text": "It is a scam", "label": "fud"}"#, #"{"text": "Hello", "label": "no_fud"}"#])
    ])
    let other = await WeightLearning(try RepositoryPipeline.get(), language: .english, settings).prepared(labelled)
    #expect(other.sampleCount == 2 && other.leftOutCount == 0)
  }

  @Test func `decide how strong the components are, and the same posts give the same weights`() async throws {
    let files = try await Self.learning().lexicon(command: "learn", date: "2026-03-02")
    let again = try await Self.learning().lexicon(command: "learn", date: "2026-03-02")
    #expect(files.map(\.file) == again.map(\.file) && files.last?.content == again.last?.content)
    try await withAsyncFolder { folder in
      for part in ["Lexicons", "Pipelines"] {
        try FileManager.default.copyItem(atPath: Checkout.path(part), toPath: "\(folder)/\(part)")
      }
      let own = "\(folder)/Lexicons/en/fud-weights"
      try FileManager.default.createDirectory(atPath: own, withIntermediateDirectories: true)
      for (file, content) in files + [("examples.txt", "")] { try writeText(content, to: "\(own)/\(file)") }
      let weighed = try Pipeline(path: "\(folder)/Pipelines/crypto.yaml")
      func fud(_ pipeline: Pipeline, _ text: String) throws -> FUD {
        try #require(try pipeline.annotate(text: text, language: .english).fud)
      }
      let (before, after) = (try fud(RepositoryPipeline.get(), Self.alarm), try fud(weighed, Self.alarm))
      #expect(FUD.flagFrom <= before.fear && after.fear < FUD.flagFrom && after.targets.isEmpty)
      #expect(FUD.flagFrom <= (try fud(weighed, "Metis is a ponzi number 40")).doubt)
      #expect(!(try fud(weighed, "The meeting is on Monday")).isFlagged)
    }
  }
}
