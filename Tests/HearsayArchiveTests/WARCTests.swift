import HearsayArchive
import HearsayCore
import HearsayTestSupport
import Testing

struct `WARC files` {
  let fixture: ArchiveFixture
  init() throws { fixture = try ArchiveFixture() }

  private static let feed = "<rss><channel><item><guid>1</guid><title>gm</title></item></channel></rss>"

  private func record(_ type: String, _ body: String, uri: String = "https://news.example/feed", headers: String = "")
    -> String
  {
    "WARC/1.0\r\nWARC-Type: \(type)\r\nWARC-Target-URI: \(uri)\r\nWARC-Date: 2026-03-02T08:15:00Z\r\n\(headers)"
      + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)\r\n\r\n"
  }

  private func answer(
    _ body: String, _ headers: String = "Content-Type: application/rss+xml\r\n", status: String = "200 OK"
  ) -> String {
    record(
      "response", "HTTP/1.1 \(status)\r\n\(headers)\r\n\(body)",
      headers: "Content-Type: application/http; msgtype=response\r\n")
  }

  private func read(_ text: String) throws -> Reading { try Reading(in: Array(text.utf8), named: "a.warc") }

  @Test func `give the posts of the pages in them`() throws {
    let reading = try read(
      record("warcinfo", "software: x\r\n") + answer(Self.feed) + record("request", "GET / HTTP/1.1\r\n\r\n")
        + record(
          "resource", "{\"text\":\"gn\",\"platform\":\"t\"}", uri: "<https://api.example/1>",
          headers: "Content-Type: application/json\r\n"))
    #expect(reading.texts == ["gm", "gn"])
    #expect(reading.sources.map(\.name) == ["a.warc/https://news.example/feed", "a.warc/https://api.example/1"])
    #expect(reading.sources.map(\.format) == ["feed", "posts-jsonl"])
  }

  @Test(arguments: [
    (
      "10\r\n<rss><channel><i\r\n3A\r\ntem><guid>1</guid><title>gm</title></item></channel></rss>\r\n0\r\n\r\n",
      "chunks"
    ),
    (Self.feed, "chunks that were put together already"),
    (
      "10;x=y\r\n<rss><channel><i\r\n3a\r\ntem><guid>1</guid><title>gm</title></item></channel></rss>\r\n",
      "no last chunk"
    ),
  ])
  func `have answers in chunks`(_ body: String, _ why: String) throws {
    let headers = "Content-Type: text/xml\r\nTransfer-Encoding: chunked\r\n"
    #expect(try read(answer(body, headers)).texts == ["gm"], "\(why)")
  }

  @Test func `take the character set from the answer`() throws {
    var bytes = Array(
      answer(
        "<rss><channel><item><title>X</title></item></channel></rss>",
        "Content-Type: text/xml; charset=windows-1251\r\n"
      ).utf8)
    let place = try #require(bytes.lastIndex(of: UInt8(ascii: "X")))
    bytes[place] = 0xDF
    #expect(try Reading(in: bytes, named: "a.warc").texts == ["Я"])
  }

  @Test func `give the day on which a page was saved`() throws {
    let page =
      "<html><script>smf_scripturl</script><div id=\"subject_1\"><a href=\"?topic=1\">Re: a</a></div><div class=\"smalltext\">Today at 10:00:00 AM</div><div class=\"post\">b</div></html>"
    let reading = try read(answer(page, "Content-Type: text/html\r\n"))
    #expect(reading.posts.map(\.createdAt) == [UTCTime(iso8601: "2026-03-02T10:00:00Z")])
    #expect(reading.posts.first?.text(.platform) == "news.example")
  }

  @Test func `pass over errors, pictures and pages without posts`() throws {
    let reading = try read(
      answer(Self.feed, status: "404 Not Found") + answer("\u{1}\u{2}", "Content-Type: image/png\r\n")
        + answer("<html><body>Hello</body></html>", "Content-Type: text/html\r\n"))
    #expect(reading.outcomes == ["skipped no-post"])
  }

  @Test func `without any page are told to have no posts`() throws {
    #expect(try read(record("request", "GET / HTTP/1.1\r\n\r\n")).outcomes == ["skipped no-post"])
  }

  @Test func `that end early give what stands before`() throws {
    let whole = Array((answer(Self.feed) + answer(Self.feed)).utf8)
    for count in Damage.cuts(of: whole.count, seed: 1) {
      let reading = try Reading(in: Array(whole[..<count]), named: "a.warc")
      #expect(reading.wrongs == [] && reading.posts.count <= 2)
      #expect(count < whole.count / 2 + 1 || reading.posts.count >= 1, "cut at \(count)")
    }
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `that are changed at random are survived`(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let bytes = Damage.mutated(Array((answer(Self.feed) + record("resource", Self.feed)).utf8), &random)
    #expect(try Reading(in: bytes, named: "a.warc").wrongs == [], "seed \(seed)")
  }

  @Test(.enabled(if: ArchiveFixture.has("gzip"), "gzip makes the sample"))
  func `may be compressed record by record`() throws {
    try fixture.write("a", answer(Self.feed))
    try fixture.write("b", answer(Self.feed.replacing("gm", with: "gn")))
    #expect(fixture.shell("gzip a b && cat a.gz b.gz > c.warc.gz"))
    #expect(try Reading("\(fixture.path)/c.warc.gz").texts == ["gm", "gn"])
  }
}
