import HearsayCore
import HearsayMarkup

/// Mastodon and everything that speaks ActivityPub or Mastodon's API: a person's outbox, activities, statuses.
///
/// Outboxes hold what was addressed to followers or to single people too; that is left out unless asked for. Both
/// the outbox and the API give a post's address as its id, so a post that is in both is one post.
package struct Mastodon: JSONFormat {
  package static let summary = FormatSummary(
    "mastodon", "Mastodon and ActivityPub: outbox.json, activities, statuses and threads of the API",
    gives: [.author, .time, .zone, .language, .engagement, .thread])

  package let framing: Framing
  private let includesNonPublic: Bool

  package init(_ sample: Sample, in surroundings: Surroundings) {
    framing = .json(sample, arraysNamed: "orderedItems", "ancestors", "descendants", "statuses")
    includesNonPublic = sample.options.includesNonPublic
  }

  package static func confidence(in sample: Sample) -> Int {
    let outline = sample.outline
    guard outline.isJSON, outline.assignment.isEmpty, !outline.has("source_platform") else { return 0 }
    if outline.hasKey("orderedItems") || outline.has(all: "actor", "object.type") { return 92 }
    if outline.has("attributedTo") && outline.has(any: "content", "contentMap") { return 92 }
    let isStatus = outline.hasKey("spoiler_text") || outline.hasKey("reblogs_count")
    if isStatus && (outline.hasKey("content") || outline.hasKey("reblog")) { return 90 }
    if outline.has(all: "inbox", "outbox", "preferredUsername") { return 80 }
    return outline.has(all: "event", "payload") || outline.has(all: "type", "totalItems")
      ? 85
      : outline.has(all: "actor", "type", "object") ? 80 : 0
  }

  package func read(
    _ record: ArchiveRecord, using parser: JSONParser, into sink: inout RecordSink
  ) throws(RecordProblem) {
    // Lists of what somebody liked or bookmarked are lists of addresses.
    if record.bytes.first == UInt8(ascii: "\"") { return }
    try readObject(of: record, using: parser, into: &sink)
  }

  package func read(_ object: JSONValue, into sink: inout RecordSink) throws(RecordProblem) {
    if let payload = object["payload"]?.string, object["event"] != nil {
      return try readEvent(object["event"], payload, into: &sink)
    }
    // What others did with a status, or a status that a tool wrapped.
    let isWrapped = object["content"] == nil && object["status"]?.kind == .object
    let status = object["quoted_status"] ?? (isWrapped ? object["status"] : nil) ?? object
    if MastodonStatus.isStatus(status) {
      return MastodonStatus.add(status, platform: "mastodon", includingNonPublic: includesNonPublic, to: &sink)
    }
    guard object["type"]?.text != nil else {
      throw RecordProblem(.recordUnknownShape, "the object is neither a status nor an activity")
    }
    ActivityNote.add(object, includingNonPublic: includesNonPublic, to: &sink)
  }

  /// Reads an event of a stream, which carries its status as a string.
  private func readEvent(
    _ event: JSONValue?, _ payload: UnsafeRawBufferPointer, into sink: inout RecordSink
  ) throws(RecordProblem) {
    if event?.isString("delete") == true { return sink.skip(.deletion) }
    guard event?.isString("update") == true || event?.isString("status.update") == true else { return }
    try EmbeddedJSON.withValue(of: payload) { (status) throws(RecordProblem) in
      MastodonStatus.add(status, platform: "mastodon", includingNonPublic: includesNonPublic, to: &sink)
    }
  }
}

/// Reads a status of Mastodon's API.
enum MastodonStatus {
  /// Whether the object is a status.
  static func isStatus(_ object: JSONValue) -> Bool {
    object["content"] ?? object["reblog"] != nil && object["account"] != nil
  }

  /// Adds the status to `sink`, unless it is not public.
  static func add(
    _ status: JSONValue, platform: String, includingNonPublic: Bool, to sink: inout RecordSink
  ) {
    let visibility = status["visibility"]
    let isPublic =
      visibility == nil
      || ["public", "unlisted", "local"].contains { visibility?.string?.elementsEqual($0.utf8) == true }
    guard isPublic || includingNonPublic else { return sink.skip(.notPublic) }
    var post = PostRecord()
    post.markup = .html
    post[.platform] = sink.store(platform)
    post[.id] = sink.storeName(status["uri"] ?? status["id"])
    post[.url] = sink.storeName(status["url"])
    post.setTime(status["created_at"])
    if let account = status["account"] {
      post[.authorID] = storeAuthor(of: status, account, &sink)
      let host = account["url"]?.string.flatMap { FediverseHandle.host(of: $0) }
      post[.authorHandle] = FediverseHandle.store(account["acct"]?.name, host: host, &sink)
      post[.authorName] = sink.storeName(account["display_name"])
    }
    post[.replyTo] = sink.storeName(status["in_reply_to_id"])
    let original = status["reblog"]
    if let original { post[.repostOf] = sink.storeName(original["uri"] ?? original["id"]) }
    if original == nil, let quote = status["quote"] ?? status["quote_id"] {
      let quoted = quote["quoted_status"] ?? quote
      post[.quoteOf] = sink.storeName(quoted["uri"] ?? quoted["id"] ?? quote["quoted_status_id"] ?? quote)
      post[.thread] = sink.storeThread(quoted["content"])
    }
    let words = original ?? status
    post.language = words["language"]?.language
    post[.text] = HTMLParts.store(heading: words["spoiler_text"], words["content"], &sink)
    post[.likes] = status["favourites_count"]?.count
    post[.reposts] = status["reblogs_count"]?.count
    post[.replies] = status["replies_count"]?.count
    post[.quotes] = status["quotes_count"]?.count
    sink.add(post)
  }
}

extension MastodonStatus {
  /// Stores the address of the author, the same that outboxes give: that of the status begins with it.
  fileprivate static func storeAuthor(
    of status: JSONValue, _ account: JSONValue, _ sink: inout RecordSink
  ) -> ByteRange {
    if account["uri"] == nil, let address = status["uri"]?.string,
      let end = ByteSearch.first("/statuses/", in: address, from: 0)
    {
      return sink.store(UnsafeRawBufferPointer(rebasing: address[..<end]))
    }
    return sink.storeName(account["uri"] ?? account["url"] ?? account["id"])
  }
}

/// The names of people across servers: `ann@example.org`.
enum FediverseHandle {
  /// Stores a name as it is where it has a server, and with `host` where it has none.
  static func store(_ name: [UInt8]?, host: [UInt8]?, _ sink: inout RecordSink) -> ByteRange {
    guard let name else { return .absent }
    guard let host, !name.contains(UInt8(ascii: "@")) else { return sink.store(bytes: name) }
    return sink.store(name, host, separator: "@")
  }

  /// The host in an address, or nil.
  static func host(of address: UnsafeRawBufferPointer) -> [UInt8]? {
    let parts = address.split(separator: UInt8(ascii: "/"), maxSplits: 3)
    return 2 <= parts.count && parts[0].last == UInt8(ascii: ":") ? Array(parts[1]) : nil
  }

  /// The person's name in an address such as `https://example.org/users/ann` or `https://example.org/@ann`, or nil.
  static func name(in address: UnsafeRawBufferPointer) -> [UInt8]? {
    guard let last = address.split(separator: UInt8(ascii: "/")).last, last.count != address.count else { return nil }
    return last.first == UInt8(ascii: "@") ? Array(last.dropFirst()) : Array(last)
  }
}
