import HearsayCore

/// Messages of StockTwits, as its API gives them.
package struct StockTwits: JSONFormat {
  package static let summary = FormatSummary(
    "stocktwits", "messages of StockTwits: streams of its API, or JSON lines",
    gives: [.author, .time, .zone, .engagement, .thread])

  package let framing: Framing

  package init(_ sample: Sample, in surroundings: Surroundings) { framing = .json(sample, arraysNamed: "messages") }

  package static func confidence(in sample: Sample) -> Int {
    let outline = sample.outline
    guard outline.isJSON, outline.assignment.isEmpty else { return 0 }
    let isMessage = outline.hasKey("body") && outline.hasKey("created_at") && outline.hasKey("username")
    return isMessage && (outline.hasKey("symbols") || outline.hasKey("watchlist_stocks_count")) ? 92 : 0
  }

  package func read(_ object: JSONValue, into sink: inout RecordSink) throws(RecordProblem) {
    let message = object["message"] ?? object
    guard message["body"] != nil else {
      throw RecordProblem(.recordUnknownShape, "the object is no message of StockTwits")
    }
    var post = PostRecord()
    post.markup = .entities
    post[.platform] = sink.store("stocktwits")
    post[.id] = sink.storeName(message["id"])
    post.setTime(message["created_at"])
    let user = message["user"]
    post[.authorID] = sink.storeName(user?["id"])
    post[.authorHandle] = sink.storeName(user?["username"])
    post[.authorName] = sink.storeName(user?["name"])
    post[.url] = sink.storeURL(
      "https://stocktwits.com/", user?["username"]?.name, Array("/message/".utf8), message["id"]?.name)
    let conversation = message["conversation"]
    post[.conversation] = sink.storeName(conversation?["parent_message_id"] ?? message["id"])
    post[.replyTo] = sink.storeName(conversation?["in_reply_to_message_id"])
    post[.quoteOf] = sink.storeName(message["reshare_message"]?["message"]?["id"])
    post[.thread] = sink.storeThread(message["reshare_message"]?["message"]?["body"])
    post[.text] = sink.store(message["body"]?.text)
    post[.likes] = message["likes"]?["total"]?.count
    post[.reposts] = message["reshares"]?["reshared_count"]?.count
    post[.replies] = conversation?["replies"]?.count
    sink.add(post)
  }
}
