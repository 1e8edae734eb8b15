import HearsayCore

/// What the Research API of TikTok answers: pages of videos (`data.videos`) or comments (`data.comments`), and lists of
/// these.
package struct TikTokResearch: JSONFormat {
  package static let summary = FormatSummary(
    "tiktok-research", "answers of the Research API of TikTok: videos and comments",
    gives: [.author, .time, .zone, .engagement, .thread])

  package let framing: Framing

  package init(_ sample: Sample, in surroundings: Surroundings) {
    framing = .json(sample, arraysNamed: "videos", "comments")
  }

  package static func confidence(in sample: Sample) -> Int {
    let outline = sample.outline
    guard outline.isJSON else { return 0 }
    if outline.hasKey("video_description"), outline.hasKey("create_time") || outline.hasKey("username") { return 92 }
    return outline.hasKey("parent_comment_id") && outline.hasKey("video_id") ? 92 : 0
  }

  package func read(_ object: JSONValue, into sink: inout RecordSink) throws(RecordProblem) {
    if object["video_description"] != nil || object["username"] != nil {
      addVideo(object, to: &sink)
    } else if object["video_id"] != nil {
      addComment(object, to: &sink)
    } else if object["data"] == nil, object["error"] == nil {
      throw RecordProblem(.recordUnknownShape, "the object is neither a video nor a comment of TikTok")
    }
  }

  private func addVideo(_ video: JSONValue, to sink: inout RecordSink) {
    var post = begin(video, &sink)
    let handle = video["username"]
    post[.authorHandle] = sink.storeName(handle)
    post[.url] = sink.storeURL("https://www.tiktok.com/@", handle?.name, Array("/video/".utf8), video["id"]?.name)
    post[.conversation] = post[.id]
    post[.text] = sink.store(video["video_description"]?.text)
    post[.reposts] = video["share_count"]?.count
    post[.replies] = video["comment_count"]?.count
    post[.views] = video["view_count"]?.count
    sink.add(post)
  }

  /// The authors of comments are not told.
  private func addComment(_ comment: JSONValue, to sink: inout RecordSink) {
    var post = begin(comment, &sink)
    let (video, parent) = (comment["video_id"]?.name, comment["parent_comment_id"])
    post[.conversation] = sink.storeName(comment["video_id"])
    // Comments on the video itself name it as what they answer.
    if parent?.name != video, parent?.name != Array("0".utf8) { post[.replyTo] = sink.storeName(parent) }
    post[.text] = sink.store(comment["text"]?.text)
    post[.replies] = comment["reply_count"]?.count
    sink.add(post)
  }

  private func begin(_ object: JSONValue, _ sink: inout RecordSink) -> PostRecord {
    var post = PostRecord()
    post.markup = .plain
    post[.platform] = sink.store("tiktok")
    post[.id] = sink.storeName(object["id"])
    post.setTime(object["create_time"])
    post[.likes] = object["like_count"]?.count
    return post
  }
}
