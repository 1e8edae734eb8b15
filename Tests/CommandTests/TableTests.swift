import Foundation
import HearsayTestSupport
import Testing

@Suite(.serialized, .timeLimit(.minutes(10)))
struct `Tables for people` {
  private func ask(_ arguments: [String], in folder: String, width: Int? = nil) throws -> Program.Outcome {
    try Program.run(
      arguments + ["--db", "a.sqlite"], in: folder, environment: width.map { ["COLUMNS": "\($0)"] } ?? [:])
  }

  private func withSamples(_ body: (String) throws -> Void) throws {
    try withFolder { folder in
      let samples = Checkout.path("Samples")
      try #require(try Program.run(["run", Program.pipeline, samples, "--db", "a.sqlite"], in: folder).code == 0)
      try body(folder)
    }
  }

  @Test(arguments: [40, 60, 80, 120])
  func `fit the terminal, and say what they leave out`(_ width: Int) throws {
    try withSamples { folder in
      for arguments in [
        ["sentiment"], ["sentiment", "--by", "chain,week,language"], ["sentiment", "--organic"], ["sources"],
        ["claims", "--no-quotes", "--pipeline", Program.pipeline], ["sentiment", "--chain", "scroll", "--explain"],
      ] {
        let whole = try ask(arguments, in: folder)
        let narrow = try ask(arguments, in: folder, width: width)
        let rows = narrow.output.split(separator: "\n", omittingEmptySubsequences: false).prefix { !$0.isEmpty }
        #expect(1 < rows.count && rows.allSatisfy { $0.count <= width }, "\(arguments)\n\(narrow.output)")
        let header = try #require(whole.output.split(separator: "\n").first).split(separator: " ").map(String.init)
        let shown = try #require(rows.first).split(separator: " ").map(String.init)
        #expect(header.first == shown.first)
        let note = narrow.output.split(separator: "\n").first { $0.hasPrefix("not shown in \(width) columns: ") } ?? ""
        let told = note.split(whereSeparator: { " ,;".contains($0) }).map(String.init)
        #expect(
          header.allSatisfy { shown.contains($0) || told.contains($0) }, "\(arguments) \(header) \(shown) \(note)")
      }
    }
  }

  @Test func `of claims have the columns worth reading, and programs get all of them`() throws {
    try withSamples { folder in
      let claims = ["claims", "--about", "scroll", "--frames-only", "--pipeline", Program.pipeline, "--format"]
      let markdown = try ask(claims + ["markdown"], in: folder).output.split(separator: "\n")
      #expect(try #require(markdown.first).split(separator: "|").count <= 14, "\(markdown.first ?? "")")
      let rows = CSVText.records(try ask(claims + ["csv"], in: folder).output)
      let topic = try #require(rows.first?.firstIndex(of: "topic"))
      #expect(20 < rows[0].count && rows.dropFirst().allSatisfy { !$0[topic].isEmpty }, "each frame has a topic")
    }
  }

  @Test func `of claims tell whom posts cite, and who relays it`() throws {
    try withFolder { folder in
      let text = "According to Bloomberg, Vitalik Buterin says that Scroll has been hacked for months and months."
      try writeText("{\"id\":\"1\",\"text\":\"\(text)\"}\n", to: "\(folder)/a.jsonl")
      #expect(try Program.run(["run", Program.pipeline, "a.jsonl", "--db", "a.sqlite"], in: folder).code == 0)
      let ask = ["claims", "--frames-only", "--pipeline", Program.pipeline, "--db", "a.sqlite"]
      let block = try Program.run(ask, in: folder).output
      #expect(block.contains("\n  cited: vitalik-buterin\n  via: bloomberg\n"), "\(block)")
      #expect(block.contains("  people unknown · 1 post · en ·"), "\(block)")
      #expect(block.contains("hacked for months and months”\n"), "no quote is cut where no terminal is too narrow")
      for format in ["markdown", "csv"] {
        let lines = try Program.run(ask + ["--format", format], in: folder).output.split(separator: "\n")
        let header = try #require(lines.first)
        #expect(header.contains("cited") && header.contains("via"), "\(header)")
        #expect(lines.last?.contains("bloomberg") == true, "\(lines)")
      }
      let json = try Program.run(ask + ["--format", "jsonl"], in: folder).output
      #expect(json.contains("\"cited\": [\"vitalik-buterin\"], \"via\": [\"bloomberg\"]"), "\(json)")
    }
    try withSamples { folder in
      let nothing = try ask(["sentiment", "--chain", "scrol"], in: folder)
      #expect(nothing.output == "nothing found\n")
    }
  }

  @Test func `put what names nobody behind the chains`() throws {
    try withSamples { folder in
      let rows = CSVText.records(try ask(["sentiment", "--format", "csv"], in: folder).output)
      #expect(rows.last?.first == "market" && 3 < rows.count)
      let unknown = try ask(["sentiment", "--language", "xx"], in: folder)
      #expect(unknown.errors.contains("nothing in this database is in the language \"xx\""))
    }
  }

  @Test func `say nothing to the terminal but what is to be read`() throws {
    let (escape, bell) = ("\u{1B}", "\u{7}")
    try withFolder { folder in
      let text = "The whole team of Scroll is a scam \(escape)[31mto me\(escape)]0;owned\(bell)"
      let post =
        "{\"id\":\"1\",\"text\":\(String(decoding: try JSONEncoder().encode(text), as: UTF8.self)),\"author\":{\"handle\":\"a\"}}\n"
      try writeText(post, to: "\(folder)/two\nlines\(escape)[2J.jsonl")
      let run = try Program.run(["run", Program.pipeline, ".", "--db", "a.sqlite"], in: folder)
      #expect(run.code == 0, "\(run.errors)")
      let calls = [
        ["sources"], ["sources", "--format", "markdown"], ["claims", "--pipeline", Program.pipeline],
        ["claims", "--pipeline", Program.pipeline, "--format", "markdown"],
      ]
      var outputs = [run.errors]
      for call in calls { outputs.append(try Program.run(call + ["--db", "a.sqlite"], in: folder).output) }
      outputs.append(try Program.run(["explain", "--pipeline", Program.pipeline, text]).output)
      for output in outputs {
        #expect(!output.isEmpty && !output.contains(escape) && !output.contains(bell), "\(output)")
      }
      // The quotes of claims say where they stand, and in the Markdown of claims is no place.
      for index in [0, 1, 2, 3, 5] { #expect(outputs[index].contains("␛"), "\(outputs[index])") }
      #expect(outputs[1].contains("two lines␛[2J.jsonl"))
      // Programs get what there is.
      let rows = try Program.run(["sources", "--db", "a.sqlite", "--format", "csv"], in: folder).output
      #expect(rows.contains("two\nlines\(escape)[2J.jsonl"))
    }
  }

  @Test func `of claims say where their numbers alone were kept`() throws {
    try withFolder { folder in
      let pipeline = try readText(Program.pipeline).replacing("keep: evidence", with: "keep: signals")
        .replacing("../Lexicons", with: Checkout.path("Lexicons"))
      try writeText(pipeline, to: "\(folder)/p.yaml")
      try writeText("{\"id\":\"1\",\"text\":\"Arbitrum was hacked.\"}\n", to: "\(folder)/a.jsonl")
      for (file, name) in [("p.yaml", "signals"), (Program.pipeline, "evidence")] {
        #expect(try Program.run(["run", file, "a.jsonl", "--db", "\(name).sqlite"], in: folder).code == 0)
        for call in [
          ["claims", "--frame", "airdrop-announced", "--pipeline", Program.pipeline], ["export", "claims"],
        ] {
          let asked = try Program.run(call + ["--db", "\(name).sqlite"], in: folder)
          #expect(asked.errors.contains("keep: evidence") == (name == "signals"), "\(name): \(asked.errors)")
        }
      }
    }
  }

  @Test func `of nothing say why`() throws {
    try withFolder { folder in
      try FileManager.default.createDirectory(atPath: "\(folder)/empty", withIntermediateDirectories: true)
      let outcome = try Program.run(["run", Program.pipeline, "empty", "--db", "a.sqlite"], in: folder)
      #expect(outcome.errors.contains("nothing to read was found"))
    }
  }
}
