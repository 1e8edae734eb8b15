import HearsayCore
import HearsayMarkup

/// RSS 0.9x, 1.0 and 2.0, and Atom: one post for each item or entry.
///
/// The text is the title and what the feed has of the content. Feeds of places that are read in other formats too
/// (X through Nitter, Reddit) give the platform and id of the post, so that it counts once.
package struct Feed: XMLFormat {
  package static let summary = FormatSummary(
    "feed", "RSS 0.9x, 1.0, 2.0 and Atom feeds", gives: [.author, .time, .zone, .language, .thread])

  package let framing: Framing
  /// Who the feed says it is by, for items that name nobody.
  private let author: String?
  private let language: LanguageCode?
  /// Short names of namespaces, as they are usually written, by how this feed writes them.
  private let prefixes: [String: String]

  package init(_ sample: Sample, in surroundings: Surroundings) {
    let prefixes = FeedNamespaces.usualPrefixes(sample.markup.prefixes)
    self.prefixes = prefixes
    let own = prefixes.filter { $0.value.isEmpty }.map { "\($0.key):" } + [""]
    let names = own.flatMap { ["\($0)item", "\($0)entry"] }
    framing = Framing(splitter: XMLElementSplitter(names), recordByteCountMost: ArchiveLimits.elementByteCountMost)
    let channel = Self.channel(in: sample.head, before: names, prefixes)
    author = channel.author
    language = channel.language
  }

  package static func confidence(in sample: Sample) -> Int {
    switch sample.markup.rootName {
    case "rss": 95
    case "feed", "RDF":
      // Atom 0.3 and 1.0, RSS 0.9 and 1.0; other things are called feeds too.
      sample.contains("Atom") || sample.contains("/atom/") || sample.contains("purl.org/rss/1.0")
        || sample.contains("my.netscape.com/rdf") || sample.contains("<entry") ? 95 : 0
    default: 0
    }
  }

  package func element() -> FeedItem { FeedItem(prefixes) }

  package func read(_ item: FeedItem, into sink: inout RecordSink) throws(RecordProblem) {
    var post = PostRecord()
    let origin = FeedOrigin(item)
    post[.platform] = sink.store(origin.platform)
    post[.id] = sink.store(origin.id ?? ContentID.of(item.title + [0] + item.content))
    post[.repostOf] = origin.repostOf.map { sink.store($0) } ?? .absent
    post[.authorHandle] = origin.authorHandle.map { sink.store($0) } ?? .absent
    let name = item.author ?? author
    if origin.authorHandle == nil { post[.authorName] = name.map { sink.store($0) } ?? .absent }
    post[.url] = item.link.map { sink.store($0) } ?? .absent
    post[.replyTo] = item.replyTo.map { sink.store($0) } ?? .absent
    post[.replies] = item.replyCount
    post.language = item.language ?? language
    post.setWrittenTime(item.time)
    post.markup = .plain
    post[.text] = sink.store(bytes: origin.text)
    sink.add(post)
  }

  /// What stands in the feed before its first item: its owner and language.
  private static func channel(in head: [UInt8], before names: [String], _ prefixes: [String: String]) -> FeedItem {
    let channel = FeedItem(prefixes, isChannel: true)
    head.withUnsafeBytes { bytes in
      var splitter = XMLElementSplitter(names)
      var position = 0
      var end = bytes.count
      if case .begin(let start) = splitter.nextMark(in: bytes, from: &position) { end = start }
      // The document is open at its end; what was told until then is all that is wanted.
      _ = JSONParser().walkXML(UnsafeRawBufferPointer(rebasing: bytes[..<end]), channel)
    }
    return channel
  }
}

/// The namespaces that feeds use, however a feed abbreviates them.
enum FeedNamespaces {
  private static let usual: [(namespace: String, prefix: String)] = [
    ("http://www.w3.org/2005/Atom", ""), ("http://purl.org/atom/ns#", ""), ("http://purl.org/rss/1.0/", ""),
    ("http://my.netscape.com/rdf/simple/0.9/", ""), ("http://purl.org/dc/elements/1.1/", "dc"),
    ("http://purl.org/dc/terms/", "dcterms"), ("http://purl.org/rss/1.0/modules/content/", "content"),
    ("http://purl.org/rss/1.0/modules/slash/", "slash"), ("http://purl.org/syndication/thread/1.0", "thr"),
    ("http://search.yahoo.com/mrss/", "media"), ("http://www.w3.org/1999/xhtml", "xhtml"),
  ]

  /// The usual short name, empty for those of RSS and Atom itself, for each one that the root declares.
  static func usualPrefixes(_ declared: [(prefix: String, namespace: String)]) -> [String: String] {
    var prefixes: [String: String] = [:]
    for (prefix, namespace) in declared {
      if let found = usual.first(where: { $0.namespace == namespace }) { prefixes[prefix] = found.prefix }
    }
    return prefixes
  }
}
