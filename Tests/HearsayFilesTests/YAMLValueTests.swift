import HearsayCore
import Testing

@testable import HearsayFiles

struct `Values of YAML` {
  private func problems(_ text: String) -> [Diagnostic] { problems(Array(text.utf8)) }

  private func problems(_ bytes: [UInt8]) -> [Diagnostic] {
    do throws(Diagnostics) {
      _ = try YAMLValue.parse(bytes, file: "a.yaml")
      return []
    } catch { return error.all }
  }

  /// The value written in one line: scalars in quotes, with the column of each behind an at sign.
  private func outline(_ value: YAMLValue) -> String {
    let place = "@\(value.location.line):\(value.location.column)"
    switch value.content {
    case .scalar(let text): return "'\(text)'\(place)"
    case .sequence(let values): return "[\(values.map(outline).joined(separator: " "))]\(place)"
    case .mapping(let pairs):
      return "{\(pairs.map { "\(outline($0.key))=\(outline($0.value))" }.joined(separator: " "))}\(place)"
    }
  }

  @Test(arguments: [
    ("a: 1", "{'a'@1:1='1'@1:4}@1:1", "a mapping"),
    ("lang: no", "{'lang'@1:1='no'@1:7}@1:1", "no is no boolean"),
    ("v: 1.10\nd: 2026-01-02\nn: ~", "{'v'@1:1='1.10'@1:4 'd'@2:1='2026-01-02'@2:4 'n'@3:1='~'@3:4}@1:1", "texts stay"),
    ("- a\n- [b, c]", "['a'@1:3 ['b'@2:4 'c'@2:7]@2:3]@1:1", "lists"),
    ("ä: [ö, ü]", "{'ä'@1:1=['ö'@1:6 'ü'@1:10]@1:5}@1:1", "columns count bytes"),
    ("t: 以太坊 # note\nu: {以: 太}", "{'t'@1:1='以太坊'@1:4 'u'@2:1={'以'@2:5='太'@2:10}@2:4}@1:1", "three bytes each"),
    ("z: 1\na: 2", "{'z'@1:1='1'@1:4 'a'@2:1='2'@2:4}@1:1", "keys in file order"),
  ])
  func `remember their places`(_ text: String, _ expected: String, _ why: String) throws {
    #expect(outline(try YAMLValue.parse(Array(text.utf8), file: "a.yaml")) == expected, "\(why)")
  }

  @Test(arguments: [
    ("a: &x 1\nb: 2", 1, "an anchor"), ("a: &x [1]\nb: *x", 1, "an alias"),
    ("a: \"*x &y !z\"\nb: &x 1", 2, "marks in a text are none"), ("a: 1\n---\nb: 2", 1, "two documents"),
    ("", 1, "no document"), ("a: !!str 1", 1, "a tag"), ("- 1\n- !custom 2", 2, "a tag of one's own"),
  ])
  func `refuse what has traps`(_ text: String, _ line: Int, _ why: String) {
    let found = problems(text)
    #expect(!found.isEmpty && found.allSatisfy { $0.code == .yamlForbidden }, "\(why): \(found)")
    #expect(found.first?.location?.line == line, "\(why): \(found)")
  }

  @Test func `refuse aliases of aliases without writing them out`() {
    var text = "a0: &a0 [x, x]\n"
    // Thirty doublings would be a thousand million values.
    for level in 1...30 { text += "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1)]\n" }
    let found = problems(text)
    #expect(found.count == 31 && found.allSatisfy { $0.code == .yamlForbidden })
  }

  @Test(arguments: [("a: [1", 1), ("a: 1\n b: 2", 2), ("a: \"x", 1), ("a: b: c", 1), ("a: 1\nb: 2\na: 3", 3)])
  func `refuse what is no YAML`(_ text: String, _ line: Int) {
    let found = problems(text)
    #expect(found.map(\.code) == [.yamlSyntax])
    #expect((found.first?.location?.line).map { line <= $0 } ?? false, "\(found)")
  }

  @Test func `refuse keys that stand twice, naming the key`() {
    let found = problems("a: 1\nbc: 2\nbc: 3\n")
    #expect(found.map(\.code) == [.yamlSyntax])
    #expect(found.first?.message.contains("bc") ?? false, "\(found)")
    #expect(found.first?.location?.line == 3, "\(found)")
  }

  @Test func `refuse bytes that are no UTF-8`() {
    #expect(problems([0x61, 0x3A, 0x20, 0xFF]).map(\.code) == [.fileEncoding])
  }
}
