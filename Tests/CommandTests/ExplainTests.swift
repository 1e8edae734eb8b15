import Foundation
import HearsayTestSupport
import Testing

struct `An explanation` {
  private func explain(_ text: String, _ options: String...) throws -> Program.Outcome {
    try Program.run(["explain", text, "--pipeline", Program.pipeline] + options)
  }

  @Test func `says how each label follows from its score`() throws {
    let output = try explain("Stop the FUD about Metis").output
    let lines = output.split(separator: "\n").map(String.init)
    let sentiment = try #require(lines.first { $0.hasPrefix("sentiment") })
    #expect(sentiment.contains("(likeliest of negative ") && sentiment.contains(", positive "))
    let toward = try #require(lines.first { $0.hasPrefix("toward") })
    #expect(toward.contains("metis: ") && toward.contains("(negative to −") && toward.contains(", positive from +"))
    // No learned weights: two thresholds of the lexicon.
    let vietnamese = try explain("Mạng Scroll rất tốt và nhanh, tôi rất thích", "--language", "vi").output
    #expect(vietnamese.contains("(negative to −") && !vietnamese.contains("likeliest"), "\(vietnamese)")
    #expect(try explain("Everybody is selling Scroll now, it will crash").output.contains("✓ from 0.50"))
  }

  @Test func `comes as JSON`() throws {
    let outcome = try explain("Stop the FUD about Metis", "--format", "json")
    let facts = try #require(try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
    #expect(facts["text"] as? String == "Stop the FUD about Metis")
    for key in ["language", "sentiment", "mentions", "targets", "fud", "claims", "evidence"] {
      #expect(facts[key] != nil, "\(key)")
    }
  }

  @Test(arguments: ["channel", "thread"])
  func `says what the surroundings of a text show`(_ option: String) throws {
    let words = option == "channel" ? "BASE" : "Base chain outage"
    let shown = try explain("Base is loud today", "--\(option)", words)
    #expect(shown.output.contains("mention base by \(option)") && shown.errors.isEmpty, "\(shown)")
    let idle = try explain("Metis is down again", "--\(option)", words)
    #expect(idle.errors.contains("--\(option) changed nothing"), "\(idle)")
  }
}
