import GRDB
import HearsayCore

/// Merges the attached database `shard` in the transaction that is open.
struct ShardMerge {
  let db: Database
  let path: String
  let target: String
  let keyedHash: ForgottenPosts.KeyedHash

  init(_ db: Database, path: String, into target: String, _ keyedHash: @escaping ForgottenPosts.KeyedHash) {
    self.db = db
    self.path = path
    self.target = target
    self.keyedHash = keyedHash
  }

  func run() throws -> MergeReport {
    var report = MergeReport(path: path)
    let fingerprint = try fingerprint()
    try db.execute(sql: "INSERT INTO main.merged VALUES (?) ON CONFLICT DO NOTHING", arguments: [fingerprint])
    guard db.changesCount == 1 else {
      report.wasMerged = true
      return report
    }
    for (schema, path) in [("main", target), ("shard", path)] {
      let open = try String.fetchOne(db, sql: "SELECT name FROM \(schema).source WHERE complete = 0 ORDER BY id")
      if let open { throw StoreMessages.unfinished(path, open) }
    }
    try forgetHere()
    try Contribution.prepare(db)
    try mapNames()
    try mapSources()
    try choosePosts()
    // A post is one post, whatever editions have it; it is new where one of them did not have it.
    let posts = try count("SELECT count(*) FROM (SELECT DISTINCT platform, key FROM shard.post)")
    report.posts = try count(
      """
      SELECT count(*) FROM (
        SELECT DISTINCT platform, key FROM shard.post
        WHERE (edition, platform, key) NOT IN (SELECT edition, platform, key FROM temp.chosen))
      """)
    report.duplicates = posts - report.posts
    try copySources()
    try mapEntities()
    try copyPosts()
    for sql in SumMerge.statements { try db.execute(sql: sql) }
    try Contribution.takeBack(from: "shard", db)
    try Store.dropUnusedEntries(db)
    for edition in try Int64.fetchAll(db, sql: "SELECT new FROM temp.mapEdition") {
      try SegmentMaking.remake(edition, db)
    }
    try db.execute(
      sql: """
        INSERT INTO main.forgotten SELECT salt, hash FROM shard.forgotten WHERE true ON CONFLICT DO NOTHING;
        DELETE FROM main.settled
        """)
    try Contribution.drop(db)
    return report
  }

  private func count(_ sql: String) throws -> Int64 { try Int64.fetchOne(db, sql: sql) ?? 0 }

  /// Tells a database from others, and from itself after another run: its editions, sources and counts.
  private func fingerprint() throws -> String {
    let facts = """
      SELECT group_concat(fact, ' ') FROM (
        SELECT lexiconHash || pipelineText || programVersion AS fact FROM shard.edition
        UNION ALL SELECT name || ' ' || fingerprint || ' ' || stored || ' ' || duplicate || ' ' || skipped || ' ' || failed
          FROM shard.source
        UNION ALL SELECT salt || hash FROM shard.forgotten
        UNION ALL SELECT platform || ' ' || key FROM (SELECT platform, key FROM shard.post LIMIT 100)
        UNION ALL SELECT count(*) || ' ' || ifnull(total(scoreSum), 0) FROM shard.signal)
      """
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in (try String.fetchOne(db, sql: facts) ?? "").utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return String(hash, radix: 16)
  }

  /// Forgets here what the other database was told to forget.
  private func forgetHere() throws {
    let forgotten = try ForgottenPosts(db, schema: "shard", keyedHash: keyedHash)
    guard !forgotten.isEmpty else { return }
    try Contribution.prepare(db)
    let rows = try Row.fetchCursor(
      db,
      sql: "SELECT edition, f.name, platform, key, author FROM main.post p JOIN main.platform f ON f.id = p.platform")
    var found: [(Int64, Int64, Int64)] = []
    while let row = try rows.next() {
      if forgotten.contains(platform: row[1], key: row[3], author: row[4]) { found.append((row[0], row[2], row[3])) }
    }
    for (edition, platform, key) in found {
      try db.execute(
        sql: """
          INSERT INTO temp.chosen
          SELECT edition, platform, key, day, language, author, isRepost, source, record, 1 FROM main.post
          WHERE edition = ? AND platform = ? AND key = ?
          """, arguments: [edition, platform, key])
    }
    _ = try Store.forgetChosen(db)
  }

