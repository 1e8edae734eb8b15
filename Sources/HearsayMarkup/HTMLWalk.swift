import CLibXML2

/// Walks over a page of HTML, however it is written, with libxml2.
package enum HTMLWalk {
  /// Deeper nesting ends the walk.
  package static let depthMost = 1_000

  /// Tells `visitor` of the elements and texts of `html`, which must be valid UTF-8.
  ///
  /// Elements that were not closed are closed where the next one shows that they have ended; no file is opened, no
  /// address is followed, and what the page says about its own encoding is passed over.
  ///
  /// - Complexity: O(n) in the number of bytes.
  package static func walk(_ html: UnsafeRawBufferPointer, _ visitor: some MarkupVisitor) throws(MarkupProblem) {
    guard !html.isEmpty, html.count <= Int(Int32.max) else { return }
    guard TagBudget.allows(html) else { throw .tooManyAttributes }
    // A NUL would end the page for libxml2.
    if html.contains(0) {
      let mended = html.map { $0 == 0 ? 0x20 : $0 }
      let outcome: Result<Void, MarkupProblem> = mended.withUnsafeBytes { bytes in
        do throws(MarkupProblem) { return .success(try read(bytes, visitor)) } catch { return .failure(error) }
      }
      return try outcome.get()
    }
    try read(html, visitor)
  }

  private static func read(_ html: UnsafeRawBufferPointer, _ visitor: some MarkupVisitor) throws(MarkupProblem) {
    let receiver = HTMLReceiver(visitor)
    guard let context = htmlNewParserCtxt() else { return }
    defer { htmlFreeParserCtxt(context) }
    context.pointee.sax.pointee = handler()
    context.pointee.userData = Unmanaged.passUnretained(receiver).toOpaque()
    receiver.context = context
    let options =
      HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue | HTML_PARSE_NONET.rawValue
      | HTML_PARSE_IGNORE_ENC.rawValue | HTML_PARSE_NOIMPLIED.rawValue
    withExtendedLifetime(receiver) {
      let start = html.bindMemory(to: CChar.self).baseAddress
      if let tree = htmlCtxtReadMemory(context, start, Int32(html.count), nil, "UTF-8", Int32(options)) {
        xmlFreeDoc(tree)
      }
    }
    if receiver.isTooDeep { throw .tooDeep(limit: depthMost) }
  }

  private static func handler() -> htmlSAXHandler {
    var handler = htmlSAXHandler()
    handler.startElement = { user, name, attributes in
      guard let receiver = HTMLReceiver.behind(user), let name else { return }
      receiver.open(receiver.names.name(at: name), MarkupAttributes(attributes.map { .pairs($0) } ?? .none))
    }
    handler.endElement = { user, name in
      guard let receiver = HTMLReceiver.behind(user), let name else { return }
      receiver.close(receiver.names.name(at: name))
    }
    handler.characters = { user, characters, count in
      guard let receiver = HTMLReceiver.behind(user), let characters else { return }
      receiver.visitor.text(UnsafeRawBufferPointer(start: characters, count: Int(count)))
    }
    handler.cdataBlock = handler.characters
    handler.ignorableWhitespace = handler.characters
    return handler
  }
}

/// What libxml2's callbacks see of a walk over HTML.
private final class HTMLReceiver {
  let visitor: any MarkupVisitor
  var context: htmlParserCtxtPtr?
  var names = ElementNames()
  private(set) var isTooDeep = false
  private var depth = 0

  init(_ visitor: any MarkupVisitor) { self.visitor = visitor }

  static func behind(_ user: UnsafeMutableRawPointer?) -> HTMLReceiver? {
    user.map { Unmanaged<HTMLReceiver>.fromOpaque($0).takeUnretainedValue() }
  }

  func open(_ name: String, _ attributes: MarkupAttributes) {
    guard !isTooDeep else { return }
    depth += 1
    if HTMLWalk.depthMost < depth {
      isTooDeep = true
      xmlStopParser(context)
      return
    }
    visitor.open(name, attributes)
  }

  func close(_ name: String) {
    guard !isTooDeep else { return }
    depth -= 1
    visitor.close(name)
  }
}

/// Names of elements that were met, so that no string is made of the same name again and again.
struct ElementNames {
  /// A name of up to eight bytes as a number, and as a string.
  private var known: [(bytes: UInt64, name: String)]

  init() { known = Array(repeating: (0, ""), count: 256) }

  /// The name that stands at `start`, ended by a NUL.
  mutating func name(at start: UnsafePointer<UInt8>) -> String {
    var bytes: UInt64 = 0
    var count = 0
    while start[count] != 0 {
      guard count < 8 else { return String(cString: start) }
      bytes = bytes << 8 | UInt64(start[count])
      count += 1
    }
    let place = Int(truncatingIfNeeded: (bytes &* 0x9E37_79B9_7F4A_7C15) >> 56)
    if known[place].bytes == bytes { return known[place].name }
    let name = String(cString: start)
    known[place] = (bytes, name)
    return name
  }
}
