import HearsayCore

/// Reads a post of Bluesky: the record that its author wrote, and what others know about it.
enum BlueskyPost {
  /// What the place of a record says about it.
  struct Place {
    /// The author's lasting identifier (`did:plc:…`).
    var author: [UInt8]?
    /// The record's key.
    var key: [UInt8]?
    /// The moment at which a server saw the record.
    var seenAt: UTCTime?

    init(author: [UInt8]?, key: [UInt8]?, seenAt: UTCTime? = nil) {
      (self.author, self.key, self.seenAt) = (author, key, seenAt)
    }

    /// The place in an address such as `at://did:plc:x/app.bsky.feed.post/y`.
    init(_ address: UnsafeRawBufferPointer?) {
      let parts = address?.split(separator: UInt8(ascii: "/")) ?? []
      guard parts.count == 4 else { return }
      author = Array(parts[1])
      key = Array(parts[3])
    }
  }

  /// The address of a post.
  static func storeAddress(_ place: Place, _ sink: inout RecordSink) -> ByteRange {
    guard let author = place.author, let key = place.key else { return .absent }
    return sink.store(Array("at:/".utf8), author, Array("app.bsky.feed.post".utf8), key, separator: "/")
  }

  /// Fills `post` with what the record says.
  ///
  /// Clients write any time they like; one that lies a day behind the moment at which a server saw the record is
  /// replaced by that moment.
  static func read(_ record: JSONValue, at place: Place, into post: inout PostRecord, _ sink: inout RecordSink) {
    post.markup = .plain
    post[.platform] = sink.store("bluesky")
    post[.id] = storeAddress(place, &sink)
    post[.authorID] = sink.store(place.author, separator: "")
    post[.url] = sink.storeURL("https://bsky.app/profile/", place.author, Array("/post/".utf8), place.key)
    post[.text] = sink.store(record["text"]?.text)
    post.setTime(record["createdAt"])
    if let seenAt = place.seenAt, post.createdAt.map({ seenAt.seconds + 86_400 < $0.seconds }) ?? true {
      post.createdAt = seenAt
    }
    post.language = record["langs"]?.elements.first { _ in true }?.language
    post[.replyTo] = sink.storeName(record["reply"]?["parent"]?["uri"])
    post[.conversation] = sink.storeName(record["reply"]?["root"]?["uri"])
    if post[.conversation].isAbsent { post[.conversation] = post[.id] }
    let quoted = record["embed"]?["record"]
    let quotedAddress = quoted?["uri"] ?? quoted?["record"]?["uri"]
    if quotedAddress?.string.map({ isPost($0) }) == true { post[.quoteOf] = sink.storeName(quotedAddress) }
  }

  /// Whether an address is that of a post, rather than of a list, feed or profile.
  private static func isPost(_ address: UnsafeRawBufferPointer) -> Bool {
    address.split(separator: UInt8(ascii: "/")).contains { $0.elementsEqual("app.bsky.feed.post".utf8) }
  }
}