  private func mapNames() throws {
    let rows = try Row.fetchAll(
      db, sql: "SELECT id, pipelineName, pipelineText, lexiconHash, programVersion FROM shard.edition ORDER BY id")
    for row in rows {
      let edition = Edition(
        pipelineName: row[1], pipelineText: row[2], lexiconHash: row[3], programVersion: row[4])
      try db.execute(
        sql: "INSERT INTO temp.mapEdition VALUES (?, ?)", arguments: [row[0] as Int64, Store.number(of: edition, db)])
    }
    for table in ["language", "platform"] {
      try addNames(table, "SELECT id, name FROM shard.\(table) ORDER BY id")
      try map(table)
    }
  }

  /// Numbers the names that `sql` gives and this database does not have, in their order.
  private func addNames(_ table: String, _ sql: String) throws {
    for row in try Row.fetchAll(db, sql: sql) {
      try db.execute(
        sql: """
          INSERT INTO main.\(table) (id, name) SELECT ifnull(max(id), 0) + 1, ?1 FROM main.\(table)
          WHERE true ON CONFLICT (name) DO NOTHING
          """, arguments: [row[1] as String])
    }
  }

  private func map(_ table: String) throws {
    try db.execute(
      sql: """
        INSERT INTO temp.map\(table.prefix(1).uppercased() + table.dropFirst())
        SELECT s.id, m.id FROM shard.\(table) s JOIN main.\(table) m ON m.name = s.name
        """)
  }

