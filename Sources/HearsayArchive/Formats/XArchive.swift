import HearsayCore

/// The archive that X gives a person of their own posts: a zip, its folder, or one of its files alone.
///
/// Each file assigns an array to a variable, whose name says what the items are. Posts have no author; it is
/// taken from `manifest.js` or `account.js` beside them. Long posts are cut in `tweets.js`; their full text is
/// taken from `note-tweet.js`. Files without posts are one skipped record.
///
/// Texts of posts have HTML entities, texts of notes have none; notes are escaped here, so that whoever decodes
/// the entities of a post later need not know which it was.
package struct XArchive: ArchiveFormat {
  package static let summary = FormatSummary(
    "x-archive", "a person's own archive of X (Twitter): the zip, its folder, or its tweets.js",
    gives: [.author, .time, .zone, .language, .engagement])

  package let framing: Framing
  private let content: Content
  private let owner: XArchiveOwner
  private let notes: XArchiveNotes

  /// What the items of a file are.
  private enum Content { case posts, deletedPosts, other }

  package init(_ sample: Sample, in surroundings: Surroundings) {
    content = Self.content(of: sample)
    if case .posts = content {
      framing = Framing(splitter: JSONElementSplitter(.topArray))
      let files = surroundings.files {
        ["manifest.js", "account.js"].contains($0) || XArchiveNotes.isFileName($0)
      }
      owner = XArchiveOwner(files)
      notes = XArchiveNotes(files)
    } else {
      framing = content == .deletedPosts ? Framing(splitter: JSONElementSplitter(.topArray)) : .nothing
      owner = XArchiveOwner([])
      notes = XArchiveNotes([])
    }
  }

  package static func confidence(in sample: Sample) -> Int {
    isOfArchive(sample.outline.assignment) ? 95 : 0
  }

  private static func isOfArchive(_ assignment: String) -> Bool {
    assignment.hasPrefix("window.YTD.") || assignment.hasPrefix("window.__THAR_CONFIG")
      || assignment.hasPrefix("Grailbird.data.") || assignment.hasPrefix("YTD.")
  }

  private static func content(of sample: Sample) -> Content {
    let parts = sample.outline.assignment.split(separator: ".")
    guard let type = parts.first(where: { $0 != "window" && $0 != "YTD" && $0 != "Grailbird" && $0 != "data" }) else {
      return .other
    }
    switch type {
    case "tweet", "tweets", "community_tweet", "community_tweets": return .posts
    case "deleted_tweet", "deleted_tweets": return .deletedPosts
    // Before 2018 there was a file for each month: tweets_2014_01.
    default: return type.hasPrefix("tweets_") && sample.outline.assignment.hasPrefix("Grailbird") ? .posts : .other
    }
  }

  package func read(
    _ record: ArchiveRecord, using parser: JSONParser, into sink: inout RecordSink
  ) throws(RecordProblem) {
    if content == .other { return sink.skip(.noPost) }
    try parser.withValue(of: record.bytes) { (item) throws(RecordProblem) in
      guard item.kind == .object else {
        throw RecordProblem(.recordNotAnObject, "the item is JSON, but not an object")
      }
      if content == .deletedPosts { return sink.skip(.deletion) }
      let tweet = item["tweet"] ?? item
      guard XVersion1Post.isPost(tweet) else {
        throw RecordProblem(.recordUnknownShape, "the item is not a post of a personal archive of X")
      }
      var post = PostRecord()
      XVersion1Post.read(tweet, into: &post, &sink)
      complete(&post, with: tweet, &sink)
      sink.add(post)
    }
  }

  private func complete(_ post: inout PostRecord, with tweet: JSONValue, _ sink: inout RecordSink) {
    if post[.authorID].isAbsent, let id = owner.id { post[.authorID] = sink.store(id) }
    if post[.authorHandle].isAbsent, let handle = owner.handle { post[.authorHandle] = sink.store(handle) }
    if post[.authorName].isAbsent, let name = owner.name { post[.authorName] = sink.store(name) }
    guard let text = XVersion1Post.text(of: tweet)?.string else { return }
    if post[.repostOf].isAbsent, text.starts(with: "RT @".utf8) {
      // The archive does not say which post it was: there, but empty.
      post[.repostOf] = sink.store("")
    } else if let time = post.createdAt, let note = notes.text(at: time, cutText: text) {
      post[.text] = sink.store(bytes: note)
    }
  }
}

extension Framing {
  /// Nothing of the source is of interest: its first bytes are one record, and no more is read.
  static var nothing: Framing { Framing(splitter: FirstByteSplitter()) }
}

/// One record, which is the first byte; the rest is passed over.
private struct FirstByteSplitter: RecordSplitter {
  private var markCount = 0

  var problemAtEnd: RecordProblem? { nil }

  mutating func nextMark(in bytes: UnsafeRawBufferPointer, from position: inout Int) -> RecordMark? {
    guard position < bytes.count, markCount < 2 else {
      position = bytes.count
      return nil
    }
    markCount += 1
    if markCount == 1 { return .begin(position) }
    position += 1
    return .end(position)
  }
}
