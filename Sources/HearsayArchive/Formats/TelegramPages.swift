import HearsayCore
import HearsayMarkup

/// The HTML export of Telegram Desktop: `messages.html`, `messages2.html` and so on.
///
/// Times are those of whoever exported them; newer exports say in which zone. The pages do not say which chat it is
/// but by its title, so ids are those of messages in the chat of that title. A message that was passed on from
/// elsewhere is amplification.
package struct TelegramPages: PageFormat {
  package static let summary = FormatSummary(
    "telegram-html", "Telegram Desktop's messages.html, messages2.html …",
    gives: [.author, .time, .engagement, .thread])

  package init(_ sample: Sample, in surroundings: Surroundings) {}

  package static func confidence(in sample: Sample) -> Int {
    guard sample.markup.isHTML else { return 0 }
    let isExport = sample.contains("class=\"page_wrap\"") || sample.contains("class=\"history\"")
    if isExport, sample.contains("class=\"message ") { return 95 }
    return isExport && sample.contains("page_body chat_page") ? 90 : 0
  }

  package func page() -> TelegramPage { TelegramPage() }

  package func read(_ page: TelegramPage, isWhole: Bool, into sink: inout RecordSink) throws(RecordProblem) {
    let messages = isWhole ? page.messages : Array(page.messages.dropLast())
    var author: [UInt8] = []
    for message in messages {
      guard !message.isService else {
        sink.skip(.noPost)
        continue
      }
      // A message that follows one of the same author does not name him again.
      if !message.isJoined || !message.author.isEmpty { author = message.author }
      var post = PostRecord()
      post[.platform] = sink.store("telegram")
      post.markup = .plain
      post[.id] = id(message.number, in: page.title, &sink)
      post[.conversation] = page.title.isEmpty ? .absent : sink.store(bytes: page.title)
      post[.channel] = post[.conversation]
      post[.replyTo] = message.replyTo.isEmpty ? .absent : id(message.replyTo, in: page.title, &sink)
      if !author.isEmpty { post[.authorName] = sink.store(bytes: author) }
      // The archive does not say which message it was: there, but empty.
      if message.isForwarded { post[.repostOf] = sink.store("") }
      post.setWrittenTime(message.time)
      post[.likes] = message.reactionCount
      post[.text] = sink.store(bytes: message.words)
      sink.add(post)
    }
  }

  private func id(_ number: [UInt8], in title: [UInt8], _ sink: inout RecordSink) -> ByteRange {
    title.isEmpty ? sink.store(bytes: number) : sink.store(title, number, separator: "/")
  }
}

/// What a page of an export says.
package final class TelegramPage: MarkupVisitor {
  /// One message.
  struct Message {
    var number: [UInt8]
    var isService: Bool
    var isJoined: Bool
    var author: [UInt8] = []
    var time: String?
    var replyTo: [UInt8] = []
    var isForwarded = false
    var text: [UInt8] = []
    var quoted: [UInt8] = []
    var question: [UInt8] = []
    var reactionCount: Int64?

    /// The words: the text, or all of it where all is set as a quotation, or the question of a poll.
    var words: [UInt8] { !text.isEmpty ? text : !quoted.isEmpty ? quoted : question }
  }

  private(set) var messages: [Message] = []
  /// The title of the chat.
  private(set) var title: [UInt8] = []

  private enum Part { case title, author, text, question, count }

  private var depth = 0
  private var messageDepth: Int?
  private var forwardedDepth: Int?
  private var part: (kind: Part, depth: Int)?
  private var builder = PlainTextBuilder(.collapsed)
  /// The same text with what is set as a quotation, once there is any.
  private var quotingBuilder: PlainTextBuilder?

  package func open(_ name: String, _ attributes: MarkupAttributes) {
    depth += 1
    if part != nil {
      if quotingBuilder == nil, QuotedMarkup.isQuote(name, attributes) { quotingBuilder = builder.takingQuotesIn() }
      builder.open(name, attributes)
      quotingBuilder?.open(name, attributes)
      return
    }
    if name == "a", messageDepth != nil { readLink(attributes) }
    guard name == "div" || name == "span" else { return }
    if messageDepth == nil {
      beginMessage(attributes)
    } else {
      openInMessage(attributes)
    }
  }

  package func close(_ name: String) {
    defer { depth -= 1 }
    if let part {
      if depth == part.depth {
        end(part.kind)
        self.part = nil
      } else {
        builder.close(name)
        quotingBuilder?.close(name)
      }
    }
    if depth == forwardedDepth { forwardedDepth = nil }
    if depth == messageDepth { messageDepth = nil }
  }

  package func text(_ bytes: UnsafeRawBufferPointer) {
    guard part != nil else { return }
    builder.text(bytes)
    quotingBuilder?.text(bytes)
  }

  private func beginMessage(_ attributes: MarkupAttributes) {
    if attributes.hasClass("message"), let id = attributes["id"], id.starts(with: "message".utf8) {
      messageDepth = depth
      messages.append(
        Message(
          number: Array(id.dropFirst(7)), isService: attributes.hasClass("service"),
          isJoined: attributes.hasClass("joined")))
    } else if title.isEmpty, messages.isEmpty, attributes.hasClass("bold"), attributes.hasClass("text") {
      begin(.title)
    }
  }

  private func openInMessage(_ attributes: MarkupAttributes) {
    let last = messages.count - 1
    let classes = attributes.classes
    if classes.contains("forwarded") {
      forwardedDepth = depth
      messages[last].isForwarded = true
    } else if classes.contains("date"), forwardedDepth == nil {
      messages[last].time = messages[last].time ?? attributes.string("title")
    } else if classes.contains("from_name"), forwardedDepth == nil, messages[last].author.isEmpty {
      begin(.author)
    } else if classes.contains("text"), messages[last].text.isEmpty {
      begin(.text)
    } else if classes.contains("question"), messages[last].question.isEmpty {
      begin(.question)
    } else if classes.contains("count") {
      begin(.count)
    }
  }

  private func readLink(_ attributes: MarkupAttributes) {
    guard let address = attributes["href"], let mark = ByteSearch.first("#go_to_message", in: address, from: 0) else {
      return
    }
    let last = messages.count - 1
    if messages[last].replyTo.isEmpty { messages[last].replyTo = Array(address[(mark + 14)...]) }
  }

  /// The name without the bot through which somebody wrote: `Ann  via @vote`.
  private static func name(_ words: [UInt8]) -> [UInt8] {
    guard let bot = words.withUnsafeBytes({ ByteSearch.first(" via @", in: $0, from: 0) }), 0 < bot else {
      return words
    }
    return Array(words[..<bot])
  }

  private func begin(_ kind: Part) { part = (kind, depth) }

  private func end(_ kind: Part) {
    let words = builder.finish()
    let quoting = quotingBuilder?.finish() ?? words
    builder = PlainTextBuilder(.collapsed)
    quotingBuilder = nil
    let last = messages.count - 1
    switch kind {
    case .title: title = words
    case .author: messages[last].author = Self.name(words)
    case .question: messages[last].question = words
    case .count:
      let count = words.withUnsafeBytes { $0.decimal } ?? 0
      messages[last].reactionCount = (messages[last].reactionCount ?? 0) &+ count
    case .text:
      messages[last].text = words
      messages[last].quoted = quoting
    }
  }
}
