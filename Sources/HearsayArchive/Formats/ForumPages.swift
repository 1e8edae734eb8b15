import HearsayCore
import HearsayMarkup

/// Pages of forums that run on SMF (bitcointalk among them) or phpBB: the posts of a topic.
///
/// Quotes, signatures and advertisements between the posts are not the author's words. The pages show times in the
/// zone of whoever saved them, without saying which. The platform is the host of the forum.
package struct ForumPages: PageFormat {
  package static let summary = FormatSummary(
    "forum-html", "pages of topics on SMF (bitcointalk) and phpBB 3", gives: [.author, .time, .thread])

  private let software: ForumSoftware
  private let address: String?
  private let capturedOn: Day?

  package init(_ sample: Sample, in surroundings: Surroundings) {
    software = Self.software(of: sample) ?? .smf
    address = sample.name.firstRange(of: "://") == nil ? nil : sample.name
    capturedOn = sample.capturedOn
  }

  package static func confidence(in sample: Sample) -> Int { software(of: sample) == nil ? 0 : 92 }

  private static func software(of sample: Sample) -> ForumSoftware? {
    guard sample.markup.isHTML else { return nil }
    if sample.contains("smf_theme_url") || sample.contains("smf_scripturl") { return .smf }
    if sample.contains("id=\"phpbb\"") || sample.contains("phpBB") && sample.contains("viewtopic") {
      return sample.contains("postauthor") ? .phpBBTables : .phpBB
    }
    if sample.contains("class=\"postauthor\""), sample.contains("viewtopic.php") { return .phpBBTables }
    if sample.contains("id=\"subject_"), sample.contains("topic=") { return .smf }
    return nil
  }

  package func page() -> ForumPage { ForumPage(software) }

  package func read(_ page: ForumPage, isWhole: Bool, into sink: inout RecordSink) throws(RecordProblem) {
    let platform = ForumAddress.host(of: page.address ?? "") ?? address.flatMap { ForumAddress.host(of: $0) }
    let name = platform ?? (software == .smf ? "smf" : "phpbb")
    let topic = page.topic.map { Array($0.utf8) }
    for entry in isWhole ? page.posts : Array(page.posts.dropLast()) {
      let isAnswer = entry.subject.prefix(3).elementsEqual("Re:".utf8)
      var post = PostRecord()
      post[.platform] = sink.store(name)
      post.markup = .plain
      post[.id] = sink.store(bytes: entry.id)
      post[.conversation] = topic.map { sink.store(bytes: $0) } ?? .absent
      // Subjects repeat the title of the topic, with "Re:" before it.
      if isAnswer { post[.thread] = sink.storeThread(bytes: entry.subject.dropFirst(3)) }
      post[.authorID] = entry.authorID.map { sink.store($0) } ?? .absent
      if !entry.author.isEmpty { post[.authorName] = sink.store(bytes: entry.author) }
      post.setWrittenTime(entry.time, today: page.savedOn ?? capturedOn)
      let text = isAnswer ? entry.text : FeedText.text(title: entry.subject, content: entry.text)
      // A post of quotes alone has nothing of its own, whatever its title is.
      post[.text] = sink.store(bytes: entry.text.isEmpty ? [] : text)
      sink.add(post)
    }
  }
}

/// What addresses of forums say.
enum ForumAddress {
  /// The host, without `www.`, of an address that stands in `text`; nil where there is none.
  static func host(of text: String) -> String? {
    guard let scheme = text.firstRange(of: "://") else { return nil }
    let host = text[scheme.upperBound...].prefix { $0 != "/" && $0 != "?" && $0 != "#" && $0 != ":" }.lowercased()
    let name = host.hasPrefix("www.") ? String(host.dropFirst(4)) : host
    return name.contains(".") ? name : nil
  }

  /// The digits behind a key such as `topic=`, as the 14 of `index.php?topic=14.msg53`; nil where there are none.
  static func number(_ key: StaticString, in address: UnsafeRawBufferPointer) -> String? {
    var start = 0
    while let found = ByteSearch.first(key, in: address, from: start) {
      start = found + 1
      if 0 < found {
        let before = address[found - 1]
        guard before == UInt8(ascii: "?") || before == UInt8(ascii: "&") || before == UInt8(ascii: ";") else {
          continue
        }
      }
      let digits = address[(found + key.utf8CodeUnitCount)...].prefix { 0x30 <= $0 && $0 <= 0x39 }
      if !digits.isEmpty { return String(decoding: digits, as: UTF8.self) }
    }
    return nil
  }
}
