import HearsayCore

/// What yt-dlp writes beside a video: its description, and the comments below it.
///
/// Such a file may hold cookies and headers of whoever downloaded the video; nothing of it is kept but what a post
/// has. The tool works out the times of comments from words such as "2 months ago".
package struct YtDlp: JSONFormat {
  package static let summary = FormatSummary(
    "yt-dlp", "what yt-dlp writes beside videos of YouTube, TikTok and others (.info.json): description and comments",
    gives: [.author, .time, .zone, .engagement, .thread])

  package let framing: Framing

  package init(_ sample: Sample, in surroundings: Surroundings) { framing = .json(sample) }

  package static func confidence(in sample: Sample) -> Int {
    let outline = sample.outline
    guard outline.isJSON, outline.assignment.isEmpty else { return 0 }
    if outline.has("extractor") || outline.has("webpage_url_basename") || outline.has("_filename") { return 90 }
    // The name of the tool that made a file stands at its end, behind thousands of addresses.
    let isInfo = outline.has(all: "id", "title", "formats") && outline.has(any: "formats[].format_id", "formats[].url")
    return isInfo ? 85 : 0
  }

  package func read(_ object: JSONValue, into sink: inout RecordSink) throws(RecordProblem) {
    guard object["id"] != nil, object["title"] ?? object["description"] ?? object["comments"] != nil else {
      throw RecordProblem(.recordUnknownShape, "the object is not what yt-dlp writes beside a video")
    }
    let platform = Self.platform(of: object)
    let isPrivate = ["private", "needs_auth", "subscriber_only"].contains {
      object["availability"]?.string?.elementsEqual($0.utf8) == true
    }
    if isPrivate { sink.skip(.notPublic) } else { addVideo(object, on: platform, to: &sink) }
    for comment in object["comments"]?.elements ?? object.elements {
      addComment(comment, below: object, on: platform, to: &sink)
    }
  }

  private func addVideo(_ video: JSONValue, on platform: [UInt8], to sink: inout RecordSink) {
    // Lists of videos have a title too, and are nobody's post.
    if video["_type"]?.isString("playlist") == true { return sink.skip(.noPost) }
    var post = PostRecord()
    post.markup = .plain
    post[.platform] = sink.store(bytes: platform)
    post[.id] = sink.storeName(video["id"])
    post[.url] = sink.storeName(video["webpage_url"])
    post.setTime(video["timestamp"])
    if post.createdAt == nil, let day = video["upload_date"]?.string, day.count == 8 {
      let text = Array(day[..<4]) + [0x2D] + Array(day[4..<6]) + [0x2D] + Array(day[6...])
      text.withUnsafeBytes { post.setTime($0) }
    }
    post[.authorID] = sink.storeName(video["channel_id"] ?? video["uploader_id"])
    post[.authorHandle] = sink.storeName(video["uploader"])
    post[.authorName] = sink.storeName(video["channel"])
    post[.text] = sink.store(bytes: Self.text(of: video))
    post[.likes] = video["like_count"]?.count
    post[.reposts] = video["repost_count"]?.count
    post[.replies] = video["comment_count"]?.count
    post[.views] = video["view_count"]?.count
    sink.add(post)
  }

  /// Title and description; on platforms without titles, the title is the beginning of the description.
  private static func text(of video: JSONValue) -> [UInt8] {
    let title = (video["fulltitle"] ?? video["title"])?.bytes ?? []
    let description = video["description"]?.bytes ?? []
    var stem = title[...]
    while let last = stem.last, last == UInt8(ascii: ".") { stem.removeLast() }
    if description.isEmpty { return title }
    return title.isEmpty || description.starts(with: stem) ? description : title + [0x0A, 0x0A] + description
  }

  private func addComment(
    _ comment: JSONValue, below video: JSONValue, on platform: [UInt8], to sink: inout RecordSink
  ) {
    guard comment["text"] ?? comment["html"] != nil else {
      return sink.fail(RecordProblem(.recordUnknownShape, "a comment has no text"))
    }
    var post = PostRecord()
    post[.platform] = sink.store(bytes: platform)
    post[.id] = sink.storeName(comment["id"])
    post[.conversation] = sink.storeName(video["id"])
    post[.thread] = sink.storeThread(video["fulltitle"], video["title"])
    if comment["parent"]?.isString("root") != true { post[.replyTo] = sink.storeName(comment["parent"]) }
    post.setTime(comment["timestamp"])
    if post.createdAt != nil { post.remarks.insert(.timeEstimated) }
    post[.authorID] = sink.storeName(comment["author_id"])
    post[.authorName] = sink.storeName(comment["author"])
    post.markup = comment["text"] == nil ? .html : .plain
    post[.text] = sink.store((comment["text"] ?? comment["html"])?.text)
    post[.likes] = comment["like_count"]?.count
    sink.add(post)
  }

  /// The name of the extractor in lower case: `Youtube` is youtube; what is before a colon where there is one.
  private static func platform(of video: JSONValue) -> [UInt8] {
    let name = (video["extractor_key"] ?? video["extractor"])?.name ?? Array("unknown".utf8)
    let letters = name.prefix { $0 != UInt8(ascii: ":") }
    return letters.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
  }
}
