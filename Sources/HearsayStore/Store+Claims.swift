import GRDB
import HearsayCore

extension Store {
  /// Claims of many posts, brought together by what they say; those of most people first.
  ///
  /// A database that keeps signals only has no claims to bring together.
  ///
  /// - Complexity: one pass over the cells of the query's entities, language and days in the segments of
  ///   claims; none where the digest has the answer.
  public func claims(_ query: ClaimQuery) throws(Diagnostics) -> [ClaimSummary] {
    try read { db in
      let names = try QueryNames(db)
      var found = try digested(query, names, db)
      if found == nil {
        let gathered = try gather(query, edition: editionNumber, names, db).filter {
          query.peopleLeast <= $0.people && (!query.isFramedOnly || $0.subject.frame != nil)
        }
        found = ClaimRank.order(of: gathered, query).prefix(max(0, query.rowCountMost ?? .max)).map {
          (gathered[$0].summary(names), gathered[$0].quoted)
        }
      }
      return try (found ?? []).map { summary, quoted in
        var summary = summary
        summary.quotes = try quoted.compactMap { try Self.quote($0, names, db) }
        return summary
      }
    }
  }

  func gather(_ query: ClaimQuery, edition: Int64, _ names: QueryNames, _ db: Database) throws -> [GatheredClaims] {
    var filter = SignalFilter()
    filter.entities = query.about
    (filter.language, filter.platform) = (query.language, query.platform)
    (filter.since, filter.until) = (query.since, query.until)
    var gathering = ClaimGathering(query, names, try PushedPosts(edition, db))
    try ClaimSegment.scan(
      edition: edition, CellFilter(filter, db), db, begin: { gathering.begin($0) }, { gathering.add($0) })
    return gathering.finished()
  }

  /// Whether claims were counted, and none was kept, as where a pipeline keeps signals only.
  public func areClaimsOnlyCounted() throws(Diagnostics) -> Bool {
    try read { db in
      try Bool.fetchOne(
        db,
        sql: """
          SELECT EXISTS (SELECT 1 FROM signal WHERE edition = ?1 AND 0 < claims)
            AND NOT EXISTS (SELECT 1 FROM claim WHERE edition = ?1)
          """, arguments: [editionNumber]) ?? false
    }
  }

  /// The words of a claim and their place; nil where a damaged segment speaks of a claim that there is not.
  private static func quote(_ claim: Int64, _ names: QueryNames, _ db: Database) throws -> ClaimSummary.Quote? {
    let statement = try db.cachedStatement(
      sql: """
        SELECT claim.quote, claim.language, claim.platform, claim.key, post.originalID, post.url, source.name, post.record
        FROM claim JOIN post ON post.edition = claim.edition AND post.platform = claim.platform AND post.key = claim.key
          JOIN source ON source.id = post.source
        WHERE claim.id = ?
        """)
    guard let row = try Row.fetchOne(statement, arguments: [claim]) else { return nil }
    let key: Int64 = row[3]
    return ClaimSummary.Quote(
      text: row[0], language: names.language(row[1]) ?? .undetermined, platform: names.platform(row[2]) ?? "",
      postID: PostKey.isDecimal(key) ? String(key) : row[4], url: row[5], source: row[6], record: row[7])
  }
}

/// What decides on the place of gathered claims among others; it is sorted in their stead, for they are large.
struct ClaimRank: Comparable {
  private let comesLater: Bool
  private let people: Int
  private let claims: Int64
  private let firstClaim: Int64
  private let index: Int

  private init(_ gathered: GatheredClaims, _ index: Int, _ query: ClaimQuery) {
    comesLater = query.areFramesFirst && gathered.subject.frame == nil
    (people, claims, firstClaim) = (gathered.people, gathered.claims, gathered.firstClaim)
    self.index = index
  }

  /// The places of `gathered` in the order in which they are told.
  static func order(of gathered: [GatheredClaims], _ query: ClaimQuery) -> [Int] {
    gathered.indices.map { ClaimRank(gathered[$0], $0, query) }.sorted().map(\.index)
  }

  /// Most people first; a total order, so that equal counts do not leave the order to chance.
  static func < (left: ClaimRank, right: ClaimRank) -> Bool {
    if left.comesLater != right.comesLater { return right.comesLater }
    if left.people != right.people { return right.people < left.people }
    if left.claims != right.claims { return right.claims < left.claims }
    return left.firstClaim != right.firstClaim ? left.firstClaim < right.firstClaim : left.index < right.index
  }
}
