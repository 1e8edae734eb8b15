import Foundation
import Hearsay
import HearsayTestSupport
import Testing

@Suite(.serialized, .timeLimit(.minutes(5)))
struct `Signals` {
  private func dump(_ path: String) throws -> String {
    let store = try Store.open(path: path, .reading)
    defer { try? store.close() }
    return try store.dump()
  }

  /// Lines of JSON as dictionaries.
  private func objects(_ text: String) throws -> [[String: Any]] {
    try text.split(separator: "\n").map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
  }

  @Test func `of campaigns are told from noise`() throws {
    try withFolder { folder in
      let made = try Program.run(
        ["simulate", "--posts", "3000", "--people", "600", "--campaigns", "10", "--bursts", "1", "--days", "40"],
        in: folder)
      #expect(made.code == 0)
      try writeText(made.output, to: "\(folder)/a.jsonl")
      #expect(try Program.run(["run", Program.pipeline, "a.jsonl", "--db", "a.sqlite"], in: folder).code == 0)
      let rows = try objects(
        try Program.run(["export", "opinions", "--format", "jsonl", "--db", "a.sqlite"], in: folder).output)
      #expect(3_000 < rows.count)
      var found: [String: (pushed: Int, all: Int)] = [:]
      for row in rows {
        let id = try #require(row["post"] as? String).split(separator: "-").dropLast().joined(separator: "-")
        found[id, default: (0, 0)].all += 1
        if row["coordinated"] as? Int == 1 { found[id, default: (0, 0)].pushed += 1 }
      }
      let campaigns = found.filter { $0.key.hasPrefix("campaign") }
      #expect(campaigns.count == 10)
      #expect(campaigns.values.allSatisfy { 15 <= $0.pushed }, "\(campaigns)")
      #expect(270 <= campaigns.values.reduce(0) { $0 + $1.pushed }, "\(campaigns)")
      #expect(try #require(found["noise"]).pushed <= 30)
      #expect(try #require(found["burst-1"]).pushed == 0)
      let bursts = try Program.run(["bursts", "--db", "a.sqlite", "--format", "jsonl"], in: folder)
      #expect(try !objects(bursts.output).isEmpty)
    }
  }

