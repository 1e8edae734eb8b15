import GRDB

/// The tables and views of a database, and the steps that lead to them.
///
/// Once a version has been released, migrations are only ever appended.
enum Schema {
  /// All migrations, oldest first.
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1 posts, claims and signals") { db in
      for statements in [
        accountTables, postTables, signalTables, derivedTables, segmentTables, lexiconTables, calendar, views,
      ] {
        try db.execute(sql: statements)
      }
    }
    return migrator
  }

  private static let accountTables = """
    CREATE TABLE edition (
      id INTEGER PRIMARY KEY CHECK (0 < id),
      pipelineName TEXT NOT NULL,
      pipelineText TEXT NOT NULL,
      lexiconHash TEXT NOT NULL,
      programVersion TEXT NOT NULL,
      UNIQUE (pipelineName, pipelineText, lexiconHash, programVersion)
    ) STRICT;

    CREATE TABLE source (
      id INTEGER PRIMARY KEY CHECK (0 < id),
      edition INTEGER NOT NULL REFERENCES edition (id),
      name TEXT NOT NULL,
      format TEXT NOT NULL,
      fingerprint TEXT NOT NULL,
      complete INTEGER NOT NULL DEFAULT 0 CHECK (complete IN (0, 1)),
      resumeRecord INTEGER CHECK (0 <= resumeRecord),
      resumeByte INTEGER CHECK (0 <= resumeByte),
      records INTEGER NOT NULL DEFAULT 0,
      stored INTEGER NOT NULL DEFAULT 0 CHECK (0 <= stored),
      duplicate INTEGER NOT NULL DEFAULT 0 CHECK (0 <= duplicate),
      skipped INTEGER NOT NULL DEFAULT 0 CHECK (0 <= skipped),
      failed INTEGER NOT NULL DEFAULT 0 CHECK (0 <= failed),
      firstDay INTEGER,
      lastDay INTEGER,
      UNIQUE (edition, name, fingerprint),
      CHECK (records = stored + duplicate + skipped + failed),
      CHECK (firstDay <= lastDay),
      CHECK (complete = 0 OR (resumeRecord IS NULL AND resumeByte IS NULL))
    ) STRICT;

    CREATE TABLE outcome (
      source INTEGER NOT NULL REFERENCES source (id),
      fate TEXT NOT NULL CHECK (fate IN ('skipped', 'failed', 'noted')),
      reason TEXT NOT NULL,
      records INTEGER NOT NULL CHECK (0 < records),
      PRIMARY KEY (source, fate, reason)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE recordProblem (
      id INTEGER PRIMARY KEY CHECK (0 < id),
      source INTEGER NOT NULL REFERENCES source (id),
      record INTEGER NOT NULL,
      byteOffset INTEGER NOT NULL,
      code TEXT NOT NULL,
      message TEXT NOT NULL
    ) STRICT;

    CREATE TABLE platform (
      id INTEGER PRIMARY KEY CHECK (0 < id),
      name TEXT NOT NULL UNIQUE
    ) STRICT;

    CREATE TABLE language (
      id INTEGER PRIMARY KEY CHECK (0 < id),
      name TEXT NOT NULL UNIQUE
    ) STRICT;

    CREATE TABLE entity (
      id INTEGER PRIMARY KEY CHECK (0 < id),
      name TEXT NOT NULL UNIQUE,
      kind TEXT
    ) STRICT;
    """

  private static let postTables = """
    CREATE TABLE post (
      edition INTEGER NOT NULL REFERENCES edition (id),
      platform INTEGER NOT NULL REFERENCES platform (id),
      key INTEGER NOT NULL CHECK (0 <= key),
      createdAt INTEGER,
      day INTEGER NOT NULL,
      language INTEGER NOT NULL REFERENCES language (id),
      author INTEGER,
      source INTEGER NOT NULL REFERENCES source (id),
      record INTEGER NOT NULL,
      part INTEGER NOT NULL,
      isRepost INTEGER NOT NULL CHECK (isRepost IN (0, 1)),
      label TEXT CHECK (label IN ('negative', 'neutral', 'positive', 'mixed')),
      score INTEGER CHECK (score BETWEEN -1000 AND 1000),
      sketch BLOB CHECK (length(sketch) = 16),
      originalID TEXT,
      url TEXT,
      conversation TEXT,
      text TEXT,
      PRIMARY KEY (edition, platform, key),
      CHECK ((label IS NULL) = (score IS NULL))
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE opinion (
      edition INTEGER NOT NULL REFERENCES edition (id),
      day INTEGER NOT NULL,
      entity INTEGER NOT NULL REFERENCES entity (id),
      platform INTEGER NOT NULL,
      key INTEGER NOT NULL,
      language INTEGER NOT NULL REFERENCES language (id),
      author INTEGER,
      label TEXT CHECK (label IN ('negative', 'neutral', 'positive', 'mixed')),
      score INTEGER CHECK (score BETWEEN -1000 AND 1000),
      fear INTEGER NOT NULL CHECK (fear IN (0, 1)),
      uncertainty INTEGER NOT NULL CHECK (uncertainty IN (0, 1)),
      doubt INTEGER NOT NULL CHECK (doubt IN (0, 1)),
      counter INTEGER NOT NULL CHECK (counter IN (0, 1)),
      hype INTEGER NOT NULL CHECK (hype IN (0, 1)),
      claimCounts TEXT,
      why BLOB,
      PRIMARY KEY (edition, day, entity, platform, key),
      FOREIGN KEY (edition, platform, key) REFERENCES post (edition, platform, key),
      CHECK ((label IS NULL) = (score IS NULL))
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE claim (
      id INTEGER PRIMARY KEY CHECK (0 < id),
      edition INTEGER NOT NULL REFERENCES edition (id),
      platform INTEGER NOT NULL,
      key INTEGER NOT NULL,
      day INTEGER NOT NULL,
      language INTEGER NOT NULL REFERENCES language (id),
      author INTEGER,
      spanStart INTEGER NOT NULL CHECK (0 <= spanStart),
      spanEnd INTEGER NOT NULL CHECK (spanStart <= spanEnd),
      quote TEXT NOT NULL,
      kind TEXT NOT NULL,
      modality TEXT NOT NULL CHECK (modality IN ('asserted', 'hedged', 'denied', 'conditional', 'asked')),
      sourceEntity INTEGER REFERENCES entity (id),
      sourceWords TEXT,
      stance TEXT NOT NULL CHECK (stance IN ('negative', 'neutral', 'positive', 'mixed')),
      topic TEXT NOT NULL,
      frame TEXT,
      checkable INTEGER NOT NULL CHECK (checkable IN (0, 1)),
      amount INTEGER CHECK (0 <= amount),
      unit TEXT CHECK ((amount IS NULL) = (unit IS NULL)),
      date TEXT,
      party TEXT,
      amountUpTo INTEGER CHECK (amount < amountUpTo),
      via TEXT,
      FOREIGN KEY (edition, platform, key) REFERENCES post (edition, platform, key),
      CHECK (sourceEntity IS NULL OR sourceWords IS NULL)
    ) STRICT;

    CREATE TABLE claimAbout (
      claim INTEGER NOT NULL REFERENCES claim (id),
      entity INTEGER NOT NULL REFERENCES entity (id),
      PRIMARY KEY (claim, entity)
    ) STRICT, WITHOUT ROWID;

    CREATE INDEX claimByFrame ON claim (frame) WHERE frame IS NOT NULL;

    CREATE TABLE entry (
      edition INTEGER NOT NULL REFERENCES edition (id),
      number INTEGER NOT NULL CHECK (0 <= number),
      lexicon TEXT NOT NULL,
      name TEXT NOT NULL,
      PRIMARY KEY (edition, number)
    ) STRICT, WITHOUT ROWID;
    """

  // The keys begin with edition and day: archives are mostly in order of time, so that a batch touches
  // the few pages of its days, and not one page for each entity.
  private static let signalTables = """
    CREATE TABLE coverage (
      edition INTEGER NOT NULL REFERENCES edition (id),
      day INTEGER NOT NULL,
      language INTEGER NOT NULL REFERENCES language (id),
      platform INTEGER NOT NULL REFERENCES platform (id),
      posts INTEGER NOT NULL CHECK (0 < posts),
      reposts INTEGER NOT NULL CHECK (reposts BETWEEN 0 AND posts),
      PRIMARY KEY (edition, day, language, platform)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE signal (
      edition INTEGER NOT NULL REFERENCES edition (id),
      day INTEGER NOT NULL,
      entity INTEGER NOT NULL REFERENCES entity (id),
      language INTEGER NOT NULL REFERENCES language (id),
      platform INTEGER NOT NULL REFERENCES platform (id),
      posts INTEGER NOT NULL CHECK (0 < posts),
      reposts INTEGER NOT NULL CHECK (reposts BETWEEN 0 AND posts),
      positive INTEGER NOT NULL CHECK (0 <= positive),
      neutral INTEGER NOT NULL CHECK (0 <= neutral),
      negative INTEGER NOT NULL CHECK (0 <= negative),
      mixed INTEGER NOT NULL CHECK (0 <= mixed),
      scoreSum INTEGER NOT NULL,
      scoreSquareSum INTEGER NOT NULL CHECK (0 <= scoreSquareSum),
      fear INTEGER NOT NULL CHECK (fear BETWEEN 0 AND posts),
      uncertainty INTEGER NOT NULL CHECK (uncertainty BETWEEN 0 AND posts),
      doubt INTEGER NOT NULL CHECK (doubt BETWEEN 0 AND posts),
      counter INTEGER NOT NULL CHECK (counter BETWEEN 0 AND posts),
      hype INTEGER NOT NULL CHECK (hype BETWEEN 0 AND posts),
      claims INTEGER NOT NULL CHECK (0 <= claims),
      PRIMARY KEY (edition, day, entity, language, platform),
      CHECK (positive + neutral + negative + mixed <= posts)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE signalClaim (
      edition INTEGER NOT NULL REFERENCES edition (id),
      day INTEGER NOT NULL,
      entity INTEGER NOT NULL REFERENCES entity (id),
      language INTEGER NOT NULL REFERENCES language (id),
      platform INTEGER NOT NULL REFERENCES platform (id),
      kind TEXT NOT NULL,
      topic TEXT NOT NULL,
      claims INTEGER NOT NULL CHECK (0 < claims),
      PRIMARY KEY (edition, day, entity, language, platform, kind, topic)
    ) STRICT, WITHOUT ROWID;

    CREATE VIEW voice AS
    SELECT edition, day, entity, language, platform, author, count(*) AS posts, count(label) AS judged,
      sum(ifnull(score, 0)) AS scoreSum, sum(ifnull(score * score, 0)) AS scoreSquareSum
    FROM opinion WHERE author IS NOT NULL
    GROUP BY edition, day, entity, language, platform, author;
    """
}
