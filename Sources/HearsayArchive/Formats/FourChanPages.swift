import HearsayCore
import HearsayMarkup

/// Pages of 4chan as a browser saves them: the posts of a thread or of a board.
///
/// What answers another post begins with a link to it, which is no word of the author's.
package struct FourChanPages: PageFormat {
  package static let summary = FormatSummary(
    "4chan-html", "saved pages of 4chan", gives: [.time, .zone, .thread])

  package init(_ sample: Sample, in surroundings: Surroundings) {}

  package static func confidence(in sample: Sample) -> Int {
    sample.markup.isHTML && sample.contains("class=\"postMessage\"") && sample.contains("postContainer") ? 92 : 0
  }

  package func page() -> FourChanPage { FourChanPage() }

  package func read(_ page: FourChanPage, isWhole: Bool, into sink: inout RecordSink) throws(RecordProblem) {
    var titles: [[UInt8]: [UInt8]] = [:]
    for entry in isWhole ? page.posts : Array(page.posts.dropLast()) {
      var post = PostRecord()
      post[.platform] = sink.store("4chan")
      post.markup = .plain
      post[.id] = sink.store(bytes: entry.number)
      let thread = entry.thread.isEmpty ? entry.number : entry.thread
      post[.conversation] = sink.store(bytes: thread)
      if entry.number != thread {
        post[.replyTo] = sink.store(bytes: entry.quoted ?? thread)
        post[.thread] = sink.storeThread(bytes: titles[thread] ?? [])
      } else {
        titles[thread] = entry.subject.isEmpty ? entry.text : entry.subject
      }
      if !entry.author.isEmpty, !entry.author.elementsEqual("Anonymous".utf8) {
        post[.authorHandle] = sink.store(bytes: entry.author)
      }
      entry.time.withUnsafeBytes { post.setTime($0) }
      post[.text] = sink.store(bytes: FeedText.text(title: entry.subject, content: entry.text))
      sink.add(post)
    }
  }
}

/// What a page of 4chan says.
package final class FourChanPage: MarkupVisitor {
  /// One post.
  struct Entry {
    var number: [UInt8]
    var thread: [UInt8]
    var subject: [UInt8] = []
    var author: [UInt8] = []
    var time: [UInt8] = []
    var text: [UInt8] = []
    var quoted: [UInt8]?
  }

  private enum Part { case subject, author, trip, text }

  private(set) var posts: [Entry] = []
  private var thread: [UInt8] = []
  private var depth = 0
  private var part: (kind: Part, depth: Int)?
  /// The depth of a link to another post, which is left out.
  private var linkDepth: Int?
  private var builder = PlainTextBuilder(.collapsed)

  package func open(_ name: String, _ attributes: MarkupAttributes) {
    depth += 1
    if part != nil {
      if linkDepth == nil, name == "a", attributes.hasClass("quotelink") {
        linkDepth = depth
        readLink(attributes)
      }
      if linkDepth == nil { builder.open(name, attributes) }
      return
    }
    switch name {
    case "div":
      if attributes.hasClass("thread"), let number = Self.number(attributes["id"], after: UInt8(ascii: "t")) {
        thread = number
      } else if attributes.hasClass("post"), let number = Self.number(attributes["id"], after: UInt8(ascii: "p")) {
        posts.append(Entry(number: number, thread: thread))
      }
    case "span":
      guard let last = posts.indices.last, posts[last].text.isEmpty else { return }
      if attributes.hasClass("subject"), posts[last].subject.isEmpty { part = (.subject, depth) }
      if attributes.hasClass("name"), posts[last].author.isEmpty { part = (.author, depth) }
      if attributes.hasClass("postertrip") { part = (.trip, depth) }
      if attributes.hasClass("dateTime"), posts[last].time.isEmpty {
        posts[last].time = attributes["data-utc"].map { Array($0) } ?? []
      }
    case "blockquote":
      if attributes.hasClass("postMessage"), let last = posts.indices.last, posts[last].text.isEmpty {
        part = (.text, depth)
      }
    default: break
    }
  }

  package func close(_ name: String) {
    defer { depth -= 1 }
    guard let part else { return }
    if depth == part.depth {
      end(part.kind)
      self.part = nil
      linkDepth = nil
    } else if linkDepth == nil {
      builder.close(name)
    } else if depth == linkDepth {
      linkDepth = nil
    }
  }

  package func text(_ bytes: UnsafeRawBufferPointer) {
    if part != nil, linkDepth == nil { builder.text(bytes) }
  }

  private func end(_ kind: Part) {
    let words = builder.finish()
    builder = PlainTextBuilder(.collapsed)
    let last = posts.count - 1
    switch kind {
    case .subject: posts[last].subject = words
    // Pages for small screens show name and subject a second time.
    case .author: if posts[last].author.isEmpty { posts[last].author = words }
    case .trip: if !posts[last].author.contains(UInt8(ascii: "!")) { posts[last].author += words }
    case .text: posts[last].text = words
    }
  }

  private func readLink(_ attributes: MarkupAttributes) {
    let last = posts.count - 1
    guard posts[last].quoted == nil, let address = attributes["href"],
      let mark = ByteSearch.first("#p", in: address, from: 0)
    else { return }
    let digits = address[(mark + 2)...].prefix { (0x30...0x39).contains($0) }
    if !digits.isEmpty { posts[last].quoted = Array(digits) }
  }

  /// The digits of an id such as `p123`; nil for anything else.
  private static func number(_ id: UnsafeRawBufferPointer?, after letter: UInt8) -> [UInt8]? {
    guard let id, id.first == letter else { return nil }
    let digits = id.dropFirst()
    return !digits.isEmpty && digits.allSatisfy { (0x30...0x39).contains($0) } ? Array(digits) : nil
  }
}
