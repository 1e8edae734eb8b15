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
    let statement = try BulkStatement(db, Statements.addCoverage)
    for (key, value) in sums.coverage.sorted(by: { $0.key < $1.key }) {
      statement.bind(Int64(key.day), at: 1)
      statement.bind(Int64(key.language), at: 2)
      statement.bind(Int64(key.platform), at: 3)
      statement.bind(value.posts, at: 4)
      statement.bind(value.reposts, at: 5)
      statement.bind(edition, at: 6)
      try statement.run()
    }
  }

  private func bind(_ key: SignalKey, to statement: BulkStatement) {
    statement.bind(Int64(key.entity), at: 1)
    statement.bind(Int64(key.day), at: 2)
    statement.bind(Int64(key.language), at: 3)
    statement.bind(Int64(key.platform), at: 4)
    statement.bind(edition, at: 5)
  }

  private func writeSignals(_ sums: BatchSums) throws {
    let statement = try BulkStatement(db, Statements.addSignal)
    for (key, value) in sums.signals.sorted(by: { $0.key < $1.key }) {
      bind(key, to: statement)
      statement.bind(value.posts, at: 6)
      statement.bind(value.reposts, at: 7)
      statement.bind(value.positive, at: 8)
      statement.bind(value.neutral, at: 9)
      statement.bind(value.negative, at: 10)
      statement.bind(value.mixed, at: 11)
      statement.bind(value.scoreSum, at: 12)
      statement.bind(value.scoreSquareSum, at: 13)
      statement.bind(value.fear, at: 14)
      statement.bind(value.uncertainty, at: 15)
      statement.bind(value.doubt, at: 16)
      statement.bind(value.counter, at: 17)
      statement.bind(value.hype, at: 18)
      statement.bind(value.claims, at: 19)
      try statement.run()
    }
  }

  private func writeSignalClaims(_ sums: BatchSums) throws {
    let statement = try BulkStatement(db, Statements.addSignalClaim)
    for (key, claims) in sums.signalClaims.sorted(by: { $0.key < $1.key }) {
      bind(key.signal, to: statement)
      statement.bind(key.kind.rawValue, at: 6)
      statement.bind(key.topic.rawValue, at: 7)
      statement.bind(claims, at: 8)
      try statement.run()
    }
  }

  private func writeVoices(_ sums: BatchSums) throws {
    let statement = try BulkStatement(db, Statements.addVoice)
    var segment = Segment.Builder()
    for voice in sums.mergedVoices() {
      segment.add(voice)
      bind(voice.key, to: statement)
      statement.bind(voice.author, at: 6)
      statement.bind(voice.posts, at: 7)
      statement.bind(voice.judged, at: 8)
      statement.bind(voice.scoreSum, at: 9)
      statement.bind(voice.scoreSquareSum, at: 10)
      try statement.run()
    }
    try segment.write(.voices, edition: edition, db)
    try AuthorSegment.extend(edition, db)
  }
}