  /// Numbers the sources that were not read before.
  ///
  /// A stream is a source of its own each time.
  private func mapSources() throws {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT s.id, e.new, s.name, s.fingerprint FROM shard.source s JOIN temp.mapEdition e ON e.old = s.edition
        ORDER BY s.id
        """)
    for row in rows {
      let (id, edition, name): (Int64, Int64, String) = (row[0], row[1], row[2])
      var fingerprint: String = row[3]
      if fingerprint.hasPrefix("stream ") {
        let earlier = try Int64.fetchOne(
          db,
          sql: """
            SELECT count(*) FROM main.source WHERE edition = ? AND name = ? AND fingerprint GLOB 'stream *'
            """, arguments: [edition, name])
        fingerprint = "stream \((earlier ?? 0) + 1)"
      }
      try db.execute(
        sql: """
          INSERT INTO main.source (
            id, edition, name, format, fingerprint, complete, records, stored, duplicate, skipped, failed, firstDay,
            lastDay)
          SELECT (SELECT ifnull(max(id), 0) + 1 FROM main.source), ?, name, format, ?, complete, records, stored,
            duplicate, skipped, failed, firstDay, lastDay
          FROM shard.source WHERE id = ? ON CONFLICT (edition, name, fingerprint) DO NOTHING
          """, arguments: [edition, fingerprint, id])
      guard db.changesCount == 1 else { continue }
      try db.execute(
        sql: "INSERT INTO temp.mapSource SELECT ?, max(id) FROM main.source", arguments: [id])
    }
  }

  /// Chooses the posts that are not to be added: those that are known, and those that are forgotten.
  private func choosePosts() throws {
    let facts = "p.edition, p.platform, p.key, p.day, p.language, p.author, p.isRepost, p.source, p.record"
    try db.execute(
      sql: """
        INSERT INTO temp.chosen
        SELECT \(facts), 0
        FROM shard.post p JOIN temp.mapEdition e ON e.old = p.edition JOIN temp.mapPlatform f ON f.old = p.platform
        WHERE EXISTS (SELECT 1 FROM main.post m WHERE m.edition = e.new AND m.platform = f.new AND m.key = p.key)
          OR p.source NOT IN (SELECT old FROM temp.mapSource)
        """)
    let forgotten = try ForgottenPosts(db, keyedHash: keyedHash)
    guard !forgotten.isEmpty else { return }
    let rows = try Row.fetchCursor(
      db, sql: "SELECT \(facts), f.name FROM shard.post p JOIN shard.platform f ON f.id = p.platform")
    while let row = try rows.next() {
      guard forgotten.contains(platform: row[9], key: row[2], author: row[5]) else { continue }
      var values: StatementArguments = []
      for column in 0..<9 { values += [row[column] as Int64?] }
      try db.execute(
        sql: "INSERT OR REPLACE INTO temp.chosen VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 1)", arguments: values)
    }
  }

  /// Corrects the accounts of the new sources by what was chosen, and copies their outcomes and problems.
  private func copySources() throws {
    try db.execute(
      sql: """
        UPDATE main.source SET
          stored = stored - lost.known - lost.forgotten, duplicate = duplicate + lost.known,
          skipped = skipped + lost.forgotten
        FROM (
          SELECT m.new AS id, sum(1 - isForgotten) AS known, sum(isForgotten) AS forgotten
          FROM temp.chosen c JOIN temp.mapSource m ON m.old = c.source GROUP BY 1
        ) AS lost
        WHERE source.id = lost.id;
        INSERT INTO main.outcome (source, fate, reason, records)
        SELECT m.new, fate, reason, records FROM shard.outcome o JOIN temp.mapSource m ON m.old = o.source;
        INSERT INTO main.outcome (source, fate, reason, records)
        SELECT m.new, 'skipped', '\(Store.forgottenReason)', count(*)
        FROM temp.chosen c JOIN temp.mapSource m ON m.old = c.source WHERE isForgotten GROUP BY 1
        ON CONFLICT DO UPDATE SET records = records + excluded.records;
        INSERT INTO main.recordProblem (id, source, record, byteOffset, code, message)
        SELECT p.id + (SELECT ifnull(max(id), 0) FROM main.recordProblem), m.new, record, byteOffset, code, message
        FROM shard.recordProblem p JOIN temp.mapSource m ON m.old = p.source ORDER BY p.id
        """)
  }

  /// Numbers the entities that the new posts speak of.
  private func mapEntities() throws {
    let isNew = "(edition, platform, key) NOT IN (SELECT edition, platform, key FROM temp.chosen)"
    try addNames(
      "entity",
      """
      SELECT id, name FROM shard.entity WHERE id IN (
        SELECT entity FROM shard.opinion WHERE \(isNew)
        UNION SELECT sourceEntity FROM shard.claim WHERE sourceEntity IS NOT NULL AND \(isNew)) ORDER BY id
      """)
    try map("entity")
    try db.execute(
      sql: """
        UPDATE main.entity SET kind = s.kind FROM shard.entity s
        WHERE s.name = entity.name AND entity.kind IS NULL AND s.kind IS NOT NULL
        """)
  }

  private func copyPosts() throws {
    let isNew =
      "NOT EXISTS (SELECT 1 FROM temp.chosen c WHERE c.edition = %.edition AND c.platform = %.platform AND c.key = %.key)"
    func isNewIn(_ table: String) -> String { isNew.split(separator: "%").joined(separator: table) }
    let claim = "(SELECT ifnull(max(id), 0) FROM main.claim)"
    let offset = try count("SELECT \(claim)")
    try db.execute(
      sql: """
        INSERT INTO main.post
        SELECT e.new, f.new, key, createdAt, day, l.new, author, s.new, record, part, isRepost, label, score, sketch,
          originalID, url, conversation, text
        FROM shard.post p JOIN temp.mapEdition e ON e.old = p.edition JOIN temp.mapPlatform f ON f.old = p.platform
          JOIN temp.mapLanguage l ON l.old = p.language JOIN temp.mapSource s ON s.old = p.source
        WHERE \(isNewIn("p"));
        INSERT INTO main.opinion
        SELECT e.new, day, n.new, f.new, key, l.new, author, label, score, fear, uncertainty, doubt, counter, hype,
          claimCounts, why
        FROM shard.opinion o JOIN temp.mapEdition e ON e.old = o.edition JOIN temp.mapPlatform f ON f.old = o.platform
          JOIN temp.mapLanguage l ON l.old = o.language JOIN temp.mapEntity n ON n.old = o.entity
        WHERE \(isNewIn("o"));
        INSERT INTO main.claim
        SELECT k.id + \(offset), e.new, f.new, key, day, l.new, author, spanStart, spanEnd, quote, kind, modality, n.new,
          sourceWords, stance, topic, frame, checkable, amount, unit, date, party, amountUpTo, via
        FROM shard.claim k JOIN temp.mapEdition e ON e.old = k.edition JOIN temp.mapPlatform f ON f.old = k.platform
          JOIN temp.mapLanguage l ON l.old = k.language LEFT JOIN temp.mapEntity n ON n.old = k.sourceEntity
        WHERE \(isNewIn("k"));
        INSERT INTO main.claimAbout (claim, entity)
        SELECT a.claim + \(offset), n.new FROM shard.claimAbout a JOIN temp.mapEntity n ON n.old = a.entity
          JOIN shard.claim k ON k.id = a.claim
        WHERE \(isNewIn("k"));
        INSERT INTO main.entry (edition, number, lexicon, name)
        SELECT e.new, number, lexicon, name FROM shard.entry x JOIN temp.mapEdition e ON e.old = x.edition
        WHERE true ON CONFLICT DO NOTHING;
        INSERT INTO main.lexicon (edition, name, contentHash)
        SELECT e.new, name, contentHash FROM shard.lexicon x JOIN temp.mapEdition e ON e.old = x.edition
        WHERE true ON CONFLICT DO NOTHING;
        INSERT INTO main.lexiconContent (hash, bytes)
        SELECT hash, bytes FROM shard.lexiconContent WHERE true ON CONFLICT DO NOTHING
        """)
  }
}
