extension Schema {
  /// Views with plain names, for people who open the file with any SQLite tool.
  ///
  /// With `ofLatestEdition` they show the figures of the edition that was added last; without, as in
  /// the first migration, a database has one edition only.
  static func views(ofLatestEdition isLatest: Bool) -> String {
    func only(_ table: String) -> String {
      isLatest ? "\n    WHERE \(table).edition = (SELECT max(id) FROM edition)" : ""
    }
    return signalViews(isLatest, only) + "\n\n" + evidenceViews(only)
  }

  private static func signalViews(_ isLatest: Bool, _ only: (String) -> String) -> String {
    let sameVoice = isLatest ? "voice.edition = signal.edition AND " : ""
    return """
      CREATE VIEW sentiment_by_chain_day AS
      SELECT
        entity.name AS chain,
        entity.kind AS kind,
        \(date("signal.day")) AS day,
        sum(signal.posts) AS posts,
        sum(signal.reposts) AS reposts,
        (SELECT count(DISTINCT voice.author) FROM voice
          WHERE \(sameVoice)voice.entity = signal.entity AND voice.day = signal.day) AS people,
        sum(signal.positive) AS positive,
        sum(signal.neutral) AS neutral,
        sum(signal.negative) AS negative,
        sum(signal.mixed) AS mixed,
        round(sum(signal.scoreSum) / 1000.0
          / nullif(sum(signal.positive + signal.neutral + signal.negative + signal.mixed), 0), 4) AS mean_score
      FROM signal JOIN entity ON entity.id = signal.entity\(only("signal"))
      GROUP BY signal.day, signal.entity;

      CREATE VIEW fud_by_chain_day AS
      SELECT
        entity.name AS chain,
        entity.kind AS kind,
        \(date("signal.day")) AS day,
        sum(signal.posts) AS posts,
        sum(signal.fear) AS fear,
        sum(signal.uncertainty) AS uncertainty,
        sum(signal.doubt) AS doubt,
        sum(signal.counter) AS counter,
        sum(signal.hype) AS hype,
        sum(signal.claims) AS claims
      FROM signal JOIN entity ON entity.id = signal.entity\(only("signal"))
      GROUP BY signal.day, signal.entity;
      """
  }

  private static func evidenceViews(_ only: (String) -> String) -> String {
    """
    CREATE VIEW claim_summary AS
    SELECT
      entity.name AS chain,
      claim.frame AS frame,
      claim.topic AS topic,
      claim.kind AS kind,
      claim.stance AS stance,
      count(*) AS claims,
      count(DISTINCT claim.platform || ' ' || claim.key) AS posts,
      count(DISTINCT claim.author) AS people,
      count(DISTINCT claim.language) AS languages,
      sum(claim.modality = 'asserted') AS asserted,
      sum(claim.modality = 'hedged') AS hedged,
      sum(claim.modality = 'denied') AS denied,
      sum(claim.modality = 'conditional') AS conditional,
      sum(claim.modality = 'asked') AS asked,
      \(date("min(nullif(claim.day, -10000000))")) AS first_day,
      \(date("max(nullif(claim.day, -10000000))")) AS last_day
    FROM claimAbout
      JOIN claim ON claim.id = claimAbout.claim
      JOIN entity ON entity.id = claimAbout.entity\(only("claim"))
    GROUP BY claimAbout.entity, claim.frame, claim.topic, claim.kind, claim.stance;

    CREATE VIEW source_coverage AS
    SELECT
      source.name AS source,
      source.format AS format,
      source.records AS records,
      source.stored AS stored,
      source.duplicate AS duplicate,
      source.skipped AS skipped,
      source.failed AS failed,
      \(date("source.firstDay")) AS first_day,
      \(date("source.lastDay")) AS last_day
    FROM source\(only("source"));

    CREATE VIEW problem AS
    SELECT
      source.name AS source,
      recordProblem.record AS record,
      recordProblem.byteOffset AS byte_offset,
      recordProblem.code AS code,
      recordProblem.message AS message
    FROM recordProblem JOIN source ON source.id = recordProblem.source\(only("source"));
    """
  }

  /// A day's number as a date; the number of an unknown day gives NULL, for SQLite knows no such date.
  private static func date(_ day: String) -> String { "date(\(day) * 86400, 'unixepoch')" }
}
