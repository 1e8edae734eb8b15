import Foundation
import HearsayTestSupport
import Testing

/// The outputs that the README shows, shortened: whole lines and whole columns of theirs may be missing.
struct `The README` {
  /// The blocks of text in the README that are no commands, by the first line of each.
  private func block(beginning start: String) throws -> [[Substring]] {
    let blocks = try Checkout.text("README.md").components(separatedBy: "\n```\n")
    let block = try #require(blocks.first { $0.hasPrefix(start) }, "the README shows nothing that begins with \(start)")
    return block.split(separator: "\n").map(cells)
  }

  private func cells(_ line: Substring) -> [Substring] { line.split(separator: " ") }

  /// Whether `shown` is what is left of `line` where some of its cells, and those that "…" stands for, are left out.
  private func isShortened(_ shown: [Substring], from line: [Substring]) -> Bool {
    var rest = line[...]
    return shown.allSatisfy { cell in
      guard let place = rest.firstIndex(of: cell) else { return cell == "…" }
      rest = rest[(place + 1)...]
      return true
    }
  }

  private func check(_ block: [[Substring]], against output: String) {
    let lines = output.split(separator: "\n").map(cells)
    for shown in block {
      let line = shown.joined(separator: " ")
      #expect(lines.contains { isShortened(shown, from: $0) }, "the README shows: \(line)")
    }
  }

  @Test func `shows what the samples give`() throws {
    try withFolder { folder in
      let run = try Program.run(
        ["run", Program.pipeline, Checkout.path("Samples"), "--db", "samples.sqlite"], in: folder)
      let chains = try Program.run(["sentiment", "--by", "chain", "--db", "samples.sqlite"], in: folder)
      let claims = try Program.run(["claims", "--limit", "12", "--db", "samples.sqlite"], in: folder)
      check(try block(beginning: "143 records"), against: run.errors + run.output + chains.output + claims.output)
    }
  }

  @Test func `shows what is found in a text, and why`() throws {
    let found = try Program.run(["explain", "Stop the FUD about Metis", "--pipeline", Program.pipeline])
    check(try block(beginning: "language "), against: found.output)
  }
}
