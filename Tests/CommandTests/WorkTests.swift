import Foundation
import Hearsay
import HearsayTestSupport
import Testing

@Suite(.serialized, .timeLimit(.minutes(15)))
struct `Work` {
  private static let samples = ["posts.jsonl", "x-v1.jsonl", "x-archive.zip"].map { Checkout.path("Samples/\($0)") }

  private func lines(_ text: String) -> [String] { text.split(separator: "\n").map(String.init) }

  @Test func `that is asked for is answered in every format, and without colour`() throws {
    try withFolder { folder in
      let run = try Program.run(["run", Program.pipeline] + Self.samples + ["--db", "a.sqlite"], in: folder)
      #expect(run.code == 0 && run.output.isEmpty)
      #expect(run.errors.contains(" records: ") && run.errors.contains("posts.jsonl"), "\(run.errors)")
      for format in ["table", "csv", "json", "jsonl", "markdown"] {
        for command in [["sentiment"], ["claims", "--pipeline", Program.pipeline], ["sources"]] {
          let arguments = command + ["--db", "a.sqlite", "--format", format]
          let answer = try Program.run(arguments, in: folder, environment: ["NO_COLOR": "1", "TERM": "xterm"])
          #expect(answer.code == 0 && answer.errors.isEmpty, "\(arguments)")
          try ResultText(answer.output).check(as: format, rowCountLeast: 2)
        }
      }
      let nothing = try Program.run(
        ["sentiment", "--db", "a.sqlite", "--chain", "nobody", "--format", "json"], in: folder)
      #expect(nothing.code == 0 && nothing.output == "[]\n")
    }
  }

