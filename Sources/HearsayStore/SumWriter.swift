import GRDB

/// Adds a batch's sums to those of the database, in key order, so that neighbouring rows are written together.
struct SumWriter {
  private let db: Database
  private let edition: Int64

  init(_ db: Database, edition: Int64) {
    self.db = db
    self.edition = edition
  }

  /// Adds all of `sums`, whose claims are gone then.
  func write(_ sums: inout BatchSums) throws {
    try writeCoverage(sums)
    try writeSignals(sums)
    try writeSignalClaims(sums)
    try writeVoices(sums)
    var shares = Segment.Builder()
    for share in sums.mergedShares() { shares.add(share) }
    try shares.write(.shares, edition: edition, db)
    try sums.claims.write(edition: edition, db)
  }

  private func writeCoverage(_ sums: BatchSums) throws {
    var insert = try BulkInsert(db, Statements.addCoverage, edition)
    sums.coverage.forEachInOrder { key, value in
      insert.rows.add(Int64(key.day))
      insert.rows.add(Int64(key.language))
      insert.rows.add(Int64(key.platform))
      insert.rows.add(value.posts)
      insert.rows.add(value.reposts)
    }
    try insert.run()
  }

  private func writeSignals(_ sums: BatchSums) throws {
    var insert = try BulkInsert(db, Statements.addSignal, edition)
    sums.signals.forEachInOrder { key, value in
      insert.rows.add(key)
      insert.rows.add(value.posts)
      insert.rows.add(value.reposts)
      insert.rows.add(value.positive)
      insert.rows.add(value.neutral)
      insert.rows.add(value.negative)
      insert.rows.add(value.mixed)
      insert.rows.add(value.scoreSum)
      insert.rows.add(value.scoreSquareSum)
      insert.rows.add(value.fear)
      insert.rows.add(value.uncertainty)
      insert.rows.add(value.doubt)
      insert.rows.add(value.counter)
      insert.rows.add(value.hype)
      insert.rows.add(value.claims)
    }
    try insert.run()
  }

  private func writeSignalClaims(_ sums: BatchSums) throws {
    var insert = try BulkInsert(db, Statements.addSignalClaim, edition)
    sums.signalClaims.forEachInOrder { key, claims in
      insert.rows.add(key.signal)
      insert.rows.add(key.kind.rawValue)
      insert.rows.add(key.topic.rawValue)
      insert.rows.add(claims)
    }
    try insert.run()
  }

  private func writeVoices(_ sums: BatchSums) throws {
    var segment = Segment.Builder()
    for voice in sums.mergedVoices() { segment.add(voice) }
    try segment.write(.voices, edition: edition, db)
    try AuthorSegment.extend(edition, db)
  }
}

extension BulkRows {
  /// Adds the day, the entity, the language and the platform.
  fileprivate mutating func add(_ key: SignalKey) {
    add(Int64(key.day))
    add(Int64(key.entity))
    add(Int64(key.language))
    add(Int64(key.platform))
  }
}
