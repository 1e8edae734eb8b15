import HearsayMarkup

/// Makes plain text of what feeds contain.
enum FeedText {
  /// Title and content, or the content alone where it begins with the title anyway.
  static func text(title: [UInt8], content: [UInt8]) -> [UInt8] {
    if content.isEmpty || title == content { return title }
    if title.isEmpty || content.starts(with: stem(title)) { return content }
    return title + [0x0A, 0x0A] + content
  }

  /// What is left of a title that was cut off with an ellipsis.
  private static func stem(_ title: [UInt8]) -> [UInt8] {
    let ellipses: [[UInt8]] = [Array("…".utf8), Array("...".utf8), Array("[…]".utf8)]
    for ellipsis in ellipses
    where title.count > ellipsis.count + 10 && title.suffix(ellipsis.count).elementsEqual(ellipsis) {
      return trimmed(Array(title.dropLast(ellipsis.count)))
    }
    return title
  }

  /// The text that `bytes` show: escaped HTML, or text with entities, or HTML that was escaped once too often.
  static func plain(_ bytes: [UInt8]) -> [UInt8] {
    let text = MarkupDecoder.plain(bytes)
    return trimmed(text)
  }

  /// Without `suffix` at its end.
  static func without(suffix: String, _ text: [UInt8]) -> [UInt8] {
    guard text.suffix(suffix.utf8.count).elementsEqual(suffix.utf8) else { return text }
    return trimmed(Array(text.dropLast(suffix.utf8.count)))
  }

  /// Without blanks around it.
  static func trimmed(_ bytes: [UInt8]) -> [UInt8] {
    guard let first = bytes.firstIndex(where: { 0x20 < $0 }), let last = bytes.lastIndex(where: { 0x20 < $0 }) else {
      return []
    }
    return first == 0 && last == bytes.count - 1 ? bytes : Array(bytes[first...last])
  }

  /// The person in `ann@example.org (Ann)` or `Ann <ann@example.org>`; the text itself where there is none.
  static func name(inMailAddress text: String) -> String {
    if let open = text.firstIndex(of: "("), let close = text.lastIndex(of: ")"), open < close {
      let name = text[text.index(after: open)..<close]
      if !name.isEmpty { return String(name) }
    }
    if let bracket = text.firstIndex(of: "<"), text.startIndex < bracket {
      return String(text[..<bracket].reversed().drop { $0 == " " }.reversed())
    }
    return text
  }
}

extension String {
  /// Whether the bytes of `text` stand in it.
  func has(_ text: StaticString) -> Bool {
    var copy = self
    return copy.withUTF8 { ByteSearch.first(text, in: UnsafeRawBufferPointer($0), from: 0) != nil }
  }
}

/// Ids of posts that have none in their archive.
enum ContentID {
  /// Two hashes of the words: the same words are the same post.
  static func of(_ text: [UInt8]) -> String {
    var low = FNV1a()
    var high = FNV1a(seed: 1)
    text.withUnsafeBytes {
      low.add($0)
      high.add($0)
    }
    return high.hexadecimal + low.hexadecimal
  }
}
