import Testing

struct `The scanner of Swift files` {
  @Test(arguments: [
    ("let a = \"b!\" // c!", "let a = \"  \"", "comment to the end of the line"),
    ("a /* b /* c */ d */ e", "a                   e", "nested comments"),
    (#"x("\(y!)z")"#, #"x("\(y!) ")"#, "interpolations are code"),
    (#"x("\(f("a)b"))c") d"#, #"x("\(f("   ")) ") d"#, "literals in interpolations"),
    (##"#"a "b" \(c)"# d"##, ##"#"          "# d"##, "raw literals"),
    (#"a("\\") b"#, #"a("  ") b"#, "escaped backslash before the quote"),
    (#"a("\"!") b"#, #"a("   ") b"#, "escaped quote"),
    ("#if os(Linux)", "#if os(Linux)", "a number sign that begins no literal"),
    ("a\"b\nc", "a\" \nc", "an open literal ends with its line"),
    ("a /* b", "a     ", "an open comment ends with the file"),
  ])
  func `tells code from comments and literals`(_ text: String, _ expected: String, _ why: String) {
    let file = SwiftFile(path: "Sources/A/B.swift", text: text)
    let code = file.code.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "\n")
    func trimmed(_ text: String) -> String {
      var text = text
      while text.last == " " { text.removeLast() }
      return text
    }
    #expect(trimmed(code) == trimmed(expected), "\(why)")
  }

  @Test func `keeps the content of literals with their lines`() {
    let text = "a\nb(\"\"\"\n  one \"two\"\n  \\(c)\n  \"\"\", \"d\")\n"
    let file = SwiftFile(path: "Sources/A/B.swift", text: text)
    #expect(file.literals.map(\.line) == [2, 5])
    #expect(file.literals.map(\.text) == ["\n  one \"two\"\n  \n  ", "d"])
    #expect(file.lineCount == 5)
    #expect(file.module == "A" && file.name == "B.swift")
  }

  @Test func `finds the sources of this package`() {
    #expect(Repository.sources.contains { $0.path == "Sources/HearsayCore/TextSpan.swift" })
    #expect(Repository.sources.allSatisfy { !$0.module.isEmpty })
  }
}
