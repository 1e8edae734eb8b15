import HearsayArchive
import HearsayCore
import Testing

struct `Feeds` {
  private func read(_ name: String) throws -> Reading { try FormatSample.named("feed/\(name)").reading() }

  private func item(_ item: String) throws -> Reading {
    try Reading(in: Array("<rss version=\"2.0\"><channel><item>\(item)</item></channel></rss>".utf8), named: "feed.xml")
  }

  @Test func `of RSS 2.0 give title and content`() throws {
    let reading = try read("rss-2.0.xml")
    #expect(reading.outcomes == ["post", "post", "post", "skipped empty-text"])
    #expect(
      reading.texts == [
        "AT&T pauses & Scroll resumes\n\nFees are low & stable.\n\ncafé", "Only a title", "a < b & c &bogus; \u{FFFD}",
      ])
    let ids = reading.posts.compactMap { $0.text(.id) }
    #expect(ids.first == "https://news.example/1?a=1&b=2#n-1")
    #expect(ids.dropFirst().map { $0.prefix(4) } == ["n-2#", "n-3#"], "short numbers are those of one feed only")
    #expect(reading.posts.map { $0.text(.authorName) } == ["Ann", "Ben", nil])
    #expect(reading.posts[0].text(.url) == "https://news.example/1?a=1&b=2")
    #expect(reading.posts.map(\.languageHint) == [LanguageCode("en"), LanguageCode("en"), LanguageCode("en")])
    #expect(reading.posts[0].createdAt == UTCTime(iso8601: "2026-03-02T08:15:00Z"))
    #expect(reading.posts[1].createdAt == UTCTime(iso8601: "2026-03-02T13:15:00Z"))
    #expect(reading.posts[2].createdAt == nil && reading.posts[2].remarks.contains(.timeInvalid))
  }

  @Test func `of RSS 1.0 have their items beside the channel`() throws {
    let post = try #require(try read("rss-1.0.rdf").posts.first)
    #expect(post.rawText.string == "Scroll setzt aus\n\nGroße Sorge." && post.text(.authorName) == "Cem")
    #expect(post.text(.id) == "https://news.example/1" && post.languageHint == LanguageCode("de"))
    #expect(post.createdAt == UTCTime(iso8601: "2026-03-02T08:15:00Z"))
  }

  @Test func `of Atom may abbreviate its namespace in any way`() throws {
    let reading = try read("atom.xml")
    #expect(reading.texts == ["Rollups <3\n\nFees fell.\n\nTwice & again.", "Deux & trois\n\nRien."])
    #expect(reading.posts.map { $0.text(.authorName) } == ["Dora", "Eve"])
    #expect(reading.posts.map(\.languageHint) == [LanguageCode("en"), LanguageCode("fr")])
    #expect(reading.posts[0].createdAt == UTCTime(iso8601: "2026-03-02T08:15:00Z"))
  }

  @Test func `of Nitter are posts of X`() throws {
    let reading = try read("nitter.xml")
    #expect(reading.texts == ["Scroll is fine", "Bridges are safe"])
    #expect(reading.posts.map { $0.text(.platform) } == ["x", "x"])
    #expect(reading.posts.map { $0.text(.authorHandle) } == ["ann", "ann"])
    #expect(reading.posts.map { $0.text(.repostOf) } == ["170000000000000001", nil])
    #expect(reading.posts.map { $0.text(.id) } == ["170000000000000001-ann", "170000000000000002"])
  }

  @Test(arguments: [
    ("<title>a &lt;b&gt;bold&lt;/b&gt; title</title>", "a bold title", "escaped HTML"),
    ("<description>&amp;lt;p&amp;gt;a&amp;lt;/p&amp;gt;</description>", "a", "HTML escaped twice"),
    ("<description><![CDATA[a <b>b</b>]]></description>", "a b", "HTML in a section"),
    ("<description>a <b>b</b><br/>c</description>", "a b\nc", "elements that were not escaped"),
    (
      "<title>Scroll pauses…</title><description>Scroll pauses its DAO</description>", "Scroll pauses its DAO",
      "a title cut off"
    ),
    ("<title>a</title><description>a</description>", "a", "a title that is the text"),
    ("<description>don&#146;t</description>", "don’t", "a character of Windows"),
    ("<description>&#226;&#128;&#166;</description>", "…", "UTF-8 taken for Latin"),
    ("<description>R&D & AT&T&nbsp;x</description>", "R&D & AT&T\u{A0}x", "bare ampersands, entities of HTML"),
    ("<description>1 < 2 <3</description>", "1 < 2 <3", "bare brackets"),
    ("<description>a\u{1}b</description>", "a\u{FFFD}b", "a control character"),
    ("<description><![CDATA[<item>x</item>]]></description>", "<item>x</item>", "an item that is none"),
  ])
  func `lose no character of a text`(_ item: String, _ text: String, _ why: String) throws {
    #expect(try self.item(item).texts == [text], "\(why)")
  }

  @Test func `keep their other items where one is not closed`() throws {
    let text = "<rss><channel><item><title>a</title><item><title>b</title></item><item><title>c"
    let reading = try Reading(in: Array(text.utf8), named: "feed.xml")
    #expect(reading.texts == ["a", "b"])
    #expect(reading.exceptions == ["failed archive.truncated"])
  }

  @Test func `without items are read all the same`() throws {
    #expect(
      try Reading(in: Array("<rss><channel></channel></rss>".utf8), named: "f.xml").sources.map(\.format) == ["feed"])
  }
}
