import GRDB
import HearsayCore

extension Store {
  /// Claims of many posts, brought together by what they say; those of most people first.
  ///
  /// A database that keeps signals only has no claims to bring together.
  ///
  /// - Complexity: one pass over the pairs of `claimAbout` and over the claims about the query's
  ///   entities; over all claims where no entity is given (over those of a frame, by an index,
  ///   where one is).
  public func claims(_ query: ClaimQuery) throws(Diagnostics) -> [ClaimSummary] {
    try read { db in
      let names = try QueryNames(db)
      var found = try digested(query, names, db)
      if found == nil {
        var gathered = try gather(query, edition: editionNumber, names, db).filter {
          query.peopleLeast <= $0.authors.count && (!query.isFramedOnly || $0.subject.frame != nil)
        }
        gathered.sort { Self.precedes($0, $1, query) }
        found = gathered.prefix(max(0, query.rowCountMost ?? .max)).map { ($0.summary(names), $0.quoted) }
      }
      return try (found ?? []).map { summary, quoted in
        var summary = summary
        summary.quotes = try quoted.map { try Self.quote($0, names, db) }
        return summary
      }
    }
  }

  func gather(_ query: ClaimQuery, edition: Int64, _ names: QueryNames, _ db: Database) throws -> [GatheredClaims] {
    let (condition, arguments) = conditions(query, edition)
    let from =
      query.about.isEmpty
      ? "claim LEFT JOIN claimAbout ON claimAbout.claim = claim.id"
      : "claimAbout CROSS JOIN claim ON claim.id = claimAbout.claim"
    let sql = """
      SELECT claimAbout.entity, claim.id, platform, key, day, language, author, sourceEntity, frame, topic, kind,
        stance, modality, sourceWords, quote
      FROM \(from) \(condition) ORDER BY claim.id
      """
    let pushed = try PushedPosts(edition, db)
    var words = ClaimWords()
    var indices: [ReadClaim.Key: Int] = [:]
    var gathered: [GatheredClaims] = []
    try NumberScan.run(db, sql, arguments) { row in
      let claim = words.read(row)
      let index = indices[claim.key] ?? gathered.count
      if index == gathered.count {
        indices[claim.key] = index
        gathered.append(GatheredClaims(subject: words.subject(claim.key, names)))
      }
      gathered[index].add(row, claim, names, pushed)
    }
    return gathered
  }

  private func conditions(_ query: ClaimQuery, _ edition: Int64) -> (String, StatementArguments) {
    var parts = ["claim.edition = \(edition)"]
    var arguments = StatementArguments()
    if !query.about.isEmpty {
      let marks = SignalFilter.marks(query.about.count)
      parts.append("claimAbout.entity IN (SELECT id FROM entity WHERE name IN (\(marks)))")
      arguments += StatementArguments(query.about.map(\.description))
    }
    func equal(_ column: String, _ value: String?) {
      guard let value else { return }
      parts.append("\(column) = ?")
      arguments += [value]
    }
    equal("topic", query.topic?.rawValue)
    equal("kind", query.kind?.rawValue)
    equal("modality", query.modality?.rawValue)
    equal("frame", query.frame?.description)
    if let language = query.language {
      parts.append("language = (SELECT id FROM language WHERE name = ?)")
      arguments += [language.description]
    }
    if query.since != nil || query.until != nil {
      parts.append("day BETWEEN ? AND ?")
      arguments += [
        query.since.map { Int64($0.number) } ?? -1_000_000, query.until.map { Int64($0.number) } ?? 10_000_000,
      ]
    }
    return ("WHERE " + parts.joined(separator: " AND "), arguments)
  }

  private static func quote(_ claim: Int64, _ names: QueryNames, _ db: Database) throws -> ClaimSummary.Quote {
    let statement = try db.cachedStatement(
      sql: """
        SELECT claim.quote, claim.language, claim.platform, claim.key, post.originalID, post.url, source.name, post.record
        FROM claim JOIN post ON post.edition = claim.edition AND post.platform = claim.platform AND post.key = claim.key
          JOIN source ON source.id = post.source
        WHERE claim.id = ?
        """)
    guard let row = try Row.fetchOne(statement, arguments: [claim]) else {
      throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "claim \(claim) has no post")
    }
    let key: Int64 = row[3]
    return ClaimSummary.Quote(
      text: row[0], language: names.language(row[1]) ?? .undetermined, platform: names.platform(row[2]) ?? "",
      postID: PostKey.isDecimal(key) ? String(key) : row[4], url: row[5], source: row[6], record: row[7])
  }

  /// Most people first; a total order, so that equal counts do not leave the order to chance.
  static func precedes(_ left: GatheredClaims, _ right: GatheredClaims, _ query: ClaimQuery) -> Bool {
    if query.areFramesFirst, (left.subject.frame == nil) != (right.subject.frame == nil) {
      return left.subject.frame != nil
    }
    if left.authors.count != right.authors.count { return right.authors.count < left.authors.count }
    if left.claims != right.claims { return right.claims < left.claims }
    return left.firstClaim < right.firstClaim
  }
}
