/// The text of a snippet of HTML.
package enum HTMLText {
  /// Inline elements that occur in posts.
  private static let inline: Set<String> = [
    "a", "b", "i", "u", "s", "em", "strong", "span", "br", "code", "del", "img", "td", "th", "tbody", "html", "body",
    "small", "sub", "sup", "font", "center", "hr", "wbr", "time", "q", "cite",
  ]

  /// Whether `name`, in lower case, is an element that occurs in posts.
  static func isKnown(_ name: String) -> Bool {
    inline.contains(name) || ElementKinds.kind(of: name) != .inline
  }

  /// The plain text of `html`, which must be valid UTF-8; see `PlainTextBuilder`.
  ///
  /// HTML that is nested too deep, or has too many attributes, merely loses its tags.
  package static func plain(_ html: [UInt8], blanks: PlainTextBuilder.Blanks = .kept) -> [UInt8] {
    let collector = Collector(blanks)
    // Inside a body, text without an element around it is no paragraph of its own.
    let isRead = (Array("<body>".utf8) + html).withUnsafeBytes { bytes in
      do throws(MarkupProblem) {
        try HTMLWalk.walk(bytes, collector)
        return true
      } catch { return false }
    }
    return isRead ? collector.builder.finish() : EntityDecoder.decode(withoutTags(html))
  }

  /// `text` as a paragraph of HTML that shows it.
  package static func escapedParagraph(_ text: some Collection<UInt8>) -> [UInt8] {
    var html = Array("<p>".utf8)
    for byte in text {
      switch byte {
      case UInt8(ascii: "&"): html += Array("&amp;".utf8)
      case UInt8(ascii: "<"): html += Array("&lt;".utf8)
      default: html.append(byte)
      }
    }
    return html + Array("</p>".utf8)
  }

  /// What stands outside of tags.
  private static func withoutTags(_ html: [UInt8]) -> [UInt8] {
    var text: [UInt8] = []
    var isInTag = false
    for (index, byte) in html.enumerated() {
      if isInTag {
        isInTag = byte != UInt8(ascii: ">")
      } else if byte == UInt8(ascii: "<"), index + 1 < html.count, html[index + 1] != 0x20 {
        isInTag = true
      } else {
        text.append(byte)
      }
    }
    return text
  }

  private final class Collector: MarkupVisitor {
    var builder: PlainTextBuilder

    init(_ blanks: PlainTextBuilder.Blanks) { builder = PlainTextBuilder(blanks) }

    func open(_ name: String, _ attributes: MarkupAttributes) { builder.open(name, attributes) }
    func close(_ name: String) { builder.close(name) }
    func text(_ bytes: UnsafeRawBufferPointer) { builder.text(bytes) }
  }
}
