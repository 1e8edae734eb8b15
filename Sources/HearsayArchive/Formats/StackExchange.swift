import HearsayCore
import HearsayMarkup

/// The dumps of Stack Exchange: `Posts.xml` and `Comments.xml`, one element `row` a post.
///
/// A dump does not say what site it is of, and every site counts from 1: the site is taken from the names of the file
/// and of the folders and archives around it (`genai.stackexchange.com.7z`), and is part of the platform. Tag wikis
/// are nobody's posts. Who was deleted is not named.
package struct StackExchange: XMLFormat {
  package static let summary = FormatSummary(
    "stack-exchange", "dumps of Stack Exchange: Posts.xml, Comments.xml",
    gives: [.author, .time, .zone, .engagement, .thread])

  package let framing: Framing
  private let platform: String
  private let isComments: Bool
  private let hasPosts: Bool

  /// The other files of a dump, which have no posts; what was edited is in `Posts.xml` as it is now.
  private static let otherRoots = ["badges", "posthistory", "postlinks", "tags", "users", "votes"]

  package init(_ sample: Sample, in surroundings: Surroundings) {
    platform = Self.platform(of: sample.name)
    isComments = sample.markup.root == "comments"
    hasPosts = !Self.otherRoots.contains(sample.markup.root)
    framing =
      hasPosts
      ? Framing(splitter: XMLElementSplitter(["row"]), recordByteCountMost: ArchiveLimits.elementByteCountMost)
      : .nothing
  }

  package func read(
    _ record: ArchiveRecord, using parser: JSONParser, into sink: inout RecordSink
  ) throws(RecordProblem) {
    guard hasPosts else { return sink.skip(.noPost) }
    try readElement(of: record, using: parser, into: &sink)
  }

  package static func confidence(in sample: Sample) -> Int {
    if otherRoots.contains(sample.markup.root), sample.contains("<row ") {
      let names: [StaticString] = [" Id=\"", " UserId=\"", " PostId=\"", " TagName=\""]
      return names.contains { sample.contains($0) } ? 90 : 0
    }
    guard ["posts", "comments"].contains(sample.markup.root), sample.contains("<row ") else {
      return ["posts", "comments"].contains(sample.markup.root) && sample.isWhole ? 20 : 0
    }
    return sample.contains("PostTypeId=") || sample.contains("PostId=") ? 95 : 0
  }

  /// The site, from a name such as `dumps/genai.stackexchange.com.7z/Posts.xml` or `genai_Posts.xml`.
  static func platform(of name: String) -> String {
    let sites = ["stackoverflow", "superuser", "serverfault", "askubuntu", "mathoverflow", "stackapps"]
    for part in name.split(separator: "/").reversed() {
      let labels = part.lowercased().split(separator: ".").map(String.init)
      if let index = labels.firstIndex(of: "stackexchange"), 0 < index { return "stackexchange:\(labels[index - 1])" }
      if let first = labels.first(where: { sites.contains($0) || sites.contains(String($0.prefix { $0 != "-" })) }) {
        return "stackexchange:\(first.prefix { $0 != "-" })"
      }
    }
    let file = name.split(separator: "/").last.map(String.init) ?? name
    for ending in ["_posts.xml", "_comments.xml", "-posts.xml", "-comments.xml"]
    where file.lowercased().contains(ending) {
      return "stackexchange:\(file.lowercased().prefix(while: { $0 != ending.first }))"
    }
    return "stackexchange"
  }

  package func element() -> Row { Row() }

  package func read(_ row: Row, into sink: inout RecordSink) throws(RecordProblem) {
    guard let id = row.id else { throw RecordProblem(.recordUnknownShape, "the record is no row with an Id") }
    var post = PostRecord()
    post[.platform] = sink.store(platform)
    post[.authorID] = row.userID.map { sink.store(bytes: $0) } ?? .absent
    post[.authorName] = row.userName.map { sink.store(bytes: $0) } ?? .absent
    post.createdAt = row.createdAt
    if row.createdAt == nil { post.remarks.insert(.timeInvalid) }
    post[.likes] = row.score
    if isComments {
      // Comments are counted apart from posts.
      post[.id] = sink.store(bytes: Array("c".utf8) + id)
      post[.text] = row.text.map { sink.store(bytes: $0) } ?? .absent
      post[.replyTo] = row.postID.map { sink.store(bytes: $0) } ?? .absent
      post[.conversation] = post[.replyTo]
      return sink.add(post)
    }
    guard row.type == 1 || row.type == 2 else { return sink.skip(.noPost) }
    post[.id] = sink.store(bytes: id)
    post[.conversation] = sink.store(bytes: row.parentID ?? id)
    post[.replyTo] = row.parentID.map { sink.store(bytes: $0) } ?? .absent
    post[.replies] = row.answerCount
    post[.views] = row.viewCount
    post.markup = .html
    post[.text] = row.html.map { sink.store(bytes: $0) } ?? .absent
    sink.add(post)
  }

  /// What a row says.
  package final class Row: MarkupVisitor {
    private(set) var id: [UInt8]?
    private(set) var type: Int64?
    private(set) var parentID: [UInt8]?
    private(set) var postID: [UInt8]?
    private(set) var userID: [UInt8]?
    private(set) var userName: [UInt8]?
    private(set) var createdAt: UTCTime?
    private(set) var score: Int64?
    private(set) var answerCount: Int64?
    private(set) var viewCount: Int64?
    /// Title and body of a post.
    private(set) var html: [UInt8]?
    /// The text of a comment.
    private(set) var text: [UInt8]?

    package func open(_ name: String, _ attributes: MarkupAttributes) {
      guard name == "row", id == nil else { return }
      id = attributes["Id"].map { Array($0) }
      type = attributes["PostTypeId"]?.decimal
      parentID = attributes["ParentId"].map { Array($0) }
      postID = attributes["PostId"].map { Array($0) }
      userID = (attributes["OwnerUserId"] ?? attributes["UserId"]).map { Array($0) }
      userName = (attributes["OwnerDisplayName"] ?? attributes["UserDisplayName"]).map { Array($0) }
      createdAt = attributes["CreationDate"].flatMap { UTCTime(iso8601: $0) }
      score = attributes["Score"]?.decimal
      answerCount = attributes["AnswerCount"]?.decimal
      viewCount = attributes["ViewCount"]?.decimal
      text = attributes["Text"].map { Array($0) }
      guard let body = attributes["Body"] else { return }
      html = attributes["Title"].map { HTMLText.escapedParagraph($0) + Array(body) } ?? Array(body)
    }

    package func close(_ name: String) {}
    package func text(_ bytes: UnsafeRawBufferPointer) {}
  }
}
