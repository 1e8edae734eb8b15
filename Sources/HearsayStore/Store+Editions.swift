import GRDB
import HearsayCore

/// An edition with its number in a database.
public struct StoredEdition: Hashable, Sendable {
  /// The number, from 1, in the order of first appearance.
  public var number: Int64
  /// What made its figures.
  public var edition: Edition
  /// The posts that it read and stored.
  public var posts: Int64
}

extension Store {
  /// The editions whose figures the database holds, in the order of first appearance.
  public func editions() throws(Diagnostics) -> [StoredEdition] {
    try read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT id, pipelineName, pipelineText, lexiconHash, programVersion,
            (SELECT ifnull(sum(posts), 0) FROM coverage WHERE coverage.edition = edition.id)
          FROM edition ORDER BY id
          """
      ).map { row in
        StoredEdition(
          number: row[0],
          edition: Edition(
            pipelineName: row[1], pipelineText: row[2], lexiconHash: row[3], programVersion: row[4]), posts: row[5])
      }
    }
  }

  /// The number of an edition, given now where it is new.
  static func number(of edition: Edition, _ db: Database) throws -> Int64 {
    let facts: StatementArguments = [
      edition.pipelineName, edition.pipelineText, edition.lexiconHash, edition.programVersion,
    ]
    let known = try Int64.fetchOne(
      db,
      sql: """
        SELECT id FROM edition
        WHERE pipelineName = ? AND pipelineText = ? AND lexiconHash = ? AND programVersion = ?
        """, arguments: facts)
    if let known { return known }
    let number = try Int64.fetchOne(db, sql: "SELECT ifnull(max(id), 0) + 1 FROM edition") ?? 1
    try db.execute(
      sql: """
        INSERT INTO edition (pipelineName, pipelineText, lexiconHash, programVersion, id) VALUES (?, ?, ?, ?, ?)
        """, arguments: facts + [number])
    return number
  }
}
