import HearsayArchive
import HearsayCore
import HearsayMarkup
import Testing

/// What the posts of a sample say, in lines that are easy to compare.
struct Meaning {
  /// One line for each item: what was skipped or failed, or `key=value` for all that a post has.
  let lines: [String]

  /// Reads a sample.
  init(_ sample: FormatSample, options: ReadingOptions = ReadingOptions()) throws {
    var lines: [String] = []
    let parser = JSONParser()
    for source in try ArchiveOpener(options).sources(in: sample.bytes, named: sample.name) {
      var cursor = source.chunks()
      while let chunk = cursor.next() {
        let batch = chunk.posts(using: parser)
        for item in batch.items {
          switch item.outcome {
          case .post(let index): lines.append(Self.line(batch[index]))
          case .skipped(let reason): lines.append("skipped \(reason)")
          case .failed(let problem): lines.append("failed \(problem.code)")
          }
        }
      }
    }
    self.lines = lines
  }

  private static func line(_ post: Post) -> String {
    let fields: [(String, PostRecord.Field)] = [
      ("id", .id), ("on", .platform), ("by", .authorHandle), ("byID", .authorID), ("byName", .authorName),
      ("url", .url),
      ("replyTo", .replyTo), ("repostOf", .repostOf), ("quoteOf", .quoteOf), ("in", .conversation),
      ("channel", .channel), ("thread", .thread),
    ]
    var parts = fields.compactMap { name, field in post.text(field).map { "\(name)=\($0)" } }
    if let time = post.createdAt { parts.append("at=\(time)") }
    if let language = post.languageHint { parts.append("lang=\(language)") }
    let counts = PostRecord.Count.allCases.map { post.count($0).map(String.init) ?? "-" }
    if counts.contains(where: { $0 != "-" }) { parts.append("counts=\(counts.joined(separator: ","))") }
    parts += post.remarks.problems.map { "(\($0.code))" }
    let text = MarkupDecoder.decode(post.rawText, as: post.markup).text.string
    let words = text.split(separator: "\n").joined(separator: "⏎").unicodeScalars.map {
      $0.value < 0x20 ? "·" : String($0)
    }
    return (parts + ["“\(words.joined())”"]).joined(separator: " ")
  }
}

struct `What samples mean` {
  @Test(arguments: Self.expected.keys.sorted())
  func `is what they say`(_ name: String) throws {
    let sample = try #require(FormatSample.all.first { $0.testDescription == name })
    let lines = try Meaning(sample).lines
    #expect(lines == Self.expected[name], "\(lines.joined(separator: "\n"))")
  }

