import HearsayCore

/// X's old API (version 1.1) and Gnip's Activity Streams, JSON lines.
///
/// Numbers of posts exceed what many programs read as a number, so `id_str` is preferred. A repost has the
/// text of the original, and of the texts that a post may have the longest: `extended_tweet.full_text`,
/// `full_text`, `text`.
package struct XVersion1: JSONFormat {
  package static let summary = FormatSummary(
    "x-v1-jsonl", "X (Twitter) API v1.1, stream grabs and Gnip Activity Streams, JSON lines",
    gives: [.author, .time, .zone, .language, .engagement, .thread])

  package let framing: Framing

  package init(_ sample: Sample, in surroundings: Surroundings) {
    framing = Self.isSearch(sample.outline) ? .json(sample, arraysNamed: "statuses") : .json(sample)
  }

  /// Whether it is an answer to a search.
  private static func isSearch(_ outline: JSONOutline) -> Bool {
    outline.has("statuses[].id_str") && outline.has(any: "statuses[].text", "statuses[].full_text")
  }

  package static func confidence(in sample: Sample) -> Int {
    let outline = sample.outline
    guard outline.isJSON, outline.assignment.isEmpty else { return 0 }
    if outline.has("id_str") && outline.has(any: "text", "full_text") || isSearch(outline) { return 90 }
    let isActivity = outline.has("body") && outline.has(any: "actor.preferredUsername", "postedTime")
    if isActivity { return 90 }
    if outline.has(any: "delete.status.id", "delete.status.id_str") { return 90 }
    return outline.has("user.screen_name") && outline.has(any: "text", "full_text") ? 80 : 0
  }

  package func read(_ object: JSONValue, into sink: inout RecordSink) throws(RecordProblem) {
    if object["delete"] != nil || object["verb"]?.isString("delete") == true { return sink.skip(.deletion) }
    if object["actor"] != nil || object["body"] != nil { return readActivity(object, into: &sink) }
    if XVersion1Post.isPost(object) {
      var post = PostRecord()
      XVersion1Post.read(object, into: &post, &sink)
      return sink.add(post)
    }
    guard Self.isNotice(object) else {
      throw RecordProblem(.recordUnknownShape, "the object is neither a post of X's API v1.1 nor one of its notices")
    }
  }

  /// What streams say beside posts.
  private static func isNotice(_ object: JSONValue) -> Bool {
    let names: [StaticString] = [
      "limit", "scrub_geo", "status_withheld", "user_withheld", "disconnect", "warning", "friends", "event", "info",
      "errors", "error", "control", "for_user",
    ]
    return names.contains { object[$0] != nil }
  }

  private func readActivity(_ activity: JSONValue, into sink: inout RecordSink) {
    var post = PostRecord()
    post[.platform] = sink.store("x")
    post.markup = .entities
    post[.id] = Self.storeID(activity["id"], &sink)
    post.setTime(activity["postedTime"])
    post.language = activity["twitter_lang"]?.language
    if let actor = activity["actor"] {
      post[.authorID] = Self.storeID(actor["id"], &sink)
      post[.authorHandle] = sink.storeName(actor["preferredUsername"])
      post[.authorName] = sink.storeName(actor["displayName"])
    }
    var text = activity["long_object"]?["body"] ?? activity["body"]
    if activity["verb"]?.isString("share") == true, let original = activity["object"] {
      post[.repostOf] = Self.storeID(original["id"], &sink)
      text = original["long_object"]?["body"] ?? original["body"] ?? text
    }
    post[.text] = sink.store(text?.kind == .string ? text : nil)
    post[.url] = sink.storeName(activity["link"])
    post[.replyTo] = Self.storeID(activity["inReplyTo"]?["link"], &sink)
    post[.quoteOf] = Self.storeID(activity["twitter_quoted_status"]?["id"], &sink)
    post[.thread] = sink.storeThread(activity["twitter_quoted_status"]?["body"])
    post[.likes] = activity["favoritesCount"]?.count
    post[.reposts] = activity["retweetCount"]?.count
    sink.add(post)
  }

  /// What stands behind the last colon or slash: `tag:search.twitter.com,2005:123` is 123.
  private static func storeID(_ value: JSONValue?, _ sink: inout RecordSink) -> ByteRange {
    guard let string = value?.string else { return sink.storeName(value) }
    let border = string.lastIndex { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "/") }
    let start = border.map { $0 + 1 } ?? 0
    guard start < string.count else { return .absent }
    return sink.store(UnsafeRawBufferPointer(rebasing: string[start...]))
  }
}
