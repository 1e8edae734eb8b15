import HearsayCore

/// What the columns of a table say about where it is from.
struct TableDialect: Sendable {
  /// The platform of all posts, where no column names it.
  let platform: String
  /// How texts are marked up.
  let markup: TextMarkup
  /// The author of all posts, where no column names any but the file does.
  let author: String?
  /// What makes numbers of rows the names of posts, where nobody knows whose numbers they are: every table counts from 1.
  let localPrefix: [UInt8]?
  /// Whether the posts are Reddit's.
  let isReddit: Bool
  /// The column of a title that stands above the text.
  let title: Int?
  /// The columns that say of which post a row passes on the words, and whether it does.
  private let repostOf: Int?
  private let repostFlag: Int?
  /// Where twarc's json2csv names the post that a row passes on or quotes.
  private let otherPost: Int?
  private let isX: Bool

  init(_ header: TableHeader?, _ sample: Sample) {
    guard let columns = header?.columns else {
      (platform, markup, author, repostOf, repostFlag, isX) = ("unknown", .unknown, nil, nil, nil, false)
      (localPrefix, isReddit, title, otherPost) = (nil, false, nil, nil)
      return
    }
    let isDiscord =
      columns.has("AuthorID") && columns.has("Content") && columns.has("Reactions")
      || columns.count == 4 && ["ID", "Timestamp", "Contents", "Attachments"].allSatisfy(columns.has)
    let isReddit = columns.has("subreddit") || columns.has("comms_num") && columns.has("title")
    let isX =
      [
        "tweet", "tweet_id", "tweet_text", "retweet_count", "retweets_count", "is_retweet", "screen_name",
        "user_screen_name", "edit_history_tweet_ids",
      ].contains(where: columns.has)
      || ["referenced_tweets.", "public_metrics."].contains(where: columns.hasName(beginningWith:))
    // What many scripts write: the number, time and text of one person's posts, whose name is that of the file.
    let isTimeline = columns.count == 3 && columns.has("id") && columns.has("created_at") && columns.has("text")
    platform = isDiscord ? "discord" : isReddit ? "reddit" : isX || isTimeline ? "x" : "unknown"
    markup = isDiscord ? .markdown : isReddit ? .escapedMarkdown : isX || isTimeline ? .entities : .unknown
    let isKnown = isDiscord || isReddit || isX || isTimeline
    localPrefix = isKnown || columns[.platform] != nil ? nil : Array("\(sample.fileName)#".utf8)
    self.isReddit = isReddit
    title = Self.title(columns)
    repostOf = columns[.repostOf]
    repostFlag = columns.place(of: "is_retweet") ?? columns.place(of: "tweet_type")
    otherPost = columns.place(of: "retweet_or_quote_id")
    self.isX = platform == "x"
    author = isTimeline ? Self.author(inName: sample.fileName) : nil
  }

  /// The places that are read beyond those of `ReadingOptions.Column`.
  var places: [Int] { [title, repostFlag, otherPost].compactMap(\.self) }

  /// The place of the title, where the text is what stands below it, rather than a comment on what has that title.
  private static func title(_ columns: TableColumns) -> Int? {
    guard let text = columns[.text] else { return nil }
    // 4CAT calls the title of a post or thread its subject.
    if columns.has("thread_id"), columns.place(of: "body") == text, let subject = columns.place(of: "subject") {
      return subject
    }
    guard let title = columns.place(of: "title"), title != text else { return nil }
    return ["selftext", "body", "content", "post_content"].contains { columns.place(of: $0) == text } ? title : nil
  }

  /// The name before `_tweets`, as in `BitPay_tweets.csv`; nil where the file has another name.
  private static func author(inName name: String) -> String? {
    guard let end = name.range(of: "_tweets.") else { return nil }
    let handle = name[..<end]
    let isHandle = handle.utf8.allSatisfy { ($0 | 0x20) &- 0x61 < 26 || $0 &- 0x30 < 10 || $0 == UInt8(ascii: "_") }
    return isHandle && !handle.isEmpty && handle.utf8.count <= 15 ? String(handle) : nil
  }

  /// The id of the post that a row passes on, empty where the row does not say which; nil where it passes on none.
  func repost(in row: TableRow, text: UnsafeRawBufferPointer) -> [UInt8]? {
    if let repostOf, let cell = row.text(repostOf), let first = cell.first {
      if (0x31...0x39).contains(first) || cell.count > 8 { return cell }
      if Self.isYes(cell) { return [] }
    }
    if let repostFlag, let cell = row.text(repostFlag) {
      return Self.isYes(cell) ? otherPost.flatMap { row.text($0) } ?? [] : nil
    }
    return isX && text.starts(with: "RT @".utf8) ? [] : nil
  }

  private static func isYes(_ cell: [UInt8]) -> Bool {
    ["yes", "true", "True", "TRUE", "1", "retweet"].contains { cell.elementsEqual($0.utf8) }
  }
}

extension String {
  /// Where `text` begins first, or nil.
  fileprivate func range(of text: String) -> Index? {
    indices.first { self[$0...].hasPrefix(text) }
  }
}

extension PostRecord {
  /// Sets the time that a cell writes: as in JSON, as DiscordChatExporter did (`01-Jan-20 01:33 AM`), or in words.
  mutating func setTableTime(_ cell: UnsafeRawBufferPointer) {
    let before = remarks
    setTime(cell)
    guard createdAt == nil, !cell.isEmpty else { return }
    remarks = before
    var text = String(decoding: cell.prefix(64), as: UTF8.self)
    let parts = text.prefix { $0 != " " }.split(separator: "-")
    if parts.count == 3, parts[1].utf8.count == 3 {
      let year = parts[2].utf8.count == 2 ? "20\(parts[2])" : String(parts[2])
      text = "\(parts[0]) \(parts[1]) \(year)\(text.drop { $0 != " " })"
    }
    if let seconds = Double(text), let whole = Int64(exactly: seconds.rounded(.down)), let time = UTCTime(epoch: whole)
    {
      createdAt = time
    } else {
      setWrittenTime(text)
    }
  }
}
