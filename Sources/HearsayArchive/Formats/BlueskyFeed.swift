import HearsayCore

/// Answers of Bluesky's API: feeds, threads, searches, lists of records.
package struct BlueskyFeed: JSONFormat {
  package static let summary = FormatSummary(
    "bluesky-api", "answers of Bluesky's API: feeds, threads, searches, records",
    gives: [.author, .time, .zone, .language, .engagement, .thread])

  package let framing: Framing

  package init(_ sample: Sample, in surroundings: Surroundings) {
    framing = .json(sample, arraysNamed: "feed", "posts", "records", "postRecords")
  }

  package static func confidence(in sample: Sample) -> Int {
    let outline = sample.outline
    guard outline.isJSON, outline.assignment.isEmpty, !outline.has("time_us") else { return 0 }
    if sample.contains("app.bsky.feed.post") && outline.hasKey("uri") { return 88 }
    return outline.hasKey("uri") && outline.hasKey("cid") && outline.hasKey("$type")
      ? 80
      : outline.has("ops[].path") && outline.has("repo") ? 80 : 0
  }

  package func read(_ object: JSONValue, into sink: inout RecordSink) throws(RecordProblem) {
    if let thread = object["thread"] { return Self.addThread(thread, below: nil, to: &sink) }
    if object["ops"] != nil, object["repo"] != nil { return }
    if object["post"] != nil {
      if object["reason"] == nil, object["replies"] ?? object["parent"] != nil {
        return Self.addThread(object, below: nil, to: &sink)
      }
      return Self.addEntry(object, below: object["reply"]?["parent"], to: &sink)
    }
    guard object["uri"] != nil else {
      throw RecordProblem(.recordUnknownShape, "the object is nothing that Bluesky's API lists")
    }
    Self.add(object, repost: nil, below: nil, to: &sink)
  }

  /// Adds an entry of a feed: a post, or somebody's repost of it.
  private static func addEntry(_ entry: JSONValue, below parent: JSONValue?, to sink: inout RecordSink) {
    guard let post = entry["post"] else { return sink.skip(.unavailable) }
    add(post, repost: entry["reason"].flatMap { $0["by"] == nil ? nil : $0 }, below: parent, to: &sink)
  }

  /// Adds the posts above, the post itself, and the replies to it.
  private static func addThread(_ thread: JSONValue, below parent: JSONValue?, to sink: inout RecordSink) {
    if let above = thread["parent"] { addThread(above, below: nil, to: &sink) }
    addEntry(thread, below: parent ?? thread["parent"]?["post"], to: &sink)
    for reply in thread["replies"]?.elements ?? thread.elements { addThread(reply, below: thread["post"], to: &sink) }
  }

  /// Adds a post, or somebody's repost of it; `parent` is the post that it replies to, where the record has it.
  private static func add(_ view: JSONValue, repost: JSONValue?, below parent: JSONValue?, to sink: inout RecordSink) {
    guard let record = view["record"] ?? view["value"] else { return sink.skip(.unavailable) }
    var place = BlueskyPost.Place(view["uri"]?.string)
    if let type = record["$type"], !type.isString("app.bsky.feed.post") { return sink.skip(.noPost) }
    place.seenAt = view["indexedAt"]?.string.flatMap { UTCTime(iso8601: $0) }
    var post = PostRecord()
    BlueskyPost.read(record, at: place, into: &post, &sink)
    readAuthor(view["author"], into: &post, &sink)
    if let repost {
      post[.repostOf] = post[.id]
      post[.replyTo] = .absent
      post[.quoteOf] = .absent
      let reposter = repost["by"]?["did"]?.name
      post[.id] =
        repost["uri"] != nil
        ? sink.storeName(repost["uri"]) : sink.store(view["uri"]?.name, reposter, separator: "#repost-by-")
      post[.authorID] = sink.store(reposter, separator: "")
      readAuthor(repost["by"], into: &post, &sink)
      if let time = repost["indexedAt"] { post.setTime(time) }
    }
    let quoted = view["embed"]?["record"]
    post[.thread] = sink.storeThread(
      (quoted?["value"] ?? quoted?["record"]?["value"])?["text"], parent?["record"]?["text"])
    post[.likes] = view["likeCount"]?.count
    post[.reposts] = view["repostCount"]?.count
    post[.replies] = view["replyCount"]?.count
    post[.quotes] = view["quoteCount"]?.count
    sink.add(post)
  }

  private static func readAuthor(_ author: JSONValue?, into post: inout PostRecord, _ sink: inout RecordSink) {
    guard let author else { return }
    post[.authorHandle] = sink.storeName(author["handle"])
    post[.authorName] = sink.storeName(author["displayName"])
  }
}
