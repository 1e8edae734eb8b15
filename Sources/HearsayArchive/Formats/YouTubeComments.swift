import HearsayCore

/// Comments below videos, as YouTube's Data API gives them.
package struct YouTubeComments: JSONFormat {
  package static let summary = FormatSummary(
    "youtube-api", "comments from YouTube's Data API (commentThreads, comments)",
    gives: [.author, .time, .zone, .engagement, .thread])

  package let framing: Framing

  package init(_ sample: Sample, in surroundings: Surroundings) { framing = .json(sample, arraysNamed: "items") }

  package static func confidence(in sample: Sample) -> Int {
    guard sample.outline.isJSON, sample.outline.assignment.isEmpty else { return 0 }
    if sample.outline.hasKey("topLevelComment") || sample.outline.hasKey("textOriginal") { return 95 }
    return sample.contains("youtube#comment") ? 90 : 0
  }

  package func read(_ object: JSONValue, into sink: inout RecordSink) throws(RecordProblem) {
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

  private static func add(_ comment: JSONValue, thread: JSONValue?, to sink: inout RecordSink) {
    guard let snippet = comment["snippet"] else { return sink.skip(.unavailable) }
    var post = PostRecord()
    post[.platform] = sink.store("youtube")
    post[.id] = sink.storeName(comment["id"])
    post[.conversation] = sink.storeName(snippet["videoId"] ?? thread?["videoId"])
    post[.replyTo] = sink.storeName(snippet["parentId"])
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
