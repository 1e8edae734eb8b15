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
          #expect(!answer.output.isEmpty, "\(arguments) \(format)")
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

  /// An entry of a lexicon, by the beginning of its row, and what one of its cells is made.
  private struct Edit {
    var lexicon: String
    var row: String
    var column: Int
    var cell: String
  }

  @Test func `of two lexicons differ first by the entry that was changed`() throws {
    let edits = [
      Edit(lexicon: "en/sentiment", row: "great\t", column: 1, cell: "-2"),
      Edit(lexicon: "en/modifiers", row: "very\t", column: 2, cell: "300"),
      Edit(lexicon: "en/fud", row: "unproven\t", column: 2, cell: "5"),
      Edit(lexicon: "en/claims", row: "might\thedge\t", column: 1, cell: "deny"),
      Edit(lexicon: "en/weights", row: "terrible\twords\t", column: 2, cell: "-900"),
      Edit(lexicon: "entities", row: "Arbitrum\tarbitrum\t", column: 2, cell: "context"),
      Edit(lexicon: "en/inflections", row: "adj-e\t", column: 3, cell: "est"),
    ]
    try withFolder { folder in
      try Self.copyEnglish(to: folder)
      let posts = (1...60).map { number in
        let words = ["very great", "terrible", "great and terrible", "unproven", "dead, it might fail"][number % 5]
        return "{\"id\":\"\(number)\",\"platform\":\"x\",\"text\":\"The team of Arbitrum is \(words), \(number)\"}\n"
      }
      try writeText(posts.joined(), to: "\(folder)/a.jsonl")
      let run = ["run", "Pipelines/crypto.yaml", "a.jsonl", "--db", "a.sqlite"]
      #expect(try Program.run(run, in: folder).code == 0)
      for (index, edit) in edits.enumerated() {
        let moved = try Self.rows(after: edit, run, "a.sqlite#\(index + 2)", in: folder)
        let name = edit.row.prefix { $0 != "\t" }
        #expect(moved.first?.hasPrefix("entry changed,\(edit.lexicon): \(name),") == true, "\(moved.prefix(3))")
        #expect(moved.filter { $0.hasPrefix("entry changed") }.count == 1)
        #expect(edit.lexicon == "en/inflections" || moved.contains { $0.hasPrefix("post,") }, "\(edit)")
      }
      let note = Edit(lexicon: "en/sentiment", row: "great\t", column: 3, cell: "praise")
      #expect(try Self.rows(after: note, run, "a.sqlite#\(edits.count + 2)", in: folder).isEmpty)
    }
  }

  @Test func `of bursts say what most people claimed`() throws {
    try withFolder { folder in
      func post(_ day: Int, _ number: Int, _ text: String) -> String {
        """
        {"id":"\(day)-\(number)","platform":"x","created_at":"2026-03-\(10 + day)T0\(number % 10):00:00Z",\
        "text":"\(text)","author":{"id":"\(number % 50)"}}

        """
      }
      var posts = ""
      for day in 0..<16 {
        for number in 0..<10 {
          posts += post(day, number, "The \(["Arbitrum", "Scroll"][number % 2]) rollup is slow \(day) \(number)")
        }
      }
      for number in 10..<50 { posts += post(15, number, "Scroll suspends its DAO governance, number \(number)") }
      try writeText(posts, to: "\(folder)/a.jsonl")
      #expect(try Program.run(["run", Program.pipeline, "a.jsonl", "--db", "a.sqlite"], in: folder).code == 0)
      let ask = ["bursts", "--db", "a.sqlite", "--format", "jsonl"]
      let plain = try objects(try Program.run(ask, in: folder).output)
      #expect(plain.count == 1 && plain[0]["claim"] == nil, "\(plain)")
      let why = try Program.run(ask + ["--why", "--pipeline", Program.pipeline], in: folder)
      let row = try #require(try objects(why.output).first, "\(why.errors)")
      #expect(row["chain"] as? String == "scroll" && row["day"] as? String == "2026-03-25")
      #expect(row["claim"] as? String == "Scroll suspends its governance" && row["claimed_by"] as? Int == 40, "\(row)")
      #expect(try Program.run(ask + ["--why", "--claims"], in: folder).code == 64)
    }
  }

  @Test func `of runs over different archives are compared with a word of warning`() throws {
    try withFolder { folder in
      try writeText(Program.archive(20), to: "\(folder)/a.jsonl")
      try writeText(Program.archive(30).replacing("\"id\":\"", with: "\"id\":\"7"), to: "\(folder)/b.jsonl")
      for (name, archives) in [("one", ["a.jsonl"]), ("same", ["a.jsonl"]), ("more", ["a.jsonl", "b.jsonl"])] {
        #expect(
          try Program.run(["run", Program.pipeline] + archives + ["--db", "\(name).sqlite"], in: folder).code == 0)
      }
      let same = try Program.run(["diff", "one.sqlite", "same.sqlite"], in: folder)
      #expect(same.code == 0 && same.errors.isEmpty, "\(same.errors)")
      let more = try Program.run(["diff", "one.sqlite", "more.sqlite"], in: folder)
      #expect(more.code == 0 && more.errors.contains("have read different archives: 1 source in one"), "\(more.errors)")
    }
  }

  /// Copies the pipeline and the lexicons but for those of other languages than English, whose endings are still needed.
  private static func copyEnglish(to folder: String) throws {
    let files = FileManager.default
    for name in ["Lexicons", "Pipelines"] {
      try files.copyItem(atPath: Checkout.path(name), toPath: "\(folder)/\(name)")
    }
    for language in try files.contentsOfDirectory(atPath: "\(folder)/Lexicons") where language.count == 2 {
      let path = "\(folder)/Lexicons/\(language)"
      for name in try files.contentsOfDirectory(atPath: path) where language != "en" && name != "inflections" {
        try files.removeItem(atPath: "\(path)/\(name)")
      }
    }
  }

  /// The rows of `diff` between the first edition and the one that is made with one cell changed; the lexicon is as it
  /// was before afterwards.
  private static func rows(
    after edit: Edit, _ run: [String], _ edition: String, in folder: String
  ) throws -> [Substring] {
    let table = edit.lexicon == "entities" ? "aliases" : "entries"
    let path = "\(folder)/Lexicons/\(edit.lexicon)/\(table).tsv"
    let entries = try readText(path)
    let line = try #require(entries.split(separator: "\n").first { $0.hasPrefix(edit.row) })
    var cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    cells[edit.column] = edit.cell
    let changed = entries.replacingOccurrences(of: "\n\(line)\n", with: "\n\(cells.joined(separator: "\t"))\n")
    try writeText(changed, to: path)
    let made = try Program.run(run, in: folder)
    #expect(made.code == 0, "\(made.errors)")
    try writeText(entries, to: path)
    let difference = try Program.run(["diff", "a.sqlite#1", edition, "--format", "csv"], in: folder)
    #expect(difference.code == 0, "\(difference.errors)")
    return Array(difference.output.split(separator: "\n").dropFirst())
  }
}
