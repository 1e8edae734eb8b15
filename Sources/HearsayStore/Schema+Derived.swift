extension Schema {
  /// What merging and forgetting remember, and what is worked out when a run has finished.
  static let derivedTables = """
    CREATE TABLE forgotten (
      salt TEXT NOT NULL,
      hash INTEGER NOT NULL,
      PRIMARY KEY (salt, hash)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE merged (
      fingerprint TEXT PRIMARY KEY
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE cluster (
      edition INTEGER NOT NULL REFERENCES edition (id),
      id INTEGER NOT NULL CHECK (0 < id),
      posts INTEGER NOT NULL CHECK (1 < posts),
      people INTEGER NOT NULL CHECK (people BETWEEN 0 AND posts),
      firstDay INTEGER NOT NULL,
      lastDay INTEGER NOT NULL,
      coordinated INTEGER NOT NULL CHECK (coordinated IN (0, 1)),
      PRIMARY KEY (edition, id)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE clusterPost (
      edition INTEGER NOT NULL,
      platform INTEGER NOT NULL,
      key INTEGER NOT NULL,
      cluster INTEGER NOT NULL,
      isFirst INTEGER NOT NULL CHECK (isFirst IN (0, 1)),
      PRIMARY KEY (edition, platform, key),
      FOREIGN KEY (edition, cluster) REFERENCES cluster (edition, id),
      FOREIGN KEY (edition, platform, key) REFERENCES post (edition, platform, key)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE organic (
      edition INTEGER NOT NULL REFERENCES edition (id),
      day INTEGER NOT NULL,
      entity INTEGER NOT NULL REFERENCES entity (id),
      language INTEGER NOT NULL REFERENCES language (id),
      platform INTEGER NOT NULL REFERENCES platform (id),
      repeated INTEGER NOT NULL CHECK (0 <= repeated),
      repeatedJudged INTEGER NOT NULL CHECK (repeatedJudged BETWEEN 0 AND repeated),
      repeatedScoreSum INTEGER NOT NULL,
      pushed INTEGER NOT NULL CHECK (0 <= pushed),
      pushedJudged INTEGER NOT NULL CHECK (pushedJudged BETWEEN 0 AND pushed),
      pushedScoreSum INTEGER NOT NULL,
      PRIMARY KEY (edition, day, entity, language, platform)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE crowd (
      edition INTEGER NOT NULL REFERENCES edition (id),
      step TEXT NOT NULL CHECK (step IN ('all', 'week', 'month')),
      period INTEGER NOT NULL,
      subject INTEGER NOT NULL,
      voices INTEGER NOT NULL,
      people INTEGER NOT NULL CHECK (people <= voices),
      posts INTEGER NOT NULL,
      judgedPeople INTEGER NOT NULL,
      judged INTEGER NOT NULL,
      scoreSum INTEGER NOT NULL,
      scoreSquareSum INTEGER NOT NULL,
      squares REAL NOT NULL,
      products REAL NOT NULL,
      counts REAL NOT NULL,
      judgedVoices INTEGER NOT NULL,
      meanSum REAL NOT NULL,
      PRIMARY KEY (edition, step, period, subject)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE claimDigest (
      edition INTEGER NOT NULL REFERENCES edition (id),
      rank INTEGER NOT NULL CHECK (0 < rank),
      entity INTEGER,
      frame TEXT,
      topic TEXT,
      kind TEXT,
      stance TEXT,
      claims INTEGER NOT NULL,
      posts INTEGER NOT NULL,
      people INTEGER NOT NULL,
      pushedPosts INTEGER NOT NULL,
      reported INTEGER NOT NULL,
      firstDay INTEGER,
      lastDay INTEGER,
      languages TEXT NOT NULL,
      platforms TEXT NOT NULL,
      modalities TEXT NOT NULL,
      stances TEXT NOT NULL,
      cited TEXT NOT NULL,
      via TEXT NOT NULL,
      quoted TEXT NOT NULL,
      amount INTEGER,
      unit TEXT,
      date TEXT,
      party TEXT,
      amountUpTo INTEGER,
      PRIMARY KEY (edition, rank)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE settled (
      edition INTEGER PRIMARY KEY REFERENCES edition (id),
      posts INTEGER NOT NULL CHECK (0 <= posts)
    ) STRICT;
    """

  /// What `voice` and `claim` hold, and what `opinion` knows of lexicon entries, in blobs that are read as a whole, and
  /// the voices once more in the order of their authors.
  static let segmentTables = """
    CREATE TABLE segment (
      edition INTEGER NOT NULL REFERENCES edition (id),
      content TEXT NOT NULL CHECK (content IN ('voices', 'shares', 'claims')),
      id INTEGER NOT NULL CHECK (0 < id),
      firstDay INTEGER NOT NULL,
      lastDay INTEGER NOT NULL CHECK (firstDay <= lastDay),
      rows INTEGER NOT NULL CHECK (0 < rows),
      bytes BLOB NOT NULL,
      PRIMARY KEY (edition, content, id)
    ) STRICT;

    CREATE TABLE authorSegment (
      edition INTEGER NOT NULL REFERENCES edition (id),
      id INTEGER NOT NULL CHECK (0 <= id),
      through INTEGER NOT NULL CHECK (0 < through),
      rows INTEGER NOT NULL CHECK (0 <= rows),
      bytes BLOB NOT NULL,
      PRIMARY KEY (edition, id)
    ) STRICT;
    """

  /// What the entries of each edition decide, for comparing editions; lexicons that two editions share are kept once.
  static let lexiconTables = """
    CREATE TABLE lexiconContent (
      hash TEXT PRIMARY KEY,
      bytes BLOB NOT NULL
    ) STRICT;

    CREATE TABLE lexicon (
      edition INTEGER NOT NULL REFERENCES edition (id),
      name TEXT NOT NULL,
      contentHash TEXT NOT NULL REFERENCES lexiconContent (hash),
      PRIMARY KEY (edition, name)
    ) STRICT, WITHOUT ROWID;
    """
}
