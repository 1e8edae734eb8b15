import GRDB
import HearsayCore

/// Whom or what a database is to forget.
public enum ForgetTarget: Hashable, Sendable {
  /// An author by pseudonym: all posts of that author.
  case author(Int64)
  /// A post by platform and identifier.
  case post(platform: String, id: String)

  /// What is hashed to remember it.
  var message: [UInt8] {
    switch self {
    case .author(let author): ForgottenPosts.message(author: author)
    case .post(let platform, let id): ForgottenPosts.message(platform: platform, key: PostKey.key(ofID: id))
    }
  }
}

/// What was removed.
public struct ForgetReceipt: Hashable, Sendable {
  /// Posts, each counted once, however many editions have it.
  public var posts: Int64 = 0
  /// Opinions on entities in them.
  public var opinions: Int64 = 0
  /// Claims with their quotes.
  public var claims: Int64 = 0
  /// The entities whose figures changed, sorted.
  public var entities: [String] = []
  /// The first and the last known day of the posts.
  public var firstDay: Day?
  /// The last known day.
  public var lastDay: Day?
  /// The keyed hashes by which a re-run recognises what is not to come back.
  public var hashes: [Int64] = []
}

extension Store {
  /// The reason for which records are skipped that a database was told to forget.
  package static let forgottenReason = "forgotten"

  /// What the database was told to forget, for readers of archives.
  package func forgottenPosts(_ keyedHash: @escaping ForgottenPosts.KeyedHash) throws(Diagnostics) -> ForgottenPosts {
    try read { db in try ForgottenPosts(db, keyedHash: keyedHash) }
  }

  /// Removes posts, opinions, claims and quotes of `targets` from all editions, and what they added to any sum.
  ///
  /// One transaction: after an error, or a kill at any time, the database is as it was before. The
  /// accounts stay exact: the posts are counted as skipped for the reason "forgotten". Deleted
  /// content is overwritten in the file. Duplicates that were counted before stay counted, and other
  /// people's posts stay, whomever they quote.
  ///
  /// `salt` is that of the keyed hashes, where the database has none yet.
  package func forget(
    _ targets: [ForgetTarget], salt: [UInt8], _ keyedHash: @escaping ForgottenPosts.KeyedHash
  ) throws(Diagnostics) -> ForgetReceipt {
    try change { db in
      let stored = try String.fetchOne(db, sql: "SELECT salt FROM forgotten ORDER BY salt LIMIT 1")
      let salt = stored.map(Salt.bytes) ?? salt
      try Contribution.prepare(db)
      var hashes: [Int64] = []
      for target in targets {
        hashes.append(keyedHash(target.message, salt))
        switch target {
        case .author(let author): try Self.choose("author = ?", [author], db)
        case .post(let platform, let id):
          try Self.choose(
            "platform = (SELECT id FROM platform WHERE name = ?) AND key = ?", [platform, PostKey.key(ofID: id)], db)
        }
      }
      var receipt = try Self.forgetChosen(db)
      for hash in hashes {
        try db.execute(
          sql: "INSERT INTO forgotten (salt, hash) VALUES (?, ?) ON CONFLICT DO NOTHING",
          arguments: [Salt.hexadecimal(salt), hash])
      }
      receipt.hashes = hashes
      return receipt
    }
  }

  private static func choose(_ condition: String, _ arguments: StatementArguments, _ db: Database) throws {
    try db.execute(
      sql: """
        INSERT OR IGNORE INTO temp.chosen
        SELECT edition, platform, key, day, language, author, isRepost, source, record, 1 FROM main.post
        WHERE edition IN (SELECT id FROM edition) AND \(condition)
        """, arguments: arguments)
  }

  /// Forgets the posts in `temp.chosen`.
  static func forgetChosen(_ db: Database) throws -> ForgetReceipt {
    for map in ["Edition", "Entity", "Language", "Platform"] {
      try db.execute(
        sql: """
          DELETE FROM temp.map\(map);
          INSERT INTO temp.map\(map) SELECT id, id FROM main.\(map.lowercased())
          """)
    }
    try Contribution.takeBack(from: "main", db)
    var receipt = ForgetReceipt()
    try describe(&receipt, db)
    try forgetAccounts(db)
    let own = "(edition, platform, key) IN (SELECT edition, platform, key FROM temp.chosen)"
    try db.execute(
      sql: "DELETE FROM claimAbout WHERE claim IN (SELECT id FROM claim WHERE \(own)); DELETE FROM claim WHERE \(own)")
    receipt.claims = try Int64.fetchOne(db, sql: "SELECT changes()") ?? 0
    try db.execute(
      sql: """
        DELETE FROM opinion
        WHERE edition IN (SELECT id FROM edition) AND day IN (SELECT day FROM temp.chosenDay) AND \(own)
        """)
    receipt.opinions = try Int64.fetchOne(db, sql: "SELECT changes()") ?? 0
    try db.execute(sql: "DELETE FROM clusterPost WHERE \(own); DELETE FROM post WHERE \(own)")
    receipt.posts =
      try Int64.fetchOne(db, sql: "SELECT count(*) FROM (SELECT DISTINCT platform, key FROM temp.chosen)") ?? 0
    try dropUnused(db)
    if 0 < receipt.posts {
      // What was worked out from the posts goes with them, and is worked out anew.
      try db.execute(sql: "DELETE FROM settled; DELETE FROM claimDigest; DELETE FROM crowd")
      for edition in try Int64.fetchAll(db, sql: "SELECT DISTINCT edition FROM temp.chosen") {
        try SegmentMaking.remake(edition, db)
      }
    }
    return receipt
  }

