import Testing

/// A place of the repository where a rule of the house is broken.
struct Finding: Hashable, CustomStringConvertible {
  /// The file, seen from the root of the repository.
  var path: String
  /// Line, counted from 1.
  var line: Int
  /// What is the case, and what to do instead.
  var message: String

  var description: String { "\(path):\(line): error: \(message)" }
}

/// Fails the running test with all findings, one a line; editors jump to them.
func expectNone(_ findings: [Finding], sourceLocation: SourceLocation = #_sourceLocation) {
  guard !findings.isEmpty else { return }
  let lines = findings.map(\.description).joined(separator: "\n")
  Issue.record("\(findings.count) places break the rule:\n\(lines)", sourceLocation: sourceLocation)
}
