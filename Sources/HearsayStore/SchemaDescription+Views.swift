extension SchemaDescription {
  private static let chain = [
    ("chain", "Name of the entity: a chain, but also an exchange, a person …; see `kind`."),
    ("kind", "Kind of the entity."),
  ]

  /// All views, in the order of the documentation.
  static let views = [
    Table(
      name: "sentiment_by_chain_day", summary: "Sentiment toward each entity on each day.",
      columns: chain + [
        ("day", dayDate), ("posts", "Posts about it."), ("reposts", "Those among them that repeat another post."),
        ("people", "Different known authors."), ("positive", "Posts that are positive toward it."),
        ("neutral", "Neutral ones."), ("negative", "Negative ones."), ("mixed", "Posts that are both."),
        ("mean_score", "Mean score of the judged posts, -1 … 1."),
      ]),
    Table(
      name: "fud_by_chain_day", summary: "Fear, uncertainty and doubt about each entity on each day.",
      columns: chain + [("day", dayDate), ("posts", "Posts about it.")] + flags + [("claims", "Claims about it.")]),
    Table(
      name: "claim_summary",
      summary: "Claims that say the same about the same entity. Empty where only signals are kept.",
      columns: [
        ("chain", "Name of the entity."), ("frame", "The frame, the same in all languages; NULL where none fits."),
        ("topic", "The subject."), ("kind", "The kind of claim."), ("stance", "Which way it points."),
        ("claims", "How many claims."), ("posts", "Posts that make them."), ("people", "Different known authors."),
        ("languages", "How many languages they are made in."), ("asserted", "Plainly asserted ones."),
        ("hedged", "Those with might, could, probably."), ("denied", "Those said to be untrue."),
        ("conditional", "Those under a condition."), ("asked", "Those put as a question."),
        ("first_day", "First known day."), ("last_day", "Last known day."),
      ]),
    Table(
      name: "source_coverage", summary: "What was read, and what became of its records.",
      columns: [("source", "Name of the source."), ("format", "Its format.")] + counts + [
        ("first_day", "First day of its posts."), ("last_day", "Last day of its posts."),
      ]),
    Table(
      name: "problem", summary: "Problems with records, and their places.",
      columns: [
        ("source", "Name of the source."), ("record", "The record, counted from 1."),
        ("byte_offset", "Its offset in the decompressed source."), ("code", "The code of the problem."),
        ("message", "What is the case."),
      ]),
  ]
}
