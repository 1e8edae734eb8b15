import HearsayCore

/// JSON Feed, versions 1 and 1.1.
///
/// Ids of items are meant to be addresses; those that are none are told apart by the address of their feed.
package struct JSONFeed: JSONFormat {
  package static let summary = FormatSummary(
    "json-feed", "JSON Feed 1 and 1.1: the items of a site's feed", gives: [.author, .time, .zone, .language])

  package let framing: Framing

  package init(_ sample: Sample, in surroundings: Surroundings) { framing = .json(sample, arraysNamed: "items") }

  package static func confidence(in sample: Sample) -> Int {
    let outline = sample.outline
    guard outline.isJSON, outline.assignment.isEmpty else { return 0 }
    if outline.has(all: "version", "items"), sample.contains("jsonfeed.org/version/") { return 95 }
    let isFeed = outline.has(all: "version", "title", "items")
    return isFeed && outline.has(any: "items[].content_html", "items[].content_text") ? 90 : 0
  }

  package func read(_ object: JSONValue, into sink: inout RecordSink) throws(RecordProblem) {
    guard object["id"] ?? object["url"] ?? object["content_html"] ?? object["content_text"] != nil else {
      throw RecordProblem(.recordUnknownShape, "the object is no item of a JSON feed")
    }
    var post = PostRecord()
    post[.platform] = sink.store("feed")
    post[.id] = Self.storeID(of: object, &sink)
    post[.url] = sink.storeName(object["url"] ?? object["external_url"])
    post.setTime(object["date_published"] ?? object["date_modified"])
    post.language = object["language"]?.language
    if post.language == nil, let language = sink.envelope["language"] {
      post.language = language.withUnsafeBytes { LanguageCode(tag: $0) }
    }
    readAuthor(of: object, into: &post, &sink)
    let html = object["content_html"]?.text
    if html == nil, let text = (object["content_text"] ?? object["summary"])?.text {
      post.markup = .plain
      let title = object["title"]?.bytes ?? []
      post[.text] = sink.store(bytes: title + (title.isEmpty ? [] : [0x0A, 0x0A]) + (text.bytes ?? []))
    } else {
      post.markup = .html
      post[.text] = HTMLParts.store(heading: object["title"], html, &sink)
    }
    sink.add(post)
  }

  private static func storeID(of item: JSONValue, _ sink: inout RecordSink) -> ByteRange {
    guard let id = (item["id"] ?? item["url"])?.name else { return .absent }
    let isAddress = id.contains(UInt8(ascii: ":"))
    guard !isAddress, let feed = sink.envelope["feed_url"] ?? sink.envelope["home_page_url"] else {
      return sink.store(bytes: id)
    }
    return sink.store(feed, id, separator: "#")
  }

  private func readAuthor(of item: JSONValue, into post: inout PostRecord, _ sink: inout RecordSink) {
    if let author = item["authors"]?.elements.first(where: { _ in true }) ?? item["author"] {
      post[.authorName] = sink.storeName(author["name"])
      post[.authorID] = sink.storeName(author["url"] ?? author["name"])
    } else if let name = sink.envelope["authors.name"] ?? sink.envelope["author.name"] {
      post[.authorName] = sink.store(bytes: name)
      post[.authorID] = sink.store(bytes: sink.envelope["authors.url"] ?? sink.envelope["author.url"] ?? name)
    }
  }
}
