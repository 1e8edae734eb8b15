import GRDB
import HearsayCore

/// When posts that say the same are taken as coordinated.
public struct Coordination: Hashable, Sendable {
  /// Fewest posts, reposts not counted.
  public var postCountLeast: Int64
  /// Fewest posts for each person, in tenths: 120 posts by 9 people are a campaign, 120 by 120 are news.
  public var tenthsPerPersonLeast: Int64

  /// The usual thresholds: five posts, and three posts for every two people.
  public static let usual = Coordination(postCountLeast: 5, tenthsPerPersonLeast: 15)

  /// Thresholds of one's own.
  public init(postCountLeast: Int64, tenthsPerPersonLeast: Int64) {
    self.postCountLeast = postCountLeast
    self.tenthsPerPersonLeast = tenthsPerPersonLeast
  }
}

extension Store {
  /// Works out near-duplicates and coordinated posting for the editions whose posts have changed.
  ///
  /// What it gives depends on the stored posts alone, not on the order in which they came. It is one
  /// transaction for each edition, and what is interrupted is done by the next call. Until then the
  /// figures for near-duplicates are those of the time before, and `isSettled` is false.
  ///
  /// - Complexity: linear in the posts of the edition, with one sort by SQLite, which uses the disk.
  public func settle(_ coordination: Coordination = .usual) throws(Diagnostics) {
    let open = try read { db in try Int64.fetchAll(db, sql: Self.unsettled) }
    for edition in open {
      try change { db in
        for table in ["clusterPost", "cluster", "organic", "crowd", "claimDigest", "settled"] {
          try db.execute(sql: "DELETE FROM \(table) WHERE edition = ?", arguments: [edition])
        }
        try SegmentMaking.joinSmall(edition, db)
        try Self.writeClusters(edition, coordination, db)
        try AuthorSegment.write(edition, db)
        try CrowdWriter.write(edition, db)
        try writeDigest(edition, db)
        try db.execute(
          sql: """
            INSERT INTO settled SELECT ?1, ifnull(sum(posts), 0) FROM coverage WHERE edition = ?1
            """, arguments: [edition])
      }
    }
  }

  /// Whether near-duplicates have been worked out for all stored posts of this edition.
  public func isSettled() throws(Diagnostics) -> Bool { try read { db in try isSettled(db) } }

  func isSettled(_ db: Database) throws -> Bool {
    try !Int64.fetchAll(db, sql: Self.unsettled).contains(editionNumber)
  }

  private static let unsettled = """
    SELECT id FROM edition
    WHERE (SELECT ifnull(sum(posts), 0) FROM coverage WHERE coverage.edition = edition.id)
      IS NOT (SELECT posts FROM settled WHERE settled.edition = edition.id)
    ORDER BY id
    """

  private static func writeClusters(_ edition: Int64, _ coordination: Coordination, _ db: Database) throws {
    let count = try Int64.fetchOne(
      db, sql: "SELECT ifnull(sum(posts), 0) FROM coverage WHERE edition = ?", arguments: [edition])
    var finder = NearDuplicates(postCount: count ?? 0)
    var keys = RecentKeys(count: count ?? 0)
    let insert = try BulkStatement(
      db, "INSERT INTO clusterPost (edition, cluster, platform, key, isFirst) VALUES (?, ?, ?, ?, ?)")
    insert.bind(edition, at: 1)
    func write(_ key: RecentKeys.Key, _ cluster: Int64, isFirst: Bool) throws {
      insert.bind(cluster, at: 2)
      insert.bind(key.platform, at: 3)
      insert.bind(key.key, at: 4)
      insert.bind(isFirst ? 1 : 0, at: 5)
      try insert.run()
    }
    // Platforms by name, because their numbers depend on the order of the archives.
    let platforms = try Int64.fetchAll(db, sql: "SELECT id FROM platform ORDER BY name")
    guard !platforms.isEmpty else { return }
    let rank = platforms.enumerated().map { "WHEN \($1) THEN \($0) " }.joined()
    // Days follow from times. Whole numbers are sorted faster than texts.
    let sql = """
      SELECT day, platform, key, sketchHigh, sketchLow FROM post
      WHERE edition = ? AND sketchHigh IS NOT NULL ORDER BY createdAt, CASE platform \(rank)END, key
      """
    var failure: (any Error)?
    try NumberScan.run(db, sql, [edition]) { row in
      guard failure == nil else { return }
      let key = RecentKeys.Key(platform: row[1], key: row[2])
      let number = finder.postNumber
      do {
        switch finder.add(TextSketch(high: row[3], low: row[4]), day: Int32(clamping: row[0])) {
        case .alone: break
        case .begins(let cluster, let first):
          try write(keys[first], cluster, isFirst: true)
          try write(key, cluster, isFirst: false)
        case .joins(let cluster): try write(key, cluster, isFirst: false)
        }
      } catch { failure = error }
      keys[number] = key
    }
    if let failure { throw failure }
    try sumUp(edition, coordination, db)
  }

  private static func sumUp(_ edition: Int64, _ coordination: Coordination, _ db: Database) throws {
    try db.execute(
      sql: """
        INSERT INTO cluster (edition, id, posts, people, firstDay, lastDay, coordinated)
        SELECT c.edition, c.cluster, count(*), count(DISTINCT p.author), min(p.day), max(p.day),
          sum(1 - p.isRepost) >= ?2
            AND 10 * sum(1 - p.isRepost) >= ?3 * (
              count(DISTINCT iif(p.isRepost, NULL, p.author)) + sum(p.author IS NULL AND NOT p.isRepost))
        FROM clusterPost c JOIN post p ON p.edition = c.edition AND p.platform = c.platform AND p.key = c.key
        WHERE c.edition = ?1 GROUP BY c.cluster
        """, arguments: [edition, coordination.postCountLeast, coordination.tenthsPerPersonLeast])
    try db.execute(
      sql: """
        INSERT INTO organic
        SELECT o.edition, o.day, o.entity, o.language, o.platform, sum(1 - c.isFirst),
          sum((1 - c.isFirst) * (o.label IS NOT NULL)), sum((1 - c.isFirst) * ifnull(o.score, 0)),
          sum(k.coordinated), sum(k.coordinated * (o.label IS NOT NULL)), sum(k.coordinated * ifnull(o.score, 0))
        FROM opinion o CROSS JOIN clusterPost c ON c.edition = o.edition AND c.platform = o.platform AND c.key = o.key
          CROSS JOIN cluster k ON k.edition = c.edition AND k.id = c.cluster
        WHERE o.edition = ? GROUP BY o.day, o.entity, o.language, o.platform
        """, arguments: [edition])
  }
}

/// The keys of the posts that `NearDuplicates` remembers, by their numbers.
private struct RecentKeys {
  struct Key {
    var platform: Int64 = 0
    var key: Int64 = 0
  }

  private var keys: [Int64]
  private var platforms: [Int32]

  init(count: Int64) {
    var size = 1 << 10
    while size < count && size < 1 << 20 { size <<= 1 }
    keys = Array(repeating: 0, count: size)
    platforms = Array(repeating: 0, count: size)
  }

  subscript(number: Int64) -> Key {
    get {
      let place = Int(number) & (keys.count - 1)
      return Key(platform: Int64(platforms[place]), key: keys[place])
    }
    set {
      let place = Int(number) & (keys.count - 1)
      (keys[place], platforms[place]) = (newValue.key, Int32(truncatingIfNeeded: newValue.platform))
    }
  }
}
