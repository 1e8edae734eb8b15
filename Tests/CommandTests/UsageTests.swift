import Foundation
import Hearsay
import HearsayTestSupport
import Testing

struct `The program` {
  private static let commands = [
    "run", "check", "annotate", "explain", "sentiment", "claims", "sources", "lexicon", "lexicon check",
    "lexicon format", "lexicon test", "lexicon show", "lexicon import", "entities", "frames", "formats", "stages",
    "codes",
  ]

  @Test(arguments: commands)
  func `says what each command does`(_ command: String) throws {
    let words = command.split(separator: " ").map(String.init)
    let help = try Program.run(words + ["--help"])
    #expect(help.code == 0 && help.errors.isEmpty)
    #expect(help.output.hasPrefix("OVERVIEW: "))
    // The first paragraph is one sentence, which may be longer than a line.
    let overview = help.output.split(separator: "\n\n").first ?? ""
    #expect(20 < overview.count && overview.hasSuffix("."))
    #expect(help.output.contains("USAGE: hearsay \(command)"))
  }

  @Test func `lists all commands, and those that ask show an example`() throws {
    let help = try Program.run(["--help"])
    for command in Self.commands where !command.contains(" ") { #expect(help.output.contains("  \(command) ")) }
    for command in ["run", "annotate", "explain", "sentiment", "claims", "sources", "check"] {
      #expect(try Program.run([command, "--help"]).output.contains("  hearsay \(command)"), "\(command)")
    }
    #expect(try Program.run(["--version"]).output == "hearsay \(Version.current)\n")
  }

  @Test func `reads the formats, and has the commands, that the README lists`() throws {
    let readme = try Checkout.text("README.md")
    let listed = readme.split(separator: "\n").compactMap { line -> String? in
      line.hasPrefix("| `") ? String(line.dropFirst(3).prefix { $0 != "`" }) : nil
    }
    #expect(Set(FormatCatalogue.summaries.map(\.name)).subtracting(listed) == [])
    // All commands, and those of lexicons, stand in lists that are indented by two blanks.
    func commands(_ arguments: [String]) throws -> [String] {
      let help = try Program.run(arguments + ["--help"]).output
      let list = help.firstRange(of: "SUBCOMMANDS:").map { help[$0.lowerBound...] } ?? ""
      return list.split(separator: "\n").compactMap { line in
        line.hasPrefix("  ") && line.dropFirst(2).first?.isLetter == true
          ? String(line.dropFirst(2).prefix { $0 != " " }) : nil
      }
    }
    let found =
      try commands([]).filter { $0 != "See" && $0 != "lexicon" } + commands(["lexicon"]).filter { $0 != "See" }
    #expect(20 < found.count)
    for command in found {
      #expect(readme.contains("`\(command)`") || readme.contains("`lexicon \(command)`"), "\(command)")
    }
  }

  @Test(
    arguments: [
      (["fly"], 64, "fly"), (["sentimnt"], 64, "did you mean \"sentiment\"?"),
      (["lexicon", "chek"], 64, "did you mean \"check\"?"), (["help", "clams"], 64, "did you mean \"claims\"?"),
      (["explain", ""], 64, "there is no text to explain"), (["explain"], 64, "there is no text to explain"),
      (
        ["explain", "gm", "--language", "xx", "--pipeline", Program.pipeline], 64,
        "nothing is known of a language \"xx\""
      ),
      (["frames", "--language", "xx", "--pipeline", Program.pipeline], 64, "name one of ar, de"),
      (["frames", "hack", "--pipeline", Program.pipeline], 64, "it is a word of bridge-exploited, exploit-of"),
      (["frames", "qqqq", "--pipeline", Program.pipeline], 64, "all are listed"),
      (["claims", "--reader", "fr"], 64, "'fr' is invalid"),
      (["sentiment", "--chain", "scroll", "--explain", "--by", "week"], 64, "--explain does not go with --by"),
      (["sentiment", "--compare", "a", "b", "--by", "week"], 64, "--compare does not go with --by"),
      (["sources", "--db", "/tmp"], 2, "is a folder"),
      (["forget", "--pseudonym", "1", "--db", "/tmp"], 2, "is a folder"),
      (["run", "/tmp", "a"], 2, "stands where the pipeline file is expected"),
      (["sentiment", "--since", "2026-02-30"], 64, "2026-02-30"),
      (["sentiment", "--since", "yesterday"], 64, "yesterday"),
      (["sentiment", "--since", "2026-03-02", "--until", "2026-03-01"], 64, "--until 2026-03-01 is before"),
      (["sentiment", "--by", "mood"], 64, "cannot group by \"mood\""),
      (["sentiment", "--by", "day,week"], 64, "only one"),
      (["run"], 64, "pipeline"), (["run", "p.yaml", "a", "--workers", "0"], 64, "--workers is 0"),
      (["run", "p.yaml", "a", "--batch", "0"], 64, "--batch is 0"),
      (["annotate", "--fields", "colour"], 64, "there is no field \"colour\""),
      (["sentiment", "--format", "xml"], 64, "xml"), (["sentiment", "--db", "no.sqlite"], 2, "database.unreadable"),
      (["claims", "--db", "no.sqlite"], 2, "database.unreadable"), (["sources", "--db", "no.sqlite"], 2, "no.sqlite"),
      (["run", "no.yaml", "a", "--db", "a.sqlite"], 2, "file.unreadable"),
      (["check", "no.yaml"], 1, "file.unreadable"),
      (["annotate", "--pipeline", "no.yaml"], 2, "file.unreadable"),
      (["lexicon", "check", "--lexicons", "nowhere"], 1, "lexicon.missing"),
    ] as [([String], Int32, String)])
  func `says what is wrong, and ends with its code`(_ arguments: [String], _ code: Int32, _ words: String) throws {
    try withFolder { folder in
      let outcome = try Program.run(arguments, in: folder)
      #expect(outcome.code == code && !outcome.wasKilled)
      #expect(outcome.errors.contains(words), "\(outcome.errors)")
      // Nothing is made on the way to an error.
      #expect(try names(in: folder) == ["err", "in", "out"])
    }
  }

  @Test func `says where no frame has the name that is asked for`() throws {
    try withFolder { folder in
      try writeText(Program.archive(3), to: "\(folder)/a.jsonl")
      try Program.run(["run", Program.pipeline, "a.jsonl", "--db", "a.sqlite"], in: folder)
      let ask = ["claims", "--db", "a.sqlite", "--pipeline", Program.pipeline, "--frame"]
      let wrong = try Program.run(ask + ["governance-suspnded"], in: folder)
      #expect(wrong.errors.contains("did you mean \"governance-suspended\"?"), "\(wrong)")
      #expect(try Program.run(ask + ["governance-suspended"], in: folder).errors.isEmpty)
    }
  }

  @Test func `gives the usage of a command only where its line is not understood`() throws {
    let wrong = try Program.run(["frames", "qqqq", "--pipeline", Program.pipeline])
    #expect(wrong.errors.split(separator: "\n").count == 1, "\(wrong.errors)")
    let unknown = try Program.run(["frames", "--colour", "red"])
    #expect(unknown.code == 64 && unknown.errors.contains("Usage: hearsay frames"), "\(unknown.errors)")
  }

  @Test func `lists the frames that hold only between two`() throws {
    let list = try Program.run(["frames", "--pipeline", Program.pipeline, "--format", "jsonl"]).output
    let frames = try list.split(separator: "\n").map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
    let beats = try #require(frames.first { $0["frame"] as? String == "beats" })
    #expect((beats["roles"] as? [String])?.contains("pair") == true, "\(beats)")
    #expect(frames.contains { ($0["roles"] as? [String])?.contains("pair") == false })
  }

  @Test(arguments: ["formats", "stages", "codes"], ["table", "csv", "json", "jsonl", "markdown"])
  func `writes its lists in every format`(_ command: String, _ format: String) throws {
    let outcome = try Program.run([command, "--format", format])
    #expect(outcome.code == 0 && outcome.errors.isEmpty)
    try ResultText(outcome.output).check(as: format, rowCountLeast: 4)
  }
}

/// Output in one of the five formats.
struct ResultText {
  private let text: String

