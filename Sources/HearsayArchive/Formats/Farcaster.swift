import HearsayCore
import HearsayMarkup

/// Farcaster as its hubs give it: signed messages, of which some are casts.
///
/// Hubs cut mentions out of the text and say at which byte each one stood; they are put back as numbers of people,
/// for hubs know no names: "cc @15 and @6833".
package struct FarcasterHub: JSONFormat {
  package static let summary = FormatSummary(
    "farcaster-hub", "messages and events of Farcaster's hubs", gives: [.author, .time, .zone, .thread])

  package let framing: Framing

  package init(_ sample: Sample, in surroundings: Surroundings) {
    framing = .json(sample, arraysNamed: "messages", "events")
  }

  package static func confidence(in sample: Sample) -> Int {
    let outline = sample.outline
    guard outline.isJSON, outline.assignment.isEmpty else { return 0 }
    if outline.hasKey("castAddBody") || outline.hasKey("castRemoveBody") { return 95 }
    return outline.hasKey("fid") && sample.contains("MESSAGE_TYPE_") ? 90 : 0
  }

  /// Seconds from 1970 to the beginning of Farcaster's time, 2021-01-01T00:00:00Z.
  private static let epochSeconds: Int64 = 1_609_459_200

  package func read(_ record: JSONValue, into sink: inout RecordSink) throws(RecordProblem) {
    // An event carries the message that a hub took in; other events carry none that is a cast.
    let object = record["mergeMessageBody"]?["message"] ?? record
    if object["data"] == nil, record["type"]?.string?.starts(with: "HUB_EVENT_TYPE_".utf8) == true { return }
    guard let data = object["data"], data["fid"] ?? data["type"] != nil else {
      throw RecordProblem(.recordUnknownShape, "the object is no message of a Farcaster hub")
    }
    if data["castRemoveBody"] != nil { return sink.skip(.deletion) }
    guard let cast = data["castAddBody"] else { return }
    var post = PostRecord()
    post.markup = .plain
    post[.platform] = sink.store("farcaster")
    post[.id] = sink.storeName(object["hash"])
    post[.authorID] = sink.storeName(data["fid"])
    if let seconds = data["timestamp"]?.count, let time = UTCTime(epoch: seconds &+ Self.epochSeconds) {
      post.createdAt = time
    }
    post[.replyTo] = sink.storeName(cast["parentCastId"]?["hash"])
    post[.channel] = FarcasterChannel.store(cast["parentUrl"], &sink)
    if let embeds = cast["embeds"] {
      let quoted = embeds.elements.lazy.compactMap { $0["castId"]?["hash"] }.first
      post[.quoteOf] = sink.storeName(quoted)
    }
    if let text = cast["text"]?.bytes { post[.text] = sink.store(bytes: Self.withMentions(text, of: cast)) }
    sink.add(post)
  }

  /// The text with each mention at its byte; what lies outside the text, inside a scalar or out of order is left out.
  private static func withMentions(_ text: [UInt8], of cast: JSONValue) -> [UInt8] {
    guard let mentions = cast["mentions"], let positions = cast["mentionsPositions"] else { return text }
    var output: [UInt8] = []
    var done = 0
    for (mention, position) in zip(mentions.elements, positions.elements) {
      guard let person = mention.count, let at = position.count.flatMap({ Int(exactly: $0) }), done <= at,
        at <= text.count, at == text.count || text[at] & 0xC0 != 0x80
      else { continue }
      output += text[done..<at] + "@\(person)".utf8
      done = at
    }
    return output + text[done...]
  }
}

/// Farcaster as the service Neynar gives it: casts with names and counts.
package struct FarcasterNeynar: JSONFormat {
  package static let summary = FormatSummary(
    "farcaster-neynar", "casts of Farcaster in the shape of Neynar's API",
    gives: [.author, .time, .zone, .engagement, .thread])

  package let framing: Framing

  package init(_ sample: Sample, in surroundings: Surroundings) { framing = .json(sample, arraysNamed: "casts") }

  package static func confidence(in sample: Sample) -> Int {
    let outline = sample.outline
    guard outline.isJSON, outline.assignment.isEmpty, outline.hasKey("fid"), outline.hasKey("text") else { return 0 }
    return outline.hasKey("username") && outline.hasKey("timestamp") ? 88 : 0
  }

  package func read(_ object: JSONValue, into sink: inout RecordSink) throws(RecordProblem) {
    let wrapped = object["cast"] ?? object["conversation"]?["cast"] ?? object["result"]?["cast"]
    let cast = wrapped ?? object
    guard cast["text"] != nil, cast["author"] != nil else {
      throw RecordProblem(.recordUnknownShape, "the object is no cast in the shape of Neynar's API")
    }
    Self.add(cast, below: nil, to: &sink)
  }

  private static func add(_ cast: JSONValue, below parent: JSONValue?, to sink: inout RecordSink) {
    var post = PostRecord()
    post.markup = .plain
    post[.platform] = sink.store("farcaster")
    post[.id] = sink.storeName(cast["hash"] ?? cast["id"])
    post.setTime(cast["timestamp"])
    post[.authorID] = sink.storeName(cast["author"]?["fid"])
    post[.authorHandle] = sink.storeName(cast["author"]?["username"])
    post[.authorName] = sink.storeName(cast["author"]?["display_name"])
    post[.conversation] = sink.storeName(cast["thread_hash"] ?? cast["threadHash"])
    post[.replyTo] = sink.storeName(cast["parent_hash"] ?? cast["parentHash"])
    let quoted = cast["embeds"]?.elements.lazy.compactMap { ($0["cast_id"] ?? $0["castId"])?["hash"] }.first
    post[.quoteOf] = sink.storeName(quoted)
    let quotedText = cast["embeds"]?.elements.lazy.compactMap { $0["cast"]?["text"] }.first
    post[.thread] = sink.storeThread(quotedText, parent?["text"])
    post[.channel] = sink.storeName((cast["channel"]?["name"] ?? cast["channel"]?["id"])?.text)
    if post[.channel].isAbsent {
      post[.channel] = FarcasterChannel.store(cast["parent_url"] ?? cast["root_parent_url"], &sink)
    }
    post[.text] = sink.store(cast["text"]?.text)
    post[.likes] = (cast["reactions"]?["likes_count"] ?? cast["reactions"]?["count"])?.count
    post[.reposts] = (cast["reactions"]?["recasts_count"] ?? cast["recasts"]?["count"])?.count
    post[.replies] = cast["replies"]?["count"]?.count
    sink.add(post)
    for reply in cast["direct_replies"]?.elements ?? cast.elements { add(reply, below: cast, to: &sink) }
  }
}

/// Channels of Farcaster, which are addresses: `https://warpcast.com/~/channel/base`.
private enum FarcasterChannel {
  /// Stores the name of the channel that an address leads to; absent for all other addresses.
  static func store(_ address: JSONValue?, _ sink: inout RecordSink) -> ByteRange {
    guard let bytes = address?.string, let mark = ByteSearch.first("/channel/", in: bytes, from: 0) else {
      return .absent
    }
    let name = bytes[(mark + 9)...].prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") }
    return name.isEmpty ? .absent : sink.store(UnsafeRawBufferPointer(rebasing: name))
  }
}
