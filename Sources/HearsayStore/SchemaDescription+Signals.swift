extension SchemaDescription {
  /// Sums by day, which the signals are made of.
  static let signals = [
    Table(
      name: "coverage", summary: "All stored posts, whether or not they name an entity: missing is not zero.",
      columns: [
        ("edition", edition), ("day", day), ("language", language), ("platform", platform), ("posts", "Stored posts."),
        ("reposts", "Those among them that repeat another post."),
      ]),
    Table(
      name: "signal",
      summary: "What is said about an entity on a day: sums that are merged by addition. "
        + "Posts without a verdict are `posts` minus the four labels.",
      columns: signalKey + [
        ("posts", "Posts about it."), ("reposts", "Those among them that repeat another post."),
        ("positive", "Posts that are positive toward it."), ("neutral", "Neutral ones."),
        ("negative", "Negative ones."),
        ("mixed", "Posts that are both."), ("scoreSum", scoreSum), ("scoreSquareSum", squareSum),
      ] + flags + [("claims", "Claims about it.")]),
    Table(
      name: "signalClaim",
      summary: "Claims about an entity on a day by kind and topic: sums that are merged by addition.",
      columns: signalKey + [("kind", "Kind of the claims."), ("topic", "Their subject."), ("claims", "How many.")]),
    Table(
      name: "voice",
      summary: "Who speaks about an entity on a day: gives the number of people for any grouping. It is a view of "
        + "`opinion`.",
      columns: signalKey + [
        ("author", "Pseudonym; posts without a known author are in no row."), ("posts", "Posts of this author."),
        ("judged", "Those among them with a verdict."), ("scoreSum", scoreSum), ("scoreSquareSum", squareSum),
      ]),
  ]
}