  init(_ text: String) { self.text = text }

  /// Checks that the text is of the given format, with at least so many rows.
  func check(as format: String, rowCountLeast least: Int) throws {
    let lines = text.split(separator: "\n").map(String.init)
    #expect(!text.contains("\u{1B}["))
    switch format {
    case "json":
      let rows = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]])
      #expect(least <= rows.count && Set(rows.map { $0.keys.sorted() }).count == 1)
    case "jsonl":
      let rows = try lines.map { try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any] }
      #expect(least <= rows.count && rows.allSatisfy { $0 != nil })
    case "csv":
      let fields = CSVText.records(text)
      #expect(least < fields.count && Set(fields.map(\.count)).count == 1)
    case "markdown":
      #expect(least + 2 <= lines.count && lines[1].allSatisfy { "|-: ".contains($0) })
      #expect(lines.allSatisfy { $0.hasPrefix("|") && $0.hasSuffix("|") })
    default:
      #expect(least < lines.count)
    }
  }
}

/// Reads comma-separated values (RFC 4180).
enum CSVText {
  static func records(_ text: String) -> [[String]] {
    var records: [[String]] = [[""]]
    var isQuoted = false
    for character in text {
      switch character {
      case "\"": isQuoted.toggle()
      case "," where !isQuoted: records[records.count - 1].append("")
      case "\n" where !isQuoted, "\r\n" where !isQuoted: records.append([""])
      default: records[records.count - 1][records[records.count - 1].count - 1].append(character)
      }
    }
    return records.last == [""] ? records.dropLast() : records
  }
}
