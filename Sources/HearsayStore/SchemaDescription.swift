/// What the tables and views of a database mean, in words; `docs/schema.md` is made of it.
struct SchemaDescription {
  /// A table or view.
  struct Table {
    var name: String
    var summary: String
    /// Columns in the order of the table, with what they mean.
    var columns: [(name: String, meaning: String)]
  }

  private static let day = "Days since 1970-01-01 (UTC); -10000000 where the archive does not say."
  private static let entity = "The entity: a number of `entity`."
  private static let language = "The language: a number of `language`."
  private static let platform = "The platform: a number of `platform`."
  private static let edition = "What made the figures: a number of `edition`."
  private static let label = "The verdict: negative, neutral, positive or mixed; NULL where nobody judged."
  private static let score = "The score in thousandths, -1000 … 1000; NULL where nobody judged."
  private static let scoreSum = "Sum of the scores of the judged posts, in thousandths."
  private static let squareSum = "Sum of the squares of those scores."
  private static let dayDate = "The day as a date; NULL where the archive does not say."
  private static let flags = [
    ("fear", "Posts with alarm aimed at it."), ("uncertainty", "Posts that call an outcome unclear."),
    ("doubt", "Posts with distrust of it."), ("counter", "Posts that reject FUD."),
    ("hype", "Posts that push greed or certainty of gain."),
  ]
  private static let counts = [
    ("records", "Records read so far: the sum of the next four."), ("stored", "Posts that were new."),
    ("duplicate", "Posts that the database had already."),
    ("skipped", "Records that were understood, but are no posts for us."),
    ("failed", "Records that were not understood or could not be processed."),
  ]
  private static let signalKey = [
    ("edition", edition), ("day", day), ("entity", entity), ("language", language), ("platform", platform),
  ]

  /// All tables, in the order of the documentation.
  static let tables: [Table] = accounts + posts + signals + derived

  private static let accounts = [
    Table(
      name: "edition", summary: "What made the figures. The same edition and the same input give the same figures.",
      columns: [
        ("id", "Number of the edition."), ("pipelineName", "Name of the pipeline."),
        ("pipelineText", "The pipeline file, complete."), ("lexiconHash", "Content hash of all lexicons."),
        ("programVersion", "Version of hearsay."),
      ]),
    Table(
      name: "source",
      summary: "What was read. A file that has grown since is a further row with the same name: it is read again from "
        + "the start, and its known posts count as duplicates.",
      columns: [
        ("id", "Number of the source, in the order of first reading."), ("edition", edition),
        ("name", "Name of the source, without the folder that the user named."), ("format", "Format of its records."),
        ("fingerprint", "Stands for its content."), ("complete", "1 when it was read to its end."),
        ("resumeRecord", "While it is incomplete: the last record that is in the database."),
        ("resumeByte", "While it is incomplete: the offset behind that record."),
      ] + counts + [
        ("firstDay", "First day of its posts, in days since 1970-01-01."), ("lastDay", "Last day of its posts."),
      ]),
    Table(
      name: "outcome", summary: "Records that were not simply stored, counted by reason.",
      columns: [
        ("source", "A number of `source`."), ("fate", "skipped, failed, or noted (stored with a remark)."),
        ("reason", "Reason to skip, or code of the problem."), ("records", "How many."),
      ]),
    Table(
      name: "recordProblem",
      summary:
        "Problems with their places, the first 10 000 of each code and source. The view `problem` is easier to read.",
      columns: [
        ("id", "Number of the problem, in archive order."), ("source", "A number of `source`."),
        ("record", "The record, counted from 1."), ("byteOffset", "Its offset in the decompressed source."),
        ("code", "The code; \"hearsay codes\" explains it."), ("message", "What is the case."),
      ]),
    Table(
      name: "platform", summary: "Platforms, numbered in order of first appearance.",
      columns: [("id", "Number."), ("name", "Name; `unknown` where the archive gives none.")]),
    Table(
      name: "language", summary: "Languages, numbered in order of first appearance.",
      columns: [("id", "Number."), ("name", "ISO 639 code; mul: mixed, zxx: none, und: not determined.")]),
    Table(
      name: "entity", summary: "Entities, numbered in order of first appearance.",
      columns: [
        ("id", "Number."), ("name", "Canonical name, such as `scroll`."),
        ("kind", "chain, rollup, protocol, exchange …; NULL while only claims or verdicts have named it."),
      ]),
    Table(
      name: "calendar", summary: "The dates of the days that occur.",
      columns: [("day", "Days since 1970-01-01 (UTC)."), ("date", "The date, such as 2026-03-09.")]),
  ]

