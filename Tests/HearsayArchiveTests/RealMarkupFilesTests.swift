import Glibc
import HearsayArchive
import HearsayCore
import HearsayMarkup
import Testing

@Suite(.enabled(if: RealFiles.folder != nil, "skipped: there is no folder of real archives beside the checkout"))
struct `Real files of XML and HTML` {
  /// What a file of markup must give, and how many of its posts name an author and a time.
  struct Expected: Sendable, CustomTestStringConvertible {
    let file: String
    let format: String
    let posts: Int
    let skipped: Int
    let authors: Int
    let times: Int

    init(_ file: String, _ format: String, _ posts: Int, _ skipped: Int = 0, authors: Int, times: Int) {
      (self.file, self.format, self.posts, self.skipped) = (file, format, posts, skipped)
      (self.authors, self.times) = (authors, times)
    }

    var testDescription: String { file }
  }

  // Counted with regular expressions in Python, on the bytes with comments and CDATA sections taken out.
  // Feeds: the tags <item> and <entry>, times by <pubDate>, <published>, <updated> inside them, authors by
  // <dc:creator>, <author> with content, and "/user/" of Reddit, which no field names. A feed whose only text is its
  // own title has no items, and no posts.
  // Stack Exchange: <row>, those with PostTypeId 4 and 5 (texts about tags, 25 of each) being skipped.
  // Telegram: div.message; all of class "service", and the one message without text, are skipped.
  // bitcointalk: id="subject_…"; the page has six more posts in rows that its style sheet hides, which are
  // advertisements.
  @Test(arguments: [
    Expected("rss/content-encoded.rss", "feed", 7, authors: 7, times: 7),
    Expected("rss/customfields.rss", "feed", 15, authors: 2, times: 15),
    Expected("rss/encoding.rss", "feed", 40, authors: 0, times: 40),
    Expected("rss/heraldsun.rss", "feed", 2, authors: 0, times: 0),
    Expected("rss/reddit-atom.rss", "feed", 24, authors: 0, times: 24),
    Expected("rss/reddit-home.rss", "feed", 24, authors: 24, times: 24),
    Expected("rss/releases.atom", "feed", 10, authors: 10, times: 10),
    Expected("rss/rss_feed_bom.xml", "feed", 0, authors: 0, times: 0),
    Expected("rss/rss_feed_leading_spaces.xml", "feed", 0, authors: 0, times: 0),
    Expected("rss_encoding/big5.xml", "feed", 0, authors: 0, times: 0),
    Expected("rss_encoding/bozo_encoding_mismatch_crash.xml", "feed", 1, authors: 0, times: 0),
    Expected("rss_encoding/bozo_linenoise.xml", "feed", 1, authors: 0, times: 0),
    Expected("rss_encoding/demoronize-1.xml", "feed", 1, authors: 0, times: 0),
    Expected("rss_encoding/double-encoded-html.xml", "feed", 1, authors: 0, times: 0),
    Expected("rss_encoding/eucjp.xml", "feed", 1, authors: 0, times: 0),
    Expected("rss_encoding/euckr.xml", "feed", 1, authors: 0, times: 0),
    Expected("rss_encoding/gb2312.xml", "feed", 1, authors: 0, times: 0),
    Expected("rss_encoding/shiftjis.xml", "feed", 1, authors: 0, times: 0),
    Expected("rss_encoding/tis620.xml", "feed", 1, authors: 0, times: 0),
    Expected("discourse/posts.rss", "feed", 50, authors: 50, times: 50),
    Expected("discourse/t_2144.rss", "feed", 25, authors: 25, times: 25),
    Expected("stackexchange/genai_Posts.xml", "stack-exchange", 424, 50, authors: 424, times: 424),
    Expected("telegram_html/xrp_messages5.html", "telegram-html", 630, 371, authors: 630, times: 630),
    Expected("telegram_html/xrp_messages120.html", "telegram-html", 6, 8, authors: 6, times: 6),
    Expected("bitcointalk_html/topic_14.html", "forum-html", 2, authors: 2, times: 2),
  ])
  func `give what an independent count gives`(_ expected: Expected) throws {
    let reading = try Reading("\(try #require(RealFiles.folder))/\(expected.file)")
    #expect(reading.sources.map(\.format) == [expected.format])
    #expect(reading.posts.count == expected.posts)
    #expect(reading.exceptions.count { $0.hasPrefix("skipped") } == expected.skipped)
    #expect(reading.exceptions.count == expected.skipped)
    let fields: [PostRecord.Field] = [.authorID, .authorHandle, .authorName]
    #expect(reading.posts.count { post in fields.contains { post.field($0) != nil } } == expected.authors)
    #expect(reading.posts.count { $0.createdAt != nil } == expected.times)
    #expect(Set(reading.posts.map { $0.text(.id) }).count == expected.posts, "ids differ")
  }

