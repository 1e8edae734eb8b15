extension Schema {
  /// The dates of days, kept by triggers, so that whoever adds a day need not think of it.
  ///
  /// SQLite's function would do for SQLite; DuckDB, which reads the views too, has another one.
  static let calendar = """
    CREATE TABLE calendar (
      day INTEGER PRIMARY KEY,
      date TEXT NOT NULL
    ) STRICT;

    CREATE TRIGGER coverageDay AFTER INSERT ON coverage BEGIN
      INSERT INTO calendar \(dates("SELECT new.day AS day"));
    END;

    CREATE TRIGGER sourceDay AFTER INSERT ON source BEGIN
      INSERT INTO calendar \(dates("SELECT new.firstDay AS day UNION SELECT new.lastDay"));
    END;

    CREATE TRIGGER sourceLaterDay AFTER UPDATE OF firstDay, lastDay ON source BEGIN
      INSERT INTO calendar \(dates("SELECT new.firstDay AS day UNION SELECT new.lastDay"));
    END;
    """

  /// Days with their dates, as far as the calendar does not have them yet; an unknown day has none.
  private static func dates(_ days: String) -> String {
    """
    SELECT day, date(day * 86400, 'unixepoch') FROM (\(days))
      WHERE date(day * 86400, 'unixepoch') IS NOT NULL ON CONFLICT DO NOTHING
    """
  }

  /// Views with plain names, for people who open the file with any SQLite tool, of the edition that was
  /// added last.
  ///
  /// They are written in the SQL that SQLite and DuckDB have in common: every column that is not summed
  /// up stands in GROUP BY.
  static let views = signalViews + "\n\n" + evidenceViews

  private static let signalViews = """
    CREATE VIEW sentiment_by_chain_day AS
    SELECT
      entity.name AS chain,
      entity.kind AS kind,
      calendar.date AS day,
      sum(signal.posts) AS posts,
      sum(signal.reposts) AS reposts,
      (SELECT count(DISTINCT opinion.author) FROM opinion
        WHERE opinion.edition = signal.edition AND opinion.day = signal.day AND opinion.entity = signal.entity)
        AS people,
      sum(signal.positive) AS positive,
      sum(signal.neutral) AS neutral,
      sum(signal.negative) AS negative,
      sum(signal.mixed) AS mixed,
      round(sum(signal.scoreSum) / 1000.0
        / nullif(sum(signal.positive + signal.neutral + signal.negative + signal.mixed), 0), 4) AS mean_score
    FROM signal
      JOIN entity ON entity.id = signal.entity
      LEFT JOIN calendar ON calendar.day = signal.day
    WHERE signal.edition = (SELECT max(id) FROM edition)
    GROUP BY signal.edition, signal.day, signal.entity, entity.name, entity.kind, calendar.date;

    CREATE VIEW fud_by_chain_day AS
    SELECT
      entity.name AS chain,
      entity.kind AS kind,
      calendar.date AS day,
      sum(signal.posts) AS posts,
      sum(signal.fear) AS fear,
      sum(signal.uncertainty) AS uncertainty,
      sum(signal.doubt) AS doubt,
      sum(signal.counter) AS counter,
      sum(signal.hype) AS hype,
      sum(signal.claims) AS claims
    FROM signal
      JOIN entity ON entity.id = signal.entity
      LEFT JOIN calendar ON calendar.day = signal.day
    WHERE signal.edition = (SELECT max(id) FROM edition)
    GROUP BY signal.day, signal.entity, entity.name, entity.kind, calendar.date;
    """

  private static let evidenceViews = """
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
      min(calendar.date) AS first_day,
      max(calendar.date) AS last_day
    FROM claimAbout
      JOIN claim ON claim.id = claimAbout.claim
      JOIN entity ON entity.id = claimAbout.entity
      LEFT JOIN calendar ON calendar.day = claim.day
    WHERE claim.edition = (SELECT max(id) FROM edition)
    GROUP BY claimAbout.entity, entity.name, claim.frame, claim.topic, claim.kind, claim.stance;

    CREATE VIEW source_coverage AS
    SELECT
      source.name AS source,
      source.format AS format,
      source.records AS records,
      source.stored AS stored,
      source.duplicate AS duplicate,
      source.skipped AS skipped,
      source.failed AS failed,
      firstDate.date AS first_day,
      lastDate.date AS last_day
    FROM source
      LEFT JOIN calendar AS firstDate ON firstDate.day = source.firstDay
      LEFT JOIN calendar AS lastDate ON lastDate.day = source.lastDay
    WHERE source.edition = (SELECT max(id) FROM edition);

    CREATE VIEW problem AS
    SELECT
      source.name AS source,
      recordProblem.record AS record,
      recordProblem.byteOffset AS byte_offset,
      recordProblem.code AS code,
      recordProblem.message AS message
    FROM recordProblem JOIN source ON source.id = recordProblem.source
    WHERE source.edition = (SELECT max(id) FROM edition);
    """
}
