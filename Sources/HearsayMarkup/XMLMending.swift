/// Mends what people write in XML although it forbids it, so that no character of a text is lost with it.
///
///     AT&T                  AT&amp;T          a bare ampersand
///     caf&eacute;           café              an entity of HTML, which XML does not know
///     a < b                 a &lt; b          a bracket that begins no tag
///     &#0; and U+0001       U+FFFD            what may not stand in XML at all
enum XMLMending {
  /// A mended copy; nil where nothing is to be mended, which is nearly always.
  static func mended(_ bytes: UnsafeRawBufferPointer) -> [UInt8]? {
    var output: [UInt8] = []
    var isMended = false
    var copied = 0
    var unread = Unread()
    func replace(_ range: Range<Int>, with text: [UInt8]) {
      if !isMended { output.reserveCapacity(bytes.count + bytes.count / 8) }
      isMended = true
      if copied < range.lowerBound { output.append(contentsOf: bytes[copied..<range.lowerBound]) }
      output.append(contentsOf: text)
      copied = range.upperBound
    }
    var position = 0
    while position < bytes.count {
      let byte = bytes[position]
      switch byte {
      case UInt8(ascii: "&"):
        switch reference(bytes, position) {
        case .fine(let end): position = end
        case .text(let text, let end):
          replace(position..<end, with: text)
          position = end
        case .bare:
          replace(position..<position + 1, with: ampersand)
          position += 1
        }
      case UInt8(ascii: "<"):
        if let end = unread.end(in: bytes, from: position) {
          position = end
        } else if beginsMarkup(bytes, position) {
          position += 1
        } else {
          replace(position..<position + 1, with: bracket)
          position += 1
        }
      case 0x09, 0x0A, 0x0D: position += 1
      case 0..<0x20:
        replace(position..<position + 1, with: replacement)
        position += 1
      case 0xEF where position + 2 < bytes.count && bytes[position + 1] == 0xBF && bytes[position + 2] >= 0xBE:
        // U+FFFE and U+FFFF.
        replace(position..<position + 3, with: replacement)
        position += 3
      default: position += 1
      }
    }
    guard isMended else { return nil }
    output.append(contentsOf: bytes[copied...])
    return output
  }

  private static let replacement: [UInt8] = [0xEF, 0xBF, 0xBD]
  private static let ampersand = Array("&amp;".utf8)
  private static let bracket = Array("&lt;".utf8)

  private enum Reference {
    case fine(end: Int)
    case text([UInt8], end: Int)
    case bare
  }

  private static func reference(_ bytes: UnsafeRawBufferPointer, _ start: Int) -> Reference {
    let limit = min(bytes.count, start + EntityDecoder.byteCountMost)
    var end = start + 1
    while end < limit, bytes[end] != UInt8(ascii: ";") {
      guard EntityDecoder.isNameByte(bytes[end]) || (end == start + 1 && bytes[end] == UInt8(ascii: "#")) else {
        return .bare
      }
      end += 1
    }
    guard end < limit, start + 1 < end else { return .bare }
    let name = bytes[start + 1..<end]
    if isPredefined(name) { return .fine(end: end + 1) }
    guard bytes[start + 1] == UInt8(ascii: "#") else {
      guard let scalar = EntityDecoder.named(String(decoding: name, as: UTF8.self)) else { return .bare }
      return .text(Array(String(scalar).utf8), end: end + 1)
    }
    let digits = String(decoding: name.dropFirst(), as: UTF8.self)
    guard let value = EntityDecoder.number(digits) else {
      return !digits.isEmpty && digits.allSatisfy(\.isHexDigit) ? .text(replacement, end: end + 1) : .bare
    }
    // A capital X is no reference of XML, but one of HTML.
    let isAllowed = value == 9 || value == 10 || value == 13 || 0x20 <= value && value & 0xFFFE != 0xFFFE
    guard isAllowed, let scalar = Unicode.Scalar(value) else { return .text(replacement, end: end + 1) }
    return digits.first == "X" ? .text(escaped(scalar), end: end + 1) : .fine(end: end + 1)
  }

  private static func escaped(_ scalar: Unicode.Scalar) -> [UInt8] { Array("&#\(scalar.value);".utf8) }

  private static func isPredefined(_ name: Slice<UnsafeRawBufferPointer>) -> Bool {
    switch name.count {
    case 2: name.elementsEqual("lt".utf8) || name.elementsEqual("gt".utf8)
    case 3: name.elementsEqual("amp".utf8)
    case 4: name.elementsEqual("quot".utf8) || name.elementsEqual("apos".utf8)
    default: false
    }
  }

  /// Passes over what is not read as markup.
  private struct Unread {
    /// Where one was not closed, no later one is either; it is not looked for again.
    private var isCommentOpen = false
    private var isSectionOpen = false

    /// The end of a CDATA section or comment that begins at `start`; nil elsewhere.
    mutating func end(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
      guard start + 3 < bytes.count, bytes[start + 1] == UInt8(ascii: "!") else { return nil }
      var end: Int?
      if !isSectionOpen, ByteSearch.has("<![CDATA[", in: bytes, at: start) {
        end = ByteSearch.first("]]>", in: bytes, from: start + 9)
        isSectionOpen = end == nil
      } else if !isCommentOpen, ByteSearch.has("<!--", in: bytes, at: start) {
        end = ByteSearch.first("-->", in: bytes, from: start + 4)
        isCommentOpen = end == nil
      }
      guard let end else { return nil }
      // What may not stand in XML may not stand there either, and is mended in passing through.
      let hasControl = bytes[start..<end].contains { $0 < 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }
      return hasControl ? nil : end + 3
    }
  }

  private static func beginsMarkup(_ bytes: UnsafeRawBufferPointer, _ start: Int) -> Bool {
    guard start + 1 < bytes.count else { return false }
    let next = bytes[start + 1]
    switch next {
    case UInt8(ascii: "/"), UInt8(ascii: "!"), UInt8(ascii: "?"), UInt8(ascii: "_"), 0x80...: return true
    default: return (0x61...0x7A).contains(next | 0x20)
    }
  }
}
