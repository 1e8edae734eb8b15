import CLibXML2

/// The text of a snippet of HTML, read by libxml2.
///
/// Paragraphs and line breaks become line feeds. What a reader of the page would not see
/// (scripts, styles, comments, the hidden parts of shortened links) leaves no text.
package enum HTMLText {
  private static let blocks: Set<String> = [
    "p", "div", "li", "ul", "ol", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "table", "tr", "pre",
  ]
  private static let inline: Set<String> = [
    "a", "b", "i", "u", "s", "em", "strong", "span", "br", "code", "del", "img", "td", "th", "tbody", "html", "body",
    "small", "sub", "sup", "font", "center", "hr", "wbr", "time", "q", "cite",
  ]
  private static let hidden: Set<String> = ["script", "style", "head", "title"]

  /// Whether `name`, in lower case, is an element that occurs in posts.
  static func isKnown(_ name: String) -> Bool {
    blocks.contains(name) || inline.contains(name) || hidden.contains(name)
  }

  /// The plain text of `html`, which must be valid UTF-8.
  package static func plain(_ html: [UInt8]) -> [UInt8] {
    let collector = Collector()
    var handler = htmlSAXHandler()
    handler.characters = { user, characters, count in
      guard let characters else { return }
      HTMLText.collect(user) { $0.append(UnsafeBufferPointer(start: characters, count: Int(count))) }
    }
    handler.cdataBlock = handler.characters
    handler.startElement = { user, name, attributes in
      guard let name else { return }
      let isInvisible = HTMLText.isInvisible(attributes)
      HTMLText.collect(user) { $0.open(String(cString: name), isInvisible: isInvisible) }
    }
    handler.endElement = { user, name in
      guard let name else { return }
      HTMLText.collect(user) { $0.close(String(cString: name)) }
    }
    withExtendedLifetime(collector) {
      let user = Unmanaged.passUnretained(collector).toOpaque()
      guard let context = htmlCreatePushParserCtxt(&handler, user, nil, 0, nil, XML_CHAR_ENCODING_UTF8) else { return }
      htmlCtxtUseOptions(
        context, Int32(HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue | HTML_PARSE_NONET.rawValue))
      // Inside a body, an end tag without a beginning does not end the document, and with it the text.
      _ = htmlParseChunk(context, "<body>", 6, 0)
      html.withUnsafeBytes { bytes in
        _ = htmlParseChunk(context, bytes.bindMemory(to: CChar.self).baseAddress, Int32(bytes.count), 1)
      }
      htmlFreeParserCtxt(context)
    }
    return collector.finished()
  }

  /// Hands the collector behind the C pointer to `body`.
  private static func collect(_ user: UnsafeMutableRawPointer?, _ body: (Collector) -> Void) {
    guard let user else { return }
    body(Unmanaged<Collector>.fromOpaque(user).takeUnretainedValue())
  }

  /// Whether the attributes hide the element: Mastodon wraps the ends of shortened links in `class=invisible`.
  private static func isInvisible(_ attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?) -> Bool {
    guard let attributes else { return false }
    var index = 0
    while let name = attributes[index] {
      if let value = attributes[index + 1], String(cString: name) == "class",
        String(cString: value).split(separator: " ").contains("invisible")
      {
        return true
      }
      index += 2
    }
    return false
  }

  /// Gathers text while libxml2 reports elements.
  private final class Collector {
    private var text: [UInt8] = []
    /// Elements open inside the outermost hidden one, so that its own end is recognised.
    private var hiddenDepth = 0

    func append(_ bytes: UnsafeBufferPointer<UInt8>) {
      if hiddenDepth == 0 { text.append(contentsOf: bytes) }
    }

    func open(_ name: String, isInvisible: Bool) {
      if name == "br" || name == "hr" {
        if hiddenDepth == 0 { text.append(0x0A) }
      } else if 0 < hiddenDepth {
        if !HTMLText.void.contains(name) { hiddenDepth += 1 }
      } else if isInvisible || HTMLText.hidden.contains(name) {
        hiddenDepth = 1
      } else if HTMLText.blocks.contains(name) {
        breakParagraph()
      }
    }

    func close(_ name: String) {
      if 0 < hiddenDepth {
        if !HTMLText.void.contains(name) { hiddenDepth -= 1 }
      } else if HTMLText.blocks.contains(name) {
        breakParagraph()
      }
    }

    private func breakParagraph() {
      guard !text.isEmpty else { return }
      while text.last == 0x20 { text.removeLast() }
      while !text.suffix(2).elementsEqual([0x0A, 0x0A]) { text.append(0x0A) }
    }

    func finished() -> [UInt8] {
      while let last = text.last, last <= 0x20 { text.removeLast() }
      return text
    }
  }

  /// Elements without an end.
  private static let void: Set<String> = ["br", "hr", "img", "wbr"]
}
