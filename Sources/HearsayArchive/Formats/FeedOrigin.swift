import HearsayMarkup

/// Where an item of a feed was posted first, as far as its address and its words say.
struct FeedOrigin {
  private(set) var platform = "feed"
  private(set) var id: String?
  private(set) var authorHandle: String?
  private(set) var repostOf: String?
  /// What the author wrote, without what the feed adds to it.
  private(set) var text: [UInt8]

  init(_ item: FeedItem) {
    id = Self.name(of: item)
    text = FeedText.text(title: item.title, content: item.content)
    if let status = Self.status(in: item.link) ?? Self.status(in: item.permanentID) {
      readStatus(status.user, status.id, item)
    } else if let name = Self.redditName(item) {
      platform = "reddit"
      id = name
      authorHandle = Self.redditAuthor(item.author)
      text = FeedText.text(title: item.title, content: Self.withoutSubmitter(item.content))
    } else if let place = Self.discoursePlace(item) {
      let content = FeedText.without(suffix: "Read full topic", item.content)
      // The title is the topic's, and whoever answers did not write it.
      text = place == 1 ? FeedText.text(title: item.title, content: content) : content
    }
  }

  /// A name that no item of another feed has; nil where the item does not give one.
  ///
  /// Many feeds number their items from 1.
  private static func name(of item: FeedItem) -> String? {
    guard let id = item.permanentID else { return item.link }
    if 16 <= id.utf8.count || id.utf8.contains(where: { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "/") }) {
      return id
    }
    if let link = item.link { return "\(link)#\(id)" }
    return "\(id)#\(ContentID.of(item.title + [0] + item.content))"
  }

  /// The user and number in an address such as `https://nitter.example/ann/status/17#m`.
  private static func status(in address: String?) -> (user: String, id: String)? {
    guard let address, address.has("/status/") else { return nil }
    let parts = address.split(separator: "/")
    guard 5 <= parts.count, parts[0].hasPrefix("http"),
      parts[3] == "status"
    else { return nil }
    let digits = parts[4].prefix { $0.isASCII && $0.isNumber }
    return 5 <= digits.count ? (String(parts[2]), String(digits)) : nil
  }

  /// Nitter marks reposts, answers and pinned posts in the title, and names the first author as the creator.
  private mutating func readStatus(_ user: String, _ number: String, _ item: FeedItem) {
    platform = "x"
    id = number
    authorHandle = user
    var text = String(decoding: item.title, as: UTF8.self)
    if text.hasPrefix("Pinned: ") { text.removeFirst(8) }
    if text.hasPrefix("RT by @"), let colon = text.firstRange(of: ": ") {
      let reposter = String(text[text.index(text.startIndex, offsetBy: 7)..<colon.lowerBound])
      repostOf = number
      // The repost's own number is not given.
      id = "\(number)-\(reposter)"
      authorHandle = reposter
      text = String(text[colon.upperBound...])
    } else if text.hasPrefix("R to @"), let colon = text.firstRange(of: ": ") {
      text = String(text[colon.upperBound...])
    }
    let isShown = item.content.starts(with: text.utf8.prefix(20))
    self.text = isShown || text.isEmpty ? item.content : Array(text.utf8)
  }

  /// The place of a post in a topic of Discourse; nil where the item is none.
  private static func discoursePlace(_ item: FeedItem) -> Int? {
    guard let id = item.permanentID, id.has("-post-"), !id.has("/"), let link = item.link else { return nil }
    if let mark = link.firstRange(of: "#post_") { return Int(link[mark.upperBound...].prefix { $0.isNumber }) }
    let numbers = link.split(separator: "/").reversed().prefix { $0.allSatisfy(\.isNumber) }
    return numbers.count == 2 ? numbers.first.flatMap { Int($0) } : 1
  }

  /// Reddit writes who submitted a post below it, and links to it.
  private static func withoutSubmitter(_ content: [UInt8]) -> [UInt8] {
    var last: Int?
    let hasLink = content.withUnsafeBytes { bytes in
      while let found = ByteSearch.first("submitted by", in: bytes, from: last.map { $0 + 1 } ?? 0) { last = found }
      return last.map { ByteSearch.first("[link]", in: bytes, from: $0) != nil } ?? false
    }
    guard let last, hasLink else { return content }
    return FeedText.trimmed(Array(content[..<last]))
  }

  /// `t3_42babr` from an id of that form, or from an address such as `/r/space/comments/42babr/the_title/`.
  private static func redditName(_ item: FeedItem) -> String? {
    if let id = item.permanentID, id.hasPrefix("t3_") || id.hasPrefix("t1_"),
      id.dropFirst(3).allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) })
    {
      return id
    }
    guard let address = item.link, address.has("reddit.com/") else { return nil }
    let parts = address.split(separator: "/").map(String.init)
    guard let index = parts.firstIndex(of: "comments"), index + 1 < parts.count else { return nil }
    // A comment has its own id behind the post's id and title.
    return index + 3 < parts.count ? "t1_\(parts[index + 3].prefix { $0 != "?" })" : "t3_\(parts[index + 1])"
  }

  private static func redditAuthor(_ author: String?) -> String? {
    guard let author else { return nil }
    return author.hasPrefix("/u/") ? String(author.dropFirst(3)) : author
  }
}
