import HearsayCore

/// Reads videos of TikTok, and comments below them, as its web pages receive them.
enum TikTokItem {
  /// Whether the object is a video.
  static func isVideo(_ object: JSONValue) -> Bool {
    object["desc"] != nil && object["createTime"] ?? object["author"] != nil
  }

  /// Whether the object is a comment.
  static func isComment(_ object: JSONValue) -> Bool { object["cid"] != nil && object["text"] != nil }

  /// Adds a video to `sink`.
  static func addVideo(_ item: JSONValue, includingNonPublic: Bool, to sink: inout RecordSink) {
    let isPrivate = item["privateItem"]?.bool == true || item["secret"]?.bool == true || item["forFriend"]?.bool == true
    if isPrivate, !includingNonPublic { return sink.skip(.notPublic) }
    var post = PostRecord()
    post.markup = .plain
    post[.platform] = sink.store("tiktok")
    post[.id] = sink.storeName(item["id"])
    post.setTime(item["createTime"])
    post.language = item["textLanguage"]?.language
    let author = item["author"]
    let handle = author?["uniqueId"] ?? author?.text
    post[.authorID] = sink.storeName(author?["id"] ?? item["authorId"])
    post[.authorHandle] = sink.storeName(handle)
    post[.authorName] = sink.storeName(author?["nickname"] ?? item["nickname"])
    post[.url] = sink.storeURL("https://www.tiktok.com/@", handle?.name, Array("/video/".utf8), item["id"]?.name)
    post[.conversation] = post[.id]
    post[.text] = sink.store(text(of: item))
    let stats = item["stats"] ?? item["statsV2"]
    post[.likes] = stats?["diggCount"]?.count
    post[.reposts] = stats?["shareCount"]?.count
    post[.replies] = stats?["commentCount"]?.count
    post[.views] = stats?["playCount"]?.count
    sink.add(post)
  }

  private static func text(of item: JSONValue) -> JSONValue? {
    if let text = item["desc"]?.text, text.string?.isEmpty == false { return text }
    return item["imagePost"]?["title"]?.text ?? item["desc"]?.text
  }

  /// Adds a comment to `sink`.
  static func addComment(_ comment: JSONValue, to sink: inout RecordSink) {
    var post = PostRecord()
    post.markup = .plain
    post[.platform] = sink.store("tiktok")
    post[.id] = sink.storeName(comment["cid"])
    post.setTime(comment["create_time"])
    post.language = comment["comment_language"]?.language
    post[.authorID] = sink.storeName(comment["user"]?["uid"])
    post[.authorHandle] = sink.storeName(comment["user"]?["unique_id"])
    post[.authorName] = sink.storeName(comment["user"]?["nickname"])
    post[.conversation] = sink.storeName(comment["aweme_id"])
    let parent = comment["reply_id"]
    post[.replyTo] = parent?.isString("0") == true ? .absent : sink.storeName(parent)
    post[.text] = sink.store(comment["text"]?.text)
    post[.likes] = comment["digg_count"]?.count
    post[.replies] = comment["reply_comment_total"]?.count
    sink.add(post)
    // The first answers lie inside; these have none inside in turn.
    for reply in comment["reply_comment"]?.elements ?? comment.elements where reply["reply_comment"] == nil {
      addComment(reply, to: &sink)
    }
  }
}

/// Videos of TikTok as its web pages receive them, and lists of these.
package struct TikTok: JSONFormat {
  package static let summary = FormatSummary(
    "tiktok", "TikTok as its web pages receive it: videos (itemStruct, itemList), comments",
    gives: [.author, .time, .zone, .language, .engagement, .thread])

  package let framing: Framing
  private let includesNonPublic: Bool

  package init(_ sample: Sample, in surroundings: Surroundings) {
    framing = .json(sample, arraysNamed: "itemList", "item_list")
    includesNonPublic = sample.options.includesNonPublic
  }

  package static func confidence(in sample: Sample) -> Int {
    let outline = sample.outline
    guard outline.isJSON, outline.assignment.isEmpty, !outline.has("source_platform") else { return 0 }
    if outline.hasKey("desc") && outline.hasKey("createTime") && outline.hasKey("uniqueId") { return 90 }
    return outline.hasKey("cid") && outline.hasKey("aweme_id") && outline.hasKey("unique_id") ? 90 : 0
  }

  package func read(_ object: JSONValue, into sink: inout RecordSink) throws(RecordProblem) {
    let item = object["itemInfo"]?["itemStruct"] ?? object["itemStruct"] ?? object
    if TikTokItem.isVideo(item) { return TikTokItem.addVideo(item, includingNonPublic: includesNonPublic, to: &sink) }
    if TikTokItem.isComment(item) { return TikTokItem.addComment(item, to: &sink) }
    guard let comments = object["comments"], comments.kind == .array else {
      throw RecordProblem(.recordUnknownShape, "the object is neither a video nor a comment of TikTok")
    }
    for comment in comments.elements { TikTokItem.addComment(comment, to: &sink) }
  }
}
