import GRDB
import HearsayCore

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
    let order = sums.signals.order
    try writeCoverage(sums)
    try writeSignals(sums, in: order)
    try writeSignalClaims(sums)
    try writeVoices(sums, in: order)
    var shares = Segment.Builder()
    sums.forEachShare(in: order) { shares.add($0) }
    try shares.write(.shares, edition: edition, db)
    try sums.claims.write(edition: edition, db)
  }

  private func writeCoverage(_ sums: BatchSums) throws {
    var insert = try BulkInsert(db, Statements.addCoverage, edition)
    insert.reserve(sums.coverage.count)
    sums.coverage.forEachInOrder { key, value in
      insert.rows.add([
        .number(Int64(key.day)), .number(Int64(key.language)), .number(Int64(key.platform)), .number(value.posts),
        .number(value.reposts),
      ])
    }
    try insert.run()
  }

  private func writeSignals(_ sums: BatchSums, in order: [Int]) throws {
    var insert = try BulkInsert(db, Statements.addSignal, edition)
    insert.reserve(order.count)
    for place in order {
      let value = sums.signals[place]
      let key = sums.signals.key(at: place)
      insert.rows.add([
        .number(Int64(key.day)), .number(Int64(key.entity)), .number(Int64(key.language)),
        .number(Int64(key.platform)), .number(value.posts), .number(value.reposts), .number(value.positive),
        .number(value.neutral), .number(value.negative), .number(value.mixed), .number(value.scoreSum),
        .number(value.scoreSquareSum), .number(value.fear), .number(value.uncertainty), .number(value.doubt),
        .number(value.counter), .number(value.hype), .number(value.claims),
      ])
    }
    try insert.run()
  }

  private func writeSignalClaims(_ sums: BatchSums) throws {
    var insert = try BulkInsert(db, Statements.addSignalClaim, edition)
    let kinds = BulkWords<ClaimKind>(&insert.rows, \.rawValue)
    let topics = BulkWords<Topic>(&insert.rows, \.rawValue)
    insert.reserve(sums.signalClaims.count)
    sums.signalClaims.forEachInOrder { key, claims in
      insert.rows.add([
        .number(Int64(key.signal.day)), .number(Int64(key.signal.entity)), .number(Int64(key.signal.language)),
        .number(Int64(key.signal.platform)), .lasting(kinds[key.kind]), .lasting(topics[key.topic]), .number(claims),
      ])
    }
    try insert.run()
  }

  private func writeVoices(_ sums: BatchSums, in order: [Int]) throws {
    var segment = Segment.Builder()
    sums.forEachVoice(in: order) { key, voice in segment.add(voice, at: key) }
    try segment.write(.voices, edition: edition, db)
    try AuthorSegment.extend(edition, db)
  }
}