  private static func describe(_ receipt: inout ForgetReceipt, _ db: Database) throws {
    receipt.entities = try String.fetchAll(
      db,
      sql: """
        SELECT DISTINCT entity.name
        FROM temp.chosenDay d CROSS JOIN opinion o ON o.edition = d.edition AND o.day = d.day
          JOIN temp.chosen c ON c.edition = o.edition AND c.platform = o.platform AND c.key = o.key
          JOIN entity ON entity.id = o.entity
        ORDER BY 1
        """)
    let days = "FROM temp.chosen WHERE day <> \(StoredDay.unknown)"
    receipt.firstDay = StoredDay.day(try Int64.fetchOne(db, sql: "SELECT min(day) \(days)"))
    receipt.lastDay = StoredDay.day(try Int64.fetchOne(db, sql: "SELECT max(day) \(days)"))
  }

  /// Counts the chosen posts as skipped, and drops remarks on them.
  private static func forgetAccounts(_ db: Database) throws {
    let remarks = """
      (p.source, p.record) IN (SELECT source, record FROM temp.chosen)
        AND (p.source, p.code) NOT IN (SELECT source, reason FROM outcome WHERE fate = 'failed')
      """
    try db.execute(
      sql: """
        UPDATE source SET stored = stored - lost.posts, skipped = skipped + lost.posts
        FROM (SELECT source AS id, count(*) AS posts FROM temp.chosen GROUP BY source) AS lost
        WHERE source.id = lost.id;
        INSERT INTO outcome (source, fate, reason, records)
        SELECT source, 'skipped', '\(forgottenReason)', count(*) FROM temp.chosen WHERE true GROUP BY source
        ON CONFLICT DO UPDATE SET records = records + excluded.records;
        UPDATE outcome SET records = outcome.records - lost.records
        FROM (
          SELECT p.source AS source, p.code AS code, count(*) AS records FROM recordProblem p
          WHERE \(remarks) GROUP BY 1, 2
        ) AS lost
        WHERE outcome.source = lost.source AND outcome.fate = 'noted' AND outcome.reason = lost.code;
        DELETE FROM recordProblem AS p WHERE \(remarks);
        DELETE FROM outcome WHERE records <= 0;
        UPDATE source SET
          firstDay = (SELECT min(p.day) FROM post p WHERE p.source = source.id AND p.day <> \(StoredDay.unknown)
            AND (p.edition, p.platform, p.key) NOT IN (SELECT edition, platform, key FROM temp.chosen)),
          lastDay = (SELECT max(p.day) FROM post p WHERE p.source = source.id AND p.day <> \(StoredDay.unknown)
            AND (p.edition, p.platform, p.key) NOT IN (SELECT edition, platform, key FROM temp.chosen))
        WHERE duplicate = 0 AND id IN (SELECT source FROM temp.chosen)
          AND (firstDay IN (SELECT day FROM temp.chosen) OR lastDay IN (SELECT day FROM temp.chosen))
        """)
  }

  /// Drops names that nothing uses any more.
  static func dropUnused(_ db: Database) throws {
    try db.execute(
      sql: """
        DELETE FROM entity WHERE id NOT IN (SELECT entity FROM signal)
          AND id NOT IN (SELECT sourceEntity FROM claim WHERE sourceEntity IS NOT NULL);
        DELETE FROM language WHERE id NOT IN (SELECT language FROM coverage);
        DELETE FROM platform WHERE id NOT IN (SELECT platform FROM coverage)
        """)
    try dropUnusedEntries(db)
  }

  /// Drops lexicon entries that no opinion cites any more.
  static func dropUnusedEntries(_ db: Database) throws {
    for edition in try Int64.fetchAll(db, sql: "SELECT DISTINCT edition FROM main.entry") {
      var used: Set<UInt32> = []
      try NumberScan.run(db, "SELECT why FROM main.opinion WHERE edition = ? AND why IS NOT NULL", [edition]) { row in
        row.withBlob(0) { bytes in Reasons.read(bytes) { used.insert($0.entry.number) } }
      }
      let known = try Int64.fetchAll(db, sql: "SELECT number FROM main.entry WHERE edition = ?", arguments: [edition])
      for number in known where !used.contains(UInt32(clamping: number)) {
        try db.execute(sql: "DELETE FROM main.entry WHERE edition = ? AND number = ?", arguments: [edition, number])
      }
    }
  }
}
