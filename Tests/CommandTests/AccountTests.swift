import Foundation
import HearsayTestSupport
import Testing

/// What a run says of what it could not read, or read otherwise than somebody may think.
@Suite(.serialized, .timeLimit(.minutes(10)))
struct `The accounts` {
  private func run(_ arguments: [String], in folder: String, pipeline: String = Program.pipeline) throws
    -> Program.Outcome
  {
    try Program.run(["run", pipeline] + arguments + ["--db", "a.sqlite"], in: folder)
  }

  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/python3"), "python3 makes the zip"))
  func `of an archive that was cut say so each time, and count the cut once`() throws {
    try withFolder { folder in
      try writeText(Program.archive(2_000), to: "\(folder)/a.jsonl")
      let script = """
        import zipfile
        z = zipfile.ZipFile("whole.zip", "w", zipfile.ZIP_DEFLATED)
        z.write("a.jsonl"); z.writestr("b.jsonl", open("a.jsonl").read().replace('"id":"', '"id":"9')); z.close()
        d = open("whole.zip", "rb").read(); open("cut.zip", "wb").write(d[:len(d) * 3 // 4])
        """
      try writeText(script, to: "\(folder)/make.py")
      try #require(Program.shell("python3 make.py", in: folder).code == 0)
      func sources() throws -> String {
        try Program.run(["sources", "--db", "a.sqlite", "--format", "csv"], in: folder).output
      }
      let first = try run(["cut.zip"], in: folder)
      // Fewer than one in a hundred records failed, but nobody knows how many are missing.
      #expect(first.code == 1)
      #expect(first.errors.contains("1 source could not be read to the end\n  cut.zip"), "\(first.errors)")
      let accounts = try sources()
      #expect(
        accounts.split(separator: "\n").count == 3 && accounts.contains("cut.zip/a.jsonl,posts-jsonl,2000,2000,0"))
      let second = try run(["cut.zip"], in: folder)
      #expect(second.code == 1 && second.errors.contains("failed before"), "\(second.errors)")
      #expect(second.errors.contains("in what was read before, 1 of"))
      #expect(try sources() == accounts, "nothing is counted again")
      #expect(try run(["whole.zip"], in: folder).code == 0)
    }
  }

  @Test func `of records that failed before say so`() throws {
    try withFolder { folder in
      try writeText(Program.archive(3) + "[]\n", to: "\(folder)/a.jsonl")
      for turn in ["1 failed", "in what was read before, 1 of 4 records failed"] {
        let outcome = try run(["a.jsonl"], in: folder)
        #expect(outcome.code == 1 && outcome.errors.contains(turn), "\(outcome.errors)")
        #expect(outcome.errors.contains("sources --problems"))
      }
    }
  }

  @Test func `of problems show what failed before what is only remarkable`() throws {
    try withFolder { folder in
      let remarkable = #"{"id":"1","platform":"text","text":"Metis ruht","created_at":"some day"}"#
      try writeText(remarkable + "\n[]\n", to: "\(folder)/a.jsonl")
      _ = try run(["a.jsonl"], in: folder)
      func problems(_ limit: Int) throws -> String {
        try Program.run(
          ["sources", "--problems", "--db", "a.sqlite", "--format", "csv", "--limit", "\(limit)"], in: folder
        ).output
      }
      let (first, all) = (try problems(1), try problems(2))
      #expect(first.contains("record.not-an-object") && !first.contains("record.invalid-time"), "\(first)")
      #expect(all.contains("record.invalid-time"), "\(all)")
    }
  }

  private static let table = "Comment,Who,Written\nMetis ruht,ann,2026-03-02\nScroll is dead,bob,2026-03-03\n"

  @Test func `of a table say which of its columns are read`() throws {
    try withFolder { folder in
      try writeText(Self.table, to: "\(folder)/t.csv")
      try writeText(Self.table, to: "\(folder)/u.csv")
      try writeText("text,author,date\nMetis ruht,ann,2026-03-02\n", to: "\(folder)/known.csv")
      let columns = #"text from "Comment"; not read: "Who", "Written""#
      let known = "known.csv: text from \"text\", time from \"date\", author from \"author\"; all columns are read\n"
      let dry = try run(["t.csv", "u.csv", "known.csv", "--dry-run"], in: folder)
      #expect(dry.code == 0 && dry.errors.contains("t.csv and 1 more of the same columns: \(columns)\n\(known)"))
      for outcome in [dry, try run(["t.csv", "known.csv"], in: folder), try run(["t.csv"], in: folder)] {
        #expect(outcome.errors.contains("warning[archive.columns]: t.csv"), "\(outcome.errors)")
        #expect(outcome.errors.contains("read without authors and times\nnote: \(columns)"), "\(outcome.errors)")
        #expect(outcome.errors.contains("{ columns: { author: NAME, time: NAME } }"))
      }
      let annotated = try Program.run(["annotate", "t.csv", "--pipeline", Program.pipeline], in: folder)
      #expect(annotated.code == 0 && annotated.errors.contains("archive.columns"))
      #expect(!(try run(["known.csv", "--dry-run"], in: folder).errors.contains("warning")))
    }
  }

  @Test func `of columns that the pipeline file names are silent, and say which are not there`() throws {
    try withFolder { folder in
      let pipeline = try Checkout.text("Pipelines/crypto.yaml")
        .replacing("lexicons: ../Lexicons", with: "lexicons: \(Checkout.path("Lexicons"))")
      func write(_ columns: String) throws {
        try writeText(pipeline + "\narchives: { columns: { \(columns) } }\n", to: "\(folder)/p.yaml")
      }
      try writeText(Self.table, to: "\(folder)/t.csv")
      try writeText("text,author,date\nMetis ruht,ann,2026-03-02\n", to: "\(folder)/known.csv")
      try write("author: Who, time: Written")
      // Tables that name their columns as usual may lie beside those that do not.
      let both = try run(["t.csv", "known.csv", "--dry-run"], in: folder, pipeline: "p.yaml")
      #expect(both.code == 0 && !both.errors.contains("warning"), "\(both.errors)")
      try write("author: Who, time: Writen")
      let mistyped = try run(["t.csv", "--dry-run"], in: folder, pipeline: "p.yaml")
      #expect(mistyped.errors.contains("t.csv: read without times"), "\(mistyped.errors)")
      #expect(mistyped.errors.contains("named in the pipeline file, but not there: time: \"Writen\""))
    }
  }
}
