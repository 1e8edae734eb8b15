import HearsayCore

/// Comments below videos, as YouTube's Data API gives them.
package struct YouTubeComments: JSONFormat {
  package static let summary = FormatSummary(
    "youtube-api",
    "comments from YouTube's Data API (commentThreads, comments), or as youtube-comment-downloader has them",
    gives: [.author, .time, .zone, .engagement, .thread])

  package let framing: Framing

  package init(_ sample: Sample, in surroundings: Surroundings) { framing = .json(sample, arraysNamed: "items") }

  package static func confidence(in sample: Sample) -> Int {
    guard sample.outline.isJSON, sample.outline.assignment.isEmpty else { return 0 }
    if sample.outline.hasKey("topLevelComment") || sample.outline.hasKey("textOriginal") { return 95 }
    if sample.outline.has(all: "cid", "text", "votes", "author") { return 90 }
    return sample.contains("youtube#comment") ? 90 : 0
  }

  package func read(_ object: JSONValue, into sink: inout RecordSink) throws(RecordProblem) {
    if object["cid"] != nil { return Self.addDownloaded(object, to: &sink) }
    guard let snippet = object["snippet"] else {
      throw RecordProblem(.recordUnknownShape, "the object is no comment of YouTube's API")
    }
    if let top = snippet["topLevelComment"] {
      Self.add(top, thread: snippet, to: &sink)
    } else {
      Self.add(object, thread: nil, to: &sink)
    }
    for reply in object["replies"]?["comments"]?.elements ?? object.elements {
      Self.add(reply, thread: snippet, to: &sink)
    }
  }

  /// Adds a comment as youtube-comment-downloader has it, which works out times from words such as "2 months ago".
  private static func addDownloaded(_ comment: JSONValue, to sink: inout RecordSink) {
    var post = PostRecord()
    post.markup = .plain
    post[.platform] = sink.store("youtube")
    post[.id] = sink.storeName(comment["cid"])
    // An answer's id is that of the comment it answers, a point, and its own.
    if let id = comment["cid"]?.string, let point = id.firstIndex(of: UInt8(ascii: ".")), 0 < point {
      post[.replyTo] = sink.store(UnsafeRawBufferPointer(rebasing: id[..<point]))
    }
    post.setTime(comment["time_parsed"])
    if post.createdAt != nil { post.remarks.insert(.timeEstimated) }
    post[.authorID] = sink.storeName(comment["channel"])
    post[.authorName] = sink.storeName(comment["author"])
    post[.text] = sink.store(comment["text"]?.text)
    post[.likes] = comment["votes"]?.count
    sink.add(post)
  }

  private static func add(_ comment: JSONValue, thread: JSONValue?, to sink: inout RecordSink) {
    guard let snippet = comment["snippet"] else { return sink.skip(.unavailable) }
    var post = PostRecord()
    post[.platform] = sink.store("youtube")
    post[.id] = sink.storeName(comment["id"])
    post[.conversation] = sink.storeName(snippet["videoId"] ?? thread?["videoId"])
    post[.replyTo] = sink.storeName(snippet["parentId"])
    if snippet["parentId"] != nil {
      let top = thread?["topLevelComment"]?["snippet"]
      post[.thread] = sink.storeThread(top?["textOriginal"], top?["textDisplay"])
    }
    post.setTime(snippet["publishedAt"])
    post[.authorID] = sink.storeName(snippet["authorChannelId"]?["value"] ?? snippet["authorChannelUrl"])
    post[.authorName] = sink.storeName(snippet["authorDisplayName"])
    if let original = snippet["textOriginal"]?.text {
      post.markup = .plain
      post[.text] = sink.store(original)
    } else {
      post.markup = .html
      post[.text] = sink.store(snippet["textDisplay"]?.text)
    }
    post[.likes] = snippet["likeCount"]?.count
    if snippet["parentId"] == nil { post[.replies] = thread?["totalReplyCount"]?.count }
    sink.add(post)
  }
}
