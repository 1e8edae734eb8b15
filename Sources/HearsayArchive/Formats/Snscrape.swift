import HearsayCore

/// What the tools snscrape and twscrape write: one post a line, of X mostly.
package struct Snscrape: JSONFormat {
  package static let summary = FormatSummary(
    "snscrape", "posts that snscrape or twscrape collected from X (Twitter) and other platforms, JSON lines",
    gives: [.author, .time, .zone, .language, .engagement, .thread])

  package let framing: Framing

  package init(_ sample: Sample, in surroundings: Surroundings) { framing = .json(sample) }

  package static func confidence(in sample: Sample) -> Int {
    let outline = sample.outline
    guard outline.isJSON, outline.assignment.isEmpty else { return 0 }
    if outline.has("_type"), sample.contains("snscrape.modules.") { return 95 }
    if outline.has("rawContent") && outline.has(any: "conversationId", "user.username") { return 92 }
    if outline.has(all: "content", "conversationId", "user.username") { return 92 }
    // Before version 0.3.4 posts did not say what they are.
    return outline.has(all: "url", "date", "content", "id", "outlinks") ? 90 : 0
  }

  package func read(_ object: JSONValue, into sink: inout RecordSink) throws(RecordProblem) {
    if let type = object["_type"]?.string, Self.isOther(type) { return }
    var text = object["rawContent"]?.text ?? object["content"]?.text ?? object["renderedContent"]?.text
    // A submission to Reddit may have a title only.
    if text == nil {
      text = object["text"]?.text ?? object["body"]?.text ?? object["selftext"]?.text ?? object["title"]?.text
    }
    guard text != nil || object["id"] != nil else {
      throw RecordProblem(.recordUnknownShape, "the object is no post of snscrape or twscrape")
    }
    var post = PostRecord()
    post.markup = .entities
    post[.platform] = sink.store(Self.platform(of: object["_type"]?.string))
    post[.id] = sink.storeName(object["id_str"] ?? object["id"])
    post[.url] = sink.storeName(object["url"])
    post.setTime(object["date"] ?? object["created"] ?? object["createdAt"])
    post.language = object["lang"]?.language
    let user = object["user"]
    post[.authorID] = sink.storeName(user?["id_str"] ?? user?["id"] ?? user?["uid"])
    post[.authorHandle] = sink.storeName(
      user?["username"] ?? user?["account"] ?? object["username"] ?? object["author"]?.text)
    post[.authorName] = sink.storeName(user?["displayname"] ?? user?["displayName"] ?? user?["screenname"])
    post[.conversation] = sink.storeName(object["conversationId"] ?? object["conversationIdStr"])
    post[.replyTo] = sink.storeName(object["inReplyToTweetId"] ?? object["parentId"])
    if let original = object["retweetedTweet"] {
      post[.repostOf] = sink.storeName(original["id_str"] ?? original["id"])
      text = original["rawContent"]?.text ?? original["content"]?.text ?? text
    } else if let quoted = object["quotedTweet"] {
      post[.quoteOf] = sink.storeName(quoted["id_str"] ?? quoted["id"])
      post[.thread] = sink.storeThread(quoted["rawContent"], quoted["content"])
    }
    post[.channel] = sink.storeName(object["subreddit"]?.text)
    post[.text] = sink.store(text)
    post[.likes] = object["likeCount"]?.count
    post[.reposts] = object["retweetCount"]?.count
    post[.replies] = object["replyCount"]?.count
    post[.quotes] = object["quoteCount"]?.count
    post[.views] = object["viewCount"]?.count
    sink.add(post)
  }

  /// Whether it is a person, a trend, and the like.
  private static func isOther(_ type: UnsafeRawBufferPointer) -> Bool {
    let name = type.split(separator: UInt8(ascii: ".")).last ?? type[...]
    return ["User", "Trend", "UserRef", "Tombstone", "TweetRef", "List", "Channel", "Community"].contains {
      name.elementsEqual($0.utf8)
    }
  }

  /// "snscrape.modules.twitter.Tweet" is a post of X.
  private static func platform(of type: UnsafeRawBufferPointer?) -> String {
    guard let parts = type?.split(separator: UInt8(ascii: ".")), 3 <= parts.count else { return "x" }
    let name = String(decoding: parts[2], as: UTF8.self)
    return name == "twitter" ? "x" : name
  }
}
