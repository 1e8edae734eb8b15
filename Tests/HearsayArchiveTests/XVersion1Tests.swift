import HearsayArchive
import HearsayCore
import Testing

struct `X version 1` {
  let fixture: ArchiveFixture
  init() throws { fixture = try ArchiveFixture() }

  private func read(_ lines: String) throws -> Reading {
    let reading = try Reading(try fixture.write("stream.jsonl", lines))
    #expect(reading.sources.map(\.format) == ["x-v1-jsonl"])
    return reading
  }

  @Test(arguments: [
    (#""text":"short","full_text":"full","extended_tweet":{"full_text":"extended"}"#, "extended"),
    (#""text":"short","full_text":"full""#, "full"),
    (#""text":"a &gt; b","truncated":true"#, "a &gt; b"),
    (
      #""text":"RT @a: cut…","retweeted_status":{"id_str":"9","text":"c","extended_tweet":{"full_text":"whole"}}"#,
      "whole"
    ),
    (#""full_text":"RT @a: cut…","retweeted_status":{"id_str":"9","full_text":"whole"}"#, "whole"),
  ])
  func `take the longest text there is`(_ fields: String, _ expected: String) throws {
    #expect(try read(#"{"id_str":"1","id":1,\#(fields),"user":{"screen_name":"ann"}}"#).texts == [expected])
  }

  @Test func `have all that the object says`() throws {
    let reading = try read(
      #"{"created_at":"Fri Mar 06 13:02:05 +0000 2026","id":2029905358261502000,"id_str":"2029905358261502168","#
        + #""text":"hi","lang":"in","user":{"id":5,"id_str":"5","screen_name":"ann","name":"Ann"},"#
        + #""in_reply_to_status_id_str":"4","quoted_status_id_str":"3","favorite_count":1,"retweet_count":2}"#)
    let post = try #require(reading.posts.first)
    #expect(post.id.string == "2029905358261502168", "not the number that was rounded")
    #expect(post.createdAt?.description == "2026-03-06T13:02:05Z")
    #expect(post.languageHint == LanguageCode("id"))
    #expect(post.text(.authorID) == "5")
    #expect(post.text(.authorHandle) == "ann")
    #expect(post.text(.replyTo) == "4")
    #expect(post.text(.quoteOf) == "3")
    #expect(post.isRepost == false)
    #expect(post.count(.likes) == 1)
    #expect(post.count(.reposts) == 2)
    #expect(post.count(.views) == nil)
  }

  @Test func `may have no user`() throws {
    let reading = try read(#"{"id_str":"1","text":"hi","created_at":"Fri Mar 06 13:02:05 +0000 2026"}"#)
    #expect(reading.texts == ["hi"])
    #expect(reading.posts.first?.field(.authorHandle) == nil)
  }

  @Test func `notices of streams are no posts`() throws {
    let reading = try read(
      """
      {"id_str":"1","text":"hi","user":{"screen_name":"ann"}}
      {"delete":{"status":{"id":1,"id_str":"1","user_id":5}}}
      {"limit":{"track":5}}
      {"info":{"message":"Replay Request Completed","activity_count":3}}
      {"foo":1}
      """)
    #expect(reading.outcomes.prefix(4) == ["post", "skipped deletion", "skipped no-post", "skipped no-post"])
    #expect(reading.outcomes.dropFirst(4) == ["failed record.unknown-shape"])
  }

  @Test func `activities are read too`() throws {
    let reading = try read(
      """
      {"id":"tag:search.twitter.com,2005:123","body":"short","long_object":{"body":"long"},"verb":"post",\
      "postedTime":"2017-07-18T23:25:04.000Z","actor":{"id":"id:twitter.com:5","preferredUsername":"ann",\
      "displayName":"Ann"},"inReplyTo":{"link":"http://twitter.com/bob/statuses/77"},\
      "twitter_quoted_status":{"id":"tag:search.twitter.com,2005:66"},"twitter_lang":"en","favoritesCount":1}
      {"id":"tag:search.twitter.com,2005:124","body":"RT @bob: cu","verb":"share",\
      "postedTime":"2017-07-18T23:25:04.000Z","actor":{"id":"id:twitter.com:5","preferredUsername":"ann"},\
      "object":{"id":"tag:search.twitter.com,2005:99","body":"cut no more"}}
      """)
    #expect(reading.texts == ["long", "cut no more"])
    #expect(reading.posts.map(\.id.string) == ["123", "124"])
    let post = try #require(reading.posts.first)
    #expect(post.text(.authorID) == "5")
    #expect(post.text(.authorHandle) == "ann")
    #expect(post.text(.replyTo) == "77")
    #expect(post.text(.quoteOf) == "66")
    #expect(post.createdAt?.description == "2017-07-18T23:25:04Z")
    #expect(reading.posts.last?.text(.repostOf) == "99")
  }
}
