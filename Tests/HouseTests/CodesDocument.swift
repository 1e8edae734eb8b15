import HearsayCore
import Testing

/// `docs/codes.md`: every diagnostic code with its explanation, written by the program.
enum CodesDocument {
  static let path = "docs/codes.md"

  /// The document that belongs to the codes of this program.
  static func text() -> String {
    var lines = [
      "# Codes",
      "",
      "Every problem that hearsay reports carries one of these codes.",
      "Codes are never renamed, so scripts may rely on them; `hearsay codes` prints the same list.",
      "",
      "This file is generated: `HEARSAY_RECORD=1 swift test --filter HouseTests` writes it anew.",
    ]
    var group = ""
    for code in DiagnosticCode.allCases {
      let name = String(code.description.prefix { $0 != "." })
      if name != group {
        lines += ["", "## \(name)", "", "| code | what it is, and what to do |", "| --- | --- |"]
        group = name
      }
      lines.append("| `\(code)` | \(code.explanation.replacing("|", with: "\\|")) |")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// What is wrong with a code's own words.
  static func findings(_ code: String, _ explanation: String) -> [String] {
    var findings: [String] = []
    let parts = code.split(separator: ".", omittingEmptySubsequences: false)
    let isKebab = parts.allSatisfy { part in
      !part.isEmpty && part.allSatisfy { ("a"..."z").contains($0) || $0 == "-" || $0.isNumber }
    }
    if parts.count != 2 || !isKebab { findings.append("\(code) is not of the form group.kebab-case; rename it now") }
    if explanation.count < 15 { findings.append("\(code) has no explanation; say what it is and what to do") }
    if explanation.hasSuffix(".") { findings.append("the explanation of \(code) ends in a full stop; remove it") }
    return findings
  }
}

struct `Diagnostic codes` {
  @Test func `are documented`() throws {
    let expected = CodesDocument.text()
    let found = Repository.text(CodesDocument.path)
    if Repository.isRecording && found != expected {
      try Repository.write(expected, to: CodesDocument.path)
      Issue.record("\(CodesDocument.path) was written anew; look at it and run again without HEARSAY_RECORD")
      return
    }
    let lines = (found ?? "").split(separator: "\n", omittingEmptySubsequences: false)
    let wanted = expected.split(separator: "\n", omittingEmptySubsequences: false)
    let line = zip(lines, wanted).prefix { $0 == $1 }.count + 1
    expectNone(
      found == expected
        ? []
        : [
          Finding(
            path: CodesDocument.path, line: line,
            message: "the document and DiagnosticCode differ; run HEARSAY_RECORD=1 swift test --filter HouseTests")
        ])
  }

  @Test func `have names and explanations in one form`() {
    let objections = DiagnosticCode.allCases.flatMap { CodesDocument.findings($0.description, $0.explanation) }
    #expect(objections == [])
    #expect(Set(DiagnosticCode.allCases.map(\.description)).count == DiagnosticCode.allCases.count)
  }

  @Test func `in another form are found`() {
    #expect(CodesDocument.findings("file.unreadable", "a file cannot be read; check it") == [])
    #expect(CodesDocument.findings("unreadable", "a file cannot be read; check it").count == 1)
    #expect(CodesDocument.findings("file.Unreadable", "a file cannot be read; check it").count == 1)
    #expect(CodesDocument.findings("file.", "a file cannot be read; check it.").count == 2)
    #expect(CodesDocument.findings("file.unreadable", "").count == 1)
  }

  @Test func `are listed in groups, one a row`() {
    let lines = CodesDocument.text().split(separator: "\n")
    #expect(lines.count { $0.hasPrefix("| `") } == DiagnosticCode.allCases.count)
    #expect(
      lines.count { $0.hasPrefix("## ") }
        == Set(DiagnosticCode.allCases.map { $0.description.prefix { $0 != "." } }).count)
  }
}
