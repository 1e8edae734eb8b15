/// Finds the posts of a thread in a text whose paragraphs are numbered `1/`, `2/` or `1/7`, `2/7`.
///
///     "1/ Scroll pauses.\n\n2/ Why?"            two posts
///     "Three points: 1) fees; 2) users"         one: a list inside prose is one author's one argument
enum NumberedThread {
  /// The posts, or nil where the text is not a thread: it begins with 1 and counts up, to 2 at least.
  static func parts(of text: [UInt8]) -> [ArraySlice<UInt8>]? {
    var starts: [Int] = []
    for start in paragraphStarts(of: text) {
      guard let number = number(in: text, at: start) else {
        // A heading may stand above the thread, and a post may have several paragraphs.
        continue
      }
      if number == starts.count + 1 { starts.append(start) }
    }
    guard 2 <= starts.count, let first = starts.first else { return nil }
    let heading = trimmed(text[..<first])
    // Prose before the first number means that the numbers are part of it, unless it is a mere heading.
    guard heading.isEmpty || heading.first == UInt8(ascii: "#") && !heading.contains(0x0A) else { return nil }
    var parts: [ArraySlice<UInt8>] = []
    for (index, start) in starts.enumerated() {
      let from = index == 0 ? text.startIndex : start
      let end = index + 1 < starts.count ? starts[index + 1] : text.endIndex
      parts.append(trimmed(text[from..<end]))
    }
    return parts
  }

  /// The bytes without blanks around them.
  static func trimmed(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var part = text.drop { $0 <= 0x20 }
    while let last = part.last, last <= 0x20 { part.removeLast() }
    return part
  }

  /// Where paragraphs begin: at the start, and behind each blank line.
  private static func paragraphStarts(of text: [UInt8]) -> [Int] {
    var starts: [Int] = []
    var lineStart = 0
    var isBehindBlank = true
    while lineStart < text.count {
      let lineEnd = text[lineStart...].firstIndex(of: 0x0A) ?? text.count
      let isBlank = text[lineStart..<lineEnd].allSatisfy { $0 <= 0x20 }
      if !isBlank, isBehindBlank { starts.append(lineStart) }
      isBehindBlank = isBlank
      lineStart = lineEnd + 1
    }
    return starts
  }

  /// The number of a paragraph that begins with `3/` or `3/7`, or nil.
  private static func number(in text: [UInt8], at start: Int) -> Int? {
    func digits(_ position: inout Int) -> Int? {
      let first = position
      var value = 0
      while position < text.count, text[position] &- 0x30 <= 9, position - first < 4 {
        value = value * 10 + Int(text[position] - 0x30)
        position += 1
      }
      return first < position ? value : nil
    }
    var position = start
    while position < text.count, text[position] == 0x20 || text[position] == UInt8(ascii: "(") { position += 1 }
    guard let number = digits(&position), position < text.count, text[position] == UInt8(ascii: "/") else { return nil }
    position += 1
    let total = digits(&position)
    if let total, total < number { return nil }
    // "1/2 cup" is no numbering, but "1/2" before another half is; dates such as 1/2/2026 are none.
    guard position < text.count else { return number }
    let next = text[position]
    return next <= 0x20 || next == UInt8(ascii: ")") || next == UInt8(ascii: ":") || (total == nil && next != 0x2F)
      ? number : nil
  }
}
