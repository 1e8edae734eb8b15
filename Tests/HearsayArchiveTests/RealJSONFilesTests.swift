import HearsayArchive
import HearsayCore
import Testing

/// Real files of JSON formats, which lie beside the checkout like those of `RealFilesTests`.
@Suite(.enabled(if: RealFiles.folder != nil, "skipped: there is no folder of real archives beside the checkout"))
struct `Real files of JSON` {
  // Counted with Python's json module, without any knowledge of the readers:
  //
  // bluesky   Lines whose commit creates or updates an app.bsky.feed.post with words; one of the 17 in the corpus has
  //           none. The elements of postRecords. The commit of the firehose creates a repost, which has no words. Of repositories
  //           the blocks whose $type is app.bsky.feed.post, all of which the tree names, and all other blocks with a
  //           $type, taken apart by a few lines of Python that know CAR and CBOR.
  // discord   Messages of the types Default and Reply with content; one is a call.
  // discourse The elements of latest_posts and of post_stream.posts; none is hidden, deleted or a small action.
  // farcaster The elements of messages; the casts of the array.
  // fourchan  The elements of posts.
  // mastodon  Activities of type Create whose note is addressed to the public and has words (2 of 132 have none);
  //           all others announce an address, without words. Each of the four statuses.
  // nostr     Events of the kinds 1, 11, 20, 42, 1068, 1111 and 30023 with content, and events of the kinds 6 and 16
  //           whose content is an event with content (the reposts).
  // reddit    Every object with "kind" t1 or t3 at any depth, without those whose body or selftext is [deleted] or
  //           [removed] (5 in the thread); skipped are these, "more" and private messages (t4). Handles are authors
  //           that are not [deleted].
  // rss       The elements of items.
  // stocktwits, telegram_json  The elements of messages; of Telegram those of type message with text.
  // tiktok    One video each.
  // x_graphql Every value of a key "tweet_results" at any depth whose result, or the tweet in it, has "legacy";
  //           quoted and reposted posts lie under other keys. Reposts by retweeted_status_result.
  // x_snscrape, youtube  The lines; the elements of items, none of which has replies; one has no words.
  @Test(arguments: [
    ExpectedReading(
      "bluesky/bafyreieovfuizojpw3zresz7sx3nk4trm2by23pt5rxbey3jme4uo5ogiu.car", "bluesky-car", 5, 1, 0, 0, 0),
    ExpectedReading("bluesky/fakermaker.repo.car", "bluesky-car", 26, 116, 0, 0, 0),
    ExpectedReading("bluesky/firehose_commit_4621317030.json", "bluesky-api", 0, 1, 0, 0, 0),
    ExpectedReading("bluesky/greenground.repo.car", "bluesky-car", 0, 2, 0, 0, 0),
    ExpectedReading("bluesky/indigo_capture_atprotocom.json", "bluesky-api", 20, 0, 0, 0, 0),
    ExpectedReading("bluesky/jetstream_corpus_expected_v1.jsonl", "bluesky-jetstream", 16, 136, 0, 0, 0),
    ExpectedReading("bluesky/jetstream_golden_v1.jsonl", "bluesky-jetstream", 1, 9, 0, 0, 0),
    ExpectedReading("bluesky/repo_slice.car", "bluesky-car", 1, 0, 0, 0, 0),
    ExpectedReading("discord/DM_2A_2M.json", "discord-json", 2, 1, 0, 0, 2),
    ExpectedReading("discord/SV_5A_5M.json", "discord-json", 5, 0, 0, 0, 5),
    ExpectedReading("discourse/delving_42.json", "discourse-json", 1, 0, 0, 0, 1),
    ExpectedReading("discourse/posts.json", "discourse-json", 50, 0, 0, 0, 50),
    ExpectedReading("discourse/t_2108_posts_pn_5.json", "discourse-json", 4, 0, 0, 0, 4),
    ExpectedReading("farcaster/hub_http_docs_examples.json", "farcaster-hub", 2, 0, 0, 0, 0),
    ExpectedReading("farcaster/neynar_like_posts.json", "farcaster-neynar", 10, 0, 0, 0, 10),
    ExpectedReading("fourchan/wsg_page_threads.json", "4chan", 4, 0, 0, 0, 0),
    ExpectedReading("mastodon/outbox_dealingwith_slice.json", "mastodon", 130, 28, 0, 0, 130),
    ExpectedReading("mastodon/status_post_akkoma_quote.json", "mastodon", 1, 0, 0, 0, 1),
    ExpectedReading("mastodon/status_post_edited.json", "mastodon", 1, 0, 0, 0, 1),
    ExpectedReading("mastodon/status_quote.json", "mastodon", 1, 0, 0, 0, 1),
    ExpectedReading("mastodon/status_streaming_update.json", "mastodon", 1, 0, 0, 0, 1),
    ExpectedReading("nostr/event-0.json", "nostr", 0, 1, 0, 0, 0),
    ExpectedReading("nostr/event-1.json", "nostr", 1, 0, 0, 0, 0),
    ExpectedReading("nostr/events-3036.jsonl", "nostr", 0, 4, 0, 0, 0),
    ExpectedReading("nostr/events.json", "nostr", 515, 485, 0, 19, 0),
    ExpectedReading("nostr/parameterized-replaceable-events.json", "nostr", 0, 3, 0, 0, 0),
    ExpectedReading("reddit/inbox.json", "reddit-api", 1, 4, 0, 0, 1),
    ExpectedReading("reddit/more.json", "reddit-api", 50, 11, 0, 0, 50),
    ExpectedReading("reddit/subreddit.json", "reddit-api", 27, 0, 0, 0, 27),
    ExpectedReading("reddit/thread.json", "reddit-api", 195, 130, 0, 0, 178),
    ExpectedReading("reddit/user.json", "reddit-api", 25, 0, 0, 0, 25),
    ExpectedReading("rss/version_json_10.json", "json-feed", 1, 0, 0, 0, 0),
    ExpectedReading("rss/version_json_11.json", "json-feed", 1, 0, 0, 0, 0),
    ExpectedReading("rss/version_json_11_deprecated_author.json", "json-feed", 1, 0, 0, 0, 0),
    ExpectedReading("stocktwits/symbol_F_stream.json", "stocktwits", 30, 0, 0, 0, 30),
    ExpectedReading("telegram_json/DM_2A_7M.json", "telegram-json", 4, 4, 0, 0, 0),
    ExpectedReading("telegram_json/result.json", "telegram-json", 1, 5, 0, 0, 0),
    ExpectedReading("tiktok/tiktok_itemStruct.json", "tiktok", 1, 0, 0, 0, 1),
    ExpectedReading("tiktok/ytdlp_tiktok_info.json", "yt-dlp", 1, 0, 0, 0, 1),
    ExpectedReading("x_graphql/_issue_28_1.json", "x-graphql", 2, 0, 0, 1, 2),
    ExpectedReading("x_graphql/_issue_42.json", "x-graphql", 1, 0, 0, 1, 1),
    ExpectedReading("x_graphql/_issue_56.json", "x-graphql", 11, 0, 0, 0, 11),
    ExpectedReading("x_graphql/manual_tweet_with_video_1.json", "x-graphql", 11, 0, 0, 0, 11),
    ExpectedReading("x_graphql/raw_tweet_details.json", "x-graphql", 37, 0, 0, 0, 37),
    ExpectedReading("x_snscrape/gdansk_tweets.json", "snscrape", 50, 0, 0, 0, 50),
    ExpectedReading("youtube/commentThreads_list.json", "youtube-api", 97, 1, 0, 0, 0),
  ])
  func `give what an independent count gives`(_ expected: ExpectedReading) throws { try expected.check() }

  // Lists of times for tests of other programs.
  @Test(arguments: ["datetime_parse_invalid", "datetime_syntax_invalid", "datetime_syntax_valid"])
  func `of figures are told to have no posts`(_ name: String) throws {
    let reading = try Reading("\(try #require(RealFiles.folder))/bluesky/\(name).txt")
    #expect(reading.outcomes == ["skipped no-post"])
  }

  // Counted with Python's csv module: the rows below the first; reposts are those whose text begins with "RT @". The
  // two timelines name their author in the file's name only; the third table has neither ids, authors nor times.
  @Test(arguments: [
    ExpectedReading("x_csv/BitPay_tweets.csv", "table", 3234, 0, 0, 1038, 3234),
    ExpectedReading("x_csv/Bitcoin_tweets.csv", "table", 3242, 0, 0, 2370, 3242),
    ExpectedReading("x_csv/surge_crypto_sentiment.csv", "table", 562, 0, 0, 0, 0),
  ])
  func `in tables give what an independent count gives`(_ expected: ExpectedReading) throws {
    try expected.check(hasTimes: !expected.file.contains("surge"))
  }
}
