import GRDB
import HearsayCore

/// A source with its counts.
public struct SourceAccount: Hashable, Sendable {
  /// The name.
  public var name: String
  /// The format.
  public var format: String
  /// The fingerprint of its content.
  public var fingerprint: String
  /// Whether it was read to its end.
  public var isComplete: Bool
  /// What became of its records.
  public var counts: RecordCounts
  /// The first day of its posts, duplicates included.
  public var firstDay: Day?
  /// The last day of its posts, duplicates included.
  public var lastDay: Day?
}

/// A problem with a record, and its place.
public struct ProblemRecord: Hashable, Sendable {
  /// The name of the source.
  public var source: String
  /// The record, counted from 1.
  public var record: Int64
  /// The offset of the record in the decompressed source.
  public var byteOffset: Int64
  /// The code, such as `record.invalid-json`.
  public var code: String
  /// What is the case.
  public var message: String
}

/// How many records had the same fate for the same reason.
public struct OutcomeCount: Hashable, Sendable {
  /// What became of the records.
  public enum Fate: String, Hashable, Sendable {
    case skipped, failed
    /// Stored, with a remark.
    case noted
  }

  /// What became of the records.
  public var fate: Fate
  /// Why: a reason to skip, or the code of a problem.
  public var reason: String
  /// How many.
  public var records: Int64
}

/// What a database holds altogether.
public struct StoreTotals: Hashable, Sendable {
  /// What became of all records.
  public var counts = RecordCounts()
  /// Sources, complete or not.
  public var sources: Int64 = 0
  /// Skipped, failed and noted records by reason, sorted by fate and reason.
  public var outcomes: [OutcomeCount] = []
}

extension Store {
  /// All sources with their counts, in the order in which they were first read.
  public func sources() throws(Diagnostics) -> [SourceAccount] {
    try read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT name, format, fingerprint, complete, stored, duplicate, skipped, failed, firstDay, lastDay
          FROM source WHERE edition = ? ORDER BY id
          """, arguments: [editionNumber]
      ).map { row in
        SourceAccount(
          name: row[0], format: row[1], fingerprint: row[2], isComplete: row[3],
          counts: RecordCounts(stored: row[4], duplicate: row[5], skipped: row[6], failed: row[7]),
          firstDay: StoredDay.day(row[8]), lastDay: StoredDay.day(row[9]))
      }
    }
  }

  /// What became of the records of a source, and why it could not be read to its end; nil where it could.
  package func account(of source: SourceID) throws(Diagnostics) -> (counts: RecordCounts, earlyEnd: String?) {
    try readOwn { db in
      let row = try Row.fetchOne(try db.cachedStatement(sql: Statements.sourceCounts), arguments: [source.row])
      let counts = row.map { RecordCounts(stored: $0[0], duplicate: $0[1], skipped: $0[2], failed: $0[3]) }
      let reasons = try String.fetchAll(
        try db.cachedStatement(sql: Statements.sourceFailures), arguments: [source.row])
      // Few sources end early, and the problems of all are looked through for one.
      let reason = reasons.first { DiagnosticCode(rawValue: $0)?.meansEarlyEnd ?? false }
      let earlyEnd = try reason.map { reason in
        try String.fetchOne(
          db, sql: "SELECT message FROM recordProblem WHERE source = ? AND code = ? ORDER BY id LIMIT 1",
          arguments: [source.row, reason]) ?? reason
      }
      return (counts ?? RecordCounts(), earlyEnd)
    }
  }

  /// Problems of the source with the given name or of all, at most `rowCountMost`: what failed, and then what is only
  /// remarkable, both in archive order.
  ///
  /// Of each code and source the first 10 000 are kept; `totals` counts all of them.
  public func problems(source: String?, rowCountMost: Int) throws(Diagnostics) -> [ProblemRecord] {
    try read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT source.name, record, byteOffset, code, message
          FROM recordProblem JOIN source ON source.id = recordProblem.source
          WHERE source.edition = ?3 AND (?1 IS NULL OR source.name = ?1)
          ORDER BY
            EXISTS (
              SELECT 1 FROM outcome
              WHERE outcome.source = recordProblem.source AND outcome.fate = 'noted' AND outcome.reason = code
            ), recordProblem.source, record, recordProblem.id
          LIMIT ?2
          """, arguments: [source, rowCountMost, editionNumber]
      ).map { ProblemRecord(source: $0[0], record: $0[1], byteOffset: $0[2], code: $0[3], message: $0[4]) }
    }
  }

  /// The names of all entities, platforms and languages that the database has something of.
  public func knownNames() throws(Diagnostics) -> (entities: [String], platforms: [String], languages: [String]) {
    try read { db in
      (
        try String.fetchAll(db, sql: "SELECT name FROM entity ORDER BY name"),
        try String.fetchAll(db, sql: "SELECT name FROM platform ORDER BY name"),
        try String.fetchAll(db, sql: "SELECT name FROM language ORDER BY name")
      )
    }
  }

  /// What the database holds altogether.
  public func totals() throws(Diagnostics) -> StoreTotals {
    try read { db in
      var totals = StoreTotals()
      if let row = try Row.fetchOne(
        db,
        sql: """
          SELECT count(*), ifnull(sum(stored), 0), ifnull(sum(duplicate), 0), ifnull(sum(skipped), 0),
            ifnull(sum(failed), 0)
          FROM source WHERE edition = ?
          """, arguments: [editionNumber])
      {
        totals.sources = row[0]
        totals.counts = RecordCounts(stored: row[1], duplicate: row[2], skipped: row[3], failed: row[4])
      }
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT fate, reason, sum(outcome.records) FROM outcome JOIN source ON source.id = outcome.source
          WHERE source.edition = ? GROUP BY fate, reason ORDER BY fate, reason
          """, arguments: [editionNumber])
      totals.outcomes = rows.compactMap { row in
        OutcomeCount.Fate(rawValue: row[0]).map { OutcomeCount(fate: $0, reason: row[1], records: row[2]) }
      }
      return totals
    }
  }
}
