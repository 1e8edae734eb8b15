/// Finds the lines of Markdown that quote somebody else.
///
///     "&gt; Scroll pauses its DAO\nWhere did you read that?"      // only the question is the author's
///
/// A quoted line begins with ">", written so or as an entity. Of `>!`, which hides a line until it is clicked on,
/// the words are the author's own.
enum MarkdownQuotes {
  /// Whether one of the lines is quoted.
  static func occur(in bytes: UnsafeRawBufferPointer) -> Bool {
    var lineStart = 0
    while lineStart < bytes.count {
      if isQuoted(bytes, at: lineStart) { return true }
      while lineStart < bytes.count, bytes[lineStart] != 0x0A { lineStart += 1 }
      lineStart += 1
    }
    return false
  }

  /// The text without its quoted lines.
  static func removed(from text: [UInt8]) -> [UInt8] {
    var kept: [UInt8] = []
    kept.reserveCapacity(text.count)
    text.withUnsafeBytes { bytes in
      var lineStart = 0
      while lineStart < bytes.count {
        var lineEnd = lineStart
        while lineEnd < bytes.count, bytes[lineEnd] != 0x0A { lineEnd += 1 }
        let next = min(lineEnd + 1, bytes.count)
        if !isQuoted(bytes, at: lineStart) { kept.append(contentsOf: bytes[lineStart..<next]) }
        lineStart = next
      }
    }
    while let last = kept.last, last <= 0x20 { kept.removeLast() }
    return Array(kept.drop { $0 <= 0x20 })
  }

  private static func isQuoted(_ bytes: UnsafeRawBufferPointer, at lineStart: Int) -> Bool {
    var position = lineStart
    while position < bytes.count, bytes[position] == 0x20, position - lineStart < 3 { position += 1 }
    let rest = bytes[position...]
    let end: Int
    if rest.first == UInt8(ascii: ">") {
      end = position + 1
    } else if rest.starts(with: "&gt;".utf8) {
      end = position + 4
    } else {
      return false
    }
    return end == bytes.count || bytes[end] != UInt8(ascii: "!")
  }
}
