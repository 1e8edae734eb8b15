import HearsayArchive
import HearsayCore
import Testing

/// A file, and the channel and thread that its last post stands in.
struct Surrounded: Sendable, CustomTestStringConvertible {
  let name: String
  let text: String
  let channel: String?
  let thread: String?

  var testDescription: String { name }

  init(_ name: String, _ text: String, channel: String? = nil, thread: String? = nil) {
    (self.name, self.text, self.channel, self.thread) = (name, text, channel, thread)
  }
}

struct `What stands around a post` {
  private static let files = [
    Surrounded(
      "comment.json",
      #"{"body":"yes","subreddit":"BASE","link_id":"t3_1","link_title":"Is it down?","id":"abc","created_utc":1600000000}"#,
      channel: "BASE", thread: "Is it down?"),
    Surrounded(
      "v1.json",
      #"{"id_str":"5","created_at":"Wed Oct 10 20:19:24 +0000 2018","full_text":"yes","user":{"screen_name":"ann"},"#
        + #""quoted_status_id_str":"4","quoted_status":{"id_str":"4","full_text":"Is Base down?"}}"#,
      thread: "Is Base down?"),
    Surrounded(
      "v2.json",
      #"{"data":[{"id":"5","text":"yes","referenced_tweets":[{"type":"quoted","id":"4"}],"edit_history_tweet_ids":["5"]}],"#
        + #""includes":{"tweets":[{"id":"4","text":"Is Base down?"}]}}"#,
      thread: "Is Base down?"),
    Surrounded(
      "repost.json",
      #"{"data":[{"id":"5","text":"RT @a: Is","referenced_tweets":[{"type":"retweeted","id":"4"}],"edit_history_tweet_ids":["5"]}],"#
        + #""includes":{"tweets":[{"id":"4","text":"Is Base down?"}]}}"#),
    Surrounded(
      "graphql.json",
      #"{"rest_id":"5","legacy":{"full_text":"yes","created_at":"Wed Oct 10 20:19:24 +0000 2018","quoted_status_id_str":"4"},"#
        + #""quoted_status_result":{"result":{"rest_id":"4","legacy":{"full_text":"Is Base down?"}}}}"#,
      thread: "Is Base down?"),
    Surrounded(
      "snscrape.json",
      #"{"_type":"snscrape.modules.twitter.Tweet","id":5,"date":"2026-03-02T08:15:00+00:00","rawContent":"yes","#
        + #""user":{"username":"ann"},"quotedTweet":{"id":4,"rawContent":"Is Base down?"}}"#,
      thread: "Is Base down?"),
    Surrounded(
      "bluesky.json",
      #"{"feed":[{"post":{"uri":"at://did:plc:a/app.bsky.feed.post/2","cid":"x","author":{"did":"did:plc:a"},"#
        + #""record":{"$type":"app.bsky.feed.post","text":"yes","createdAt":"2026-03-02T08:15:00Z"}},"#
        + #""reply":{"parent":{"record":{"text":"Is Base down?"}}}}]}"#,
      thread: "Is Base down?"),
    Surrounded(
      "casts.json",
      #"{"casts":[{"hash":"0x2","text":"yes","timestamp":"2026-03-02T08:15:00Z","author":{"fid":1,"username":"ann"},"#
        + #""parent_url":"https://warpcast.com/~/channel/base","embeds":[{"cast":{"text":"Is Base down?"}}]}]}"#,
      channel: "base", thread: "Is Base down?"),
    Surrounded(
      "hub.json",
      #"{"messages":[{"data":{"type":"MESSAGE_TYPE_CAST_ADD","fid":2,"timestamp":163000000,"castAddBody":{"text":"yes","#
        + #""parentUrl":"https://farcaster.xyz/~/channel/base/x"}},"hash":"0x2"}]}"#,
      channel: "base"),
    Surrounded(
      "statuses.json",
      #"[{"id":"5","uri":"https://e.org/5","created_at":"2026-03-02T08:15:00Z","content":"<p>yes</p>","spoiler_text":"","#
        + #""reblogs_count":0,"visibility":"public","account":{"acct":"ann","url":"https://e.org/@ann"},"#
        + #""quote":{"quoted_status":{"uri":"https://e.org/4","content":"<p>Is Base down?</p>"}}}]"#,
      thread: "<p>Is Base down?</p>"),
    Surrounded("thread.txt", "1/ Is Base down?\n\n2/ yes", thread: "1/ Is Base down?"),
    Surrounded(
      "chat.csv", "id,text,channel_name,link_title\n7,yes,Base chat,Is it down?\n", channel: "Base chat",
      thread: "Is it down?"),
    Surrounded("empty.csv", "id,text,channel_name,link_title\n7,yes,,\n"),
  ]

  @Test(arguments: files) func `is handed out with it`(_ file: Surrounded) throws {
    let parser = JSONParser()
    var last: Post?
    for source in try ArchiveOpener(ReadingOptions()).sources(in: Array(file.text.utf8), named: file.name) {
      var cursor = source.chunks()
      while let chunk = cursor.next() {
        let batch = chunk.posts(using: parser)
        if 0 < batch.postCount { last = batch[batch.postCount - 1] }
      }
    }
    let post = try #require(last)
    #expect(post.field(.channel)?.string == file.channel)
    #expect(post.field(.thread)?.string == file.thread)
  }

  @Test(arguments: [
    (String(repeating: "a", count: 1_200), 1_000), (String(repeating: "ä", count: 800), 1_000),
    ("a" + String(repeating: "ä", count: 800), 1_001),
  ])
  func `has a beginning only, cut between two scalars`(_ title: String, _ byteCount: Int) throws {
    let text = #"{"text":"yes","platform":"x","thread":""# + title + #""}"#
    for source in try ArchiveOpener(ReadingOptions()).sources(in: Array(text.utf8), named: "a.jsonl") {
      var cursor = source.chunks()
      let next = cursor.next()
      let chunk = try #require(next)
      #expect(chunk.posts(using: JSONParser())[0].field(.thread)?.count == byteCount)
    }
  }
}
