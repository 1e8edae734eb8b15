import Hearsay
import HearsayTestSupport
import Testing

struct `A pipeline check` {
  private static let stages = """
    format: 1
    name: test
    lexicons: \(Checkout.path("Lexicons"))
    stages:
      - decode-text
      - split-words
      - detect-language
    """

  /// What is said about a pipeline file with the given text.
  private func problems(_ text: String) throws -> [String] {
    try withFolder { folder in
      try writeText(text, to: "\(folder)/p.yaml")
      do { return try Pipeline(path: "\(folder)/p.yaml").warnings.lines(from: folder) } catch let error as Diagnostics {
        return error.lines(from: folder)
      }
    }
  }

  @Test(
    arguments: [
      (
        "an unknown stage", "  - find-entites",
        [
          "p.yaml:8:5: error[pipeline.unknown-stage]: there is no stage called \"find-entites\"",
          "help: did you mean \"find-entities\"? \"hearsay stages\" lists all of them",
        ]
      ),
      (
        "a stage that is like no other", "  - translate",
        [
          "p.yaml:8:5: error[pipeline.unknown-stage]: there is no stage called \"translate\"",
          "help: \"hearsay stages\" lists all of them",
        ]
      ),
      (
        "a layer that nobody writes", "  - split-sentences",
        [
          """
          p.yaml:8:5: error[pipeline.missing-layer]: "split-sentences" reads the layer "terms", which no earlier stage \
          writes
          """,
          "help: add \"find-terms\" before it",
          "p.yaml:8:5: warning[pipeline.unused-layer]: nothing reads or stores the layer \"segmentation\"",
          "help: remove the stage",
        ]
      ),
      (
        "a layer that is written later", "  - split-sentences\n  - find-terms",
        [
          """
          p.yaml:8:5: error[pipeline.missing-layer]: "split-sentences" reads the layer "terms", which no earlier stage \
          writes
          """,
          "note: \"find-terms\" writes it, but stands later (p.yaml:9:5)", "help: move \"find-terms\" before it",
          "p.yaml:8:5: warning[pipeline.unused-layer]: nothing reads or stores the layer \"segmentation\"",
          "help: remove the stage",
        ]
      ),
      (
        "a layer written twice", "  - split-words",
        [
          "p.yaml:8:5: error[pipeline.layer-twice]: \"split-words\" writes the layer \"words\", which is written already",
          "note: written here (p.yaml:6:5)", "help: keep one of the two",
        ]
      ),
      (
        "a layer that nothing reads", "  - find-terms",
        [
          "p.yaml:8:5: warning[pipeline.unused-layer]: nothing reads or stores the layer \"terms\"",
          "help: remove the stage",
        ]
      ),
      ("nothing wrong", "  - find-terms\n  - find-entities", []),
    ] as [(String, String, [String])])
  func `says what is wrong with the stages`(_ name: String, _ added: String, _ expected: [String]) throws {
    #expect(try problems(Self.stages + "\n" + added + "\n") == expected, "\(name)")
  }

  @Test(
    arguments: [
      (
        "an unknown option", "- decode-text", "- decode-text: { textByte: 5 }",
        [
          "p.yaml:5:20: error[yaml.unknown-key]: there is no key \"textByte\" here",
          "help: did you mean \"textBytes\"?",
        ]
      ),
      (
        "another format", "format: 1", "format: 2",
        ["p.yaml:1:9: error[pipeline.unsupported]: the format is \"2\"; this version reads format 1"]
      ),
      (
        "an option out of range", "- decode-text", "- decode-text: { textBytes: 0 }",
        ["p.yaml:5:31: error[yaml.wrong-value]: \"textBytes\" is \"0\"; it must be a whole number from 1 to 16000000"]
      ),
      (
        "no language code", "- detect-language", "- detect-language: { keep: [de, Deutsch] }",
        [
          "p.yaml:7:30: error[yaml.wrong-value]: \"Deutsch\" is no language code",
          "help: write ISO 639-1 codes, such as [de, en]",
        ]
      ),
      (
        "no list of stages", "stages:\n  - decode-text\n  - split-words\n  - detect-language", "stages: decode-text",
        ["p.yaml:4:9: error[yaml.wrong-value]: \"stages\" must be a list"]
      ),
      (
        "a missing name", "name: test\n", "",
        ["p.yaml:1:1: error[yaml.missing-key]: the key \"name\" is missing"]
      ),
    ] as [(String, String, String, [String])])
  func `says what is wrong with the keys`(
    _ name: String, _ old: String, _ new: String, _ expected: [String]
  ) throws {
    #expect(try problems(Self.stages.replacing(old, with: new) + "\n") == expected, "\(name)")
  }

  @Test func `reports everything at once`() throws {
    let text = Self.stages.replacing("format: 1", with: "format: 1\nkeep: all").replacing("lexicons:", with: "lexicon:")
    #expect(try problems(text + "\n").count { $0.contains(": error[") } == 3)
  }
}
