import HearsayCore

/// 4chan's API: pages, catalogues and threads of a board, or one post a line.
///
/// Posts are numbered within a board, which only captures of other tools name.
package struct FourChan: JSONFormat {
  package static let summary = FormatSummary(
    "4chan", "4chan's API: pages, catalogues and threads, or posts as JSON lines; threads of its archives (FoolFuuka)",
    gives: [.time, .zone, .engagement, .thread])

  package let framing: Framing

  package init(_ sample: Sample, in surroundings: Surroundings) {
    if Self.isArchive(sample.outline) {
      framing = .whole(byteCountMost: ArchiveLimits.elementByteCountMost)
      return
    }
    framing =
      sample.outline.hasKey("posts") ? .json(sample, arraysNamed: "posts") : .json(sample, arraysNamed: "threads")
  }

  package static func confidence(in sample: Sample) -> Int {
    let outline = sample.outline
    if isArchive(outline) { return 92 }
    guard outline.isJSON, outline.assignment.isEmpty, outline.hasKey("no"), outline.hasKey("time") else { return 0 }
    return outline.hasKey("resto") ? 92 : outline.hasKey("com") ? 85 : 0
  }

  package func read(_ object: JSONValue, into sink: inout RecordSink) throws(RecordProblem) {
    if object["thread_num"] != nil { return addArchived(object, in: nil, to: &sink) }
    guard object["no"] != nil else {
      if try addArchivedThreads(object, to: &sink) { return }
      throw RecordProblem(.recordUnknownShape, "the object is no post of 4chan")
    }
    add(object, in: nil, to: &sink)
    let title = object["sub"] ?? object["com"]
    for reply in object["last_replies"]?.elements ?? object.elements { add(reply, in: title, to: &sink) }
  }

  /// Adds a post; `title` is that of the thread that it answers, or the words that opened it.
  private func add(_ object: JSONValue, in title: JSONValue?, to sink: inout RecordSink) {
    var post = PostRecord()
    post.markup = .html
    post[.platform] = sink.store("4chan")
    let board = object["board"]?.name
    post[.id] = Self.store(object["no"]?.name, on: board, &sink)
    post.setTime(object["time"])
    let thread = object["resto"]?.count ?? 0
    let opening = thread == 0 ? object["no"]?.name : object["resto"]?.name
    post[.conversation] = Self.store(opening, on: board, &sink)
    post[.channel] = sink.store(board, separator: "")
    if thread != 0 { post[.thread] = sink.storeThread(title) }
    if object["name"]?.isString("Anonymous") != true || object["trip"] != nil {
      let name = (object["name"]?.bytes ?? []) + (object["trip"]?.bytes ?? [])
      if !name.isEmpty { post[.authorHandle] = sink.store(bytes: name) }
    }
    let (text, quoted) = ImageboardText.withoutLinks(object["com"]?.bytes ?? [])
    if thread != 0 { post[.replyTo] = Self.store(quoted ?? opening, on: board, &sink) }
    var heading: [UInt8] = []
    if let subject = object["sub"]?.bytes { heading = "<p>".utf8 + subject + "</p>".utf8 }
    post[.text] = sink.store(bytes: heading + text)
    post[.replies] = object["replies"]?.count
    sink.add(post)
  }

  static func store(_ number: [UInt8]?, on board: [UInt8]?, _ sink: inout RecordSink) -> ByteRange {
    board == nil ? sink.store(number, separator: "") : sink.store(board, number, separator: "/")
  }
}

/// Knows how imageboards link to posts: `<a href="#p123" class="quotelink">&gt;&gt;123</a>`.
enum ImageboardText {
  /// The text without links to other posts, and the number of the first post that one leads to.
  static func withoutLinks(_ html: [UInt8]) -> (text: [UInt8], quoted: [UInt8]?) {
    var text: [UInt8] = []
    var quoted: [UInt8]?
    var rest = html[...]
    while let start = firstRange(of: "<a ", in: rest) {
      guard let tagEnd = rest[start.upperBound...].firstIndex(of: UInt8(ascii: ">")),
        let end = firstRange(of: "</a>", in: rest[tagEnd...])
      else { break }
      let tag = rest[start.lowerBound...tagEnd]
      if firstRange(of: "quotelink", in: tag) == nil {
        text += rest[..<end.upperBound]
      } else {
        text += rest[..<start.lowerBound]
        if quoted == nil, let mark = firstRange(of: "#p", in: tag) {
          let digits = tag[mark.upperBound...].prefix { (0x30...0x39).contains($0) }
          if !digits.isEmpty { quoted = Array(digits) }
        }
      }
      rest = rest[end.upperBound...]
    }
    return (text + rest, quoted)
  }

  private static func firstRange(of text: StaticString, in bytes: ArraySlice<UInt8>) -> Range<Int>? {
    let wanted = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
    var start = bytes.startIndex
    while let found = bytes[start...].firstIndex(of: wanted[0]) {
      if bytes[found...].starts(with: wanted) { return found..<found + wanted.count }
      start = found + 1
    }
    return nil
  }
}
