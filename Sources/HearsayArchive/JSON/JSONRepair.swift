/// Mends what archives contain although JSON forbids it, so that a bad byte does not cost a record.
///
/// Invalid UTF-8 and surrogates without a partner become U+FFFD, raw control characters in strings are
/// escaped, `\x01` becomes `\u0001`, other unknown escapes lose their backslash, numbers that no 64 bits hold
/// become strings of the same digits, NaN and Infinity become null, and a value without quotes, as Telegram writes
/// names of files, becomes a string; a comma behind the last element, or behind a record, is left out. What is cut off
/// stays cut off.
enum JSONRepair {
  /// A mended copy of `text`, or nil where nothing was found to mend.
  static func repaired(_ text: UnsafeRawBufferPointer) -> [UInt8]? {
    var scan = JSONRepairScan(text)
    scan.run()
    return scan.isChanged ? scan.output : nil
  }
}

private struct JSONRepairScan {
  private let text: UnsafeRawBufferPointer
  private var position = 0
  private(set) var output: [UInt8] = []
  private(set) var isChanged = false

  init(_ text: UnsafeRawBufferPointer) {
    self.text = text
    output.reserveCapacity(text.count + text.count / 8)
  }

  mutating func run() {
    while position < text.count {
      switch text[position] {
      case UInt8(ascii: "\""): string()
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "N"), UInt8(ascii: "I"): number()
      case UInt8(ascii: ":"):
        keep(1)
        word()
      case UInt8(ascii: ",") where isLastComma: replace([], skipping: 1)
      case let byte:
        output.append(byte)
        position += 1
      }
    }
  }

  /// Whether nothing follows that the comma would stand before: it ends an object, an array, or the record.
  private var isLastComma: Bool {
    var next = position + 1
    while next < text.count, text[next] <= 0x20 { next += 1 }
    return next == text.count || text[next] == UInt8(ascii: "}") || text[next] == UInt8(ascii: "]")
  }

  private mutating func replace(_ replacement: some Sequence<UInt8>, skipping byteCount: Int) {
    output.append(contentsOf: replacement)
    position += byteCount
    isChanged = true
  }

  private mutating func keep(_ byteCount: Int) {
    output.append(contentsOf: text[position..<min(position + byteCount, text.count)])
    position += byteCount
  }

  private mutating func string() {
    keep(1)
    while position < text.count {
      switch text[position] {
      case UInt8(ascii: "\""):
        keep(1)
        return
      case UInt8(ascii: "\\"): escape()
      case 0..<0x20: replace(Self.escaped(text[position]), skipping: 1)
      case 0x20..<0x80: keep(1)
      default:
        let length = UTF8Scan.scalarByteCount(text, at: position)
        if 0 < length { keep(length) } else { replace(UTF8Scan.replacement, skipping: 1) }
      }
    }
  }

  private mutating func escape() {
    guard position + 1 < text.count else { return keep(1) }
    switch text[position + 1] {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
      UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      keep(2)
    case UInt8(ascii: "u"): unicodeEscape()
    case UInt8(ascii: "x"):
      guard let value = hex(at: position + 2, digitCount: 2) else { return replace([], skipping: 1) }
      replace(Self.escaped(UInt8(value)), skipping: 4)
    default: replace([], skipping: 1)
    }
  }

  private mutating func unicodeEscape() {
    guard let code = hex(at: position + 2, digitCount: 4) else {
      // Fewer than four digits: at the end of a text cut off, the text must stay invalid.
      return position + 6 <= text.count ? replace([], skipping: 1) : keep(2)
    }
    guard (0xD800...0xDFFF).contains(code) else { return keep(6) }
    if code < 0xDC00, position + 12 <= text.count, text[position + 6] == UInt8(ascii: "\\"),
      text[position + 7] == UInt8(ascii: "u"), let second = hex(at: position + 8, digitCount: 4),
      (0xDC00...0xDFFF).contains(second)
    {
      return keep(12)
    }
    replace(UTF8Scan.replacement, skipping: 6)
  }

  /// Puts quotes around a value that is neither string, number, object, array nor one of JSON's words.
  ///
  ///     "document_id": stickers/sticker (2).webp
  private mutating func word() {
    while position < text.count, text[position] <= 0x20 { keep(1) }
    guard position < text.count, Self.beginsWord(text[position]) else { return }
    var end = position
    while end < text.count, !Self.endsWord(text[end]) { end += 1 }
    // Where the text is cut off, nobody knows what the word would have been.
    guard end < text.count else { return }
    while text[end - 1] == 0x20 { end -= 1 }
    let token = text[position..<end]
    if ["true", "false", "null"].contains(where: { token.elementsEqual($0.utf8) }) { return keep(token.count) }
    guard !token.starts(with: "NaN".utf8), !token.starts(with: "Infinity".utf8) else { return }
    let isClean = token.allSatisfy { $0 != UInt8(ascii: "\\") && $0 < 0x80 }
    guard isClean else { return }
    replace([UInt8(ascii: "\"")] + token + [UInt8(ascii: "\"")], skipping: token.count)
  }

  private static func beginsWord(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte | 0x20) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "(")
  }

  private static func endsWord(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ",") || byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]") || byte == UInt8(ascii: "\"")
      || byte < 0x20
  }

  private mutating func number() {
    var end = position
    while end < text.count, Self.isNumberByte(text[end]) { end += 1 }
    let token = text[position..<end]
    if token.contains(UInt8(ascii: "N")) || token.contains(UInt8(ascii: "I")) {
      return replace("null".utf8, skipping: token.count)
    }
    let isShort = token.count <= 19 && !token.contains { $0 | 0x20 == UInt8(ascii: "e") }
    guard !isShort, end < text.count else { return keep(token.count) }
    replace([UInt8(ascii: "\"")] + token + [UInt8(ascii: "\"")], skipping: token.count)
  }

  /// Bytes of a number, and the letters of NaN and Infinity, which Python writes.
  private static func isNumberByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."),
      UInt8(ascii: "e"), UInt8(ascii: "E"):
      true
    case UInt8(ascii: "N"), UInt8(ascii: "a"), UInt8(ascii: "I"), UInt8(ascii: "n"), UInt8(ascii: "f"),
      UInt8(ascii: "i"), UInt8(ascii: "t"), UInt8(ascii: "y"):
      true
    default: false
    }
  }

  private func hex(at start: Int, digitCount: Int) -> Int? {
    guard start + digitCount <= text.count else { return nil }
    var value = 0
    for byte in text[start..<start + digitCount] {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): value = value * 16 + Int(byte - UInt8(ascii: "0"))
      case UInt8(ascii: "a")...UInt8(ascii: "f"): value = value * 16 + Int(byte - UInt8(ascii: "a")) + 10
      case UInt8(ascii: "A")...UInt8(ascii: "F"): value = value * 16 + Int(byte - UInt8(ascii: "A")) + 10
      default: return nil
      }
    }
    return value
  }

  private static func escaped(_ byte: UInt8) -> [UInt8] {
    let digits = Array("0123456789abcdef".utf8)
    return Array("\\u00".utf8) + [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
  }
}
