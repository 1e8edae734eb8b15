import GRDB

/// Takes back what chosen posts have added to the sums: for posts that are forgotten, and for those of a
/// merged database that are known already.
///
/// The chosen posts stand in `temp.chosen`, with the numbers of the database in `schema` that holds their
/// opinions and claims; `temp.mapEdition`, `mapEntity`, `mapLanguage` and `mapPlatform` give the numbers
/// of the database whose sums are changed. What has no number there was not added either.
enum Contribution {
  /// The names of the tables of numbers.
  static let maps = ["mapEdition", "mapEntity", "mapLanguage", "mapPlatform", "mapSource"]

  /// Makes the temporary tables, empty.
  static func prepare(_ db: Database) throws {
    try drop(db)
    try db.execute(
      sql: """
        CREATE TEMP TABLE chosen (
          edition INTEGER, platform INTEGER, key INTEGER, day INTEGER, language INTEGER, author INTEGER,
          isRepost INTEGER, source INTEGER, record INTEGER, isForgotten INTEGER DEFAULT 0,
          PRIMARY KEY (edition, platform, key)
        ) WITHOUT ROWID;
        CREATE TEMP TABLE chosenDay (edition INTEGER, day INTEGER, PRIMARY KEY (edition, day)) WITHOUT ROWID
        """)
    for map in maps { try db.execute(sql: "CREATE TEMP TABLE \(map) (old INTEGER PRIMARY KEY, new INTEGER NOT NULL)") }
  }

  /// Drops the temporary tables.
  static func drop(_ db: Database) throws {
    for table in ["chosen", "chosenDay"] + maps { try db.execute(sql: "DROP TABLE IF EXISTS temp.\(table)") }
  }

  /// Subtracts what the chosen posts added, and drops the rows of which nothing is left.
  static func takeBack(from schema: String, _ db: Database) throws {
    try db.execute(sql: "INSERT INTO temp.chosenDay SELECT DISTINCT edition, day FROM temp.chosen")
    for sql in [coverage, signals(schema), claims(schema), claimCounts(schema)] {
      try db.execute(sql: sql)
    }
    for table in ["coverage", "signal"] { try db.execute(sql: "DELETE FROM main.\(table) WHERE posts = 0") }
    try db.execute(sql: "DELETE FROM main.signalClaim WHERE claims = 0")
  }

  private static let coverage = """
    INSERT INTO main.coverage (edition, day, language, platform, posts, reposts)
    SELECT e.new, c.day, l.new, f.new, -count(*), -sum(c.isRepost)
    FROM temp.chosen c JOIN temp.mapEdition e ON e.old = c.edition JOIN temp.mapLanguage l ON l.old = c.language
      JOIN temp.mapPlatform f ON f.old = c.platform
    WHERE true GROUP BY 1, 2, 3, 4
    ON CONFLICT DO UPDATE SET posts = posts + excluded.posts, reposts = reposts + excluded.reposts
    """

  /// The opinions of the chosen posts, found by their days, with the numbers that they get.
  private static func opinions(_ schema: String) -> String {
    """
    FROM temp.chosenDay d CROSS JOIN \(schema).opinion o ON o.edition = d.edition AND o.day = d.day
      CROSS JOIN temp.chosen c ON c.edition = o.edition AND c.platform = o.platform AND c.key = o.key
      JOIN temp.mapEdition e ON e.old = o.edition JOIN temp.mapEntity n ON n.old = o.entity
      JOIN temp.mapLanguage l ON l.old = o.language JOIN temp.mapPlatform f ON f.old = o.platform
    """
  }

  private static func signals(_ schema: String) -> String {
    let labels = ["positive", "neutral", "negative", "mixed"].map { "-sum(ifnull(o.label = '\($0)', 0))" }
    let flags = ["fear", "uncertainty", "doubt", "counter", "hype"].map { "-sum(o.\($0))" }
    // A signal's claims are those of its kinds and topics, which are taken back below.
    return """
      INSERT INTO main.signal (edition, day, entity, language, platform, posts, reposts, positive, neutral, negative,
        mixed, scoreSum, scoreSquareSum, fear, uncertainty, doubt, counter, hype, claims)
      SELECT e.new, o.day, n.new, l.new, f.new, -count(*), -sum(c.isRepost), \(labels.joined(separator: ", ")),
        -sum(ifnull(o.score, 0)), -sum(ifnull(o.score * o.score, 0)), \(flags.joined(separator: ", ")), 0
      \(opinions(schema))
      WHERE true GROUP BY 1, 2, 3, 4, 5
      \(SumMerge.conflict(SumMerge.signalColumns))
      """
  }