  private static let posts = [
    Table(
      name: "post",
      summary: "One row for each stored post. The key recognises a post that is read again.",
      columns: [
        ("edition", edition), ("platform", platform),
        ("key", "The identifier, if it is a decimal number below 2^62; else 2^62 + a 62-bit hash."),
        ("createdAt", "When it was posted, in seconds since 1970-01-01T00:00:00Z; NULL where not known."),
        ("day", day), ("language", language),
        ("author", "Pseudonym of the author: a keyed hash; NULL where nobody is named."),
        ("source", "The source it was first read from: a number of `source`."),
        ("record", "The record in that source, counted from 1."),
        ("part", "Which post of that record, counted from 0."),
        ("isRepost", "1 when it repeats another post."), ("label", label), ("score", score),
        ("sketch", "By these 16 bytes near-duplicates are found; NULL for texts of few words."),
        ("originalID", "The identifier where it is not decimal. Kept from `evidence` on."),
        ("url", "Link to the post. Kept from `evidence` on."),
        ("conversation", "The conversation it belongs to. Kept from `evidence` on."),
        ("text", "The whole text. Kept with `text` only."),
      ]),
    Table(
      name: "opinion",
      summary: "What a post says about an entity. It is kept always, because merging and forgetting take back what "
        + "a post has added.",
      columns: [
        ("edition", edition), ("day", day), ("entity", entity), ("platform", "Platform of the post."),
        ("key", "Key of the post."), ("language", language), ("author", "Pseudonym of the post's author."),
        ("label", label), ("score", score), ("fear", "1 when it shows alarm aimed at the entity."),
        ("uncertainty", "1 when it calls an outcome unclear."), ("doubt", "1 when it shows distrust."),
        ("counter", "1 when it rejects FUD."), ("hype", "1 when it pushes greed."),
        ("claimCounts", "With `signals` only: its claims by kind and topic, as JSON."),
        (
          "why",
          "The lexicon entries behind the score with their shares of it, in pairs of LEB128 numbers: the entry, and "
            + "thousandths in zigzag. The shares add up to the score. Kept from `evidence` on."
        ),
      ]),
    Table(
      name: "claim", summary: "A clause that says something checkable or arguable. Kept from `evidence` on.",
      columns: [
        ("id", "Number of the claim, in archive order."), ("edition", edition), ("platform", "Platform of the post."),
        ("key", "Key of the post."), ("day", day), ("language", language),
        ("author", "Pseudonym of the post's author."), ("spanStart", "Offset of its first byte in the post's text."),
        ("spanEnd", "Offset behind its last byte."), ("quote", "Its words, cut at 280 bytes."),
        ("kind", "event, state, prediction, evaluation, proposal or question."),
        ("modality", "asserted, hedged, denied, conditional or asked."),
        ("sourceEntity", "The entity that is reported to have said it."),
        ("sourceWords", "The words that name who is reported to have said it. Both NULL: the author."),
        ("stance", "Which way it points toward whom it is about."), ("topic", "Its subject."),
        ("frame", "The frame that it fills, the same in all languages; NULL where none fits."),
        ("checkable", "1 when it could in principle be verified or refuted."),
        ("amount", "How much it speaks of, in thousandths; NULL where the frame has no such role or it does not say."),
        (
          "unit",
          "What is counted: usd and other currencies, percent, the name of an entity for its tokens, or nothing."
        ),
        ("date", "When it happens: 2026-03-12, 2026-03, 2026-Q1, 2026-W11, 2026; --03-12 where nobody knows the year."),
        ("party", "Another entity that takes part, behind its part (who, whom, from, to); NULL where there is none."),
        ("amountUpTo", "Where it speaks of a range, its upper end; `amount` is the lower one."),
        ("via", "Who reports that the source says it, an entity or words; NULL: the author."),
      ]),
    Table(
      name: "claimAbout", summary: "Whom claims are about.",
      columns: [("claim", "A number of `claim`."), ("entity", entity)]),
    Table(
      name: "entry", summary: "The entries of lexicons that opinions cite in `why`.",
      columns: [
        ("edition", edition), ("number", "Number of the entry in that edition."), ("lexicon", "Name of its lexicon."),
        ("name", "Its form."),
      ]),
    Table(
      name: "lexicon", summary: "The tables of the lexicons that an edition was made with, for comparing editions.",
      columns: [
        ("edition", edition), ("name", "Name of the lexicon, and of tables beside the one with its entries."),
        ("contentHash", "A hash of `lexiconContent`."),
      ]),
    Table(
      name: "lexiconContent",
      summary: "What the entries of lexicons decide; what two editions have in common is kept once.",
      columns: [
        ("hash", "SHA-256 of the bytes."),
        (
          "bytes",
          "For each entry that is not retired: how many bytes its name shares with the one before, the rest of its "
            + "name, a line feed, and four bytes of hash of all columns that have an effect, least byte first."
        ),
      ]),
  ]

  private static let signals = [
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

  private static let derived = [
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
        ("cited", "To whom they are ascribed, with how often, a line each."), ("quoted", "Numbers of claims to quote."),
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
