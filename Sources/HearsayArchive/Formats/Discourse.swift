import HearsayCore

/// The forum software Discourse, as its pages give JSON: latest posts, topics, single posts.
///
/// Forums number their posts from 1, and few answers say which forum it is, so a post's id has the words of its
/// topic's address in it.
package struct Discourse: JSONFormat {
  package static let summary = FormatSummary(
    "discourse-json", "forums of Discourse: posts.json, topics and single posts as JSON",
    gives: [.author, .time, .zone, .engagement, .thread])

  package let framing: Framing
  private let includesNonPublic: Bool

  package init(_ sample: Sample, in surroundings: Surroundings) {
    framing = .json(sample, arraysNamed: "latest_posts", "posts")
    includesNonPublic = sample.options.includesNonPublic
  }

  package static func confidence(in sample: Sample) -> Int {
    let outline = sample.outline
    guard outline.isJSON, outline.assignment.isEmpty else { return 0 }
    if outline.hasKey("cooked") && outline.hasKey("topic_id") { return 95 }
    return outline.has("latest_posts") || outline.has("post_stream.posts") ? 85 : 0
  }

  /// A post, and what a moderator did to a topic with words of their own.
  private static let postTypes: Set<Int64> = [1, 2]
  /// A post that only the staff sees.
  private static let whisperType: Int64 = 4

  package func read(_ object: JSONValue, into sink: inout RecordSink) throws(RecordProblem) {
    guard object["cooked"] ?? object["raw"] != nil else {
      throw RecordProblem(.recordUnknownShape, "the object is no post of Discourse")
    }
    let type = object["post_type"]?.int64 ?? 1
    if type == Self.whisperType, !includesNonPublic { return sink.skip(.notPublic) }
    guard Self.postTypes.contains(type) || type == Self.whisperType else { return }
    let isGone = object["user_deleted"]?.bool == true || object["deleted_at"] != nil || object["hidden"]?.bool == true
    if isGone { return sink.skip(.deletion) }
    var post = PostRecord()
    post[.platform] = sink.store("discourse")
    let topicParts = [object["topic_slug"]?.name, object["topic_id"]?.name].compactMap(\.self)
    let topic = Array(topicParts.joined(separator: [UInt8(ascii: "/")]))
    post[.conversation] = topic.isEmpty ? .absent : sink.store(bytes: topic)
    post[.channel] = sink.storeName(object["category_slug"]?.text)
    post[.thread] = sink.storeThread(object["topic_title"])
    // The words of an address tell what the title does, but for marks and capitals.
    if post[.thread].isAbsent { post[.thread] = sink.storeThread(object["topic_slug"]) }
    post[.id] = Self.storeID(object["post_number"] ?? object["id"], in: topic, &sink)
    post[.replyTo] = Self.storeID(object["reply_to_post_number"], in: topic, &sink)
    post.setTime(object["created_at"])
    post[.authorHandle] = sink.storeName(object["username"])
    post[.authorName] = sink.storeName(object["name"])
    if let html = object["cooked"]?.text {
      post.markup = .html
      post[.text] = sink.store(html)
    } else {
      post.markup = .markdown
      post[.text] = sink.store(object["raw"]?.text)
    }
    let likeAction = object["actions_summary"]?.elements.first { $0["id"]?.int64 == 2 }
    post[.likes] = (object["like_count"] ?? likeAction?["count"] ?? object["reaction_users_count"])?.count
    post[.replies] = object["reply_count"]?.count
    post[.quotes] = object["quote_count"]?.count
    post[.views] = object["reads"]?.count
    sink.add(post)
  }

  private static func storeID(_ number: JSONValue?, in topic: [UInt8], _ sink: inout RecordSink) -> ByteRange {
    guard let number = number?.name else { return .absent }
    return topic.isEmpty ? sink.store(bytes: number) : sink.store(topic, number, separator: "/")
  }
}
