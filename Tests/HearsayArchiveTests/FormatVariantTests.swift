import HearsayArchive
import HearsayCore
import Testing

/// Files as other versions, tools and people write them, each with what must come out.
struct `Variants of formats` {
  /// A file, and what is read in it, in the words of `Meaning`.
  struct Variant: Sendable, CustomTestStringConvertible {
    let name: String
    let text: String
    let lines: [String]

    init(_ name: String, _ text: String, _ lines: [String]) {
      (self.name, self.text, self.lines) = (name, text, lines)
    }

    var testDescription: String { name }
  }

  @Test(arguments: tables + dumps + captures + pages)
  func `are read as what they are`(_ variant: Variant) throws {
    let sample = FormatSample(format: "", name: variant.name, bytes: Array(variant.text.utf8))
    let lines = try Meaning(sample).lines
    #expect(lines == variant.lines, "\(lines.joined(separator: "\n"))")
  }

  static let tables = [
    Variant(
      "excel.csv", "sep=;\r\nid;text\r\n7;hallo welt\r\n",
      ["skipped no-post", "id=excel.csv#7 on=unknown “hallo welt”"]),
    Variant(
      "reddit.csv",
      "title,score,id,comms_num,created,body\nFees fell,5,abc1,3,1614400000.0,\nQ,1,abc2,0,1614400001.0,\"Why, oh why?\"\n"
        + "Comment,1,abc3,0,1614400002.0,Because\nGone,1,abc4,0,1614400003.0,[removed]\n",
      [
        "id=abc1 on=reddit at=2021-02-27T04:26:40Z counts=5,-,-,-,- “Fees fell”",
        "id=abc2 on=reddit at=2021-02-27T04:26:41Z counts=1,-,-,-,- “Q⏎Why, oh why?”",
        "id=abc3 on=reddit at=2021-02-27T04:26:42Z counts=1,-,-,-,- “Because”", "skipped deletion",
      ]),
    Variant("first.csv", "id,text\n1,gm\n", ["id=first.csv#1 on=unknown “gm”"]),
    Variant("second.csv", "id,text\n1,gn\n", ["id=second.csv#1 on=unknown “gn”"]),
    Variant(
      "video.csv", "title,comment,author\nA video,nice one,ann\n", ["on=unknown by=ann “nice one”"]),
    Variant(
      "twint.csv",
      "id\tcreated_at\tusername\ttweet\tlanguage\treplies_count\tretweets_count\tlikes_count\n"
        + "1377\t2021-04-01 01:59:59 CEST\tann\tto the moon\ten\t1\t2\t3\n",
      ["id=1377 on=x by=ann at=2021-03-31T23:59:59Z lang=en counts=3,2,1,-,- “to the moon”"]),
    Variant(
      "days.csv",
      "text,date\na,7/19/2021 1:34 PM\nb,19/7/2021 13:34\nc,2021/07/19 13:34\nd,7/3/2021 1:34 PM\ne,7/3/2021 13:34\n",
      [
        "on=unknown at=2021-07-19T13:34:00Z (record.time-without-zone) “a”",
        "on=unknown at=2021-07-19T13:34:00Z (record.time-without-zone) “b”",
        "on=unknown at=2021-07-19T13:34:00Z (record.time-without-zone) “c”",
        "on=unknown at=2021-07-03T13:34:00Z (record.time-without-zone) “d”", "on=unknown (record.invalid-time) “e”",
      ]),
  ]

