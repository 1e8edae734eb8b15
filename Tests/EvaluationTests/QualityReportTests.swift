import Foundation
import Hearsay
import HearsayTestSupport
import Testing

/// The reports in `docs/quality`, against what the pipeline finds now.
///
/// The sets are no part of the repository. Where they are not at hand, the test is skipped with this reason.
struct `The reports on quality` {
  static let sets = ["umsab-ar", "umsab-de", "umsab-en", "umsab-es", "umsab-fr", "umsab-it", "umsab-pt"]

  static let isAtHand = Checkout.shared.map { shared in
    sets.allSatisfy { FileManager.default.fileExists(atPath: "\(shared)/data/\($0)/dev.jsonl") }
  }

  /// A figure may be so much worse than its report says; more, and the report must be written anew and explained.
  static let fallMost = 0.02
  /// A sudden jump is a leak until proven otherwise.
  static let riseMost = 0.10

  @Test(.enabled(if: isAtHand == true, "the labelled sets are not at hand beside the checkout"))
  func `say what the pipeline finds`() async throws {
    let shared = try #require(Checkout.shared)
    let gold = try GoldCollection(reading: Self.sets.map { "\(shared)/data/\($0)/dev.jsonl" })
    var options = Evaluator.Options(workerCount: 2)
    options.bootstrap = Bootstrap(sampleCount: 0)
    let evaluation = await Evaluator(try RepositoryPipeline.get(), options).evaluate(gold)
    let reported = try Self.figures(in: Checkout.text("docs/quality/sentiment.md"))
    for scope in try #require(evaluation[.sentiment]).scopes {
      guard case .set(let name) = scope.scope, let value = scope["macro_f1"]?.value else { continue }
      let report = try #require(reported[name], "docs/quality/sentiment.md says nothing of \(name)")
      #expect(
        report - Self.fallMost <= value && value <= report + Self.riseMost,
        "\(name): macro-F1 is \(value), the report says \(report); \"make quality\" writes it anew")
    }
  }

  /// The first figure of each row, by the name in it.
  static func figures(in report: String) -> [String: Double] {
    var figures: [String: Double] = [:]
    for line in report.split(separator: "\n") {
      let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      guard 3 < cells.count, cells[0].contains("/"), let value = Double(cells[2]), figures[cells[0]] == nil else {
        continue
      }
      figures[cells[0]] = value
    }
    return figures
  }

  @Test func `are read by row`() {
    let report =
      "| posts of | posts | macro_f1 | from |\n| --- | ---: | ---: | ---: |\n| a/dev | 324 | 0.629 | 0.5 |\n| all | 1 | 0.1 | 0 |\n"
    #expect(Self.figures(in: report) == ["a/dev": 0.629])
  }
}