  @Test func `does not tell as a claim what everybody denies or only asks`() throws {
    try withFolder { folder in
      let texts = [
        "Scroll is not a rug pull", "No, Scroll is not a rug pull", "Is Metis insolvent?", "Arbitrum is insolvent",
      ]
      let posts = texts.enumerated().map { number, text in
        "{\"id\":\"\(number)\",\"text\":\"\(text)\",\"author\":{\"handle\":\"user\(number)\"}}\n"
      }
      try writeText(posts.joined(), to: "\(folder)/a.jsonl")
      try Program.run(["run", Program.pipeline, "a.jsonl", "--db", "a.sqlite"], in: folder)
      let answer = try Program.run(["claims", "--pipeline", Program.pipeline, "--db", "a.sqlite"], in: folder)
      let headlines = lines(answer.output).filter { !$0.hasPrefix(" ") }
      #expect(
        headlines == [
          "denied: Scroll is a rug pull", "asked: Metis is said to be insolvent", "Arbitrum is said to be insolvent",
        ])
    }
  }

  @Test func `on standard input is done as on files`() throws {
    try withFolder { folder in
      let text = Program.archive(3)
      try writeText(text, to: "\(folder)/a.jsonl")
      let arguments = ["annotate", "--pipeline", Program.pipeline, "--fields", "id,language,fud"]
      let file = try Program.run(arguments + ["a.jsonl"], in: folder)
      let input = try Program.run(arguments + ["-"], in: folder, input: text)
      #expect(file.code == 0 && input.code == 0 && file.errors.isEmpty)
      #expect(input.output == file.output)
      let objects = try lines(file.output).map {
        try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
      }
      #expect(objects.compactMap { $0["id"] as? String } == ["1", "2", "3"])
      #expect(objects.allSatisfy { Set($0.keys) == ["id", "language", "fud"] })
    }
  }

  @Test func `on pipes is done where they are named`() throws {
    try withFolder { folder in
      try writeText(Program.archive(30), to: "\(folder)/a.jsonl")
      let named = try Program.shell(
        """
        $HEARSAY run $PIPELINE <(gzip -c a.jsonl) --db a.sqlite &&
          cat a.jsonl | $HEARSAY run $PIPELINE /dev/stdin --db a.sqlite
        """, in: folder)
      #expect(named.code == 0 && named.errors.contains("30 stored, 0 duplicate"), "\(named)")
      #expect(named.errors.contains("0 stored, 30 duplicate"), "\(named)")
      // Members of another archive that have the same names are not those that were read before.
      let members = try Program.shell(
        """
        for id in 901 902; do mkdir $id; echo "{\\"id\\":\\"$id\\",\\"text\\":\\"gm\\"}" > $id/p.jsonl
        tar -C $id -cf - p.jsonl | $HEARSAY run $PIPELINE - --db c.sqlite || exit 1; done
        """, in: folder)
      #expect(members.errors.components(separatedBy: "1 stored").count == 3, "\(members)")
      // Nobody writes into it, and nobody waits for that.
      let found = try Program.shell("mkdir f && mkfifo f/p && $HEARSAY run $PIPELINE f --db b.sqlite", in: folder)
      #expect(found.code == 1 && found.errors.contains("1 source could not be read"), "\(found)")
    }
  }

  @Test func `on bad records is done for the others`() throws {
    try withFolder { folder in
      let text = Program.archive(2) + "[1, 2]\n{\"id\": \n" + "{\"id\":\"9\",\"text\":\"gm\"}\n"
      let outcome = try Program.run(
        ["annotate", "--pipeline", Program.pipeline, "--fields", "id"], in: folder, input: text)
      #expect(outcome.code == 1)
      #expect(lines(outcome.output) == [#"{"id":"1"}"#, #"{"id":"2"}"#, #"{"id":"9"}"#])
      #expect(lines(outcome.errors).count == 2 && outcome.errors.contains("error[record.not-an-object]"))
    }
  }

  @Test func `into a closed pipe ends quietly`() throws {
    try withFolder { folder in
      try writeText(Program.archive(4_000), to: "\(folder)/a.jsonl")
      let line = "\"$HEARSAY\" annotate --pipeline \"$PIPELINE\" a.jsonl | head -1; exit ${PIPESTATUS[0]}"
      let outcome = try Program.shell(line, in: folder)
      #expect(outcome.code == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
      #expect(lines(outcome.output).count == 1)
    }
  }

  @Test(arguments: ["explain gm --pipeline $PIPELINE", "annotate a.jsonl --pipeline $PIPELINE", "codes"])
  func `whose output has no room says so`(_ line: String) throws {
    try withFolder { folder in
      try writeText(Program.archive(3), to: "\(folder)/a.jsonl")
      let outcome = try Program.shell("$HEARSAY \(line) > /dev/full", in: folder)
      #expect(outcome.code == 2 && outcome.errors.contains("error[file.unwritable]"), "\(outcome)")
    }
  }

  @Test func `can be looked at before it is done`() throws {
    try withFolder { folder in
      try writeText(Program.archive(3), to: "\(folder)/exports/a.jsonl")
      try writeText("<rss><channel><item><title>gm</title></item></channel></rss>", to: "\(folder)/exports/deep/b.xml")
      try writeText("a;b;c", to: "\(folder)/exports/c.xyz")
      try writeText("<html><body>gm</body></html>", to: "\(folder)/exports/index.html")
      let arguments = ["run", Program.pipeline, "exports", "--db", "a.sqlite", "--dry-run", "--format", "csv"]
      let outcome = try Program.run(arguments, in: folder)
      #expect(outcome.code == 1 && outcome.errors.isEmpty, "one file cannot be read")
      #expect(
        lines(outcome.output) == [
          "source,format,not read because", "exports/a.jsonl,posts-jsonl,",
          "exports/c.xyz,,archive.unknown-format: no format is known that looks like this", "exports/deep/b.xml,feed,",
          "exports/index.html,,a page without posts",
        ])
      #expect(!FileManager.default.fileExists(atPath: "\(folder)/a.sqlite"), "nothing is written")
    }
  }

  @Test func `on many sources is summed up by format`() throws {
    try withFolder { folder in
      for number in 1...41 {
        try writeText("{\"id\":\"\(number)\",\"text\":\"gm\"}\n", to: "\(folder)/exports/\(number).jsonl")
      }
      let outcome = try Program.run(["run", Program.pipeline, "exports", "--db", "a.sqlite"], in: folder)
      #expect(outcome.code == 0 && outcome.errors.contains("41 records: 41 stored"))
      #expect(lines(outcome.errors).contains { $0.hasPrefix("posts-jsonl") && $0.contains("41") })
    }
  }

  @Test func `on what cannot be read says so, and goes on with the rest`() throws {
    try withFolder { folder in
      try writeText(Program.archive(3), to: "\(folder)/a.jsonl")
      let arguments = ["run", Program.pipeline, "no-such-file.jsonl", "a.jsonl", "--db", "a.sqlite"]
      let outcome = try Program.run(arguments, in: folder)
      #expect(outcome.code == 1, "one of four records failed: \(outcome.errors)")
      #expect(outcome.errors.contains("3 stored"))
      let problems = try Program.run(["sources", "--problems", "--db", "a.sqlite", "--format", "csv"], in: folder)
      #expect(problems.output.contains("no-such-file.jsonl") && problems.output.contains("file.unreadable"))
    }
  }

  /// Starts a run of an archive that takes a while, and waits until its log has `byteCount` bytes.
  private func startRun(in folder: String, untilLogHas byteCount: Int) throws -> Process {
    let arguments = ["run", Program.pipeline, "a.jsonl", "--db", "a.sqlite", "--batch", "50", "--workers", "2"]
    let process = try Program.start(arguments, in: folder)
    let log = "\(folder)/a.sqlite-wal"
    while process.isRunning {
      let size = try? FileManager.default.attributesOfItem(atPath: log)[.size] as? Int
      if byteCount <= size ?? 0 { break }
      usleep(2_000)
    }
    return process
  }

  private func dump(_ path: String) throws -> String {
    let store = try Store.open(path: path, .reading)
    defer { try? store.close() }
    return try store.dump()
  }

  @Test func `that was killed is finished by the next run, as if nothing had happened`() throws {
    try withFolder { folder in
      try writeText(Program.archive(3_000), to: "\(folder)/a.jsonl")
      let whole = try Program.run(["run", Program.pipeline, "a.jsonl", "--db", "whole.sqlite"], in: folder)
      #expect(whole.code == 0 && whole.errors.contains("3 000 stored"), "\(whole.errors)")
      var killed = 0
      // The log grows on as runs are resumed; each moment lies further behind.
      for byteCount in [1, 400_000, 1_200_000] {
        let process = try startRun(in: folder, untilLogHas: byteCount)
        kill(process.processIdentifier, SIGKILL)
        if try Program.outcome(of: process, in: folder).wasKilled { killed += 1 }
      }
      #expect(0 < killed, "no run was killed before its end")
      let last = try Program.run(["run", Program.pipeline, "a.jsonl", "--db", "a.sqlite", "--batch", "50"], in: folder)
      #expect(last.code == 0, "\(last.errors)")
      #expect(try dump("\(folder)/a.sqlite") == dump("\(folder)/whole.sqlite"))
    }
  }

  @Test func `on one database is done by one process at a time`() throws {
    try withFolder { folder in
      try writeText(Program.archive(6_000), to: "\(folder)/a.jsonl")
      let first = try startRun(in: folder, untilLogHas: 1)
      defer { first.waitUntilExit() }
      try #require(first.isRunning)
      let other = "\(folder)/other"
      try FileManager.default.createDirectory(atPath: other, withIntermediateDirectories: true)
      // Stopped, so that it holds the database while the second is being loaded.
      kill(first.processIdentifier, SIGSTOP)
      let second = try Program.run(
        ["run", Program.pipeline, "\(folder)/a.jsonl", "--db", "\(folder)/a.sqlite"], in: other)
      kill(first.processIdentifier, SIGCONT)
      kill(first.processIdentifier, SIGKILL)
      #expect(second.code == 2 && second.errors.contains("error[database.busy]"), "\(second.errors)")
    }
  }
}
