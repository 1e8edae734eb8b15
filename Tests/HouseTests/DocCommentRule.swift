import Testing

/// Everything that users of the library see says what it is.
enum DocCommentRule {
  /// Declarations whose meaning is that of the protocol they satisfy.
  static let witnesses = [
    "var description", "var debugDescription", "static func ==", "static func <", "func hash(into", "let rawValue",
    "var rawValue", "init(rawValue", "init(stringLiteral", "init(integerLiteral", "init(arrayLiteral", "init(from ",
    "init?(argument",
    "func encode(to", "var errorDescription", "typealias RawValue", "typealias Element",
  ]

  private static let keywords: Set<String> = [
    "struct", "enum", "class", "actor", "protocol", "func", "init", "var", "let", "static", "subscript", "typealias",
    "associatedtype", "convenience", "required", "macro", "private", "internal", "package", "fileprivate",
  ]

  /// The public declarations of `file` without a doc comment.
  static func findings(in file: SwiftFile) -> [Finding] {
    file.code.indices.compactMap { index in
      guard let declaration = publicDeclaration(file.codeLine(index)),
        !witnesses.contains(where: declaration.hasPrefix), !isDocumented(index, in: file)
      else { return nil }
      return Finding(
        path: file.path, line: index + 1,
        message: "\"\(declaration.prefix(50))\" is public without a doc comment; say in one sentence what it does")
    }
  }

  /// What follows `public` on a line that declares something, or nil.
  private static func publicDeclaration(_ line: String) -> String? {
    var words = line.split(separator: " ")[...]
    while let first = words.first, first.hasPrefix("@") { words.removeFirst() }
    guard let level = words.popFirst(), level == "public" || level == "open" else { return nil }
    while let first = words.first,
      ["final", "mutating", "nonisolated", "indirect", "override", "borrowing"].contains(first)
    {
      words.removeFirst()
    }
    // An import is no declaration, an extension says nothing of its own, and "open" is a name too.
    guard let first = words.first, keywords.contains(String(first.prefix { $0.isLetter })) else { return nil }
    return words.joined(separator: " ")
  }

  /// Whether a doc comment ends above the line with `index`; attributes may stand between.
  private static func isDocumented(_ index: Int, in file: SwiftFile) -> Bool {
    var above = index - 1
    while 0 <= above {
      let line = file.lines[above].drop { $0 == " " }
      if line.hasPrefix("///") { return true }
      guard line.hasPrefix("@") || line.hasPrefix("#if") else { return false }
      above -= 1
    }
    return false
  }
}

struct `Public declarations` {
  @Test func `have doc comments`() {
    expectNone(Repository.sources.flatMap(DocCommentRule.findings))
  }

  @Test(arguments: [
    "public struct A {}", "  public var a: Int { 1 }", "@discardableResult public func a() {}", "public init() {}",
    "// a comment, but none of documentation\npublic func a() {}", "/// Of something else.\n\npublic func a() {}",
    "public static let a = 1", "public final class A {}", "public func description(of a: Int) {}",
  ])
  func `without them are found`(_ text: String) {
    let found = DocCommentRule.findings(in: SwiftFile(path: "Sources/A/B.swift", text: text))
    #expect(found.count == 1)
  }

  @Test(arguments: [
    "/// It.\npublic struct A {}", "/// It.\n@discardableResult\npublic func a() {}", "package func a() {}",
    "func a() {}",
    "public var description: String { a }", "public static func == (a: A, b: A) -> Bool { true }", "public import A",
    "let text = \"public func\"", "// public func a()", "extension A {}", "open = nil", "  let open = 1",
    "public func hash(into hasher: inout Hasher) {}",
  ])
  func `with them, and witnesses, are not`(_ text: String) {
    #expect(DocCommentRule.findings(in: SwiftFile(path: "Sources/A/B.swift", text: text)) == [])
  }
}
