import HearsayCore

/// What X's own web pages receive, as browsers and tools save it: whole answers, or one post a line.
///
/// An answer has posts at many places, each the value of a key such as `tweet_results`; a post that others refer
/// to lends a repost its full text, and is not counted itself. Notices in the place of posts are skipped, and lists
/// of people have no posts.
package struct XGraphQL: JSONFormat {
  package static let summary = FormatSummary(
    "x-graphql", "X (Twitter) as its web pages receive it (GraphQL): answers or single posts, as twscrape saves them",
    gives: [.author, .time, .zone, .language, .engagement, .thread])

  package let framing: Framing

  package init(_ sample: Sample, in surroundings: Surroundings) { framing = .json(sample) }

  package static func confidence(in sample: Sample) -> Int {
    let outline = sample.outline
    guard outline.isJSON, outline.assignment.isEmpty, !outline.has("source_platform") else { return 0 }
    if outline.hasKey("tweet_results") || outline.hasKey("tweetResult") { return 92 }
    if outline.has("rest_id"), outline.hasKey("full_text") || outline.has("legacy") { return 92 }
    let isList = outline.hasKey("instructions") && (outline.hasKey("entries") || outline.hasKey("user_results"))
    return isList || outline.has(any: "data.user.result", "data.user.result.rest_id") ? 85 : 0
  }

  package func read(_ object: JSONValue, into sink: inout RecordSink) throws(RecordProblem) {
    if XGraphQLPost.isPost(object) { return XGraphQLPost.add(object, to: &sink) }
    guard object.kind == .object, object["data"] ?? object["content"] ?? object["errors"] != nil else {
      throw RecordProblem(.recordUnknownShape, "the object is neither a post nor an answer of X's web pages")
    }
    Self.addPosts(in: object, to: &sink)
  }

  /// Adds all posts in an answer, in order.
  private static func addPosts(in value: JSONValue, to sink: inout RecordSink) {
    for (key, member) in value.members {
      if key.isString("tweet_results") || key.isString("tweetResult") || key.isString("tweet_result") {
        if let result = member["result"] { XGraphQLPost.add(result, to: &sink) } else { sink.skip(.unavailable) }
      } else {
        addPosts(in: member, to: &sink)
      }
    }
    for element in value.elements { addPosts(in: element, to: &sink) }
  }
}

/// Reads a post as X's web pages receive it.
enum XGraphQLPost {
  /// Whether the object is such a post, or what wraps one.
  static func isPost(_ object: JSONValue) -> Bool {
    object["rest_id"] != nil && object["legacy"]?["full_text"] != nil || object["tweet"]?["rest_id"] != nil
      || object["tombstone"] != nil
  }

  /// Adds the post to `sink`, or skips the notice that stands in its place.
  static func add(_ result: JSONValue, to sink: inout RecordSink) {
    let tweet = result["tweet"] ?? result
    guard let legacy = tweet["legacy"] else { return sink.skip(.unavailable) }
    var post = PostRecord()
    post[.platform] = sink.store("x")
    post[.id] = sink.storeName(tweet["rest_id"] ?? legacy["id_str"])
    post.setTime(legacy["created_at"])
    post.language = legacy["lang"]?.language
    post[.conversation] = sink.storeName(legacy["conversation_id_str"])
    post[.replyTo] = sink.storeName(legacy["in_reply_to_status_id_str"])
    readAuthor(of: tweet, legacy, into: &post, &sink)
    if let original = (legacy["retweeted_status_result"] ?? tweet["retweeted_status_result"])?["result"] {
      let original = original["tweet"] ?? original
      post[.repostOf] = sink.storeName(original["rest_id"])
      // Of a post that is gone, the first words stand in the repost.
      if !readText(of: original, into: &post, &sink) { _ = readText(of: tweet, into: &post, &sink) }
    } else {
      let quoted = tweet["quoted_status_result"]?["result"]
      post[.quoteOf] = sink.storeName(legacy["quoted_status_id_str"] ?? (quoted?["tweet"] ?? quoted)?["rest_id"])
      _ = readText(of: tweet, into: &post, &sink)
      if let quoted {
        let other = quoted["tweet"] ?? quoted
        let note = other["note_tweet"]?["note_tweet_results"]?["result"]?["text"]
        post[.thread] = sink.storeThread(note, other["legacy"]?["full_text"])
      }
    }
    post[.likes] = legacy["favorite_count"]?.count
    post[.reposts] = legacy["retweet_count"]?.count
    post[.replies] = legacy["reply_count"]?.count
    post[.quotes] = legacy["quote_count"]?.count
    post[.views] = (tweet["views"] ?? tweet["ext_views"])?["count"]?.count
    sink.add(post)
  }

  /// Stores the longest text there is; false where there is none.
  private static func readText(of tweet: JSONValue, into post: inout PostRecord, _ sink: inout RecordSink) -> Bool {
    // Notes are not escaped, other posts are.
    if let note = tweet["note_tweet"]?["note_tweet_results"]?["result"]?["text"]?.text {
      post[.text] = sink.store(note)
      post.markup = .plain
      return true
    }
    guard let text = tweet["legacy"]?["full_text"]?.text else { return false }
    post[.text] = sink.store(text)
    post.markup = .entities
    return true
  }

  private static func readAuthor(
    of tweet: JSONValue, _ legacy: JSONValue, into post: inout PostRecord, _ sink: inout RecordSink
  ) {
    let user = tweet["core"]?["user_results"]?["result"]
    post[.authorID] = sink.storeName(user?["rest_id"] ?? legacy["user_id_str"])
    // Names moved from one place to the other in 2025.
    post[.authorHandle] = sink.storeName(user?["core"]?["screen_name"] ?? user?["legacy"]?["screen_name"])
    post[.authorName] = sink.storeName(user?["core"]?["name"] ?? user?["legacy"]?["name"])
  }
}