  static let expected: [String: [String]] = [
    "4chan-html/thread.html": [
      "id=100 on=4chan in=100 at=2026-03-02T07:55:00Z “Metis⏎why is it down⏎https://e.org/Yy44s”",
      "id=101 on=4chan by=ann!Ab1 replyTo=100 in=100 thread=Metis at=2026-03-02T07:55:01Z “>down⏎it is not”",
      "skipped empty-text",
    ],
    "4chan/page.json": [
      "id=88 on=4chan in=88 at=2026-03-02T07:55:00Z counts=-,-,2,-,- “Metis general⏎why is it down⏎again”",
      "id=89 on=4chan replyTo=88 in=88 at=2026-03-02T07:55:01Z “>down⏎https://e.org/Yy44s”",
      "skipped empty-text",
    ],
    "bluesky-api/feed.json": [
      ""
        + "id=at://did:plc:ann/app.bsky.feed.post/3kz on=bluesky by=ann.example byID=did:plc:ann byName=Ann"
        + " url=https://bsky.app/profile/did:plc:ann/post/3kz"
        + " in=at://did:plc:ann/app.bsky.feed.post/3kz at=2026-03-02T08:15:00Z lang=en counts=3,2,1,0,-"
        + " “gm 🚀”",
      ""
        + "id=at://did:plc:ann/app.bsky.feed.post/3kz#repost-by-did:plc:bob on=bluesky by=bob.example byID=did:plc:bob"
        + " url=https://bsky.app/profile/did:plc:ann/post/3kz"
        + " repostOf=at://did:plc:ann/app.bsky.feed.post/3kz in=at://did:plc:ann/app.bsky.feed.post/3kz"
        + " at=2026-03-02T09:15:00Z lang=en counts=3,2,1,0,- “gm 🚀”",
      "failed record.unknown-shape",
    ],
    "bluesky-car/ann.car": [
      "skipped no-post",
      "skipped deletion",
      "id=at://did:plc:ann/app.bsky.feed.post/3kb on=bluesky byID=did:plc:ann"
        + " url=https://bsky.app/profile/did:plc:ann/post/3kb"
        + " replyTo=at://did:plc:ann/app.bsky.feed.post/3ka in=at://did:plc:ann/app.bsky.feed.post/3ka"
        + " at=2026-03-02T08:16:00Z “no”",
      "id=at://did:plc:ann/app.bsky.feed.post/3ka on=bluesky byID=did:plc:ann"
        + " url=https://bsky.app/profile/did:plc:ann/post/3ka"
        + " in=at://did:plc:ann/app.bsky.feed.post/3ka at=2026-03-02T08:15:00Z lang=de"
        + #" “Scroll pausiert "die" DAO 🚀”"#,
    ],
    "bluesky-jetstream/events.jsonl": [
      "id=at://did:plc:ann/app.bsky.feed.post/3kz on=bluesky byID=did:plc:ann"
        + " url=https://bsky.app/profile/did:plc:ann/post/3kz"
        + " replyTo=at://did:plc:cy/app.bsky.feed.post/2 in=at://did:plc:bob/app.bsky.feed.post/1"
        + " at=2026-03-02T07:55:00Z lang=en “Scroll pauses”",
      "skipped deletion",
      "skipped no-post",
      "skipped no-post",
      "failed record.unknown-shape",
    ],
    "discord-json/channel.json": [
      "id=30 on=discord by=ann byID=7 byName=Ann url=https://discord.com/channels/10/20/30 in=20 channel=Metis\ngeneral"
        + " at=2026-03-02T08:15:00Z counts=2,-,-,-,- “not true”",
      "id=31 on=discord by=bob byID=8 url=https://discord.com/channels/10/20/31 replyTo=30 in=20 channel=Metis\ngeneral"
        + " at=2026-03-02T08:16:00Z “a & b &amp; c”",
      "skipped no-post",
      "id=33 on=discord by=cy byID=9 url=https://discord.com/channels/10/20/33 repostOf=5 in=20 channel=Metis\ngeneral"
        + " at=2026-03-02T08:18:00Z “news”",
    ],
    "discourse-json/posts.json": [
      "id=metis/7/2 on=discourse by=ann byName=Ann replyTo=metis/7/1 in=metis/7 thread=metis"
        + " at=2026-03-02T08:15:00Z counts=3,-,-,-,- “Not & never”",
      "skipped no-post",
      "skipped deletion",
    ],
    "farcaster-hub/messages.json": [
      "id=0xc6 on=farcaster byID=2 replyTo=0xd5 at=2026-03-02T08:00:00Z “für @15 und — so”",
      "skipped deletion",
      "skipped no-post",
      "failed record.unknown-shape",
    ],
    "farcaster-neynar/casts.json": [
      "id=0xfd on=farcaster by=ann byID=557 byName=Ann quoteOf=0x64 in=0xfd at=2026-03-02T08:15:00Z"
        + " counts=4,1,2,-,- “stop, @bob”",
      "failed record.unknown-shape",
    ],
    "json-feed/feed.json": [
      "id=https://e.org/feed.json#7 on=feed byID=https://e.org byName=Ann url=https://e.org/7"
        + " at=2026-03-02T07:15:00Z lang=de “Über <Metis>⏎Gebühren & mehr”",
      "id=https://e.org/8 on=feed byID=https://e.org byName=Ann at=2026-03-03T08:15:00Z lang=de “a < b & c”",
      "failed record.unknown-shape",
    ],
    "mastodon/outbox.json": [
      "id=https://e.org/users/ann/statuses/1 on=mastodon by=ann@e.org byID=https://e.org/users/ann"
        + " at=2026-03-02T08:15:00Z lang=de “Crypto⏎Gebühren & Schlangen bei e.org/x”",
      "skipped not-public",
      "skipped repost-without-text",
    ],
    "mastodon/statuses.jsonl": [
      ""
        + "id=https://e.org/users/ann/statuses/5 on=mastodon by=ann@e.org byID=https://e.org/users/ann byName=Ann"
        + " url=https://e.org/@ann/5 at=2026-03-02T08:15:00Z lang=en counts=3,2,1,-,- “gm <3”",
      "skipped not-public",
      ""
        + "id=https://e.org/users/ann/statuses/5 on=mastodon by=ann@e.org byID=https://e.org/users/ann byName=Ann"
        + " url=https://e.org/@ann/5 at=2026-03-02T08:15:00Z lang=en counts=3,2,1,-,- “gm <3”",
      "skipped deletion",
    ],
    "nostr/events.jsonl": [
      "id=a1 on=nostr byID=p1 replyTo=r1 quoteOf=q0 in=r0 at=2026-03-02T07:55:00Z “Scroll pausiert”",
      "id=a2 on=nostr byID=p2 repostOf=a1 at=2026-03-02T07:55:01Z “Scroll pausiert”",
      "skipped repost-without-text",
      "skipped not-public",
      "skipped no-post",
      "failed record.unknown-shape",
    ],
    "nostr/relay.jsonl": [
      "skipped no-post",
      "id=b1 on=nostr byID=p1 in=b1 at=2026-03-02T07:55:00Z “Scroll, resumed”",
      "skipped deletion",
      "id=b3 on=nostr byID=p3 replyTo=c0 in=c0 at=2026-03-02T07:55:02Z “gm”",
      "id=b4 on=nostr byID=p4 in=b4 at=2026-03-02T07:55:03Z “alone”",
      "failed record.unknown-shape",
      "skipped no-post",
    ],
    "reddit-api/thread.json": [
      "id=t3_p1 on=reddit by=bob in=t3_p1 channel=ethtrader at=2016-02-29T23:53:20Z counts=-,-,2,-,- “Fees”",
      "id=t1_c1 on=reddit by=ann replyTo=t3_p1 in=t3_p1 channel=ethtrader at=2016-03-01T00:00:00Z “Too high”",
      "id=t1_c2 on=reddit by=cy replyTo=t1_c1 in=t3_p1 thread=Too high at=2016-03-01T00:01:40Z “As ever”",
      "skipped no-post",
    ],
    "reddit-dump/RC.jsonl": [
      "id=t1_c1 on=reddit by=ann replyTo=t3_p1 in=t3_p1 channel=ethtrader at=2016-03-01T00:00:00Z counts=5,-,-,-,-"
        + " “Where did you read that?”",
      "skipped deletion",
      "id=t3_p1 on=reddit by=bob url=https://www.reddit.com/r/ethtrader/comments/p1/fees/ in=t3_p1 channel=ethtrader"
        + " at=2016-02-29T23:53:20Z counts=-,-,2,-,- “Fees & queues⏎Anyone else?”",
      "failed record.invalid-json",
    ],
    "snscrape/tweets.jsonl": [
      "id=1288943148408897539 on=x by=ann_writes byID=7 byName=Ann"
        + " url=https://twitter.com/ann_writes/status/1288943148408897539 in=1288943148408897539"
        + " at=2026-03-02T08:15:00Z lang=de counts=2,1,0,0,- “Metis ruht & niemand weiß warum”",
      "skipped no-post",
      "failed record.invalid-json",
    ],
    "stocktwits/stream.json": [
      "id=16 on=stocktwits by=ann byID=7 byName=Ann url=https://stocktwits.com/ann/message/16"
        + " replyTo=15 in=15 at=2026-03-02T08:15:00Z counts=2,-,1,-,- “$METIS.X doesn't move”",
      "failed record.unknown-shape",
    ],
    "table/4cat.tsv": [
      "id=1905 on=x by=ann in=1905 at=2026-03-02T08:15:00Z lang=en counts=-,2,-,-,- “gm”",
      "id=1906 on=x by=bob repostOf= in=1906 at=2026-03-02T08:15:01Z lang=en counts=-,0,-,-,- “RT @ann: gm”",
    ],
    "table/discord.csv": [
      "on=discord by=ann byID=7 at=2026-01-01T13:33:00Z (record.time-without-zone) “mine”",
      "on=discord by=bob byID=8 at=2026-03-02T08:15:00Z “gm”",
    ],
    "table/twarc.csv": [
      #"id=1901 on=x by=ann_writes in=1901 at=2026-03-02T08:15:00Z lang=en counts=3,-,-,-,- “Fees & queues,⏎"again"”"#,
      "id=1902 on=x by=bob repostOf=1901 in=1902 at=2026-03-02T08:16:00Z lang=en counts=0,-,-,-,-"
        + " “RT @ann_writes: Fees”",
      "failed record.unknown-shape",
      "skipped no-post",
      #"id=1904 on=x by=cy in=1904 at=2026-03-02T08:17:00Z lang=en “a "stray" quote”"#,
    ],
    "telegram-json/result.json": [
      "skipped no-post",
      "id=Metis Treff/2 on=telegram byID=user7 byName=Ann in=Metis Treff channel=Metis Treff at=2026-03-02T07:55:00Z"
        + " counts=2,-,-,-,- (record.mended) “Seht https://e.org 📹”",
      "id=Metis Treff/3 on=telegram byID=user8 replyTo=Metis Treff/2 in=Metis Treff channel=Metis Treff"
        + " at=2026-03-02T09:16:00Z (record.time-without-zone) (record.mended) “na und·?”",
      "id=Metis Treff/4 on=telegram byID=user9 byName=Bob repostOf= in=Metis Treff channel=Metis Treff"
        + " at=2026-03-02T09:17:00Z (record.time-without-zone) “Brücke gehackt”",
    ],
    "tiktok/items.json": [
      "id=75 on=tiktok by=ann.example byID=7 byName=Ann"
        + " url=https://www.tiktok.com/@ann.example/video/75 in=75 at=2026-03-02T07:55:00Z lang=en"
        + " counts=9,1,2,-,50 “Mozart & Metis #crypto”",
      "skipped not-public",
    ],
    "tiktok-research/comments.jsonl": [
      "id=81 on=tiktok in=7086 at=2026-03-02T07:56:40Z counts=3,-,1,-,- “why”",
      "id=82 on=tiktok replyTo=81 in=7086 at=2026-03-02T07:57:40Z counts=0,-,0,-,- “fees”",
      "id=83 on=tiktok in=7086 at=2026-03-02T07:58:20Z “later”",
    ],
    "tiktok-research/videos.json": [
      "id=7086 on=tiktok by=ann.example url=https://www.tiktok.com/@ann.example/video/7086 in=7086"
        + " at=2026-03-02T07:55:00Z counts=9,1,2,-,50 “Metis & Mozart #crypto”",
      "skipped empty-text",
      "failed record.unknown-shape",
    ],
    "x-graphql/answer.json": [
      "id=1901 on=x by=ann_writes byID=7 byName=Ann in=1901 at=2026-03-06T13:02:05Z lang=en"
        + " counts=3,1,0,0,42 “Fees & queues on Metis again”",
      "id=1902 on=x byID=8 repostOf=1901 at=2026-03-06T13:05:05Z lang=en “Fees & queues on Metis again”",
      "skipped unavailable",
    ],
    "youtube-api/threads.json": [
      "id=U1 on=youtube byID=UC1 byName=Ann in=v1 at=2026-03-02T08:15:00Z counts=2,-,1,-,- “it's *so*”",
      "id=U1.2 on=youtube byName=Bob replyTo=U1 in=v1 thread=it's *so* at=2026-03-02T08:16:00Z “so<b>?⏎no”",
      "failed record.unknown-shape",
    ],
    "yt-dlp/video.info.json": [
      "id=v1 on=youtube by=ann byID=UC1 byName=Ann url=https://www.youtube.com/watch?v=v1"
        + " at=2026-03-02T07:55:00Z counts=-,-,-,-,9 “Metis explained⏎What it is”",
      "id=U1 on=youtube byID=UC2 byName=Bob in=v1 thread=Metis explained at=2026-02-25T06:13:20Z"
        + " counts=1,-,-,-,- (record.time-estimated) “it's over”",
      "id=U1.2 on=youtube byID=UC3 byName=Cy replyTo=U1 in=v1 thread=Metis explained at=2026-02-25T06:13:21Z (record.time-estimated) “no”",
      "failed record.unknown-shape",
    ],
    "zeeschuimer/items.ndjson": [
      "id=75 on=tiktok by=ann.example byID=7 byName=Ann"
        + " url=https://www.tiktok.com/@ann.example/video/75 in=75 at=2026-03-02T07:55:00Z lang=en"
        + " counts=9,1,2,-,50 “Mozart & Metis #crypto”",
      "id=1901 on=x by=ann_writes byID=7 byName=Ann quoteOf=1800 at=2026-03-06T13:02:05Z lang=en “a < b & the whole”",
      "id=123 on=instagram by=ann byID=7 byName=Ann url=https://www.instagram.com/p/Cxy"
        + " at=2026-03-02T07:55:00Z counts=3,-,1,-,- “gm”",
      "id=124 on=instagram by=bob byID=8 url=https://www.instagram.com/p/Cxz"
        + " at=2026-03-02T07:55:01Z counts=4,-,-,-,- “gn”",
      "id=125 on=threads by=ann byID=7 url=https://www.threads.net/@ann/post/Cya"
        + " at=2026-03-02T07:55:02Z counts=-,2,-,-,- “threadly”",
      ""
        + "id=https://e.org/users/ann/statuses/5 on=truthsocial by=ann@e.org byID=https://e.org/users/ann byName=Ann"
        + " url=https://e.org/@ann/5 at=2026-03-02T08:15:00Z lang=en counts=3,2,1,-,- “gm <3”",
      "failed record.unknown-shape",
    ],
  ]
}
