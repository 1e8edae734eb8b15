import HearsayCore

/// hearsay's own records: one post a line, only the text is required.
///
/// Times that make no sense are left out rather than costing the post, unknown keys are passed over, and keys of
/// the wrong type count as absent.
package struct NativePosts: JSONFormat {
  package static let summary = FormatSummary(
    "posts-jsonl", "hearsay's own posts, one JSON object a line",
    gives: [.author, .time, .zone, .language, .engagement, .thread])

  package let framing: Framing

  package init(_ sample: Sample, in surroundings: Surroundings) { framing = .json(sample) }

  package static func confidence(in sample: Sample) -> Int {
    guard sample.outline.isJSON, sample.outline.assignment.isEmpty, sample.outline.has("text") else { return 0 }
    return sample.outline.has(any: "platform", "author.handle", "repost_of", "quote_of") ? 70 : 30
  }

  package func read(_ object: JSONValue, into sink: inout RecordSink) throws(RecordProblem) {
    var post = PostRecord()
    post[.text] = sink.store(object["text"]?.kind == .string ? object["text"] : nil)
    post[.id] = sink.storeName(object["id"])
    post[.platform] = sink.storeName(object["platform"])
    if post[.platform].isAbsent { post[.platform] = sink.store("unknown") }
    post.setTime(object["created_at"])
    post.language = object["lang"]?.language
    post[.url] = sink.storeName(object["url"])
    if let author = object["author"] {
      let isName = author.kind == .string
      post[.authorHandle] = sink.storeName(isName ? author : author["handle"])
      post[.authorID] = sink.storeName(author["id"])
      post[.authorName] = sink.storeName(author["name"])
    }
    post[.replyTo] = sink.storeName(object["reply_to"])
    post[.repostOf] = sink.storeName(object["repost_of"])
    post[.quoteOf] = sink.storeName(object["quote_of"])
    post[.conversation] = sink.storeName(object["conversation"])
    post[.channel] = sink.storeName(object["channel"])
    post[.thread] = sink.storeThread(object["thread"])
    if let counts = object["counts"] {
      post[.likes] = counts["likes"]?.count
      post[.reposts] = counts["reposts"]?.count
      post[.replies] = counts["replies"]?.count
      post[.quotes] = counts["quotes"]?.count
      post[.views] = counts["views"]?.count
    }
    sink.add(post)
  }
}
