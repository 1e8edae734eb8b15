extension SchemaDescription {
  /// What each post says, and the lexicon entries behind it.
  static let posts = [
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
}
