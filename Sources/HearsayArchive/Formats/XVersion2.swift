import HearsayCore

/// X's API version 2: pages of answers, or posts that were flattened one a line.
///
/// Told apart as twarc does: an object with `data` is a page, one with only `errors` is nothing, any other is a
/// flat post. Lists of users, counts and compliance notices have no posts. Posts that a page includes because
/// others refer to them are not posts of the page, but lend a repost its full text.
package struct XVersion2: JSONFormat {
  package static let summary = FormatSummary(
    "x-v2", "X (Twitter) API v2, pages or flattened posts, JSON lines",
    gives: [.author, .time, .zone, .language, .engagement, .thread])

  package let framing: Framing

  package init(_ sample: Sample, in surroundings: Surroundings) { framing = .json(sample) }

  package static func confidence(in sample: Sample) -> Int {
    let outline = sample.outline
    guard outline.isJSON, outline.assignment.isEmpty else { return 0 }
    if outline.has(any: "data[].edit_history_tweet_ids", "data.edit_history_tweet_ids", "edit_history_tweet_ids") {
      return 90
    }
    let isPage =
      outline.has(all: "data[].id", "data[].text") || outline.has(all: "data.id", "data.text")
      || outline.has(any: "data[].tweet_count", "data[].username", "data.username", "includes.users[].username")
      || outline.has(all: "errors[].resource_type", "errors[].title")
    if isPage { return 80 }
    let isFlat = outline.has("text") && outline.has(any: "author_id", "public_metrics", "referenced_tweets[].type")
    let isCompliance = outline.has(all: "id", "action", "created_at")
    // A page on which nothing was found.
    let isEmptyPage = outline.has("meta.result_count")
    return isFlat ? 80 : isCompliance || isEmptyPage ? 60 : 0
  }

  package func read(_ object: JSONValue, into sink: inout RecordSink) throws(RecordProblem) {
    let fields = JSONFields<XVersion2Key>(of: object)
    if let data = fields[.data] {
      readPage(data, includes: object["includes"], into: &sink)
    } else if Self.isPost(fields) {
      readPost(fields, includes: nil, into: &sink)
    } else if !Self.isOther(object) {
      throw RecordProblem(.recordUnknownShape, "the object is neither a post nor a page of posts of X's API v2")
    }
  }

  private static func isPost(_ object: JSONFields<XVersion2Key>) -> Bool {
    object[.text] != nil || object[.id] != nil && object[.action] == nil && object[.username] == nil
  }

  /// Pages of errors and metadata, users, counts, compliance notices.
  private static func isOther(_ object: JSONValue) -> Bool {
    object["errors"] != nil || object["meta"] != nil || object["action"] != nil || object["username"] != nil
      || object["tweet_count"] != nil || object["includes"] != nil
  }

  private func readPage(_ data: JSONValue, includes: JSONValue?, into sink: inout RecordSink) {
    let index = includes.map { PageIndex($0) }
    if data.kind == .object {
      let fields = JSONFields<XVersion2Key>(of: data)
      if Self.isPost(fields) { readPost(fields, includes: index, into: &sink) }
      return
    }
    for item in data.elements {
      guard item.kind == .object else {
        sink.fail(RecordProblem(.recordNotAnObject, "an element of the page is not an object"))
        continue
      }
      let fields = JSONFields<XVersion2Key>(of: item)
      if Self.isPost(fields) { readPost(fields, includes: index, into: &sink) }
    }
  }

  private func readPost(_ tweet: JSONFields<XVersion2Key>, includes: PageIndex?, into sink: inout RecordSink) {
    var post = PostRecord()
    post[.platform] = sink.store("x")
    post.markup = .entities
    post[.id] = sink.storeName(tweet[.id])
    post[.conversation] = sink.storeName(tweet[.conversation])
    post.setTime(tweet[.createdAt])
    post.language = tweet[.language]?.language
    readAuthor(of: tweet, includes, into: &post, &sink)
    var text = Self.text(tweet[.text], note: tweet[.note])
    var earlier: JSONValue?
    if let references = tweet[.references] {
      for reference in references.elements {
        guard let type = reference["type"] else { continue }
        let other = reference["text"] != nil ? reference : includes?.tweets[reference["id"]]
        let words = other.flatMap { Self.text($0["text"], note: $0["note_tweet"]) }
        if type.isString("retweeted") {
          post[.repostOf] = sink.storeName(reference["id"])
          text = words ?? text
          continue
        } else if type.isString("quoted") {
          post[.quoteOf] = sink.storeName(reference["id"])
        } else if type.isString("replied_to") {
          post[.replyTo] = sink.storeName(reference["id"])
        }
        earlier = earlier ?? words
      }
    }
    post[.thread] = sink.storeThread(earlier)
    post[.text] = sink.store(text)
    readCounts(tweet[.counts], into: &post)
    sink.add(post)
  }

  private func readAuthor(
    of tweet: JSONFields<XVersion2Key>, _ includes: PageIndex?, into post: inout PostRecord,
    _ sink: inout RecordSink
  ) {
    post[.authorID] = sink.storeName(tweet[.authorID] ?? tweet[.author]?["id"])
    guard let author = tweet[.author] ?? includes?.users[tweet[.authorID]] else { return }
    post[.authorHandle] = sink.storeName(author["username"])
    post[.authorName] = sink.storeName(author["name"])
  }

  private func readCounts(_ counts: JSONValue?, into post: inout PostRecord) {
    guard let counts else { return }
    let fields = JSONFields<XVersion2CountKey>(of: counts)
    post[.likes] = fields[.likes]?.count
    post[.reposts] = fields[.reposts]?.count
    post[.replies] = fields[.replies]?.count
    post[.quotes] = fields[.quotes]?.count
    post[.views] = fields[.views]?.count
  }

  /// The text, whole where the page has the whole of a long post.
  private static func text(_ text: JSONValue?, note: JSONValue?) -> JSONValue? {
    let text = note?["text"] ?? text
    return text?.kind == .string ? text : nil
  }
}

/// What a page includes, found by id.
private struct PageIndex {
  let users: JSONIndex
  let tweets: JSONIndex

  init(_ includes: JSONValue) {
    users = JSONIndex(includes["users"])
    tweets = JSONIndex(includes["tweets"])
  }
}