  @Test func `merged under a kill at any time are those of one run`() throws {
    try withFolder { folder in
      let lines = Program.archive(900).split(separator: "\n")
      // The shards have a hundred posts in common.
      try writeText(lines[..<500].joined(separator: "\n") + "\n", to: "\(folder)/a.jsonl")
      try writeText(lines[400...].joined(separator: "\n") + "\n", to: "\(folder)/b.jsonl")
      for (archives, db) in [(["a.jsonl", "b.jsonl"], "whole"), (["a.jsonl"], "a"), (["b.jsonl"], "b")] {
        #expect(
          try Program.run(["run", Program.pipeline] + archives + ["--db", "\(db).sqlite"], in: folder).code == 0)
      }
      let expected = try dump("\(folder)/whole.sqlite")
      let arguments = ["merge", "a.sqlite", "b.sqlite", "--into", "c.sqlite"]
      for microseconds in [20_000, 60_000, 120_000, 200_000] as [UInt32] {
        let process = try Program.start(arguments, in: folder)
        usleep(microseconds)
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
      }
      let merged = try Program.run(arguments, in: folder)
      #expect(merged.code == 0, "\(merged.errors)")
      #expect(try dump("\(folder)/c.sqlite") == expected)
      #expect(try Program.run(arguments, in: folder).errors.contains("merged before"))
      #expect(try dump("\(folder)/c.sqlite") == expected)
    }
  }

  @Test func `of somebody who is forgotten do not come back`() throws {
    try withFolder { folder in
      try writeText(Program.archive(200), to: "\(folder)/a.jsonl")
      try writeText(Program.archive(300), to: "\(folder)/b.jsonl")
      let run = { (archive: String, db: String) in
        try Program.run(["run", Program.pipeline, archive, "--db", db], in: folder)
      }
      #expect(try run("a.jsonl", "a.sqlite").code == 0)
      let forget = ["forget", "--author", "user5", "--post", "17", "--platform", "x", "--db"]
      let receipt = try Program.run(forget + ["a.sqlite"], in: folder)
      #expect(receipt.code == 0 && receipt.errors.isEmpty, "\(receipt.errors)")
      let facts = try #require(
        try JSONSerialization.jsonObject(with: Data(receipt.output.utf8)) as? [String: Any])
      // Numbers 5 and 102, 199 are of user5.
      #expect(facts["posts"] as? Int == 4 && (facts["remembered"] as? [Any])?.count == 2)
      #expect(try run("b.jsonl", "a.sqlite").errors.contains("skipped"))
      // The same archives without these posts.
      let rest = Program.archive(300).split(separator: "\n").filter {
        !$0.contains("\"user5\"") && !$0.contains("\"id\":\"17\"")
      }
      try writeText(rest.joined(separator: "\n") + "\n", to: "\(folder)/c.jsonl")
      #expect(try run("c.jsonl", "c.sqlite").code == 0)
      func signals(_ path: String) throws -> [Substring] {
        try dump(path).split(separator: "\n").drop { $0 != "[coverage]" }.filter { !$0.isEmpty }
      }
      #expect(try signals("\(folder)/a.sqlite") == signals("\(folder)/c.sqlite"))
      let missing = try Program.run(forget + ["no.sqlite"], in: folder)
      #expect(missing.code == 2 && !FileManager.default.fileExists(atPath: "\(folder)/no.sqlite"))
    }
  }

  @Test func `are asked for in every way`() throws {
    try withFolder { folder in
      let samples = Checkout.path("Samples")
      #expect(try Program.run(["run", Program.pipeline, samples, "--db", "a.sqlite"], in: folder).code == 0)
      for arguments in [
        ["sentiment", "--compare", "scroll", "arbitrum"], ["sentiment", "--chain", "scroll", "--explain"],
        ["sentiment", "--by", "chain,month", "--standardise", "language,platform"], ["sentiment", "--organic"],
        ["bursts"], ["sources", "--editions"],
      ] {
        for format in ["table", "csv", "json", "jsonl", "markdown"] {
          let answer = try Program.run(arguments + ["--db", "a.sqlite", "--format", format], in: folder)
          #expect(answer.code == 0 && answer.errors.isEmpty, "\(arguments) \(answer.errors)")
          // There is no burst in the samples, and no line of JSON for nothing.
          #expect(!answer.output.isEmpty || arguments == ["bursts"] && format == "jsonl", "\(arguments) \(format)")
        }
      }
      let cell = try objects(
        try Program.run(
          ["sentiment", "--chain", "scroll", "--explain", "--db", "a.sqlite", "--format", "jsonl"], in: folder
        ).output)
      let whole = try #require(cell.first?["score_sum"] as? Int)
      for way in ["language", "platform", "day", "author", "entry"] {
        #expect(cell.filter { $0["by"] as? String == way }.compactMap { $0["score_sum"] as? Int }.reduce(0, +) == whole)
      }
      #expect(cell.contains { ($0["part"] as? String)?.hasPrefix("en/") == true })
      for wrong in [["--compare", "scroll"], ["--standardise", "day"], ["--explain", "--organic"]] {
        #expect(try Program.run(["sentiment", "--db", "a.sqlite"] + wrong, in: folder).code == 64)
      }
      for arguments in [
        ["export", "signals"], ["export", "claims", "--format", "jsonl"], ["export", "--dictionary"],
      ] {
        #expect(try !Program.run(arguments + ["--db", "a.sqlite"], in: folder).output.isEmpty)
      }
      let metadata = try Program.run(["export", "--datasette", "--db", "a.sqlite"], in: folder)
      #expect(try JSONSerialization.jsonObject(with: Data(metadata.output.utf8)) is [String: Any])
      let diff = try Program.run(["diff", "--db", "a.sqlite"], in: folder)
      #expect(diff.code == 2 && diff.errors.contains("two editions"))
    }
  }

  @Test func `of two lexicons differ first by the entry that was changed`() throws {
    try withFolder { folder in
      for name in ["Lexicons", "Pipelines"] {
        try FileManager.default.copyItem(atPath: Checkout.path(name), toPath: "\(folder)/\(name)")
      }
      let posts = (1...60).map { number in
        let words = ["great", "terrible", "great and terrible", "slow"][number % 4]
        return "{\"id\":\"\(number)\",\"platform\":\"x\",\"text\":\"The team of Arbitrum is \(words), no \(number)\"}\n"
      }
      try writeText(posts.joined(), to: "\(folder)/a.jsonl")
      let run = ["run", "Pipelines/crypto.yaml", "a.jsonl", "--db", "a.sqlite"]
      #expect(try Program.run(run, in: folder).code == 0)
      let path = "\(folder)/Lexicons/en/sentiment/entries.tsv"
      let entries = try readText(path)
      let line = try #require(entries.split(separator: "\n").first { $0.hasPrefix("great\t") })
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
      let changed = (["great", "-2"] + cells[2...].map(String.init)).joined(separator: "\t")
      try writeText(entries.replacingOccurrences(of: "\n\(line)\n", with: "\n\(changed)\n"), to: path)
      #expect(try Program.run(run, in: folder).code == 0)
      let difference = try Program.run(["diff", "--db", "a.sqlite", "--format", "csv"], in: folder)
      let first = difference.output.split(separator: "\n").first { $0.hasPrefix("entry,") }
      #expect(first?.hasPrefix("entry,en/sentiment: great,") == true, "\(difference.output)")
    }
  }
}
