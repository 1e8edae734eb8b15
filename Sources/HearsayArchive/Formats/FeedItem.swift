import HearsayCore
import HearsayMarkup

/// What an item of a feed says, or the feed itself.
package final class FeedItem: MarkupVisitor {
  private(set) var title: [UInt8] = []
  private(set) var link: String?
  private(set) var author: String?
  private(set) var language: LanguageCode?
  private(set) var replyTo: String?
  private(set) var replyCount: Int64?
  /// Plain text, decoded.
  private(set) var content: [UInt8] = []

  /// The times of the item, of which the first that is there counts.
  private static let timeFields = [
    "published", "pubDate", "dc:date", "dcterms:created", "issued", "created", "updated", "modified",
  ]
  /// The same for what it says: the longest form is the first.
  private static let contentFields = ["content:encoded", "content", "description", "summary"]

  private let prefixes: [String: String]
  private let isChannel: Bool
  /// Names of the open elements below the item, from the outermost on.
  private var path: [String] = []
  private var depth = 0
  private var bytes: [UInt8] = []
  private var builder: PlainTextBuilder?
  private var isXHTML = false
  private var isPlain = false
  private var texts: [String: String] = [:]
  private var contents: [String: [UInt8]] = [:]
  private var skippedDepth = 0

  init(_ prefixes: [String: String], isChannel: Bool = false) {
    self.prefixes = prefixes
    self.isChannel = isChannel
  }

  /// The address of the item that never changes, or nil.
  var permanentID: String? { texts["guid"] ?? texts["id"] ?? texts["about"] }
  /// When it was published, as the feed writes it.
  var time: String? { Self.timeFields.lazy.compactMap { self.texts[$0] }.first }
  /// Text of an element, such as `dc:creator`; nil where there is none.
  subscript(name: String) -> String? { texts[name] }

  package func open(_ name: String, _ attributes: MarkupAttributes) {
    depth += 1
    let name = usual(name)
    if depth <= itemDepth {
      about(attributes)
      return
    }
    if isChannel, depth == 2, path.isEmpty, name == "channel" {
      channelDepth = 2
      about(attributes)
      return
    }
    if path.isEmpty {
      begin(name, attributes)
    } else if builder != nil {
      builder?.open(name.split(separator: ":").last.map { $0.lowercased() } ?? name, attributes)
    } else if Self.contentFields.contains(path[0]) {
      beginMarkup()
      builder?.open(name.lowercased(), attributes)
    } else {
      bytes = []
    }
    path.append(name)
  }

  package func close(_ name: String) {
    depth -= 1
    guard let name = path.popLast() else { return }
    if path.isEmpty {
      end(name)
    } else if builder != nil {
      builder?.close(name.split(separator: ":").last.map { $0.lowercased() } ?? name)
    } else {
      keep(path.joined(separator: "/") + "/" + name)
    }
  }

  package func text(_ text: UnsafeRawBufferPointer) {
    guard !path.isEmpty else { return }
    if builder != nil { builder?.text(text) } else { bytes.append(contentsOf: text) }
  }

  /// The item itself is the outermost element; a feed's facts stand one deeper in RSS, beside the items in RSS 1.0.
  private var itemDepth: Int { isChannel ? channelDepth : 1 }
  private var channelDepth = 1

  private func usual(_ name: String) -> String {
    guard name.utf8.contains(UInt8(ascii: ":")), let colon = name.firstIndex(of: ":"),
      let prefix = prefixes[String(name[..<colon])]
    else { return name }
    let local = name[name.index(after: colon)...]
    return prefix.isEmpty ? String(local) : "\(prefix):\(local)"
  }

  private func about(_ attributes: MarkupAttributes) {
    if let about = attributes.string("about") { texts["about"] = about }
    if let tag = attributes["lang"] { language = LanguageCode(tag: tag) }
  }

  private func begin(_ name: String, _ attributes: MarkupAttributes) {
    bytes = []
    builder = nil
    let type = attributes.string("type")
    isXHTML = type == "xhtml"
    isPlain = type == "text" || type == "text/plain"
    if name == "link" { readLink(attributes) }
    if name == "thr:in-reply-to" { replyTo = attributes.string("ref") }
    if isXHTML { builder = PlainTextBuilder(.collapsed) }
  }

  /// Elements stand in a field of text as they are, instead of being escaped.
  private func beginMarkup() {
    var builder = PlainTextBuilder(.collapsed)
    bytes.withUnsafeBytes { builder.text($0) }
    bytes = []
    self.builder = builder
  }

  private func readLink(_ attributes: MarkupAttributes) {
    guard let address = attributes.string("href") else { return }
    let relation = attributes.string("rel") ?? "alternate"
    if relation == "alternate", link == nil || texts["link"] == nil { link = address }
  }

  private func end(_ name: String) {
    if Self.contentFields.contains(name) {
      if contents[name] == nil { contents[name] = finishedText() }
      content = Self.contentFields.lazy.compactMap { self.contents[$0] }.first { !$0.isEmpty } ?? []
    } else if name == "title" {
      if title.isEmpty { title = finishedText() }
    } else {
      keep(name)
    }
    builder = nil
    bytes = []
  }

  private func finishedText() -> [UInt8] {
    if isXHTML { return builder?.finish() ?? [] }
    // What stands there as elements although it should have been escaped may be escaped further inside.
    if builder != nil { return FeedText.plain(builder?.finish() ?? []) }
    return isPlain ? FeedText.trimmed(bytes) : FeedText.plain(bytes)
  }

  /// Keeps a short text under its name; the first one counts.
  private func keep(_ name: String) {
    defer { bytes = [] }
    let text = String(decoding: FeedText.trimmed(bytes), as: UTF8.self)
    guard !text.isEmpty, text.utf8.count <= 4_096, texts[name] == nil else { return }
    texts[name] = text
    switch name {
    case "link": link = link ?? text
    case "language", "dc:language":
      language = text.utf8.withContiguousStorageIfAvailable { LanguageCode(tag: UnsafeRawBufferPointer($0)) } ?? nil
    case "dc:creator", "author/name": author = text
    case "author": author = author ?? FeedText.name(inMailAddress: text)
    // Feeds of videos describe them in a group of their own.
    case "media:group/media:description", "media:description": if content.isEmpty { content = Array(text.utf8) }
    case "slash:comments", "thr:total": replyCount = Int64(text)
    default: break
    }
  }
}
