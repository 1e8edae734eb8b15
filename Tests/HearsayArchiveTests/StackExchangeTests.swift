import HearsayArchive
import HearsayCore
import HearsayMarkup
import Testing

struct `Dumps of Stack Exchange` {
  @Test func `give questions and answers, and no tag wikis`() throws {
    let reading = try FormatSample.named("stack-exchange/Posts.xml").reading()
    #expect(reading.outcomes == ["post", "post", "skipped no-post"])
    let (question, answer) = (reading.posts[0], reading.posts[1])
    #expect(question.text(.id) == "1" && question.text(.conversation) == "1" && question.text(.replyTo) == nil)
    #expect(question.text(.authorID) == "8" && question.count(.likes) == 7 && question.count(.views) == 20)
    #expect(question.createdAt == UTCTime(iso8601: "2026-03-02T08:15:00Z"))
    #expect(answer.text(.replyTo) == "1" && answer.text(.conversation) == "1" && answer.text(.authorName) == "user9")
  }

  @Test func `say in HTML what becomes plain text without quotes`() throws {
    let post = try FormatSample.named("stack-exchange/Posts.xml").reading().posts[0]
    #expect(
      MarkupDecoder.decode(post.rawText, as: post.markup).text.string
        == "Scroll & its DAO\n\nDoes Scroll pause its DAO? I read <halt> somewhere.\n\nGröße & 以太坊 🚀")
  }

  @Test func `give comments, which are counted apart`() throws {
    let reading = try FormatSample.named("stack-exchange/Comments.xml").reading()
    #expect(reading.posts.map { $0.text(.id) } == ["c1", "c2"])
    #expect(reading.posts.map { $0.text(.replyTo) } == ["2", "2"])
    #expect(reading.texts == ["Are you sure? <3", "Quite."])
  }

  @Test(arguments: [
    ("dumps/genai.stackexchange.com.7z/Posts.xml", "stackexchange:genai"), ("genai_Posts.xml", "stackexchange:genai"),
    ("x/stackoverflow.com-Posts.7z/Posts.xml", "stackexchange:stackoverflow"), ("Posts.xml", "stackexchange"),
    ("meta.superuser.com/Posts.xml", "stackexchange:superuser"),
  ])
  func `name their site in their path`(_ path: String, _ platform: String) throws {
    let bytes = try FormatSample.named("stack-exchange/Posts.xml").bytes
    #expect(try Reading(in: bytes, named: path).posts.map { $0.text(.platform) } == [platform, platform])
  }

  @Test func `keep their other rows where one is broken`() throws {
    let rows = [
      "<row Id=\"1\" PostTypeId=\"2\" Body=\"a\"/>", "<row Id=\"2\" PostTypeId=\"2\" Body=\"b",
      "<row Id=\"3\" PostTypeId=\"2\" Body=\"c\" />",
    ]
    let reading = try Reading(in: Array("<posts>\(rows.joined(separator: "\n"))</posts>".utf8), named: "Posts.xml")
    #expect(reading.outcomes == ["post", "post", "post"])
    #expect(reading.posts.map { $0.remarks.contains(.recordMended) } == [false, true, false])
  }
}
