import HearsayTestSupport
import Testing

struct `The command evaluate` {
  private static let posts = [
    #"{"id": "1", "text": "What a great, wonderful day", "label": "positive", "lang": "en"}"#,
    #"{"id": "2", "text": "This is terrible and awful", "label": "negative", "lang": "en"}"#,
    #"{"id": "3", "text": "Das ist großartig und wunderbar", "label": "negative", "lang": "de"}"#,
    #"{"id": "4", "text": "The meeting is on Tuesday", "label": "neutral", "lang": "en"}"#,
    #"{"id": "5", "text": "both good and bad", "label": "mixed", "lang": "en"}"#,
  ]

  /// Runs the command with `arguments` on the posts.
  private func run(_ arguments: [String], _ posts: [String] = Self.posts) throws -> (Program.Outcome, report: String?) {
    try withFolder { folder in
      try writeText(posts.map { $0 + "\n" }.joined(), to: "\(folder)/moods/dev.jsonl")
      let outcome = try Program.run(
        ["evaluate", "--pipeline", Program.pipeline, "moods/dev.jsonl"] + arguments, in: folder)
      return (outcome, try? readText("\(folder)/report.md"))
    }
  }

  @Test func `writes figures, confusions and calibration for people`() throws {
    let (outcome, _) = try run(["--draws", "0", "--errors", "1"])
    #expect(outcome.code == 0)
    for part in [
      "posts of  posts  macro_f1  from  to  accuracy",
      "negative      2         1      1.000   0.500  0.667", "negative         1        0         1",
      "moods/dev 3: positive at ", "    großartig: valence +", "5 posts in 1 set, 0 failed.",
      "- left out: moods/dev: sentiment: the label is \"mixed\" (1)",
    ] {
      #expect(outcome.output.contains(part), "\(part)\n\(outcome.output)")
    }
  }

  @Test func `writes one figure a row for programs`() throws {
    let (outcome, _) = try run(["--format", "csv", "--draws", "0"])
    let lines = outcome.output.split(separator: "\n")
    #expect(lines.first == "question,scope,name,class,figure,value,from,to,posts")
    #expect(lines.contains("sentiment,all,,,accuracy,0.7500,,,4"))
    #expect(lines.contains("sentiment,all,,negative,recall,0.5000,,,4"))
    #expect(lines.contains("sentiment,language,de,,accuracy,0.0000,,,1"))
  }

  @Test func `saves a report without any text of the posts`() throws {
    let (outcome, report) = try run(["--save-report", "report.md", "--title", "Moods", "--errors", "3"])
    let text = try #require(report)
    #expect(outcome.code == 0)
    #expect(text.hasPrefix("# Moods\n\n## sentiment\n"))
    #expect(text.contains("| all | 4 | 0.778 |"))
    #expect(!text.contains("großartig") && !text.contains("terrible"))
  }

  @Test func `gives the same intervals for the same seed`() throws {
    let one = try run(["--seed", "5", "--format", "csv"]).0.output
    #expect(try run(["--seed", "5", "--format", "csv", "--workers", "1"]).0.output == one)
  }

  @Test(arguments: [
    ["--fold", "6/5"], ["--fold", "x"], ["--task", "mood"], ["--language", "de", "--given-language"],
    ["--draws", "-1"], ["--languages", "de,Deutsch"], ["--workers", "0"],
  ])
  func `refuses what it cannot do`(_ arguments: [String]) throws {
    #expect(try run(arguments).0.code == 64)
  }

  @Test func `ends with 1 where a record fails or nothing can be asked`() throws {
    let (broken, _) = try run([], Self.posts + ["{"])
    #expect(broken.code == 1 && broken.errors.contains("moods/dev.jsonl:6: error[record.invalid-json]"))
    let (none, _) = try run([], [#"{"text": "a", "label": "yes"}"#])
    #expect(none.code == 1 && none.output.contains("no task is known for the labels yes and no; name it with --task"))
  }
}

struct `The command lexicon impact` {
  @Test(arguments: ["table", "csv", "json", "jsonl", "markdown"])
  func `says that nothing moves where nothing was edited`(_ format: String) throws {
    try withFolder { folder in
      try writeText(#"{"text": "Arbitrum is great"}"# + "\n", to: "\(folder)/posts.jsonl")
      let outcome = try Program.run(
        [
          "lexicon", "impact", "--pipeline", Program.pipeline, "--old", Checkout.path("Lexicons"), "posts.jsonl",
          "--format", format,
        ], in: folder)
      #expect(outcome.code == 0)
      let expected = [
        "table": "0 of 1 posts move (0 %)", "markdown": "0 of 1 posts move (0 %)", "csv": "changed,anything,,,0,,,,",
        "json": "\"part\": \"changed\", \"name\": \"anything\", \"detail\": null, \"posts_before\": null, \"posts\": 0",
        "jsonl": "{\"part\": \"edits\", \"name\": \"added\"",
      ]
      #expect(outcome.output.contains(try #require(expected[format])), "\(outcome.output)")
    }
  }

  @Test func `needs lexicons that can be read`() throws {
    let outcome = try Program.run(
      ["lexicon", "impact", "--pipeline", Program.pipeline, "--old", "/nowhere", "posts.jsonl"])
    #expect(outcome.code == 2 && outcome.errors.contains("error[lexicon.missing]"))
  }
}
