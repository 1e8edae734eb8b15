import HearsayMarkup

/// What the beginning of a source that may be XML or HTML says about it.
package struct MarkupOutline: Sendable {
  /// The name of the first element as it is written, such as `rss` or `atom:feed`; empty where there is none.
  package private(set) var root = ""
  /// Whether it is a page of HTML.
  package private(set) var isHTML = false
  /// The short names of the namespaces that the first element declares.
  package private(set) var prefixes: [(prefix: String, namespace: String)] = []

  package init(_ head: [UInt8]) {
    guard head.first(where: { 0x20 < $0 }) == UInt8(ascii: "<") else { return }
    head.withUnsafeBytes { bytes in
      var position = 0
      while let bracket = bytes[position...].firstIndex(of: UInt8(ascii: "<")) {
        guard bracket + 1 < bytes.count else { return }
        switch bytes[bracket + 1] {
        case UInt8(ascii: "?"): position = bracket + 2
        case UInt8(ascii: "!"):
          if ByteSearch.has("<!--", in: bytes, at: bracket) {
            guard let end = ByteSearch.first("-->", in: bytes, from: bracket) else { return }
            position = end + 3
          } else {
            isHTML = isHTML || Self.word(in: bytes, from: bracket + 9).lowercased() == "html"
            position = bracket + 2
          }
        default:
          if Self.isLetter(bytes[bracket + 1]) { return readRoot(bytes, bracket) }
          position = bracket + 1
        }
      }
    }
  }

  /// The local part of the root's name.
  package var rootName: String { root.split(separator: ":").last.map(String.init) ?? root }

  private mutating func readRoot(_ bytes: UnsafeRawBufferPointer, _ bracket: Int) {
    root = Self.word(in: bytes, from: bracket + 1)
    if ["html", "head", "body"].contains(root.lowercased()) { isHTML = true }
    let end = bytes[bracket...].prefix(16 << 10).firstIndex(of: UInt8(ascii: ">")) ?? bytes.count
    let tag = String(decoding: bytes[bracket..<end], as: UTF8.self)
    for part in tag.split(whereSeparator: { $0.isWhitespace }) where part.hasPrefix("xmlns:") {
      let sides = part.dropFirst(6).split(separator: "=", maxSplits: 1)
      guard sides.count == 2 else { continue }
      prefixes.append((String(sides[0]), sides[1].filter { $0 != "\"" && $0 != "'" }))
    }
  }

  private static func word(in bytes: UnsafeRawBufferPointer, from start: Int) -> String {
    guard start < bytes.count else { return "" }
    let word = bytes[start...].prefix(64).drop { $0 <= 0x20 }
      .prefix { isLetter($0) || (0x30...0x3A).contains($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") }
    return String(decoding: word, as: UTF8.self)
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
}
