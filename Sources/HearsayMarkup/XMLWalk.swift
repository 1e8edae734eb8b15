import CLibXML2

/// Walks over XML elements one after the other, with libxml2, reusing its memory.
///
/// Each element is a document of its own: no entity can be declared, no file or address is opened, so that entity
/// bombs have nothing to explode with. What people write although XML forbids it (bare ampersands, entities of HTML,
/// control characters) is mended before, see `XMLMending`; what remains wrong is read as far as it makes sense.
///
/// One walk belongs to one thread at a time.
package final class XMLWalk {
  private let context: xmlParserCtxtPtr?
  private let receiver = XMLReceiver()
  private var plainTag = PlainTag()
  private let readsPlainTags: Bool

  /// A walk that reads plain tags itself, or leaves everything to libxml2, which must say the same of them.
  package init(readsPlainTags: Bool = true) {
    self.readsPlainTags = readsPlainTags
    context = xmlNewParserCtxt()
    guard let context else { return }
    context.pointee.sax.pointee = Self.handler()
    receiver.context = context
    context.pointee.userData = Unmanaged.passUnretained(receiver).toOpaque()
  }

  deinit {
    if let context { xmlFreeParserCtxt(context) }
  }

  /// Tells `visitor` of the elements and texts of `element`, which must be valid UTF-8.
  ///
  /// - Returns: what is wrong with the element, or nil. What was told before stands.
  package func walk(_ element: UnsafeRawBufferPointer, _ visitor: some MarkupVisitor) -> MarkupProblem? {
    guard let context, !element.isEmpty, element.count <= Int(Int32.max) else { return nil }
    if readsPlainTags, plainTag.read(element) {
      let name = plainTag.nameText
      plainTag.bytes.withUnsafeBytes { bytes in
        plainTag.attributes.withUnsafeBufferPointer { visitor.open(name, MarkupAttributes(.plain($0, bytes))) }
      }
      visitor.close(name)
      return nil
    }
    guard TagBudget.allows(element) else { return .tooManyAttributes }
    receiver.visitor = visitor
    defer { receiver.visitor = nil }
    if let mended = XMLMending.mended(element) {
      mended.withUnsafeBytes { read($0, context) }
    } else {
      read(element, context)
    }
    let error = context.pointee.lastError
    guard error.level == XML_ERR_FATAL else { return nil }
    if error.code == XML_ERR_INTERNAL_ERROR.rawValue { return .tooDeep(limit: 256) }
    let message = error.message.map { String(cString: $0) } ?? "it is not well-formed"
    return .malformed(String(message.prefix { $0 != "\n" }.prefix(80)))
  }

  private func read(_ bytes: UnsafeRawBufferPointer, _ context: xmlParserCtxtPtr) {
    let options =
      XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue | XML_PARSE_NONET.rawValue
      | XML_PARSE_NOENT.rawValue | XML_PARSE_RECOVER.rawValue
    let start = bytes.bindMemory(to: CChar.self).baseAddress
    if let tree = xmlCtxtReadMemory(context, start, Int32(bytes.count), nil, "UTF-8", Int32(options)) {
      xmlFreeDoc(tree)
    }
  }

  private static func handler() -> xmlSAXHandler {
    var handler = xmlSAXHandler()
    handler.initialized = UInt32(XML_SAX2_MAGIC)
    // Only the five entities of XML itself; nothing can declare others.
    handler.getEntity = { _, name in xmlGetPredefinedEntity(name) }
    handler.startElementNs = { user, name, prefix, _, _, _, attributeCount, _, attributes in
      guard let receiver = XMLReceiver.behind(user), let name else { return }
      let storage = attributes.map { MarkupAttributes.Storage.groups($0, count: Int(attributeCount)) }
      receiver.visitor?.open(receiver.name(name, prefix), MarkupAttributes(storage ?? .none))
    }
    handler.endElementNs = { user, name, prefix, _ in
      guard let receiver = XMLReceiver.behind(user), let name else { return }
      receiver.visitor?.close(receiver.name(name, prefix))
    }
    handler.characters = { user, characters, count in
      guard let receiver = XMLReceiver.behind(user), let characters else { return }
      receiver.visitor?.text(UnsafeRawBufferPointer(start: characters, count: Int(count)))
    }
    handler.cdataBlock = handler.characters
    handler.ignorableWhitespace = handler.characters
    return handler
  }
}

/// What libxml2's callbacks see of a walk over XML.
private final class XMLReceiver {
  var visitor: (any MarkupVisitor)?
  var context: xmlParserCtxtPtr?
  private var names = ElementNames()

  static func behind(_ user: UnsafeMutableRawPointer?) -> XMLReceiver? {
    guard let user else { return nil }
    let receiver = Unmanaged<XMLReceiver>.fromOpaque(user).takeUnretainedValue()
    // After an error libxml2 leaves out `&amp;` and its like, unless it believes that all is well.
    receiver.context?.pointee.wellFormed = 1
    return receiver
  }

  func name(_ name: UnsafePointer<UInt8>, _ prefix: UnsafePointer<UInt8>?) -> String {
    guard let prefix else { return names.name(at: name) }
    return names.name(at: prefix) + ":" + names.name(at: name)
  }
}