  /// Claims that are kept.
  private static func claims(_ schema: String) -> String {
    takeClaims(
      """
      SELECT e.new AS edition, k.day AS day, n.new AS entity, l.new AS language, f.new AS platform, k.kind AS kind,
        k.topic AS topic, -count(*) AS claims
      FROM \(schema).claim k CROSS JOIN temp.chosen c ON c.edition = k.edition AND c.platform = k.platform AND c.key = k.key
        JOIN \(schema).claimAbout a ON a.claim = k.id
        JOIN temp.mapEdition e ON e.old = k.edition JOIN temp.mapEntity n ON n.old = a.entity
        JOIN temp.mapLanguage l ON l.old = k.language JOIN temp.mapPlatform f ON f.old = k.platform
      GROUP BY 1, 2, 3, 4, 5, 6, 7
      """)
  }

  /// Claims of which only the counts are kept.
  private static func claimCounts(_ schema: String) -> String {
    takeClaims(
      """
      SELECT e.new AS edition, o.day AS day, n.new AS entity, l.new AS language, f.new AS platform,
        substr(j.key, 1, instr(j.key, ' ') - 1) AS kind, substr(j.key, instr(j.key, ' ') + 1) AS topic,
        -sum(j.value) AS claims
      \(opinions(schema)) JOIN json_each(o.claimCounts) j
      WHERE o.claimCounts IS NOT NULL GROUP BY 1, 2, 3, 4, 5, 6, 7
      """)
  }

  private static func takeClaims(_ rows: String) -> String {
    """
    CREATE TEMP TABLE lostClaims AS \(rows);
    UPDATE main.signal SET claims = signal.claims + lost.claims
    FROM (
      SELECT edition, day, entity, language, platform, sum(claims) AS claims FROM temp.lostClaims GROUP BY 1, 2, 3, 4, 5
    ) AS lost
    WHERE signal.edition = lost.edition AND signal.day = lost.day AND signal.entity = lost.entity
      AND signal.language = lost.language AND signal.platform = lost.platform;
    INSERT INTO main.signalClaim (edition, day, entity, language, platform, kind, topic, claims)
    SELECT * FROM temp.lostClaims WHERE true \(SumMerge.conflict(["claims"]));
    DROP TABLE temp.lostClaims
    """
  }
}

/// Adds the sums of one database to those of another.
enum SumMerge {
  static let signalColumns = [
    "posts", "reposts", "positive", "neutral", "negative", "mixed", "scoreSum", "scoreSquareSum", "fear", "uncertainty",
    "doubt", "counter", "hype", "claims",
  ]

  /// Adds column by column where there is a row already.
  static func conflict(_ columns: [String]) -> String {
    "ON CONFLICT DO UPDATE SET " + columns.map { "\($0) = \($0) + excluded.\($0)" }.joined(separator: ", ")
  }

  /// Adds all sums of the attached database `shard`.
  static let statements = [
    add("coverage", keys: [], ["posts", "reposts"], hasEntity: false), add("signal", keys: [], signalColumns),
    add("signalClaim", keys: ["kind", "topic"], ["claims"]),
  ]

  private static func add(_ table: String, keys: [String], _ columns: [String], hasEntity: Bool = true) -> String {
    let own = (keys + columns).map { "s.\($0)" }.joined(separator: ", ")
    return """
      INSERT INTO main.\(table) (
        edition, day\(hasEntity ? ", entity" : ""), language, platform, \((keys + columns).joined(separator: ", ")))
      SELECT e.new, s.day\(hasEntity ? ", n.new" : ""), l.new, f.new, \(own)
      FROM shard.\(table) s JOIN temp.mapEdition e ON e.old = s.edition
        \(hasEntity ? "JOIN temp.mapEntity n ON n.old = s.entity" : "")
        JOIN temp.mapLanguage l ON l.old = s.language JOIN temp.mapPlatform f ON f.old = s.platform
      WHERE true \(conflict(columns))
      """
  }
}
