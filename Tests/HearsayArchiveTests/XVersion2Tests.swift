import HearsayArchive
import HearsayCore
import Testing

struct `X version 2` {
  let fixture: ArchiveFixture
  init() throws { fixture = try ArchiveFixture() }

  private func read(_ lines: String) throws -> Reading {
    let reading = try Reading(try fixture.write("tweets.jsonl", lines))
    #expect(reading.sources.map(\.format) == ["x-v2"])
    return reading
  }

  private let page = #"""
    {"data":[{"id":"10","text":"RT @bob: a long text that is c…","author_id":"1",\#
    "created_at":"2026-03-02T08:15:00.000Z","conversation_id":"10","lang":"en",\#
    "public_metrics":{"retweet_count":1,"reply_count":2,"like_count":3,"quote_count":4,"impression_count":5},\#
    "referenced_tweets":[{"type":"retweeted","id":"9"}]},{"id":"11","text":"yes &amp; no","author_id":"3",\#
    "referenced_tweets":[{"type":"quoted","id":"8"},{"type":"replied_to","id":"7"}]}],\#
    "includes":{"users":[{"id":"1","username":"ann","name":"Ann"},{"id":"2","username":"bob","name":"Bob"}],\#
    "tweets":[{"id":"9","text":"a long text that is cut in the repost","author_id":"2"}]},"meta":{"result_count":2}}
    """#

  @Test func `pages give their posts, with the author and the whole text of a repost`() throws {
    let reading = try read(page)
    #expect(reading.texts == ["a long text that is cut in the repost", "yes &amp; no"])
    let repost = try #require(reading.posts.first)
    #expect(repost.text(.authorHandle) == "ann")
    #expect(repost.text(.authorName) == "Ann")
    #expect(repost.text(.repostOf) == "9")
    #expect(repost.text(.conversation) == "10")
    #expect(repost.platform.string == "x")
    #expect(repost.createdAt?.description == "2026-03-02T08:15:00Z")
    #expect(PostRecord.Count.allCases.map { repost.count($0) } == [3, 1, 2, 4, 5])
    #expect(repost.isUTF8, "what the parser has checked nobody needs to check again")
    let answer = try #require(reading.posts.last)
    #expect(answer.text(.authorID) == "3")
    #expect(answer.text(.authorHandle) == nil, "the page does not include this author")
    #expect(answer.text(.quoteOf) == "8")
    #expect(answer.text(.replyTo) == "7")
    #expect(answer.isRepost == false)
    #expect(reading.sources.first?.places.map(\.part) == [0, 1])
  }

  @Test func `flat posts carry their author and what they refer to`() throws {
    let reading = try read(
      #"{"id":"10","edit_history_tweet_ids":["10"],"text":"RT @bob: a lo…","author":{"id":"1","username":"ann"},"#
        + #""referenced_tweets":[{"type":"retweeted","id":"9","text":"a lo…","note_tweet":{"text":"a long note"}}]}"#)
    let post = try #require(reading.posts.first)
    #expect(post.rawText.string == "a long note")
    #expect(post.text(.authorHandle) == "ann")
    #expect(post.text(.authorID) == "1")
    #expect(post.text(.repostOf) == "9")
  }

  @Test func `a repost of a post that is gone keeps its own text`() throws {
    let reading = try read(
      #"{"data":[{"id":"1","text":"RT @x: cut…","referenced_tweets":[{"type":"retweeted","id":"9"}]}],"#
        + #""errors":[{"title":"Not Found"}]}"#)
    #expect(reading.texts == ["RT @x: cut…"])
    #expect(reading.posts.first?.isRepost == true)
  }

  @Test func `notes are preferred to the cut text`() throws {
    let reading = try read(#"{"data":{"id":"1","text":"cut…","note_tweet":{"text":"not cut"}}}"#)
    #expect(reading.texts == ["not cut"])
  }

  @Test(arguments: [
    #"{"data":[{"start":"2026-03-02T08:15:00.000Z","end":"2026-03-02T09:15:00.000Z","tweet_count":7}]}"#,
    #"{"data":[{"id":"1","username":"ann","name":"Ann"}]}"#,
    #"{"errors":[{"title":"Not Found Error","resource_type":"tweet"}]}"#,
    #"{"id":"1","action":"delete","created_at":"2026-03-02T08:15:00.000Z","reason":"protected"}"#,
    #"{"data":[],"meta":{"result_count":0}}"#,
    #"{"meta":{"result_count":0}}"#,
  ])
  func `users, counts, errors and notices are no posts`(_ line: String) throws {
    let reading = try read(line + "\n" + page)
    #expect(reading.outcomes == ["skipped no-post", "post", "post"])
  }

  @Test func `included posts are not posts of the page`() throws {
    #expect(try read(page).posts.map(\.id.string) == ["10", "11"])
  }

  @Test func `what is neither post nor page is a problem`() throws {
    let reading = try read(page + "\n{\"foo\":1}\n{\"data\":[5]}\n{\"data\":[{\"id\":\"1\"}]}")
    let codes = ["record.unknown-shape", "record.not-an-object", "record.missing-text"]
    #expect(reading.exceptions == codes.map { "failed \($0)" })
  }

  @Test func `a page that repeats a long text without end is stopped`() throws {
    let long = String(repeating: "a", count: 1 << 20)
    let tweet = #"{"id":"1","text":"RT","referenced_tweets":[{"type":"retweeted","id":"9"}]}"#
    let tweets = [String](repeating: tweet, count: 300).joined(separator: ",")
    let reading = try Reading(
      try fixture.write("bomb.jsonl", #"{"data":[\#(tweets)],"includes":{"tweets":[{"id":"9","text":"\#(long)"}]}}"#),
      format: "x-v2")
    #expect(reading.outcomes.count == 300)
    #expect(reading.outcomes.last == "failed record.too-long")
    #expect(reading.posts.count < 257)
  }
}
