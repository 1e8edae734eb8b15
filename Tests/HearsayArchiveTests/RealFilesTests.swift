import Glibc
import HearsayArchive
import HearsayCore
import Testing

/// Real archives, which are too large and not ours to keep here; read where they lie beside the checkout.
enum RealFiles {
  static let folder: String? = {
    let shared = getenv("HEARSAY_SHARED").map { String(cString: $0) } ?? "../shared"
    return access("\(shared)/formats/x_v2_jsonl", R_OK) == 0 ? "\(shared)/formats" : nil
  }()
}

/// What a file must give.
struct ExpectedReading: Sendable, CustomTestStringConvertible {
  let file: String
  let format: String
  let posts: Int
  let skipped: Int
  let failed: Int
  let reposts: Int
  let handles: Int

  init(_ file: String, _ format: String, _ posts: Int, _ skipped: Int, _ failed: Int, _ reposts: Int, _ handles: Int) {
    (self.file, self.format, self.posts, self.skipped, self.failed) = (file, format, posts, skipped, failed)
    (self.reposts, self.handles) = (reposts, handles)
  }

  var testDescription: String { file }

  /// Reads the file and compares; a format may have no times and ids.
  func check(hasTimes: Bool = true) throws {
    let folder = try #require(RealFiles.folder)
    let reading = try Reading("\(folder)/\(file)")
    #expect(reading.sources.map(\.format) == [format])
    #expect(reading.posts.count == posts)
    #expect(reading.outcomes.count { $0.hasPrefix("skipped") } == skipped)
    #expect(reading.outcomes.count { $0.hasPrefix("failed") } == failed)
    #expect(reading.posts.count(where: \.isRepost) == reposts)
    #expect(reading.posts.count { $0.field(.authorHandle) != nil } == handles)
    #expect(reading.posts.allSatisfy { ($0.createdAt != nil) == hasTimes && ($0.field(.id) != nil) == hasTimes })
  }
}

@Suite(.enabled(if: RealFiles.folder != nil, "skipped: there is no folder of real archives beside the checkout"))
struct `Real files` {
  // Counted with Python's json module, line by line: for x-v2 the items of "data" (or the line itself) that have
  // "text", a line without any being one skipped record, a line that json refuses one failed; reposts are those
  // with a reference of type "retweeted", handles those whose author is inlined or among includes.users.
  // For x-v1 the lines with "text", "full_text" or "body", reposts by "retweeted_status" or the verb "share".
  // For x-archive the length of the array behind the first "=", reposts by "RT @"; the folder's manifest names
  // the author of all of them.
  @Test(arguments: [
    ExpectedReading("x_v2_jsonl/brexit.jsonl", "x-v2", 100, 0, 0, 67, 100),
    ExpectedReading("x_v2_jsonl/cashtags.jsonl", "x-v2", 1, 0, 0, 0, 1),
    ExpectedReading("x_v2_jsonl/cotweet.jsonl", "x-v2", 1, 0, 0, 0, 1),
    ExpectedReading("x_v2_jsonl/counts.jsonl", "x-v2", 0, 1, 0, 0, 0),
    ExpectedReading("x_v2_jsonl/edited_before.jsonl", "x-v2", 1, 0, 0, 0, 1),
    ExpectedReading("x_v2_jsonl/flat.jsonl", "x-v2", 100, 0, 0, 47, 100),
    ExpectedReading("x_v2_jsonl/geo_tweets.jsonl", "x-v2", 2, 0, 0, 0, 2),
    ExpectedReading("x_v2_jsonl/kpop.jsonl", "x-v2", 100, 0, 0, 78, 100),
    ExpectedReading("x_v2_jsonl/media_tweet.jsonl", "x-v2", 1, 0, 0, 0, 1),
    ExpectedReading("x_v2_jsonl/mentions_tweet.jsonl", "x-v2", 1, 0, 0, 1, 1),
    ExpectedReading("x_v2_jsonl/quoted_edit.jsonl", "x-v2", 1, 0, 0, 0, 1),
    ExpectedReading("x_v2_jsonl/streaming_output_with_error.jsonl", "x-v2", 7, 0, 1, 0, 7),
    ExpectedReading("x_v2_jsonl/tweets_compliance.jsonl", "x-v2", 0, 2, 0, 0, 0),
    ExpectedReading("x_v2_jsonl/two_tweets.jsonl", "x-v2", 1, 0, 0, 1, 1),
    ExpectedReading("x_v2_jsonl/users.jsonl", "x-v2", 0, 1, 0, 0, 0),
    ExpectedReading("x_v2_jsonl/verified_type.jsonl", "x-v2", 1, 0, 0, 0, 1),
    ExpectedReading("x_v1_jsonl/activity_streams_examples.json", "x-v1-jsonl", 25, 0, 0, 3, 25),
    ExpectedReading("x_v1_jsonl/extended_tweet_in_compat_mode.json", "x-v1-jsonl", 1, 0, 0, 0, 1),
    ExpectedReading("x_v1_jsonl/extended_tweet_in_extended_mode.json", "x-v1-jsonl", 1, 0, 0, 0, 1),
    ExpectedReading("x_v1_jsonl/original_format_examples.json", "x-v1-jsonl", 25, 0, 0, 3, 25),
    ExpectedReading("x_v1_jsonl/original_format_missing_field.json", "x-v1-jsonl", 1, 0, 0, 0, 1),
    ExpectedReading("x_v1_jsonl/original_format_missing_user.json", "x-v1-jsonl", 1, 0, 0, 0, 0),
    ExpectedReading("x_v1_jsonl/public_api_sample.json", "x-v1-jsonl", 20, 0, 0, 3, 20),
    ExpectedReading("x_archive/tweets_first420.js", "x-archive", 420, 0, 0, 50, 420),
    ExpectedReading("x_archive/community-tweet.js", "x-archive", 3, 0, 0, 0, 3),
    ExpectedReading("x_archive/deleted-tweets.js", "x-archive", 0, 47, 0, 0, 0),
    ExpectedReading("x_archive/account.js", "x-archive", 0, 1, 0, 0, 0),
    ExpectedReading("x_archive/manifest.js", "x-archive", 0, 1, 0, 0, 0),
    ExpectedReading("x_archive/tweet-headers.js", "x-archive", 0, 1, 0, 0, 0),
    ExpectedReading("x_archive/alrocar_note-tweet.js", "x-archive", 0, 1, 0, 0, 0),
  ])
  func `give what an independent count gives`(_ expected: ExpectedReading) throws { try expected.check() }
}