  static let dumps = [
    Variant(
      "4cat.csv",
      "id,thread_id,timestamp,subject,body,author,subreddit\nabc,abc,2023-01-01 10:00:00,Fees,,ann,CC\n",
      ["id=abc on=reddit by=ann in=abc channel=CC at=2023-01-01T10:00:00Z (record.time-without-zone) “Fees”"]),
    Variant(
      "json2csv.csv",
      "id,tweet_url,created_at,user_screen_name,text,tweet_type,retweet_count,retweet_or_quote_id\n"
        + "50001,,Fri Mar 06 13:02:05 +0000 2020,ann,gm,original,0,\n50002,,Fri Mar 06 13:02:05 +0000 2020,bob,gm,retweet,0,50001\n",
      [
        "id=50001 on=x by=ann at=2020-03-06T13:02:05Z counts=-,0,-,-,- “gm”",
        "id=50002 on=x by=bob repostOf=50001 at=2020-03-06T13:02:05Z counts=-,0,-,-,- “gm”",
      ]),
    Variant(
      "messages.csv", "ID,Timestamp,Contents,Attachments\n30,2021-01-01 10:00:00.000000+00:00,gm,\n",
      ["id=30 on=discord at=2021-01-01T10:00:00Z “gm”"]),
    Variant(
      "package.json", #"[{"ID":31,"Timestamp":"2021-01-01 10:00:00+00:00","Contents":"gm **all**","Attachments":""}]"#,
      ["id=31 on=discord at=2021-01-01T10:00:00Z “gm **all**”"]),
    Variant(
      "result.json",
      #"{"name":"C","type":"public_channel","id":9,"messages":[{"id":1,"type":"message","date_unixtime":"1609495200","#
        + #""from":"Ann","from_id":"user1","file":stickers/sticker (2).webp,"text":"gm"},{"id":2,"type":"message","#
        + #""date_unixtime":"1609495201","from":"Ann","from_id":"user1","text":"gn"}]}"#,
      [
        "id=C/1 on=telegram byID=user1 byName=Ann in=C channel=C at=2021-01-01T10:00:00Z (record.mended) “gm”",
        "id=C/2 on=telegram byID=user1 byName=Ann in=C channel=C at=2021-01-01T10:00:01Z “gn”",
      ]),
    Variant(
      "one.jsonl",
      #"["EVENT","s",{"id":"b1","pubkey":"p1","created_at":1609495200,"kind":1,"tags":[],"content":"gm"}]"#,
      ["id=b1 on=nostr byID=p1 in=b1 at=2021-01-01T10:00:00Z “gm”"]),
    Variant(
      "search.json",
      #"{"data":[{"body":"gm &gt; gn","subreddit":"x","id":"abc","created_utc":1600000000}],"error":null}"#,
      ["id=t1_abc on=reddit channel=x at=2020-09-13T12:26:40Z “gm > gn”"]),
    Variant(
      "messages.json",
      #"[{"id":1,"type":"message","date":"2021-01-01T10:00:00","from":"Ann","from_id":"user1","text":"gm"}]"#,
      ["id=1 on=telegram byID=user1 byName=Ann at=2021-01-01T10:00:00Z (record.time-without-zone) “gm”"]),
    Variant(
      "Users.xml", "<?xml version=\"1.0\"?><users>\n  <row Id=\"1\" DisplayName=\"Ann\" AboutMe=\"me\" />\n</users>",
      ["skipped no-post"]),
    Variant(
      "search.v1.json",
      #"{"statuses":[{"id_str":"5","created_at":"Wed Oct 10 20:19:24 +0000 2018","full_text":"gm","user":{"screen_name":"ann"}}],"#
        + #""search_metadata":{"count":1}}"#,
      ["id=5 on=x by=ann at=2018-10-10T20:19:24Z “gm”"]),
    Variant(
      "commas.jsonl", "{\"id_str\":\"5\",\"text\":\"gm\"},\n{\"id_str\":\"6\",\"text\":\"gn\",},\n",
      ["id=5 on=x (record.mended) “gm”", "id=6 on=x (record.mended) “gn”"]),
    Variant(
      "side-by-side.json", #"{"id_str":"5","text":"g}{m"}{"id_str":"6","text":"gn"} {"id_str":"7","text":"gn"}"#,
      ["id=5 on=x “g}{m”", "id=6 on=x “gn”", "id=7 on=x “gn”"]),
    Variant(
      "old-line-ends.jsonl", "{\"id_str\":\"5\",\"text\":\"gm\"}\r{\"id_str\":\"6\",\"text\":\"gn\"}\r",
      ["id=5 on=x “gm”", "id=6 on=x “gn”"]),
    Variant("empty.jsonl", #"{"meta":{"result_count":0}}"#, ["skipped no-post"]),
  ]

  static let captures = [
    Variant(
      "old.jsonl",
      #"{"url":"https://twitter.com/ann/status/50003","date":"2021-01-01T10:00:00+00:00","content":"gm","id":50003,"#
        + #""username":"ann","outlinks":[]}"#,
      ["id=50003 on=x by=ann url=https://twitter.com/ann/status/50003 at=2021-01-01T10:00:00Z “gm”"]),
    Variant(
      "toots.jsonl",
      #"{"_type":"snscrape.modules.mastodon.Toot","url":"https://m.example/@ann/1","id":"1","user":{"account":"@ann@m.example","#
        + #""displayName":"Ann"},"date":"2021-01-01T10:00:00+00:00","text":"gm"}"#,
      [
        "id=1 on=mastodon by=@ann@m.example byName=Ann url=https://m.example/@ann/1 at=2021-01-01T10:00:00Z “gm”"
      ]),
    Variant(
      "hub-events.json",
      #"{"nextPageEventId":1,"events":[{"type":"HUB_EVENT_TYPE_MERGE_MESSAGE","id":3,"mergeMessageBody":{"message":{"data":{"#
        + #""type":"MESSAGE_TYPE_CAST_ADD","fid":5,"timestamp":36000,"castAddBody":{"text":"gm","mentions":[]}},"hash":"0xe1"}}},"#
        + #"{"type":"HUB_EVENT_TYPE_MERGE_USERNAME_PROOF","id":4}]}"#,
      ["id=0xe1 on=farcaster byID=5 at=2021-01-01T10:00:00Z “gm”", "skipped no-post"]),
    Variant(
      "archive.json",
      #"{"300":{"op":{"num":"300","thread_num":"300","op":"1","timestamp":1609495200,"name":"Anonymous","title":"T","#
        + #""comment":"gm","board":{"shortname":"biz"}},"posts":{"301":{"num":"301","thread_num":"300","timestamp":1609495201,"#
        + #""name":"Anonymous","comment":">>300\ngn","board":{"shortname":"biz"}}}}}"#,
      [
        "id=biz/300 on=4chan in=biz/300 channel=biz at=2021-01-01T10:00:00Z “T⏎gm”",
        "id=biz/301 on=4chan replyTo=biz/300 in=biz/300 channel=biz thread=T at=2021-01-01T10:00:01Z “gn”",
      ]),
    Variant(
      "notifications.json",
      #"[{"id":"1","type":"mention","status":{"id":"2","uri":"https://m.example/2","content":"<p>gm</p>","visibility":"public","#
        + #""spoiler_text":"","account":{"acct":"ann"}}}]"#,
      ["id=https://m.example/2 on=mastodon by=ann “gm”"]),
    Variant(
      "submissions.jsonl",
      #"{"_type":"snscrape.modules.reddit.Submission","id":"t3_y","title":"Fees","selftext":null,"author":"ann"}"#,
      ["id=t3_y on=reddit by=ann “Fees”"]),
    Variant(
      "comments.jsonl",
      #"{"cid":"Ug1.9","text":"gm","time":"2 days ago","author":"@ann","channel":"UC1","votes":"12","time_parsed":1640000000.5}"#,
      [
        "id=Ug1.9 on=youtube byID=UC1 byName=@ann replyTo=Ug1 at=2021-12-20T11:33:20Z counts=12,-,-,-,-"
          + " (record.time-estimated) “gm”"
      ]),
    Variant(
      "tiktok.json",
      #"{"comments":[{"cid":"77","text":"gm","aweme_id":"9","user":{"unique_id":"ann"},"reply_comment":"#
        + #"[{"cid":"78","text":"gn","aweme_id":"9","reply_id":"77","user":{"unique_id":"bob"},"reply_comment":null}]}]}"#,
      ["id=77 on=tiktok by=ann in=9 “gm”", "id=78 on=tiktok by=bob replyTo=77 in=9 “gn”"]),
    Variant(
      "instagram.ndjson",
      #"{"source_platform":"instagram.com","data":{"node":{"id":"32","shortcode":"Cd","taken_at_timestamp":1672567200,"#
        + #""edge_media_to_caption":{"edges":[{"node":{"text":"gm"}}]},"owner":{"id":"5","username":"bob"}}}}"#,
      ["id=32 on=instagram by=bob byID=5 url=https://www.instagram.com/p/Cd at=2023-01-01T10:00:00Z “gm”"]),
  ]

  static let pages = [
    Variant(
      "videos.xml",
      #"<feed xmlns:media="http://search.yahoo.com/mrss/" xmlns="http://www.w3.org/2005/Atom"><entry><id>yt:video:abc</id>"#
        + #"<title>Vid</title><link rel="alternate" href="https://v.example/abc"/><published>2021-01-01T10:00:00+00:00</published>"#
        + "<media:group><media:title>Vid</media:title><media:description>what it shows</media:description></media:group></entry></feed>",
      ["id=yt:video:abc on=feed url=https://v.example/abc at=2021-01-01T10:00:00Z “Vid⏎what it shows”"]),
    Variant(
      "messages.html",
      #"<html><body><div class="page_wrap"><div class="page_header"><div class="text bold">C</div></div><div class="history">"#
        + #"<div class="message default clearfix" id="message3"><div class="body"><div class="pull_right date details""#
        + #" title="02.03.2021 10:00:02 UTC+02:00">10:00</div><div class="from_name">Bob  via @vote</div>"#
        + #"<div class="text">gm</div></div></div></div></div></body></html>"#,
      ["id=C/3 on=telegram byName=Bob in=C channel=C at=2021-03-02T08:00:02Z “gm”"]),
    Variant(
      "новости.xml",
      "<rss><channel><item><title>gm</title><pubDate>Пн, 06 сен 2021 00:01:00 +0300</pubDate><link>http://e.example/1</link></item></channel></rss>",
      ["id=http://e.example/1 on=feed url=http://e.example/1 at=2021-09-05T21:01:00Z “gm”"]),
  ]

  @Test func `that no reader knows say why`() throws {
    let bytes = Array("用户,时间,内容\n小明,2021-01-01,上涨\n".utf8)
    let source = try #require(try ArchiveOpener().sources(in: bytes, named: "表.csv").first { _ in true })
    guard case .unreadable(let problem) = source.content else {
      Issue.record("the table has no column that is known")
      return
    }
    #expect(problem.message.contains("\"用户\", \"时间\", \"内容\""))
  }

  @Test func `with a quote that is never closed say so`() throws {
    let table = "id,text,author\n1,gm,ann\n2,\"gn,bob\n3,gm,cid\n"
    let reading = try Reading(in: Array(table.utf8), named: "a.csv")
    #expect(reading.outcomes == ["post", "failed record.unknown-shape"])
    #expect(reading.messages.contains { $0.contains("a quote in it is never closed") }, "\(reading.messages)")
  }

  @Test func `that were fetched twice, or lie in two feeds, are told apart by what they are`() throws {
    func id(_ item: String) throws -> String? {
      let feed = "<rss><channel><item>\(item)</item></channel></rss>"
      return try Reading(in: Array(feed.utf8), named: "f.xml").posts.first?.text(.id)
    }
    let first = try id("<guid>1</guid><title>gm</title>")
    #expect(try first != nil && first == id("<guid>1</guid><title>gm</title>"))
    #expect(try first != id("<guid>1</guid><title>gn</title>"))
    #expect(try id("<guid>1</guid><link>http://a.example/1</link><title>gm</title>") == "http://a.example/1#1")
    #expect(try id("<guid>urn:1</guid><link>http://a.example/1</link><title>gm</title>") == "urn:1")
  }
}
