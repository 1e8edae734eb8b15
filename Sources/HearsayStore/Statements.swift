/// The SQL that writes batches.
enum Statements {
  static let insertPost = """
    INSERT INTO post (
      platform, key, createdAt, day, language, author, source, record, part, isRepost, label, score,
      originalID, url, conversation, text, sketchHigh, sketchLow, edition
    ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (edition, platform, key) DO NOTHING
    """

  static let insertOpinion = """
    INSERT INTO opinion (
      platform, key, entity, label, score, fear, uncertainty, doubt, counter, hype, day, language, claimCounts, why,
      edition
    ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    """

  static let insertClaim = """
    INSERT INTO claim (
      id, platform, key, day, language, author, spanStart, spanEnd, quote, kind, modality,
      sourceEntity, sourceWords, stance, topic, frame, checkable, edition, amount, unit, date, party, amountUpTo
    ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    """

  static let insertClaimAbout = "INSERT INTO claimAbout (entity, claim) VALUES (?, ?)"

  static let insertProblem = """
    INSERT INTO recordProblem (id, source, record, byteOffset, code, message) VALUES (?, ?, ?, ?, ?, ?)
    """

  static let countOutcome = """
    INSERT INTO outcome (source, fate, reason, records) VALUES (?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET records = records + excluded.records
    RETURNING records
    """

  static let addCoverage = """
    INSERT INTO coverage (day, language, platform, posts, reposts, edition) VALUES (?, ?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET posts = posts + excluded.posts, reposts = reposts + excluded.reposts
    """

  static let addSignal = """
    INSERT INTO signal (
      entity, day, language, platform, edition, posts, reposts, positive, neutral, negative, mixed,
      scoreSum, scoreSquareSum, fear, uncertainty, doubt, counter, hype, claims
    ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET
      posts = posts + excluded.posts, reposts = reposts + excluded.reposts,
      positive = positive + excluded.positive, neutral = neutral + excluded.neutral,
      negative = negative + excluded.negative, mixed = mixed + excluded.mixed,
      scoreSum = scoreSum + excluded.scoreSum, scoreSquareSum = scoreSquareSum + excluded.scoreSquareSum,
      fear = fear + excluded.fear, uncertainty = uncertainty + excluded.uncertainty,
      doubt = doubt + excluded.doubt, counter = counter + excluded.counter, hype = hype + excluded.hype,
      claims = claims + excluded.claims
    """

  static let addSignalClaim = """
    INSERT INTO signalClaim (entity, day, language, platform, edition, kind, topic, claims)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET claims = claims + excluded.claims
    """

  static let addVoice = """
    INSERT INTO voice (entity, day, language, platform, edition, author, posts, judged, scoreSum, scoreSquareSum)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET
      posts = posts + excluded.posts, judged = judged + excluded.judged,
      scoreSum = scoreSum + excluded.scoreSum, scoreSquareSum = scoreSquareSum + excluded.scoreSquareSum
    """

  static let addToSource = """
    UPDATE source SET
      resumeRecord = ?, resumeByte = ?,
      records = records + ?, stored = stored + ?, duplicate = duplicate + ?, skipped = skipped + ?,
      failed = failed + ?,
      firstDay = min(ifnull(firstDay, ?), ifnull(?, firstDay)),
      lastDay = max(ifnull(lastDay, ?), ifnull(?, lastDay))
    WHERE id = ? AND complete = 0
    """
}
