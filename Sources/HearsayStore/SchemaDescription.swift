/// What the tables and views of a database mean, in words; `docs/schema.md` is made of it.
struct SchemaDescription {
  /// A table or view.
  struct Table {
    var name: String
    var summary: String
    /// Columns in the order of the table, with what they mean.
    var columns: [(name: String, meaning: String)]
  }

  static let day = "Days since 1970-01-01 (UTC); -10000000 where the archive does not say."
  static let entity = "The entity: a number of `entity`."
  static let language = "The language: a number of `language`."
  static let platform = "The platform: a number of `platform`."
  static let edition = "What made the figures: a number of `edition`."
  static let label = "The verdict: negative, neutral, positive or mixed; NULL where nobody judged."
  static let score = "The score in thousandths, -1000 … 1000; NULL where nobody judged."
  static let scoreSum = "Sum of the scores of the judged posts, in thousandths."
  static let squareSum = "Sum of the squares of those scores."
  static let dayDate = "The day as a date; NULL where the archive does not say."
  static let flags = [
    ("fear", "Posts with alarm aimed at it."), ("uncertainty", "Posts that call an outcome unclear."),
    ("doubt", "Posts with distrust of it."), ("counter", "Posts that reject FUD."),
    ("hype", "Posts that push greed or certainty of gain."),
  ]
  static let counts = [
    ("records", "Records read so far: the sum of the next four."), ("stored", "Posts that were new."),
    ("duplicate", "Posts that the database had already."),
    ("skipped", "Records that were understood, but are no posts for us."),
    ("failed", "Records that were not understood or could not be processed."),
  ]
  static let signalKey = [
    ("edition", edition), ("day", day), ("entity", entity), ("language", language), ("platform", platform),
  ]

  /// All tables, in the order of the documentation.
  static let tables: [Table] = accounts + posts + signals + derived
}
