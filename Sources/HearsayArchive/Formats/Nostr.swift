import HearsayCore

/// Events of Nostr: one a line, or an array, each alone or in the message in which a relay sends it (`["EVENT", …]`).
///
/// The number of a kind says what an event is: notes, threads, comments, channel messages and articles are posts,
/// reposts carry the event that they pass on, and messages to one person are nobody else's business.
package struct Nostr: JSONFormat {
  package static let summary = FormatSummary(
    "nostr", "events of Nostr (NIP-01), alone or in the messages of relays", gives: [.author, .time, .zone, .thread])

  package let framing: Framing

  package init(_ sample: Sample, in surroundings: Surroundings) {
    // A message that is the only one looks like an array of records.
    framing = Self.isMessage(sample) ? .lines : .json(sample, arraysNamed: "events")
  }

  private static func isMessage(_ sample: Sample) -> Bool {
    sample.begins(with: "[\"") && !sample.outline.has("pubkey") || sample.begins(with: "[\"EVENT\"")
  }

  package static func confidence(in sample: Sample) -> Int {
    let outline = sample.outline
    if outline.has(all: "pubkey", "kind", "content") || outline.has(all: "events[].pubkey", "events[].kind") {
      return 95
    }
    if outline.has(all: "[].pubkey", "[].kind", "[].content") || outline.has(all: "event.pubkey", "event.kind") {
      return 95
    }
    return outline.has(all: "pubkey", "kind", "tags") ? 90 : 0
  }

  /// Notes (1), threads (11), pictures (20), channel messages (42), comments (1111), polls (1068), articles (30023).
  private static let postKinds: Set<Int64> = [1, 11, 20, 42, 1_068, 1_111, 30_023]
  /// Reposts of notes (6) and of anything (16).
  private static let repostKinds: Set<Int64> = [6, 16]
  /// Messages to one person, in several wrappings.
  private static let privateKinds: Set<Int64> = [4, 13, 14, 1_059]
  private static let deletionKind: Int64 = 5

  package func read(
    _ record: ArchiveRecord, using parser: JSONParser, into sink: inout RecordSink
  ) throws(RecordProblem) {
    try parser.withValue(of: record.bytes) { (value) throws(RecordProblem) in
      if parser.isTextMended { sink.remark(.recordMended) }
      guard value.kind == .array else { return try read(value, into: &sink) }
      // What relays say beside events: EOSE, NOTICE, OK …
      guard let event = value.elements.first(where: { $0.kind == .object }), event["kind"] != nil else { return }
      try read(event, into: &sink)
    }
  }

  package func read(_ value: JSONValue, into sink: inout RecordSink) throws(RecordProblem) {
    let object = value["event"] ?? value
    guard let kind = object["kind"]?.int64, object["pubkey"] != nil else {
      throw RecordProblem(.recordUnknownShape, "the object is no event of Nostr")
    }
    if Self.privateKinds.contains(kind) { return sink.skip(.notPublic) }
    if kind == Self.deletionKind { return sink.skip(.deletion) }
    let isRepost = Self.repostKinds.contains(kind)
    guard isRepost || Self.postKinds.contains(kind) else { return }
    var post = PostRecord()
    post.markup = kind == 30_023 ? .markdown : .plain
    post[.platform] = sink.store("nostr")
    post[.id] = sink.storeName(object["id"])
    post[.authorID] = sink.storeName(object["pubkey"])
    post.setTime(object["created_at"])
    if isRepost {
      guard let original = object["content"]?.string, !original.isEmpty else { return sink.skip(.repostWithoutText) }
      post[.repostOf] = sink.storeName(Self.tags("e", of: object).first)
      if post[.repostOf].isAbsent { post[.repostOf] = sink.store("") }
      try Self.readOriginal(original, into: &post, &sink)
    } else {
      Self.readReferences(of: object, into: &post, &sink)
      post[.text] = sink.store(object["content"]?.text)
    }
    sink.add(post)
  }

  /// The values of the tags with this name.
  private static func tags(_ name: StaticString, of event: JSONValue) -> [JSONValue] {
    (event["tags"]?.elements ?? event.elements).compactMap { tag in
      var parts = tag.elements
      return parts.next()?.isString(name) == true ? parts.next() : nil
    }
  }

  /// Which event it replies to, begins and quotes.
  ///
  /// A marker says what an `e` tag is; without markers, the first is the beginning and the last what is replied to.
  private static func readReferences(of event: JSONValue, into post: inout PostRecord, _ sink: inout RecordSink) {
    var (root, reply, unmarked): (JSONValue?, JSONValue?, [JSONValue]) = (nil, nil, [])
    for tag in event["tags"]?.elements ?? event.elements {
      let parts = Array(tag.elements.prefix(4))
      guard 2 <= parts.count, parts[0].isString("e") else { continue }
      let marker = parts.count == 4 ? parts[3] : nil
      if marker?.isString("root") == true {
        root = parts[1]
      } else if marker?.isString("reply") == true {
        reply = parts[1]
      } else if marker?.isString("mention") != true {
        unmarked.append(parts[1])
      }
    }
    post[.replyTo] = sink.storeName(reply ?? root ?? unmarked.last)
    post[.conversation] = sink.storeName(root ?? unmarked.first ?? event["id"])
    post[.quoteOf] = sink.storeName(tags("q", of: event).first)
  }

  /// Reads the event that a repost carries as a string.
  private static func readOriginal(
    _ text: UnsafeRawBufferPointer, into post: inout PostRecord, _ sink: inout RecordSink
  ) throws(RecordProblem) {
    try EmbeddedJSON.withValue(of: text) { (event) throws(RecordProblem) in
      if let id = event["id"]?.name { post[.repostOf] = sink.store(bytes: id) }
      post[.text] = sink.store(event["content"]?.text)
    }
  }
}
