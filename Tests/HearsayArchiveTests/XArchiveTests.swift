import HearsayArchive
import HearsayCore
import Testing

struct `Personal archives of X` {
  let fixture: ArchiveFixture
  init() throws { fixture = try ArchiveFixture() }

  private let tweets = #"""
    window.YTD.tweets.part0 = [
      { "tweet" : { "id_str" : "1", "full_text" : "first &amp; foremost",
       "created_at" : "Fri Mar 06 13:02:05 +0000 2026", "favorite_count" : "3" } },
      { "tweet" : { "id_str" : "2", "full_text" : "RT @bob: his words",
       "created_at" : "Fri Mar 06 13:02:06 +0000 2026" } },
      { "tweet" : { "id_str" : "3", "full_text" : "a long one about fees that is cut her… https://t.co/x",
       "created_at" : "Fri Mar 06 13:02:07 +0000 2026", "in_reply_to_status_id_str" : "1" } },
      { "tweet" : { "id_str" : "4", "full_text" : "said in the same second",
       "created_at" : "Fri Mar 06 13:02:07 +0000 2026" } },
      { "tweet" : { "id_str" : "5" } }
    ]
    """#

  private func writeArchive() throws {
    try fixture.write("data/tweets.js", tweets)
    try fixture.write(
      "data/manifest.js",
      #"window.__THAR_CONFIG = { "userInfo" : { "accountId" : "77", "userName" : "ann", "displayName" : "Ann" } }"#)
    try fixture.write(
      "data/note-tweet.js",
      #"""
      window.YTD.note_tweet.part0 = [ { "noteTweet" : { "noteTweetId" : "900", "createdAt" : "2026-03-06T13:02:07.000Z",
        "core" : { "text" : "a long one about fees that is cut here no more: a < b & c" } } } ]
      """#)
    try fixture.write(
      "data/tweet-headers.js", #"window.YTD.tweet_headers.part0 = [ { "tweet" : { "tweet_id" : "1" } } ]"#)
    try fixture.write(
      "data/deleted-tweets.js",
      #"window.YTD.deleted_tweets.part0 = [ { "tweet" : { "id_str" : "8", "full_text" : "gone" } } ]"#)
    try fixture.write(
      "data/community-tweet.js",
      #"window.YTD.community_tweet.part0 = [ { "tweet" : { "id_str" : "9", "full_text" : "to a community", "#
        + #""community_id" : "4" } } ]"#)
  }

  private func check(_ reading: Reading, _ comment: Comment) {
    #expect(
      reading.texts == [
        "to a community", "first &amp; foremost", "RT @bob: his words",
        "a long one about fees that is cut here no more: a &lt; b &amp; c", "said in the same second",
      ], comment)
    #expect(Set(reading.posts.map { $0.text(.authorHandle) }) == ["ann"], comment)
    #expect(Set(reading.posts.map { $0.text(.authorID) }) == ["77"], comment)
    #expect(reading.posts.map(\.isRepost) == [false, false, true, false, false], comment)
    #expect(reading.posts.map { $0.text(.replyTo) } == [nil, nil, nil, "1", nil], comment)
    #expect(
      reading.exceptions == [
        "skipped deletion", "skipped no-post", "skipped no-post", "skipped no-post", "failed record.unknown-shape",
      ], comment)
    #expect(Set(reading.sources.map(\.format)) == ["x-archive"], comment)
  }

  @Test func `as folders know their author and full texts`() throws {
    try writeArchive()
    check(try Reading(fixture.path), "folder")
  }

  @Test(.enabled(if: ArchiveFixture.has("python3"), "python3 makes the zip"))
  func `as zips know their author and full texts`() throws {
    try writeArchive()
    #expect(fixture.shell("cd data/.. && python3 -m zipfile -c ann.zip data"))
    let reading = try Reading("\(fixture.path)/ann.zip")
    check(reading, "zip")
    #expect(reading.sources.last?.name == "\(fixture.path)/ann.zip/data/tweets.js")
  }

  @Test(.enabled(if: ArchiveFixture.has("python3"), "python3 makes the zip"))
  func `as zips inside archives know them too`() throws {
    try writeArchive()
    #expect(fixture.shell("python3 -m zipfile -c ann.zip data && tar -czf all.tar.gz ann.zip"))
    check(try Reading("\(fixture.path)/all.tar.gz"), "zip in tar.gz")
  }

  @Test func `alone have no author, and cut texts stay cut`() throws {
    let reading = try Reading(try fixture.write("tweets.js", tweets))
    #expect(reading.texts.count == 4)
    #expect(reading.posts.allSatisfy { $0.field(.authorHandle) == nil })
    #expect(reading.texts[2].hasSuffix("cut her… https://t.co/x"))
  }

  @Test func `of older days have no wrapper`() throws {
    let reading = try Reading(
      try fixture.write(
        "2014_01.js",
        #"Grailbird.data.tweets_2014_01 = [ { "id_str" : "1", "text" : "old", "#
          + #""created_at" : "2014-01-31 12:00:00 +0000", "user" : { "screen_name" : "ann" } } ]"#))
    #expect(reading.texts == ["old"])
    #expect(reading.posts.first?.createdAt?.description == "2014-01-31T12:00:00Z")
    #expect(reading.posts.first?.text(.authorHandle) == "ann")
  }

  @Test func `cut off anywhere add up`() throws {
    let whole = Array(tweets.utf8)
    for count in 1..<whole.count {
      let reading = try Reading(try fixture.write("tweets.js", Array(whole[..<count])), format: "x-archive")
      #expect(reading.outcomes.count <= 6)
      if 100 < count { #expect(reading.exceptions.contains { $0.contains("truncated") }, "cut at \(count)") }
    }
  }
}
