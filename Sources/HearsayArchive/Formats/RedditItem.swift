import HearsayCore

/// Reads a comment or submission of Reddit, which dumps and answers of the API have in common.
///
/// Both escape texts, which are Markdown. Types of fields changed over the years: times are numbers, fractions or
/// strings, and names may be absent.
enum RedditItem {
  /// Whether the object is a comment or submission.
  static func isItem(_ object: JSONValue) -> Bool {
    object["body"]?.text != nil || object["title"]?.text != nil && object["subreddit"] ?? object["selftext"] != nil
  }

  /// Adds the comment or submission to `sink`, unless it was deleted; `parent` are the words of what it replies to,
  /// where the record has them.
  static func add(_ object: JSONValue, below parent: JSONValue? = nil, to sink: inout RecordSink) {
    let isComment = object["body"] != nil
    if isDeleted(object) { return sink.skip(.deletion) }
    var post = PostRecord()
    post.markup = .escapedMarkdown
    post[.platform] = sink.store("reddit")
    let id = fullName(of: object, isComment: isComment)
    post[.id] = sink.store(id, separator: "")
    post.setTime(object["created_utc"])
    if object["author"]?.isString("[deleted]") != true {
      post[.authorHandle] = sink.storeName(object["author"])
      post[.authorID] = sink.storeName(object["author_fullname"])
    }
    if let link = object["permalink"]?.name { post[.url] = sink.storeURL("https://www.reddit.com", link) }
    post[.likes] = object["score"]?.count
    post[.channel] = sink.storeName(object["subreddit"]?.text)
    if isComment {
      post[.text] = sink.store(object["body"]?.text)
      post[.replyTo] = sink.storeName(object["parent_id"]?.text)
      post[.conversation] = sink.storeName(object["link_id"])
      post[.thread] = sink.storeThread(object["link_title"], parent)
    } else {
      readSubmission(object, id: id, into: &post, &sink)
    }
    sink.add(post)
  }

  private static func readSubmission(
    _ object: JSONValue, id: [UInt8]?, into post: inout PostRecord, _ sink: inout RecordSink
  ) {
    let title = object["title"]?.bytes ?? []
    let body = object["selftext"]?.bytes ?? []
    // A title may begin like a quotation, and is none.
    if title.first == UInt8(ascii: ">") || title.starts(with: "&gt;".utf8) { post.markup = .entities }
    post[.text] = sink.store(bytes: title + (title.isEmpty || body.isEmpty ? [] : [0x0A, 0x0A]) + body)
    post[.conversation] = sink.store(id, separator: "")
    post[.quoteOf] = sink.storeName(object["crosspost_parent"])
    post[.replies] = object["num_comments"]?.count
  }

  /// Removed by its author or a moderator, then or later.
  private static func isDeleted(_ object: JSONValue) -> Bool {
    if object["_meta"]?["was_deleted_later"]?.bool == true { return true }
    if object["removed_by_category"]?.isString("deleted") == true { return true }
    guard let text = (object["body"] ?? object["selftext"])?.string else { return false }
    return ["[deleted]", "[removed]", "[ Removed by Reddit ]"].contains { text.elementsEqual($0.utf8) }
  }

  /// `t1_` and `t3_` tell comments and submissions apart, whose ids may be the same.
  private static func fullName(of object: JSONValue, isComment: Bool) -> [UInt8]? {
    if let name = object["name"]?.name, name.starts(with: "t1_".utf8) || name.starts(with: "t3_".utf8) { return name }
    return object["id"]?.name.map { Array((isComment ? "t1_" : "t3_").utf8) + $0 }
  }
}