  // The files of WARC hold one page each, which has no posts, or answers in JSON that are none, or requests only: one
  // skipped record for each. The one that is cut off ends inside a compressed
  // page, which is read as far as it goes.
  @Test(arguments: [
    ("example.warc", ["skipped no-post"]), ("example.warc.gz", ["skipped no-post"]),
    ("example-digest.warc", ["skipped no-post"]), ("example-iana.org-chunked.warc", ["skipped no-post"]),
    ("example-bad-non-chunked.warc.gz", ["skipped no-post"]),
    ("post-test.warc.gz", ["skipped no-post", "skipped no-post", "skipped no-post"]),
    ("example-trunc.warc", ["skipped no-post", "failed archive.truncated"]),
  ])
  func `of WARC are walked through`(_ file: String, _ outcomes: [String]) throws {
    #expect(try Reading("\(try #require(RealFiles.folder))/warc/\(file)").outcomes == outcomes)
  }

  @Test(arguments: ["rss/unknown_feed.xml"])
  func `of other XML are told to be of no known format`(_ file: String) throws {
    #expect(try Reading("\(try #require(RealFiles.folder))/\(file)").outcomes == ["failed archive.unknown-format"])
  }

  @Test func `that are damaged are read as far as they go`() throws {
    // A feed with a broken byte, a broken end, and no item.
    let file = "\(try #require(RealFiles.folder))/rss_encoding/bozo_invalid-bytes-with-bom.xml"
    #expect(try Reading(file).outcomes == [])
  }

  // Texts that the files of feedparser say what they must become.
  @Test(arguments: [
    ("demoronize-1.xml", "don’t"), ("double-encoded-html.xml", "…"), ("gb2312.xml", "不归移民漫画系列：专业工作"),
    ("bozo_encoding_mismatch_crash.xml", "¤"),
  ])
  func `in broken encodings give the text that was meant`(_ file: String, _ text: String) throws {
    #expect(try Reading("\(try #require(RealFiles.folder))/rss_encoding/\(file)").texts == [text])
  }

  @Test(arguments: [
    "rss/content-encoded.rss", "rss/customfields.rss", "rss/encoding.rss", "rss/reddit-atom.rss", "rss/reddit-home.rss",
    "rss/releases.atom", "discourse/posts.rss", "discourse/t_2144.rss", "telegram_html/xrp_messages5.html",
    "bitcointalk_html/topic_14.html",
  ])
  func `leave no markup in any text`(_ file: String) throws {
    for post in try Reading("\(try #require(RealFiles.folder))/\(file)").posts {
      let text = MarkupDecoder.decode(post.rawText, as: post.markup).text.string
      #expect(
        text.firstMatch(of: #/</?(p|div|a|br|span|img|blockquote|td|li|b|i|em|strong)\b[^>]*>/#) == nil,
        "\(text.prefix(300))")
      #expect(text.firstMatch(of: #/&(amp|lt|gt|quot|nbsp|apos|#\d+|#x[0-9a-fA-F]+);/#) == nil, "\(text.prefix(300))")
    }
  }
}
