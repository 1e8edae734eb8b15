import HearsayArchive
import HearsayCore
import Testing

struct `Pages of Telegram` {
  @Test func `give messages with their authors`() throws {
    let reading = try FormatSample.named("telegram-html/messages.html").reading()
    #expect(reading.outcomes == ["skipped no-post", "post", "post", "post", "post", "skipped empty-text"])
    #expect(
      reading.texts == ["Scroll pauses?\nnews.example/1", "No <b> it is not", "Everybody sells", "Buy or sell?"])
    #expect(reading.posts.map { $0.text(.authorName) } == ["Ann & Co", "Ann & Co", "Ben", "Dora"])
    #expect(reading.posts.map { $0.text(.id) } == ["10", "11", "12", "13"].map { "Rollup talk/\($0)" })
    #expect(reading.posts[1].text(.replyTo) == "Rollup talk/10")
    #expect(reading.posts.map(\.isRepost) == [false, false, true, false])
    #expect(reading.posts[0].count(.likes) == 7)
  }

  @Test func `give times with a zone where one is written`() throws {
    let posts = try FormatSample.named("telegram-html/messages.html").reading().posts
    #expect(posts[0].createdAt == UTCTime(iso8601: "2026-03-02T07:15:00Z") && posts[0].remarks == [])
    #expect(posts[1].createdAt == UTCTime(iso8601: "2026-03-02T08:16:00Z"))
    #expect(posts[1].remarks == .timeWithoutZone)
  }

  @Test func `that are cut off lose their last message`() throws {
    let sample = try FormatSample.named("telegram-html/messages.html")
    let place = try #require(String(decoding: sample.bytes, as: UTF8.self).utf8.firstRange(of: "it is not".utf8))
    let text = Array(String(decoding: sample.bytes, as: UTF8.self).utf8[..<place.lowerBound])
    let reading = try Reading(in: text, named: "messages.html")
    #expect(reading.outcomes == ["skipped no-post", "post", "failed record.truncated"])
  }
}

struct `Pages of forums` {
  private func read(_ name: String) throws -> Reading { try FormatSample.named("forum-html/\(name)").reading() }

  @Test func `on SMF 1 give posts without quotes and advertisements`() throws {
    let reading = try read("smf-1.1.html")
    #expect(reading.texts == ["A brake on fees\n\nGrößer is better.\n\nIt's <b>.", "No & never."])
    #expect(reading.posts.map { $0.text(.platform) } == ["talk.example", "talk.example"])
    #expect(reading.posts.map { $0.text(.id) } == ["53", "56"])
    #expect(reading.posts.map { $0.text(.conversation) } == ["14", "14"])
    #expect(reading.posts.map { $0.text(.authorID) } == ["16", "17"])
    #expect(reading.posts.map { $0.text(.authorName) } == ["Ann", "Ben"])
    #expect(reading.posts[0].createdAt == UTCTime(iso8601: "2009-12-12T14:11:37Z"))
    #expect(reading.posts[1].createdAt == UTCTime(iso8601: "2026-07-31T18:23:59Z"), "the day on which it was saved")
    #expect(reading.posts.allSatisfy { $0.remarks == .timeWithoutZone })
  }

  @Test func `on SMF 2 give posts, of guests too`() throws {
    let reading = try read("smf-2.1.html")
    #expect(reading.texts == ["Bridges\n\nIs the bridge safe? :)", "Yes."])
    #expect(reading.posts.map { $0.text(.platform) } == ["forum.example", "forum.example"])
    #expect(reading.posts.map { $0.text(.authorName) } == ["Dora", "Guest Eve"])
    #expect(reading.posts.map { $0.text(.authorID) } == ["5", nil])
    #expect(reading.posts.map(\.createdAt) == ["08", "09"].map { UTCTime(iso8601: "2026-03-02T\($0):15:00Z") })
  }

  @Test func `on phpBB give posts without signatures`() throws {
    let reading = try read("phpbb-prosilver.html")
    #expect(reading.texts == ["Fees are low :D", "For whom?"], "the text begins with its title")
    #expect(reading.posts.map { $0.text(.platform) } == ["board.example", "board.example"])
    #expect(reading.posts.map { $0.text(.id) } == ["501", "502"])
    #expect(reading.posts.map { $0.text(.conversation) } == ["77", "77"])
    #expect(reading.posts.map { $0.text(.authorName) } == ["May 2020", "Ben"])
    #expect(reading.posts.map { $0.text(.authorID) } == ["21", "22"])
    #expect(reading.posts[0].createdAt == UTCTime(iso8601: "2026-03-02T07:15:00Z") && reading.posts[0].remarks == [])
    #expect(reading.posts[1].createdAt == UTCTime(iso8601: "2026-03-02T13:03:00Z"))
  }

  @Test func `on phpBB may be tables`() throws {
    let reading = try read("phpbb-subsilver.html")
    #expect(reading.texts == ["Low fees.", "High ones."])
    #expect(reading.posts.map { $0.text(.id) } == ["601", "602"])
    #expect(reading.posts.map { $0.text(.authorName) } == ["Ann", "Ben"])
    #expect(reading.posts.map(\.createdAt) == ["08", "21"].map { UTCTime(iso8601: "2026-03-02T\($0):15:00Z") })
  }

  @Test func `that consist of a quote are empty`() throws {
    let page =
      "<html><script>smf_scripturl</script><h5 id=\"subject_1\"><a href=\"?topic=1\">Re: a</a></h5><div class=\"post\"><div class=\"quote\">b</div></div></html>"
    #expect(try Reading(in: Array(page.utf8), named: "a.html").outcomes == ["skipped empty-text"])
  }
}
