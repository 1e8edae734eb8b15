import GRDB

/// Makes the segments of editions from the tables that hold the same as rows.
enum SegmentMaking {
  /// Opinions with a score whose entries nobody kept have this number in place of an entry's.
  static let notKept = UInt32.max - 1

  /// Makes all segments anew, with each author and entry once for each cell.
  static func remake(_ edition: Int64, _ db: Database) throws {
    try db.execute(sql: "DELETE FROM segment WHERE edition = ?", arguments: [edition])
    try AuthorSegment.delete(edition, db)
    try make(edition, db)
  }

  /// Makes the segments of an edition that has none.
  static func make(_ edition: Int64, _ db: Database) throws {
    try makeVoices(edition, db)
    try makeShares(edition, db)
    try makeClaims(edition, db)
  }

  /// Makes the segments anew where they are far more than their rows need, because a run has written little at a time.
  static func joinSmall(_ edition: Int64, _ db: Database) throws {
    let counts = try Row.fetchOne(
      db, sql: "SELECT count(*), ifnull(sum(rows), 0) FROM segment WHERE edition = ?", arguments: [edition])
    guard let counts, 64 * (16 + counts[1] / Int64(Segment.rowCountUsual)) < counts[0] as Int64 else { return }
    try remake(edition, db)
  }

  private static func makeVoices(_ edition: Int64, _ db: Database) throws {
    var builder = Segment.Builder()
    try NumberScan.run(
      db,
      """
      SELECT day, entity, language, platform, author, posts, judged, scoreSum, scoreSquareSum FROM voice
      WHERE edition = ? ORDER BY day, entity, language, platform, author
      """, [edition]
    ) { row in
      let voice = Voice(
        author: row[4], scoreSum: row[7], scoreSquareSum: row[8], cell: 0, posts: Int32(clamping: row[5]),
        judged: Int32(clamping: row[6]))
      if Segment.rowCountUsual <= builder.rowCount { try builder.write(.voices, edition: edition, db) }
      builder.add(voice, at: SignalKey(row))
    }
    try builder.write(.voices, edition: edition, db)
  }

  private static func makeShares(_ edition: Int64, _ db: Database) throws {
    var builder = Segment.Builder()
    var shares: [ShareSum] = []
    var latest: (day: Int64, entity: Int64)?
    func flush() throws {
      for share in ShareSum.merged(shares) { builder.add(share) }
      shares.removeAll(keepingCapacity: true)
      if Segment.rowCountUsual <= builder.rowCount { try builder.write(.shares, edition: edition, db) }
    }
    try NumberScan.run(
      db,
      """
      SELECT day, entity, language, platform, why, ifnull(score, 0), why IS NULL FROM opinion
      WHERE edition = ? ORDER BY day, entity
      """, [edition]
    ) { row in
      if latest.map({ $0 != (row[0], row[1]) }) ?? true { try flush() }
      latest = (row[0], row[1])
      let key = SignalKey(row)
      if row[6] == 1 {
        if row[5] != 0 { shares.append(ShareSum(key: key, entry: notKept, opinions: 1, scoreSum: 0)) }
      } else {
        row.withBlob(4) { ShareSum.read($0, at: key, into: &shares) }
      }
    }
    try flush()
    try builder.write(.shares, edition: edition, db)
  }

  /// Claims in the order of the archive, some ten thousand to a segment.
  private static func makeClaims(_ edition: Int64, _ db: Database) throws {
    var claims = ClaimFacts()
    let vocabulary = ClaimVocabulary()
    try NumberScan.run(
      db,
      """
      SELECT day, ifnull(entity, 0), language, platform, id, key, author, frame, topic, kind, stance, modality, amount,
        unit, date, party, amountUpTo, quote, sourceEntity, sourceWords, via
      FROM claim LEFT JOIN claimAbout ON claimAbout.claim = claim.id WHERE edition = ? ORDER BY id
      """, [edition]
    ) { row in
      guard let matter = vocabulary.matter(row, from: 7) else { return }
      let cited: ClaimFact.Cited = row.isNull(18) ? row.text(19).map { .words($0) } ?? .author : .entity(row[18])
      let claim = ClaimFact(
        id: row[4], post: row[5], author: row.isNull(6) ? nil : row[6], matter: claims.number(of: matter),
        cited: claims.number(of: cited), relay: row.text(20).map { claims.number(of: .words($0)) } ?? 0,
        quoteHash: row.bytes(17).map(ClaimFact.hash) ?? 0)
      claims.append(claim, at: SignalKey(row))
      if Segment.rowCountUsual <= claims.count { try claims.write(edition: edition, db) }
    }
    try claims.write(edition: edition, db)
  }
}

extension SignalKey {
  /// The first four columns of a row: day, entity, language, platform.
  fileprivate init(_ row: borrowing NumberRow) {
    self.init(
      day: Int32(truncatingIfNeeded: row[0]), entity: Int32(truncatingIfNeeded: row[1]),
      language: Int32(truncatingIfNeeded: row[2]), platform: Int32(truncatingIfNeeded: row[3]))
  }
}

/// A lexicon entry's share of the scores of a cell.
struct ShareSum: Comparable {
  var key: SignalKey
  var entry: UInt32
  /// Opinions that cite it.
  var opinions: Int64
  /// Its share of their scores, in thousandths.
  var scoreSum: Int64

  static func < (left: ShareSum, right: ShareSum) -> Bool {
    left.key != right.key ? left.key < right.key : left.entry < right.entry
  }

  /// Appends the parts of an opinion's score, as `Reasons` writes them.
  static func read(_ bytes: UnsafeRawBufferPointer, at key: SignalKey, into shares: inout [ShareSum]) {
    Reasons.read(bytes) {
      shares.append(ShareSum(key: key, entry: $0.entry.number, opinions: 1, scoreSum: Int64($0.share)))
    }
  }

  /// Each entry once for each cell, in order.
  static func merged(_ shares: [ShareSum]) -> [ShareSum] {
    var merged: [ShareSum] = []
    merged.reserveCapacity(shares.count)
    for share in shares.sorted() {
      if let last = merged.last, last.key == share.key, last.entry == share.entry {
        merged[merged.count - 1].opinions += share.opinions
        merged[merged.count - 1].scoreSum += share.scoreSum
      } else {
        merged.append(share)
      }
    }
    return merged
  }
}
