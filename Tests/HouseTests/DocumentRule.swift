import Testing

/// Documents speak of hearsay alone: they name no place of a machine, and not how they came to be.
enum DocumentRule {
  /// Beginnings of paths that exist on somebody's machine only.
  static let machinePaths = ["/work/", "/tmp/", "/home/", "/root/", "/Users/", "/opt/", "/mnt/", "C:\\"]

  /// Words that have no business in a document of the project.
  static let words = [
    "session", "sessions", "helper agent", "helper agents", "sub-agent", "subagent", "subagents", "worktree",
    "as an ai",
  ]

  /// The documents that are checked, beside all of `docs`.
  static let folders = [".", "Lexicons", "Samples", "Pipelines"]

  /// The paths of all checked documents.
  static var paths: [String] {
    let named = folders.flatMap { folder in
      Repository.names(in: folder, ending: ".md").map { folder == "." ? $0 : "\(folder)/\($0)" }
    }
    return named.filter { $0 != "Samples/thread-de.md" } + Repository.paths(under: "docs", ending: ".md")
  }

  /// What in a document breaks the rule.
  static func findings(in text: String, path: String) -> [Finding] {
    var findings: [Finding] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      for start in machinePaths + machinePaths.map({ String($0.dropLast()) }) where names(line, start) {
        findings.append(
          Finding(
            path: path, line: index + 1,
            message: "\"\(start)\" is a place on somebody's machine; write a path seen from the checkout"))
        break
      }
      let lower = " " + String(line.lowercased().map { $0.isLetter || $0.isNumber || $0 == "-" ? $0 : " " }) + " "
      for word in words where lower.contains(" \(word) ") {
        findings.append(
          Finding(path: path, line: index + 1, message: "\"\(word)\" is not about hearsay; say what a reader needs"))
      }
    }
    return findings
  }

  /// Whether an absolute path that begins with `start` stands in `line`; `a/work/b` and `https://a/home` are none.
  private static func names(_ line: Substring, _ start: String) -> Bool {
    line.ranges(of: start).contains { range in
      if let before = line[..<range.lowerBound].last, before.isLetter || before.isNumber || "./_-~}".contains(before) {
        return false
      }
      guard !start.hasSuffix("/"), let after = line[range.upperBound...].first else { return true }
      return !(after.isLetter || after.isNumber || after == "-" || after == "_")
    }
  }
}

struct `Documents` {
  @Test func `name no machine and no maker`() {
    let findings = DocumentRule.paths.flatMap { DocumentRule.findings(in: Repository.text($0) ?? "", path: $0) }
    expectNone(findings)
  }

  @Test func `are found`() {
    #expect(DocumentRule.paths.contains("Lexicons/README.md"))
    #expect(DocumentRule.paths.contains("CONTRIBUTING.md"))
    #expect(DocumentRule.paths.contains("docs/codes.md"))
  }

  @Test(arguments: [
    "See /work/main for it.", "`/tmp/x`", "(/home/someone/x)", "in /tmp", "This session added words.",
    "A helper agent wrote it.", "Sessions: none",
  ])
  func `that do are found`(_ line: String) {
    let found = DocumentRule.findings(in: "# Title\n\n\(line)\n", path: "README.md")
    #expect(found.map(\.line) == [3])
    #expect(found.first?.description.hasPrefix("README.md:3: error: ") ?? false)
  }

  @Test(arguments: [
    "See docs/work/main.", "https://example.org/home/x", "obsession", "network/tmpfiles", "$HOME/tmp/x",
    "/workers and /tmpfs",
  ])
  func `that do not are not`(_ line: String) {
    #expect(DocumentRule.findings(in: line, path: "README.md") == [])
  }
}
