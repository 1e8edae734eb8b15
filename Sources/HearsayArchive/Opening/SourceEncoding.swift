import HearsayMarkup

/// How the text of a source is encoded, as far as its first bytes say.
enum SourceEncoding {
  /// The text in UTF-8, and how many bytes of a byte order mark are to be passed over.
  ///
  /// `outer` is the character set that was declared when the source was fetched, or nil.
  static func decoded(_ headed: HeadedStream, declared outer: String?) -> (stream: any ByteStream, offset: Int) {
    let head = headed.head
    if head.starts(with: [0xEF, 0xBB, 0xBF]) { return (headed, 3) }
    if head.starts(with: [0xFF, 0xFE, 0, 0]) || head.starts(with: [0, 0, 0xFE, 0xFF]) {
      return (CharsetStream(headed, declared: "utf-32", isCertain: true), 0)
    }
    if head.starts(with: [0xFF, 0xFE]) {
      headed.skipInHead(2)
      return (CharsetStream(headed, utf16: .little), 0)
    }
    if head.starts(with: [0xFE, 0xFF]) {
      headed.skipInHead(2)
      return (CharsetStream(headed, utf16: .big), 0)
    }
    if let order = orderWithoutMark(head) { return (CharsetStream(headed, utf16: order), 0) }
    guard isText(head), !isJSON(head) else { return (headed, 0) }
    let declared = outer ?? declared(in: head)
    let isPlainASCII = headed.isAllInHead && head.allSatisfy { $0 < 0x80 && $0 != 0x1B }
    return isPlainASCII ? (headed, 0) : (CharsetStream(headed, declared: declared), 0)
  }

  /// The order of bytes in UTF-16 without a byte order mark: every other byte of the first characters is a NUL.
  private static func orderWithoutMark(_ head: [UInt8]) -> UTF16Decoder.ByteOrder? {
    guard 8 <= head.count else { return nil }
    func isASCII(_ high: Int, _ low: Int) -> Bool {
      head[high] == 0 && (0x20 <= head[low] && head[low] < 0x7F || head[low] == 0x0A || head[low] == 0x0D)
    }
    if (0..<4).allSatisfy({ isASCII(2 * $0 + 1, 2 * $0) }) { return .little }
    return (0..<4).allSatisfy { isASCII(2 * $0, 2 * $0 + 1) } ? .big : nil
  }

  /// Whether the bytes are text in some character set of one or two bytes a character: few control characters.
  private static func isText(_ head: [UInt8]) -> Bool {
    head.withUnsafeBytes { bytes in
      UTF8Scan.controlCount(in: bytes, countingEscape: false) * 200 <= bytes.count
        && ByteSearch.first("\0", in: bytes, from: 0) == nil
    }
  }

  /// JSON is UTF-8 by its definition (RFC 8259); what is not is mended record by record.
  private static func isJSON(_ head: [UInt8]) -> Bool {
    guard let first = head.firstIndex(where: { 0x20 < $0 }) else { return true }
    return head[first] == UInt8(ascii: "{") || head[first] == UInt8(ascii: "[")
      || head[first...].starts(with: "window.".utf8)
  }

  /// The character set that XML or HTML declares, or nil.
  static func declared(in head: [UInt8]) -> String? {
    guard head.first(where: { 0x20 < $0 }) == UInt8(ascii: "<") else { return nil }
    let beginning = head.prefix(4 << 10).map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    return beginning.withUnsafeBytes { bytes in
      let start = bytes.firstIndex { 0x20 < $0 } ?? 0
      let isXML = ByteSearch.has("<?xml", in: bytes, at: start)
      guard let found = ByteSearch.first(isXML ? "encoding" : "charset", in: bytes, from: start) else { return nil }
      let rest = bytes[(found + (isXML ? 8 : 7))...].drop { $0 <= 0x20 || "=\"'".utf8.contains($0) }
      let label = rest.prefix { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || "-_:.".utf8.contains($0) }
      return label.isEmpty ? nil : String(decoding: label, as: UTF8.self)
    }
  }
}
