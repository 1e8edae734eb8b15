import Testing

/// Only HearsayStore writes SQL.
enum SQLRule {
  /// Words that, in this order and in capitals, make a statement.
  static let statements = [
    ["SELECT", "FROM"], ["SELECT", "WHERE"], ["INSERT", "INTO"], ["REPLACE", "INTO"], ["UPDATE", "SET"],
    ["DELETE", "FROM"], ["CREATE", "TABLE"], ["CREATE", "INDEX"], ["CREATE", "VIEW"], ["CREATE", "TRIGGER"],
    ["DROP", "TABLE"], ["ALTER", "TABLE"], ["PRAGMA"], ["GROUP", "BY"], ["ORDER", "BY"], ["BEGIN", "IMMEDIATE"],
    ["ON", "CONFLICT"], ["LEFT", "JOIN"],
  ]

  /// The string literals of `file` that hold SQL.
  static func findings(in file: SwiftFile) -> [Finding] {
    guard file.module != "HearsayStore" else { return [] }
    return file.literals.compactMap { literal in
      guard let words = statement(in: literal.text) else { return nil }
      return Finding(
        path: file.path, line: literal.line,
        message:
          "a string holds SQL (\(words.joined(separator: " … "))); only HearsayStore writes SQL: add a query there")
    }
  }

  private static func statement(in text: String) -> [String]? {
    let words = text.split { !$0.isLetter && $0 != "_" }.map(String.init)
    return statements.first { statement in
      var rest = statement[...]
      for word in words where word == rest.first { rest.removeFirst() }
      return rest.isEmpty
    }
  }
}

struct `SQL` {
  @Test func `is written in the store only`() {
    expectNone(Repository.sources.flatMap(SQLRule.findings))
  }

  @Test(arguments: SQLRule.statements)
  func `is found in literals`(_ statement: [String]) {
    let text = "let a = 1\nlet b = \"\"\"\n  \(statement.joined(separator: " x "))\n  \"\"\"\n"
    #expect(SQLRule.findings(in: SwiftFile(path: "Sources/Hearsay/File.swift", text: text)).map(\.line) == [2])
    #expect(SQLRule.findings(in: SwiftFile(path: "Sources/HearsayStore/File.swift", text: text)) == [])
  }

  @Test(arguments: ["\"select a stage from the list\"", "\"FROM here\"", "// SELECT a FROM b", "\"SELECTED FROM\""])
  func `is not seen where there is none`(_ line: String) {
    #expect(SQLRule.findings(in: SwiftFile(path: "Sources/Hearsay/File.swift", text: line)) == [])
  }
}
