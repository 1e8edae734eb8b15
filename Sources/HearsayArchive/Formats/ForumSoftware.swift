import HearsayMarkup

/// A part of a post on a page of a forum.
enum ForumPart { case author, subject, time, text }

/// What an element of such a page announces.
enum ForumCue {
  /// A post with this number begins.
  case post([UInt8])
  /// A part of the post is in the element; of an author with the number, where the element is a link to him.
  case part(ForumPart, author: String?)
}

/// How a forum's software writes its pages.
enum ForumSoftware {
  /// Simple Machines Forum, 1.1 to 2.1.
  case smf
  /// phpBB 3 with the style "prosilver".
  case phpBB
  /// phpBB 3 with the style "subsilver2", which writes tables.
  case phpBBTables

  /// What stands before the number of the topic in addresses.
  var topicKey: StaticString { self == .smf ? "topic=" : "t=" }

  /// Whether the author is named inside the post, rather than before it.
  var namesAuthorInPost: Bool { self != .smf }

  /// What the element announces.
  func cues(_ name: String, _ attributes: MarkupAttributes) -> [ForumCue] {
    switch self {
    case .smf: Self.smfCues(name, attributes)
    case .phpBB: Self.phpBBCues(name, attributes)
    case .phpBBTables: Self.phpBBTableCues(name, attributes)
    }
  }

  /// The part of a line of smaller print that is the time.
  func time(in words: [UInt8]) -> String? {
    words.withUnsafeBytes { words in
      var line = words[...]
      func place(of text: StaticString) -> Int? {
        ByteSearch.first(text, in: UnsafeRawBufferPointer(rebasing: line), from: 0)
      }
      // What was changed later stands behind; what stands before are the author and the number of the answer.
      if let edited = place(of: "Last edit") { line = line[..<edited] }
      if let mark = line.lastIndex(of: 0xBB), line.startIndex < mark, words[mark - 1] == 0xC2,
        Self.hasDigit(line[(mark + 1)...])
      {
        line = line[(mark + 1)...]
      } else if let on = place(of: "on: ") {
        line = line[(line.startIndex + on + 4)...]
      } else if let posted = place(of: "Posted: ") {
        line = line[(line.startIndex + posted + 8)...]
      }
      return Self.hasDigit(line) ? String(decoding: line, as: UTF8.self) : nil
    }
  }

  private static func hasDigit(_ line: Slice<UnsafeRawBufferPointer>) -> Bool {
    line.contains { 0x30 <= $0 && $0 <= 0x39 }
  }

  private static func smfCues(_ name: String, _ attributes: MarkupAttributes) -> [ForumCue] {
    if let id = attributes["id"], id.starts(with: "subject_".utf8), isNumber(id.dropFirst(8)) {
      return [.post(Array(id.dropFirst(8))), .part(.subject, author: nil)]
    }
    switch name {
    case "td", "div":
      if attributes.hasClass("post") { return [.part(.text, author: nil)] }
      if attributes.hasClass("smalltext") { return [.part(.time, author: nil)] }
    case "span":
      if attributes.hasClass("smalltext") { return [.part(.time, author: nil)] }
    case "a":
      if attributes.hasClass("smalltext") { return [.part(.time, author: nil)] }
      if let address = attributes["href"], ByteSearch.first("action=profile", in: address, from: 0) != nil,
        ByteSearch.first("u=", in: address, from: 0) != nil
      {
        return [.part(.author, author: ForumAddress.number("u=", in: address))]
      }
    case "h4":
      // A guest has no page of his own to link to.
      return [.part(.author, author: nil)]
    default: break
    }
    return []
  }

  private static func phpBBCues(_ name: String, _ attributes: MarkupAttributes) -> [ForumCue] {
    switch name {
    case "div":
      if attributes.hasClass("post"), let id = postNumber(attributes["id"]) { return [.post(id)] }
      if attributes.hasClass("content") { return [.part(.text, author: nil)] }
    case "a":
      if attributes.hasClass("username") || attributes.hasClass("username-coloured") {
        return [.part(.author, author: attributes["href"].flatMap { ForumAddress.number("u=", in: $0) })]
      }
    case "span":
      if attributes.hasClass("username") || attributes.hasClass("username-coloured") {
        return [.part(.author, author: nil)]
      }
    case "h3": return [.part(.subject, author: nil)]
    case "p":
      if attributes.hasClass("author") { return [.part(.time, author: nil)] }
    default: break
    }
    return []
  }

  private static func phpBBTableCues(_ name: String, _ attributes: MarkupAttributes) -> [ForumCue] {
    switch name {
    case "a": postNumber(attributes["name"]).map { [.post($0)] } ?? []
    case "b" where attributes.hasClass("postauthor"): [.part(.author, author: nil)]
    case "td" where attributes.hasClass("gensmall"): [.part(.time, author: nil)]
    case "div" where attributes.hasClass("postbody"): [.part(.text, author: nil)]
    default: []
    }
  }

  /// The number in an id such as `p123`; nil for anything else.
  private static func postNumber(_ id: UnsafeRawBufferPointer?) -> [UInt8]? {
    guard let id, id.first == UInt8(ascii: "p"), isNumber(id.dropFirst()) else { return nil }
    return Array(id.dropFirst())
  }

  private static func isNumber(_ bytes: Slice<UnsafeRawBufferPointer>) -> Bool {
    !bytes.isEmpty && bytes.allSatisfy { 0x30 <= $0 && $0 <= 0x39 }
  }
}
