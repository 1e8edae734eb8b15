import HearsayCore

/// What Telegram Desktop exports as JSON: one chat, or all that a person has.
///
/// Messages are numbered within their chat, so a post's id is the title of the chat and the number of the message,
/// as on the pages that Telegram Desktop exports, which say no more of a chat. A message that was forwarded is a repost. Of a whole account, chats between two people are left out unless asked for; who
/// exports one chat asked for it.
package struct Telegram: JSONFormat {
  package static let summary = FormatSummary(
    "telegram-json", "Telegram Desktop's result.json: a chat, or all chats of an account",
    gives: [.author, .time, .engagement, .thread])

  package let framing: Framing
  private let isAccount: Bool
  private let includesNonPublic: Bool

  package init(_ sample: Sample, in surroundings: Surroundings) {
    framing = .json(sample, arraysNamed: "messages")
    isAccount = Self.isAccount(sample.outline)
    includesNonPublic = sample.options.includesNonPublic
  }

  package static func confidence(in sample: Sample) -> Int {
    let outline = sample.outline
    guard outline.isJSON, outline.assignment.isEmpty, !outline.has("guild") else { return 0 }
    if isAccount(outline) { return 90 }
    // Messages alone, as people cut them out with other tools.
    if outline.has(all: "id", "type", "date", "text"), outline.has(any: "from_id", "date_unixtime", "text_entities") {
      return 85
    }
    guard outline.hasKey("messages") else { return 0 }
    if outline.hasKey("from_id") || outline.hasKey("actor_id") || outline.hasKey("text_entities") { return 92 }
    return outline.has(all: "name", "type", "id", "messages[].type", "messages[].date")
      ? 90
      : outline.has(all: "name", "type", "id", "messages") ? 60 : 0
  }

  private static func isAccount(_ outline: JSONOutline) -> Bool {
    outline.has(any: "chats.list", "left_chats.list") || outline.has("personal_information.user_id")
  }

  package func read(_ object: JSONValue, into sink: inout RecordSink) throws(RecordProblem) {
    guard let type = object["type"]?.text, object["id"] ?? object["date"] != nil else {
      throw RecordProblem(.recordUnknownShape, "the object is no message of Telegram")
    }
    guard type.isString("message") else { return }
    if isAccount, !includesNonPublic, Self.isBetweenTwo(sink.envelope["type"]) { return sink.skip(.notPublic) }
    let chat = sink.envelope["name"] ?? sink.envelope["id"]
    var post = PostRecord()
    post.markup = .plain
    post[.platform] = sink.store("telegram")
    post[.id] = Self.store(object["id"], of: chat, &sink)
    post.setTime(object["date_unixtime"] ?? object["date"])
    post[.authorID] = sink.storeName(object["from_id"])
    post[.authorName] = sink.storeName(object["from"] ?? object["author"])
    post[.conversation] = sink.store(chat, separator: "")
    if sink.envelope["name"] != nil { post[.channel] = post[.conversation] }
    let replyChat = object["reply_to_peer_id"]?.name
    post[.replyTo] = Self.store(object["reply_to_message_id"], of: replyChat ?? chat, &sink)
    // The archive does not say which message it was: there, but empty.
    if object["forwarded_from"] ?? object["forwarded_from_id"] != nil { post[.repostOf] = sink.store("") }
    post[.text] = sink.store(bytes: Self.text(of: object))
    if let reactions = object["reactions"] {
      post[.likes] = reactions.elements.reduce(0) { $0 &+ max(0, $1["count"]?.count ?? 0) }
    }
    sink.add(post)
  }

  private static func isBetweenTwo(_ type: [UInt8]?) -> Bool {
    guard let type else { return false }
    return ["personal_chat", "bot_chat", "saved_messages", "replies", "verification_codes"].contains {
      type.elementsEqual($0.utf8)
    }
  }

  private static func store(_ message: JSONValue?, of chat: [UInt8]?, _ sink: inout RecordSink) -> ByteRange {
    guard let message = message?.name else { return .absent }
    return chat == nil ? sink.store(bytes: message) : sink.store(chat, message, separator: "/")
  }

  /// The words of a message: a string, or a list of strings and objects with a text; of a poll, the question.
  private static func text(of message: JSONValue) -> [UInt8] {
    var words = joined(message["text"], withQuotes: false)
    // Where all is set as a quotation, it is the message.
    if words.allSatisfy({ $0 <= 0x20 }) { words = joined(message["text"], withQuotes: true) }
    if words.isEmpty { words = joined(message["text_entities"], withQuotes: true) }
    return words.isEmpty ? joined(message["poll"]?["question"], withQuotes: true) : words
  }

  private static func joined(_ text: JSONValue?, withQuotes: Bool) -> [UInt8] {
    guard let text else { return [] }
    if let string = text.string { return Array(string) }
    var words: [UInt8] = []
    for part in text.elements {
      if !withQuotes, part["type"]?.isString("blockquote") == true { continue }
      if let string = part.string ?? part["text"]?.string { words.append(contentsOf: string) }
    }
    return words
  }
}
