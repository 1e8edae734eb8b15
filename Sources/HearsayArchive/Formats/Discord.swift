import HearsayCore

/// A channel of Discord as DiscordChatExporter saves it in JSON.
package struct Discord: JSONFormat {
  package static let summary = FormatSummary(
    "discord-json",
    "a channel of Discord in DiscordChatExporter's JSON, or one's own messages as Discord hands them out",
    gives: [.author, .time, .zone, .engagement, .thread])

  package let framing: Framing

  package init(_ sample: Sample, in surroundings: Surroundings) { framing = .json(sample, arraysNamed: "messages") }

  package static func confidence(in sample: Sample) -> Int {
    let outline = sample.outline
    guard outline.isJSON, outline.assignment.isEmpty else { return 0 }
    if outline.has(all: "ID", "Timestamp", "Contents") { return 90 }
    return outline.has(all: "guild", "channel") ? 95 : 0
  }

  /// What people and bots write; all else is told by the system, such as who joined.
  private static let messageTypes = [
    "Default", "Reply", "ThreadStarterMessage", "ChatInputCommand", "ContextMenuCommand", "0", "19", "20", "21", "23",
  ]

  /// What stands between the names of a server and of a channel, so that each is read by itself.
  private static let border: [UInt8] = [0x0A]

  package func read(_ object: JSONValue, into sink: inout RecordSink) throws(RecordProblem) {
    if object["Contents"] != nil { return addOwn(object, to: &sink) }
    guard object["id"] != nil, object["content"] ?? object["author"] != nil else {
      throw RecordProblem(.recordUnknownShape, "the object is no message of DiscordChatExporter")
    }
    if let type = object["type"]?.name, !Self.messageTypes.contains(where: { type.elementsEqual($0.utf8) }) { return }
    let (guild, channel) = (sink.envelope["guild.id"], sink.envelope["channel.id"])
    var post = PostRecord()
    post.markup = .markdown
    post[.platform] = sink.store("discord")
    post[.id] = sink.storeName(object["id"])
    post[.url] = sink.storeURL(
      "https://discord.com/channels/", guild, Array("/".utf8), channel, Array("/".utf8), object["id"]?.name)
    post.setTime(object["timestamp"])
    post[.conversation] = sink.store(channel, separator: "")
    let names = [sink.envelope["guild.name"], sink.envelope["channel.name"]].compactMap(\.self)
    if !names.isEmpty { post[.channel] = sink.store(bytes: Array(names.joined(separator: Self.border))) }
    if let author = object["author"] {
      post[.authorID] = sink.storeName(author["id"])
      post[.authorHandle] = sink.storeName(author["name"])
      post[.authorName] = sink.storeName(author["nickname"])
    }
    let reference = object["reference"]?["messageId"]
    if let original = object["forwardedMessage"] {
      post[.repostOf] = reference == nil ? sink.store("") : sink.storeName(reference)
      post[.text] = sink.store(original["content"]?.text)
    } else {
      post[.replyTo] = sink.storeName(reference)
      post[.text] = sink.store(object["content"]?.text)
    }
    if let reactions = object["reactions"] {
      post[.likes] = reactions.elements.reduce(0) { $0 &+ max(0, $1["count"]?.count ?? 0) }
    }
    sink.add(post)
  }

  /// A message of the data package, all of which are by the person who asked for it.
  private func addOwn(_ object: JSONValue, to sink: inout RecordSink) {
    var post = PostRecord()
    post.markup = .markdown
    post[.platform] = sink.store("discord")
    post[.id] = sink.storeName(object["ID"])
    post.setTime(object["Timestamp"])
    post[.text] = sink.store(object["Contents"]?.text)
    sink.add(post)
  }
}
