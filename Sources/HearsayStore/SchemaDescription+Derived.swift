extension SchemaDescription {
  /// What is worked out of the others after a run, and what is kept against reading again.
  static let derived = [
    Table(
      name: "cluster",
      summary: "Texts that are nearly the same words, worked out after each run: many posts by few people are a "
        + "campaign, many by many are news.",
      columns: [
        ("edition", edition), ("id", "Number of the cluster, in order of time."), ("posts", "Its posts."),
        ("people", "Different known authors."), ("firstDay", "Day of its first post."), ("lastDay", "Day of its last."),
        ("coordinated", "1 where so few people post so much that it is taken as coordinated."),
      ]),
    Table(
      name: "clusterPost", summary: "The posts of clusters.",
      columns: [
        ("edition", edition), ("platform", "Platform of the post."), ("key", "Key of the post."),
        ("cluster", "A number of `cluster`."), ("isFirst", "1 for the post that the others are like."),
      ]),
    Table(
      name: "organic",
      summary: "What near-duplicates and coordinated posting add to a signal, worked out after each run: subtract it.",
      columns: signalKey + [
        ("repeated", "Posts that are like an earlier one."), ("repeatedJudged", "Those among them with a verdict."),
        ("repeatedScoreSum", scoreSum), ("pushed", "Posts of coordinated clusters."),
        ("pushedJudged", "Those among them with a verdict."), ("pushedScoreSum", scoreSum),
      ]),
    Table(
      name: "crowd",
      summary: "What `voice` comes to over all time, weeks and months, worked out after each run: people, and the sums "
        + "that errors clustered by author are made of. It is there for speed alone.",
      columns: [
        ("edition", edition), ("step", "all, week or month."), ("period", "Its first day; 0 for all time."),
        ("subject", "The entity; 0: all of them; -1: chains, rollups and sectors."),
        ("voices", "Rows of `voice`."), ("people", "Different known authors."), ("posts", "Their posts."),
        ("judgedPeople", "Authors with a verdict."), ("judged", "Their judged posts."), ("scoreSum", scoreSum),
        ("scoreSquareSum", squareSum), ("squares", "Sum of the squares of each author's sum of scores."),
        ("products", "Sum of each author's sum of scores times their judged posts."),
        ("counts", "Sum of the squares of each author's judged posts."),
        ("judgedVoices", "Rows of `voice` with a verdict."), ("meanSum", "Sum of their mean scores."),
      ]),
    Table(
      name: "claimDigest",
      summary:
        "What `hearsay claims` shows without restrictions, worked out after each run. It is there for speed alone.",
      columns: [
        ("edition", edition), ("rank", "The place: most people first."), ("entity", "Whom the claims are about."),
        ("frame", "Their frame."), ("topic", "Where there is no frame: their topic."), ("kind", "And kind."),
        ("stance", "And stance."), ("claims", "Claims."), ("posts", "Posts that make them."),
        ("people", "Different known authors."), ("pushedPosts", "Posts that are taken as coordinated."),
        ("reported", "Claims that are ascribed to somebody else than the author."), ("firstDay", "First known day."),
        ("lastDay", "Last known day."), ("languages", "Numbers of `language`."),
        ("platforms", "Numbers of `platform`."),
        ("modalities", "How many are asserted, hedged, denied, conditional, asked."),
        ("stances", "How many are negative, neutral, positive, mixed."),
        ("cited", "To whom they are ascribed, with how often, a line each."),
        ("via", "Who relays what those say, likewise."), ("quoted", "Numbers of claims to quote."),
        ("amount", "How much they speak of, in thousandths, to two digits."), ("unit", "What is counted."),
        ("date", "When it happens."), ("party", "Who else takes part."),
        ("amountUpTo", "The upper end of the amount, where it is a range."),
      ]),
    Table(
      name: "segment",
      summary:
        "What `voice` holds, and what `opinion` knows of lexicon entries, in blobs that questions go through as a "
        + "whole. Each transaction of a run adds what it has read; the sum of all is what the tables hold. It is there "
        + "for speed alone.",
      columns: [
        ("edition", edition), ("content", "voices, shares or claims."), ("id", "Number of the segment."),
        ("firstDay", "First day in it; -10000000 where it has posts without a day."), ("lastDay", "Last day in it."),
        ("rows", "How many rows."),
        (
          "bytes",
          "Cells of day (as a difference to the one before), entity, language, platform, number of rows, number of bytes "
            + "and rows; all numbers LEB128, those with a sign zigzag. The rows of voices: author (8 bytes), posts, judged "
            + "and sums of scores; of shares: entry, opinions and share; of claims: as `ClaimSegment` in the sources says."
        ),
      ]),
    Table(
      name: "authorSegment",
      summary:
        "The voices of `segment` once more, author by author. While an archive is read, what was added is worked out "
        + "every hundred thousand voices or so, in a list of its own; after it, all is one list. "
        + "It is there for speed alone.",
      columns: [
        ("edition", edition), ("id", "Number of the blob; those without rows are lists of cells."),
        ("through", "The last segment of voices that is in its list."), ("rows", "How many rows."),
        (
          "bytes",
          "Where there are no rows, the cells as in `segment`; of the others, up to the next list, for each author in "
            + "order: the author (8 bytes), the number of rows, and rows: twice the cell (its place in the list, as a step "
            + "from the one before) and the score, or, where it is not one judged post, 1 more, posts, judged and sums of "
            + "scores."
        ),
      ]),
    Table(
      name: "settled", summary: "For how many posts the tables above have been worked out.",
      columns: [("edition", edition), ("posts", "Stored posts at that time.")]),
    Table(
      name: "forgotten", summary: "Authors and posts that are not to come back, by keyed hashes.",
      columns: [("salt", "The key of the hash, in hexadecimal digits."), ("hash", "63 bits of HMAC-SHA-256.")]),
    Table(
      name: "merged", summary: "The databases that were merged into this one, by what was in them.",
      columns: [("fingerprint", "Stands for their content.")]),
  ]
}
