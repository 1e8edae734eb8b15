import HearsayCore

/// Reads the post object of X's API v1.1, which personal archives contain too.
enum XVersion1Post {
  /// Whether the object is such a post.
  static func isPost(_ object: JSONValue) -> Bool {
    object["text"] != nil || object["full_text"] != nil || object["extended_tweet"] != nil
      || (object["id_str"] != nil || object["id"] != nil) && object["created_at"] != nil
  }

  /// Fills `post` with all that the object says.
  static func read(_ object: JSONValue, into post: inout PostRecord, _ sink: inout RecordSink) {
    let original = object["retweeted_status"]
    post[.platform] = sink.store("x")
    post.markup = .entities
    post[.id] = id(object, &sink)
    post[.text] = sink.store(original.flatMap { text(of: $0) } ?? text(of: object))
    post.setTime(object["created_at"])
    post.language = object["lang"]?.language
    if let user = object["user"] {
      post[.authorID] = id(user, &sink)
      post[.authorHandle] = sink.storeName(user["screen_name"])
      post[.authorName] = sink.storeName(user["name"])
    }
    post[.replyTo] = sink.storeName(object["in_reply_to_status_id_str"] ?? object["in_reply_to_status_id"])
    if let original { post[.repostOf] = id(original, &sink) }
    // A repost of a quote carries the quoted id as well, but the quoting is the original author's.
    if original == nil {
      post[.quoteOf] = sink.storeName(object["quoted_status_id_str"] ?? object["quoted_status_id"])
    }
    post[.thread] = sink.storeThread(((original ?? object)["quoted_status"]).flatMap { text(of: $0) })
    post[.likes] = object["favorite_count"]?.count
    post[.reposts] = object["retweet_count"]?.count
    post[.replies] = object["reply_count"]?.count
    post[.quotes] = object["quote_count"]?.count
  }

  /// The longest text that the object has.
  static func text(of object: JSONValue) -> JSONValue? {
    let text = object["extended_tweet"]?["full_text"] ?? object["full_text"] ?? object["text"]
    return text?.kind == .string ? text : nil
  }

  private static func id(_ object: JSONValue, _ sink: inout RecordSink) -> ByteRange {
    sink.storeName(object["id_str"] ?? object["id"])
  }
}
