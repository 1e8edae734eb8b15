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
    if open.isEmpty { return }
    // Most is read once and in order; sorting takes as much again as the pages that are kept.
    try keepPages(Self.cachePageCount / 4)
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
    try keepPages(Self.cachePageCount)
  }

  private func keepPages(_ count: Int) throws(Diagnostics) {
    do {
      try queue.writeWithoutTransaction { db in
        try db.execute(sql: "PRAGMA cache_size = \(count); PRAGMA shrink_memory")
      }
    } catch { throw StoreMessages.diagnostics(for: error, path: path) }
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
    // Platforms by name, because their numbers depend on the order of the archives.
    let platforms = try Int64.fetchAll(
      db,
      sql: """
        SELECT id FROM platform WHERE id IN (SELECT platform FROM coverage WHERE edition = ?) ORDER BY name
        """, arguments: [edition])
    let count = try Int64.fetchOne(
      db, sql: "SELECT ifnull(sum(posts), 0) FROM coverage WHERE edition = ?", arguments: [edition])
    guard let count, !platforms.isEmpty else { return }
    do {
      var pass = try ClusterPass(edition, platforms, postCount: count, db)
      try pass.run(isSorted: false, db)
    } catch is ClusterPass.Disorder {
      try db.execute(sql: "DELETE FROM clusterPost WHERE edition = ?", arguments: [edition])
      var pass = try ClusterPass(edition, platforms, postCount: count, db)
      try pass.run(isSorted: true, db)
    }
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
