import Glibc
import Hearsay

/// Renders diagnostics: `file:line:column: error[code]: message`, the line with a caret, notes, help.
enum DiagnosticText {
  /// More of one code are only counted: whoever reads twenty knows what the rest is about.
  private static let alikeMost = 20

  /// Each in a block of its own, of one code at most `alikeMost`.
  static func render(_ diagnostics: Diagnostics, alikeMost: Int = alikeMost) -> String {
    var counts: [DiagnosticCode: Int] = [:]
    let shown = diagnostics.all.filter { diagnostic in
      counts[diagnostic.code, default: 0] += 1
      return counts[diagnostic.code, default: 0] <= alikeMost
    }
    let more = DiagnosticCode.allCases.compactMap { code in
      counts[code].flatMap {
        alikeMost < $0 ? "and \(Figures.grouped(Int64($0 - alikeMost))) more of [\(code)]\n" : nil
      }
    }
    return (shown.map(render) + more).joined(separator: "\n")
  }

  private static func render(_ diagnostic: Diagnostic) -> String {
    var text = diagnostic.location.map { "\($0): " } ?? "hearsay: "
    text += "\(diagnostic.severity.rawValue)[\(diagnostic.code)]: \(diagnostic.message)\n"
    if let location = diagnostic.location { text += excerpt(location) }
    for note in diagnostic.notes {
      text += "note: \(note.message)" + (note.location.map { " (\($0))" } ?? "") + "\n"
    }
    if let help = diagnostic.help { text += "help: \(help)\n" }
    return text
  }

  /// The line with a caret under the column; nothing where the file cannot be read.
  private static func excerpt(_ location: Location) -> String {
    guard let file = fopen(location.file, "r") else { return "" }
    defer { fclose(file) }
    var line: UnsafeMutablePointer<CChar>?
    var capacity = 0
    defer { free(line) }
    for number in 1...max(1, location.line) {
      guard 0 <= getline(&line, &capacity, file), let line else { return "" }
      if number < location.line { continue }
      let text = String(cString: line).trimmingLineEnd
      guard text.utf8.count <= 200, !text.isEmpty else { return "" }
      let before = String(decoding: text.utf8.prefix(location.column - 1), as: UTF8.self)
      let indent = before.map { $0 == "\t" ? "\t" : " " }.joined()
      let margin = String(repeating: " ", count: 5 - min(5, String(number).count)) + "\(number) | "
      return "\(margin)\(text)\n      | \(indent)^\n"
    }
    return ""
  }
}

extension String {
  /// Without line feeds and blanks at the end.
  var trimmingLineEnd: String {
    var copy = self
    while let last = copy.last, last.isWhitespace { copy.removeLast() }
    return copy
  }
}
