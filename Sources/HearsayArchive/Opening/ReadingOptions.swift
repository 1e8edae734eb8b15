/// How archives are to be read, as far as the user has a say.
public struct ReadingOptions: Hashable, Sendable {
  /// What a column of a table can be.
  public enum Column: String, CaseIterable, Sendable {
    case text, id, time, author
    case authorID = "author-id"
    case authorName = "author-name"
    case language, platform, url
    case replyTo = "reply-to"
    case repostOf = "repost-of"
    case quoteOf = "quote-of"
    case conversation, channel, thread
    case likes, reposts, replies, quotes, views
  }

  /// The name of the format that reads everything; nil where formats are recognised.
  public var inputFormat: String?
  /// Which columns of tables hold what, by the names in their first row; others are recognised by usual names.
  public var columns: [Column: String] = [:]
  /// Whether posts that were not addressed to the public are read too.
  public var includesNonPublic = false

  /// Formats and columns are recognised, and posts that were not public left out.
  public init(inputFormat: String? = nil) { self.inputFormat = inputFormat }
}
