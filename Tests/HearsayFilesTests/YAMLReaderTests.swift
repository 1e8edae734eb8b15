import HearsayCore
import Testing

@testable import HearsayFiles

struct `Readers of YAML` {
  private func reader(_ text: String) throws -> YAMLReader {
    YAMLReader(try YAMLValue.parse(Array(text.utf8), file: "a.yaml"))
  }

  private func messages(_ reader: inout YAMLReader) -> [String] {
    do throws(Diagnostics) {
      try reader.finish()
      return []
    } catch {
      return error.all.map {
        "\($0.location?.description ?? "-") \($0.code): \($0.message)" + ($0.help.map { " | \($0)" } ?? "")
      }
    }
  }

  @Test func `give what was asked for`() throws {
    var reader = try reader("name: crypto\ncount: 2_000\nmode: fast\nlist: [a, b]\none: c\n")
    #expect(reader.text("name") == "crypto")
    #expect(reader.integer("count", in: 0...5000) == 2000)
    #expect(reader.word("mode", of: ["fast", "slow"]) == "fast")
    #expect(reader.texts("list") == ["a", "b"] && reader.texts("one") == ["c"])
    #expect(reader.text("absent", required: false) == nil && reader.value("absent") == nil)
    #expect(reader.keys == ["name", "count", "mode", "list", "one"])
    #expect(reader.location(of: "count").description == "a.yaml:2:8")
    #expect(messages(&reader) == [])
  }

  @Test(arguments: [
    ("nam: 1", "did you mean \"name\"?"), ("namee: 1", "did you mean \"name\"?"),
    ("completely: 1", "the keys are: name, count"),
  ])
  func `refuse keys that nobody asked for`(_ text: String, _ help: String) throws {
    var reader = try reader("name: a\n\(text)\n")
    _ = reader.text("name")
    _ = reader.integer("count", in: 0...9, required: false)
    let key = text.prefix { $0 != ":" }
    #expect(messages(&reader) == ["a.yaml:2:1 yaml.unknown-key: there is no key \"\(key)\" here | \(help)"])
  }

  @Test func `report all problems at once, with places in bytes`() throws {
    var reader = try reader("über: {ä: x, count: 12}\nother: [1]\n")
    guard let inner = reader.value("über") else {
      Issue.record("the key was not found")
      return
    }
    var nested = YAMLReader(inner)
    _ = nested.text("ä")
    _ = nested.integer("count", in: 1...9)
    _ = nested.required("needed")
    #expect(
      messages(&nested) == [
        "a.yaml:1:23 yaml.wrong-value: \"count\" is \"12\"; it must be a whole number from 1 to 9",
        "a.yaml:1:8 yaml.missing-key: the key \"needed\" is missing",
      ])
    _ = reader.text("other")
    #expect(messages(&reader) == ["a.yaml:2:8 yaml.wrong-value: \"other\" must be a single value"])
  }

  @Test(arguments: [
    ("x", "ten"), ("x", "1.5"), ("x", "-1"), ("x", "10"), ("x", "[1]"), ("x", "99999999999999999999"), ("x", "''"),
    ("x", "1 0"), ("x", "_"),
  ])
  func `refuse what is no whole number in the range`(_ key: String, _ text: String) throws {
    var reader = try reader("\(key): \(text)")
    #expect(reader.integer("x", in: 0...9) == nil)
    #expect(reader.problems.all.map(\.code) == [.yamlWrongValue])
  }

  @Test func `refuse words beyond the list, and lists of lists`() throws {
    var reader = try reader("mode: quick\nlist: [a, [b]]\nmap: {a: b}\n")
    #expect(reader.word("mode", of: ["fast", "slow"]) == nil)
    #expect(reader.texts("list") == nil && reader.texts("map") == nil)
    #expect(
      messages(&reader) == [
        "a.yaml:1:7 yaml.wrong-value: \"mode\" is \"quick\"; it must be one of fast, slow",
        "a.yaml:2:7 yaml.wrong-value: \"list\" must be a list of single values",
        "a.yaml:3:6 yaml.wrong-value: \"map\" must be a list of single values",
      ])
  }

  @Test func `need a mapping`() throws {
    var reader = try reader("- a\n- b\n")
    #expect(messages(&reader) == ["a.yaml:1:1 yaml.wrong-value: a mapping of keys to values is needed here"])
    #expect(reader.value("a") == nil && reader.keys == [])
  }

  @Test func `refuse keys that are no single value`() throws {
    var reader = try reader("[a, b]: c\n")
    #expect(messages(&reader) != [])
  }
}

struct `Suggestions` {
  @Test(arguments: [
    ("find-entites", "find-entities" as String?), ("find-claim", "find-claims"), ("decodetext", "decode-text"),
    ("xyz", nil), ("", nil), ("find-entities", "find-entities"),
  ])
  func `name what was probably meant`(_ word: String, _ expected: String?) {
    #expect(Suggestion.nearest(to: word, in: ["find-entities", "find-claims", "decode-text"]) == expected)
  }

  @Test func `do not depend on the order of the candidates`() {
    #expect(
      Suggestion.nearest(to: "bb", in: ["ba", "ab", "bc"]) == Suggestion.nearest(to: "bb", in: ["bc", "ab", "ba"]))
    #expect(Suggestion.nearest(to: "a", in: []) == nil)
  }
}
