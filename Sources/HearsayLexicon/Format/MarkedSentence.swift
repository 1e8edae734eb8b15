import HearsayCore
import HearsayFiles

/// A sentence of `examples.txt`: text with marked words, and a verdict.
///
///     Det var en [+: god] dag. => positive
package struct MarkedSentence: Sendable {
  /// Marked words.
  package struct Mark: Hashable, Sendable {
    /// What stands before the colon.
    package let label: String
    /// The bytes of the words in the text without marks.
    package let span: TextSpan

    /// A mark with its label.
    package init(label: String, span: TextSpan) {
      self.label = label
      self.span = span
    }
  }

  /// The text without marks.
  package let text: String
  /// The marks in text order.
  package let marks: [Mark]
  /// The words behind `=>`; nil where there is no verdict.
  package let verdict: [String]?
  /// Whether the sentence is known to fail today.
  package let isKnownToFail: Bool
  /// Where it stands.
  package let location: Location

  /// The sentences of a file; blank lines and lines that begin with `#` are none.
  ///
  /// - Throws: `example.syntax`, with every line that is wrong; `file.encoding`.
  package static func parse(_ bytes: [UInt8], file: String) throws(Diagnostics) -> [MarkedSentence] {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Diagnostics(Diagnostic(.fileEncoding, "the file is not UTF-8", at: Location(file: file, line: 1)))
    }
    var problems = Diagnostics()
    var sentences: [MarkedSentence] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if line.allSatisfy(\.isWhitespace) || line.hasPrefix("# ") || line == "#" { continue }
      let location = Location(file: file, line: index + 1)
      let sentence = problems.collect { () throws(Diagnostics) in try MarkedSentence(line, at: location) }
      if let sentence { sentences.append(sentence) }
    }
    try problems.throwErrors()
    return sentences
  }

  /// One line.
  package init(_ line: Substring, at location: Location) throws(Diagnostics) {
    var rest = line
    isKnownToFail = rest.hasPrefix("! ")
    if isKnownToFail { rest = rest.dropFirst(2) }
    if let arrow = rest.ranges(of: " => ").last {
      verdict = rest[arrow.upperBound...].split(separator: " ").map(String.init)
      rest = rest[..<arrow.lowerBound]
    } else {
      verdict = nil
    }
    var parser = MarkParser(line: line, location: location)
    try parser.parse(rest)
    text = parser.text
    marks = parser.marks
    self.location = location
  }
}

/// Takes the brackets out of a line and remembers where they stood.
private struct MarkParser {
  let line: Substring
  let location: Location
  var text = ""
  var marks: [MarkedSentence.Mark] = []
  private var open: (label: String, start: Int)?

  init(line: Substring, location: Location) {
    self.line = line
    self.location = location
  }

  mutating func parse(_ sentence: Substring) throws(Diagnostics) {
    var rest = sentence
    while let character = rest.first {
      if rest.hasPrefix("[[") || rest.hasPrefix("]]"), open == nil || rest.hasPrefix("[[") {
        text.append(character)
        rest = rest.dropFirst(2)
      } else if character == "[" {
        try openMark(&rest)
      } else if character == "]" {
        try closeMark(rest)
        rest = rest.dropFirst()
      } else {
        text.append(character)
        rest = rest.dropFirst()
      }
    }
    if open != nil { throw syntax("a mark is not closed", rest) }
  }

  private mutating func openMark(_ rest: inout Substring) throws(Diagnostics) {
    guard open == nil else { throw syntax("a mark begins inside another", rest) }
    guard let colon = rest.range(of: ": ") else {
      throw syntax("a mark has no label; it is written [label: words]", rest)
    }
    let label = rest[rest.index(after: rest.startIndex)..<colon.lowerBound]
    guard !label.isEmpty, !label.contains("]") else {
      throw syntax("a mark has no label; it is written [label: words]", rest)
    }
    open = (String(label), text.utf8.count)
    rest = rest[colon.upperBound...]
  }

  private mutating func closeMark(_ rest: Substring) throws(Diagnostics) {
    guard let mark = open else { throw syntax("there is a closing bracket without an opening one", rest) }
    guard mark.start < text.utf8.count else { throw syntax("a mark has no words", rest) }
    marks.append(MarkedSentence.Mark(label: mark.label, span: TextSpan(mark.start..<text.utf8.count)))
    open = nil
  }

  private func syntax(_ message: String, _ rest: Substring) -> Diagnostics {
    let column = line.utf8.distance(from: line.startIndex, to: rest.startIndex) + 1
    return Diagnostics(
      Diagnostic(
        .exampleSyntax, message, at: Location(file: location.file, line: location.line, column: column),
        help: "a literal bracket is doubled: [[ ]]"))
  }
}

extension Substring {
  /// The first place of `part`.
  fileprivate func range(of part: String) -> Range<Index>? { ranges(of: part).first }
}
