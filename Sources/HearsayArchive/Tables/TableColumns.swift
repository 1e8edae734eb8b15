/// Which columns of a table hold what, recognised by their names.
///
/// Names are compared without regard to capitals, blanks, hyphens and underscores: `Comment Text` is `comment_text`.
struct TableColumns: Sendable {
  /// The number of columns.
  let count: Int
  /// The first row, by which a repetition of it is recognised.
  private let header: [[UInt8]]
  /// Its cells as they are compared with known names.
  private let names: [String]
  private var places: [ReadingOptions.Column: Int] = [:]

  /// Recognises columns from the names in the first row; what `chosen` names goes first.
  init(_ header: [[UInt8]], chosen: [ReadingOptions.Column: String]) {
    names = header.map { Self.normal(String(decoding: $0, as: UTF8.self)) }
    count = header.count
    self.header = header
    for (column, known) in Self.known {
      // A file that names its columns otherwise than the chosen ones may lie in the same archive.
      for name in (chosen[column].map { [Self.normal($0)] } ?? []) + known {
        guard let place = names.firstIndex(of: name) else { continue }
        places[column] = place
        break
      }
    }
  }

  /// The place of a column, or nil where the table has none.
  subscript(column: ReadingOptions.Column) -> Int? { places[column] }

  /// What the first row calls the column at `place`.
  func name(at place: Int) -> String { String(decoding: header[place], as: UTF8.self) }

  /// The number of columns that were recognised.
  var knownCount: Int { Set(places.values).count }

  /// Whether the table has a column of this name.
  func has(_ name: String) -> Bool { names.contains(Self.normal(name)) }

  /// Whether the name of a column begins so.
  func hasName(beginningWith beginning: String) -> Bool {
    let wanted = Self.normal(beginning)
    return names.contains { $0.hasPrefix(wanted) }
  }

  /// The place of a column of this name, or nil.
  func place(of name: String) -> Int? { names.firstIndex(of: Self.normal(name)) }

  /// Whether a row repeats the first one, as tables do that were joined from several.
  func isHeader(_ row: TableRow) -> Bool {
    // Almost every row differs in its first cell.
    row.cells.count == count
      && header.indices.allSatisfy { index in
        row.plain(index).map { $0.elementsEqual(header[index]) } ?? (row.text(index) == header[index])
      }
  }

  private static func normal(_ name: String) -> String {
    name.lowercased().filter { $0 != " " && $0 != "_" && $0 != "-" && $0 != "\u{FEFF}" }
  }

  /// The names as they are compared: every file is asked whether it is a table.
  private static let known = usual.map { column, names in (column, names.map(normal)) }

  /// Names that tools and people give to columns, the likelier ones first.
  private static let usual: [(ReadingOptions.Column, [String])] = [
    (
      .text,
      [
        "full_text", "tweet_full_text", "text", "body", "content", "tweet", "tweet_text", "tweet_content",
        "raw_content",
        "message", "message_text", "post_text", "comment_text", "comment", "post", "post_content", "caption",
        "selftext",
        "cast", "note", "review", "contents", "title",
      ]
    ),
    (
      .id,
      ["id", "tweet_id", "status_id", "post_id", "comment_id", "message_id", "id_str", "twitter_id", "uri", "ids"]
    ),
    (
      .time,
      [
        "unix_timestamp", "created_utc", "timestamp_utc", "created_at", "createdat", "tweet_created_at", "timestamp",
        "datetime", "date", "published_at", "published", "posted_at", "post_date", "post_created", "time", "created",
        "updated_at",
      ]
    ),
    (
      .author,
      [
        "author.username", "username", "screen_name", "user_screen_name", "user.screen_name", "from_user_name",
        "author", "handle",
        "user_handle", "user_name", "user",
      ]
    ),
    (.authorID, ["author_id", "author.id", "user_id", "user.id", "from_id"]),
    (
      .authorName,
      ["author.name", "author_fullname", "author_name", "user.name", "display_name", "displayname", "name"]
    ),
    (.language, ["lang", "language", "language_guess", "tweet_lang"]),
    (.platform, ["platform"]),
    (.url, ["url", "permalink", "post_url", "tweet_url", "link"]),
    (
      .replyTo,
      [
        "referenced_tweets.replied_to.id", "in_reply_to_status_id", "in_reply_to_tweet_id", "replied_to", "reply_to",
        "to_tweetid",
        "parent_id", "in_reply_to_id",
      ]
    ),
    (
      .repostOf,
      ["referenced_tweets.retweeted.id", "retweeted_status_id", "retweet_id", "retweeted_id", "retweeted", "repost_of"]
    ),
    (
      .quoteOf,
      ["referenced_tweets.quoted.id", "quoted_status_id", "quoted_tweet_id", "quoted_id", "quote_tweet_id", "quote_of"]
    ),
    (.conversation, ["conversation_id", "thread_id", "link_id", "conversation"]),
    (.channel, ["subreddit", "channel_name", "channel", "chat_title", "chat_name"]),
    (.thread, ["link_title", "thread_title", "topic_title", "quoted_text"]),
    (
      .likes,
      [
        "public_metrics.like_count", "like_count", "likes_count", "favorite_count", "favourite_count", "likes",
        "favorites", "score",
      ]
    ),
    (
      .reposts,
      [
        "public_metrics.retweet_count", "retweet_count", "retweets_count", "repost_count", "retweets", "reposts",
        "shares",
      ]
    ),
    (
      .replies,
      ["public_metrics.reply_count", "reply_count", "replies_count", "replies", "num_comments", "comment_count"]
    ),
    (.quotes, ["public_metrics.quote_count", "quote_count", "quotes"]),
    (.views, ["public_metrics.impression_count", "impression_count", "view_count", "views"]),
  ]
}
