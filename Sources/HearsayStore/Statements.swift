/// The SQL that writes sources and their batches; archives may be many small files, so that each is prepared once.
enum Statements {
  /// What a post is known by stays as it is, and the rows that would have been added again are told.
  static let insertPost = BulkSQL.insert(
    into: "post",
    [
      "edition", "platform", "key", "createdAt", "day", "language", "author", "source", "record", "part", "isRepost",
      "label", "score", "sketch", "originalID", "url", "conversation", "text",
    ], "ON CONFLICT (edition, platform, key) DO UPDATE SET url = url WHERE isKnown(?1)",
    constants: ["edition", "source"])

  static let insertOpinion = BulkSQL.insert(
    into: "opinion",
    [
      "edition", "day", "entity", "platform", "key", "language", "author", "label", "score", "fear", "uncertainty",
      "doubt", "counter", "hype", "claimCounts", "why",
    ])

  static let insertClaim = BulkSQL.insert(
    into: "claim",
    [
      "id", "edition", "platform", "key", "day", "language", "author", "spanStart", "spanEnd", "quote", "kind",
      "modality", "sourceEntity", "sourceWords", "stance", "topic", "frame", "checkable", "amount", "unit", "date",
      "party", "amountUpTo", "via",
    ], counted: "id")

  static let insertClaimAbout = BulkSQL.insert(into: "claimAbout", ["claim", "entity"], constants: [])

  static let insertEntry = BulkSQL.insert(into: "entry", ["edition", "number", "lexicon", "name"])

  static let insertProblem = """
    INSERT INTO recordProblem (id, source, record, byteOffset, code, message) VALUES (?, ?, ?, ?, ?, ?)
    """

  static let countOutcome = """
    INSERT INTO outcome (source, fate, reason, records) VALUES (?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET records = records + excluded.records
    RETURNING records
    """

  static let addCoverage = BulkSQL.add(
    to: "coverage", keys: ["edition", "day", "language", "platform"], ["posts", "reposts"])

  static let addSignal = BulkSQL.add(
    to: "signal", keys: ["edition", "day", "entity", "language", "platform"], SumMerge.signalColumns)

  static let addSignalClaim = BulkSQL.add(
    to: "signalClaim", keys: ["edition", "day", "entity", "language", "platform", "kind", "topic"], ["claims"])

  static let findSource = """
    SELECT id, complete, resumeRecord, resumeByte, records FROM source
    WHERE edition = ? AND name = ? AND fingerprint = ?
    """

  static let nextSource = "SELECT ifnull(max(id), 0) + 1 FROM source"

  static let insertSource = "INSERT INTO source (id, edition, name, format, fingerprint) VALUES (?, ?, ?, ?, ?)"

  static let finishSource = "UPDATE source SET complete = 1, resumeRecord = NULL, resumeByte = NULL WHERE id = ?"

  static let sourceCounts = "SELECT stored, duplicate, skipped, failed FROM source WHERE id = ?"

  static let sourceFailures = "SELECT reason FROM outcome WHERE source = ? AND fate = 'failed'"

  static let addToSource = """
    UPDATE source SET
      resumeRecord = ?, resumeByte = ?,
      records = records + ?, stored = stored + ?, duplicate = duplicate + ?, skipped = skipped + ?,
      failed = failed + ?,
      firstDay = min(ifnull(firstDay, ?), ifnull(?, firstDay)),
      lastDay = max(ifnull(lastDay, ?), ifnull(?, lastDay))
    WHERE id = ? AND complete = 0
    """

  static let insertCrowd = BulkSQL.insert(
    into: "crowd",
    [
      "edition", "step", "period", "subject", "voices", "people", "posts", "judgedPeople", "judged", "scoreSum",
      "scoreSquareSum", "squares", "products", "counts", "judgedVoices", "meanSum",
    ])

  static let insertClaimDigest = BulkSQL.insert(
    into: "claimDigest",
    [
      "edition", "rank", "entity", "frame", "topic", "kind", "stance", "claims", "posts", "people", "pushedPosts",
      "reported", "firstDay", "lastDay", "languages", "platforms", "modalities", "stances", "cited", "via",
      "quoted", "amount", "unit", "date", "party", "amountUpTo",
    ])
}
