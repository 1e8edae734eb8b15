import HearsayArchive
import HearsayCore
import Testing

struct `Native posts` {
  let fixture: ArchiveFixture
  init() throws { fixture = try ArchiveFixture() }

  private func read(_ lines: String) throws -> Reading {
    try Reading(try fixture.write("posts.jsonl", lines), format: "posts-jsonl")
  }

  @Test func `have all fields of the contract`() throws {
    let reading = try read(
      #"{"id":"7","platform":"reddit","created_at":"2026-03-02T08:15:00+02:00","text":"Scroll pauses","lang":"en","#
        + #""author":{"id":"a1","handle":"ann","name":"Ann"},"url":"https://e.org/7","reply_to":"5","repost_of":"4","#
        + #""quote_of":"3","conversation":"1","channel":"Scroll","thread":"Is it down?","counts":{"likes":1,"reposts":2,"replies":3,"quotes":4,"views":"5"}}"#
    )
    let post = try #require(reading.posts.first)
    #expect(post.rawText.string == "Scroll pauses")
    #expect(post.id.string == "7")
    #expect(post.platform.string == "reddit")
    #expect(post.createdAt?.description == "2026-03-02T06:15:00Z")
    #expect(post.languageHint == .english)
    #expect(post.text(.authorID) == "a1")
    #expect(post.text(.authorHandle) == "ann")
    #expect(post.text(.authorName) == "Ann")
    #expect(post.text(.url) == "https://e.org/7")
    #expect(post.text(.replyTo) == "5")
    #expect(post.text(.repostOf) == "4")
    #expect(post.text(.quoteOf) == "3")
    #expect(post.text(.conversation) == "1")
    #expect(post.text(.channel) == "Scroll")
    #expect(post.text(.thread) == "Is it down?")
    #expect(PostRecord.Count.allCases.map { post.count($0) } == [1, 2, 3, 4, 5])
  }

  @Test func `need only a text`() throws {
    let post = try #require(try read(#"{"text":"gm"}"#).posts.first)
    #expect(post.platform.string == "unknown")
    #expect(post.field(.id) == nil)
    #expect(post.createdAt == nil)
    #expect(post.languageHint == nil)
    #expect(PostRecord.Count.allCases.allSatisfy { post.count($0) == nil })
  }

  @Test(
    arguments: [
      (#"1772438400"#, "2026-03-02T08:00:00Z"),
      (#"1772438400.75"#, "2026-03-02T08:00:00Z"),
      (#"1772438400000"#, "2026-03-02T08:00:00Z"),
      (#""1772438400""#, "2026-03-02T08:00:00Z"),
      (#""2026-03-02""#, "2026-03-02T00:00:00Z"),
      (#""yesterday""#, nil),
      (#""2026-02-30T00:00:00Z""#, nil),
      (#"1e300"#, nil),
      (#"-9223372036854775808"#, nil),
      (#"{"at": 1}"#, nil),
      (#"true"#, nil),
      (#"null"#, nil),
    ] as [(String, String?)])
  func `keep their place in time, or lose it but not the post`(_ time: String, _ expected: String?) throws {
    let post = try #require(try read(#"{"text":"gm","created_at":\#(time)}"#).posts.first)
    #expect(post.createdAt?.description == expected)
  }

  @Test(
    arguments: [
      (#"12"#, "12"), (#"18446744073709551615"#, "18446744073709551615"), (#""""#, nil), (#"null"#, nil),
      (#"[1]"#, nil),
      (#"1234567890123456789012345678901234567890"#, "1234567890123456789012345678901234567890"),
    ] as [(String, String?)])
  func `take numbers as ids`(_ id: String, _ expected: String?) throws {
    let post = try #require(try read(#"{"text":"gm","id":\#(id)}"#).posts.first)
    #expect(post.text(.id) == expected)
  }

  @Test(arguments: [
    (#"{"id":"1"}"#, "failed record.missing-text"),
    (#"{"text":null}"#, "failed record.missing-text"),
    (#"{"text":5}"#, "failed record.missing-text"),
    (#"{"text":""}"#, "skipped empty-text"),
    (#"["text"]"#, "failed record.not-an-object"),
    (#""text""#, "failed record.not-an-object"),
    (#"17"#, "failed record.not-an-object"),
    (#"{"text":"a",,}"#, "failed record.invalid-json"),
  ])
  func `that are none are told`(_ line: String, _ outcome: String) throws {
    let reading = try read("\(line)\n{\"text\":\"next\"}\n")
    #expect(reading.outcomes == [outcome, "post"])
  }

  @Test func `may have blank lines and any line ends between them`() throws {
    let reading = try read("\n\r\n{\"text\":\"a\"}\r\n  \n\n{\"text\":\"b\"}\n\u{1E}{\"text\":\"c\"}")
    #expect(reading.texts == ["a", "b", "c"])
    #expect(reading.sources.first?.places.map(\.number) == [1, 2, 3])
    #expect(reading.sources.first?.places.map(\.byteOffset) == [3, 21, 35])
  }

  @Test(
    arguments: [
      ("en-US", "en"), ("pt_BR", "pt"), ("in", "id"), ("iw", "he"), ("qme", "zxx"), ("und", "und"), ("DE", "de"),
      ("german", nil), ("", nil), ("x", nil),
    ] as [(String, String?)])
  func `have languages by their tags`(_ tag: String, _ expected: String?) throws {
    let post = try #require(try read(#"{"text":"gm","lang":"\#(tag)"}"#).posts.first)
    #expect(post.languageHint?.description == expected)
  }
}
