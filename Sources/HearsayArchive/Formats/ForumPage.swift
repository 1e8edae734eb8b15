import HearsayCore
import HearsayMarkup

/// What a page of a forum says.
package final class ForumPage: MarkupVisitor {
  /// One post.
  struct Entry {
    var id: [UInt8]
    var authorID: String?
    var author: [UInt8] = []
    var subject: [UInt8] = []
    var time: String?
    var text: [UInt8] = []
    var hasText = false
  }

  private(set) var posts: [Entry] = []
  /// An address of the forum, where the page has one.
  private(set) var address: String?
  /// The number of the topic.
  private(set) var topic: String?
  /// The day on which the page was saved, where it shows that.
  private(set) var savedOn: Day?

  private let software: ForumSoftware
  private var depth = 0
  /// What is being read, and where it began.
  private var part: (kind: ForumPart, depth: Int)?
  private var builder = PlainTextBuilder(.collapsed)
  private var hiddenDepth: Int?
  /// Classes that the page's own style makes invisible.
  private var hiddenClasses: [[UInt8]] = []
  private var style: [UInt8] = []
  private var isStyle = false
  /// The author that was named before the post began.
  private var nextAuthor: (id: String?, name: [UInt8])?

  init(_ software: ForumSoftware) { self.software = software }

  package func open(_ name: String, _ attributes: MarkupAttributes) {
    depth += 1
    guard hiddenDepth == nil else { return }
    if name == "style" {
      isStyle = true
      style = []
    }
    if isHidden(attributes) {
      hiddenDepth = depth
      return
    }
    if name == "a" || name == "link" { readLink(name, attributes) }
    if let part {
      builder.open(name, attributes)
      if part.kind == .time, name == "time", let time = attributes.string("datetime") { keepTime(time) }
      return
    }
    for cue in software.cues(name, attributes) { follow(cue) }
  }

  package func close(_ name: String) {
    defer { depth -= 1 }
    if let hidden = hiddenDepth {
      if depth == hidden { hiddenDepth = nil }
      return
    }
    if name == "style" {
      isStyle = false
      hiddenClasses += HiddenClasses.names(in: style)
    }
    guard let part else { return }
    if depth == part.depth {
      self.part = nil
      end(part.kind)
    } else {
      builder.close(name)
    }
  }

  package func text(_ bytes: UnsafeRawBufferPointer) {
    guard hiddenDepth == nil else { return }
    if isStyle, style.count < 1 << 20 { style.append(contentsOf: bytes) }
    if part != nil { builder.text(bytes) }
  }

  private func isHidden(_ attributes: MarkupAttributes) -> Bool {
    guard !hiddenClasses.isEmpty else { return false }
    return attributes.classes.contains { word in
      hiddenClasses.contains { $0.count == word.count && $0.elementsEqual(word) }
    }
  }

  private func readLink(_ name: String, _ attributes: MarkupAttributes) {
    guard let link = attributes["href"] else { return }
    let isWhole = ByteSearch.first("://", in: link, from: 0) != nil
    if topic == nil || address == nil && isWhole, let number = ForumAddress.number(software.topicKey, in: link) {
      topic = topic ?? number
      if address == nil, isWhole { address = String(decoding: link, as: UTF8.self) }
    }
    if name == "link", isWhole, attributes.string("rel") == "canonical" {
      address = String(decoding: link, as: UTF8.self)
    }
    guard part?.kind == .author, let number = ForumAddress.number("u=", in: link) else { return }
    setAuthor(id: number)
  }

  private func follow(_ cue: ForumCue) {
    switch cue {
    case .post(let id):
      guard posts.last?.id != id else { return }
      posts.append(Entry(id: id))
      if !software.namesAuthorInPost, let nextAuthor {
        posts[posts.count - 1].authorID = nextAuthor.id
        posts[posts.count - 1].author = nextAuthor.name
      }
      nextAuthor = nil
    case .part(let kind, let author):
      guard isWanted(kind) else { return }
      part = (kind, depth)
      builder = PlainTextBuilder(.collapsed)
      if kind == .author {
        if !software.namesAuthorInPost { nextAuthor = (nil, []) }
        if let author { setAuthor(id: author) }
      }
    }
  }

  /// Whether such a part is still to be read: of each post the first one counts.
  private func isWanted(_ kind: ForumPart) -> Bool {
    switch kind {
    case .author: software.namesAuthorInPost ? posts.last?.author.isEmpty ?? false : nextAuthor == nil
    case .subject: posts.last?.subject.isEmpty ?? false
    case .time: posts.isEmpty ? savedOn == nil : posts.last.map { $0.time == nil && !$0.hasText } ?? false
    case .text: posts.last.map { !$0.hasText } ?? false
    }
  }

  private func setAuthor(id: String) {
    if software.namesAuthorInPost {
      guard !posts.isEmpty else { return }
      posts[posts.count - 1].authorID = posts[posts.count - 1].authorID ?? id
    } else {
      nextAuthor = (nextAuthor?.id ?? id, nextAuthor?.name ?? [])
    }
  }

  private func keepTime(_ time: String) {
    guard !posts.isEmpty, posts[posts.count - 1].time == nil else { return }
    posts[posts.count - 1].time = time
  }

  private func end(_ kind: ForumPart) {
    let words = builder.finish()
    switch kind {
    case .author:
      let name = FeedText.trimmed(words.split(separator: 0x0A).first.map { Array($0) } ?? [])
      if !software.namesAuthorInPost {
        nextAuthor = (nextAuthor?.id, name)
      } else if !posts.isEmpty {
        posts[posts.count - 1].author = name
      }
    case .subject: posts[posts.count - 1].subject = words
    case .time:
      let time = software.time(in: words)
      if posts.isEmpty {
        // The clock of the page; days without a time are birthdays and the like.
        if let time, time.contains(":") { savedOn = WrittenTime(time)?.time.day }
      } else if let time {
        keepTime(time)
      }
    case .text:
      posts[posts.count - 1].text = words
      posts[posts.count - 1].hasText = true
    }
  }
}

/// Classes that a style sheet makes invisible, by rules such as `.ad17 { display: none }`.
enum HiddenClasses {
  static func names(in style: [UInt8]) -> [[UInt8]] {
    // Many style sheets hide nothing.
    guard style.withUnsafeBytes({ ByteSearch.first("none", in: $0, from: 0) }) != nil else { return [] }
    var names: [[UInt8]] = []
    for rule in style.split(separator: UInt8(ascii: "}")) {
      guard let brace = rule.firstIndex(of: UInt8(ascii: "{")) else { continue }
      let body = rule[brace...].compactMap { byte in
        byte <= 0x20 ? nil : (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
      }
      guard body.withUnsafeBytes({ ByteSearch.first("display:none", in: $0, from: 0) }) != nil else { continue }
      for selector in rule[..<brace].split(separator: UInt8(ascii: ",")) {
        let parts = selector.split { $0 <= 0x20 }
        // Of rules for elements inside others only the inner one would be hidden; those are left alone.
        guard parts.count == 1, let name = parts.first, name.first == UInt8(ascii: "."),
          name.dropFirst().allSatisfy(isNameByte)
        else { continue }
        names.append(Array(name.dropFirst()))
      }
    }
    return names
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "-")
      || byte == UInt8(ascii: "_") || 0x80 <= byte
  }
}
