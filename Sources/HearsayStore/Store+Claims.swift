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
      var gathered = try gather(query, names, db).filter { query.peopleLeast <= $0.authors.count }
      gathered.sort { Self.precedes($0, $1) }
      if let most = query.rowCountMost, most < gathered.count { gathered.removeSubrange(max(0, most)...) }
      return try gathered.map { claims in
        var summary = claims.summary(names)
        summary.quotes = try claims.quoted.map { try Self.quote($0, names, db) }
        return summary
      }
    }
  }

  private func gather(_ query: ClaimQuery, _ names: QueryNames, _ db: Database) throws -> [GatheredClaims] {
    let (condition, arguments) = conditions(query)
    let from =
      query.about.isEmpty
      ? "claim LEFT JOIN claimAbout ON claimAbout.claim = claim.id"
      : "claimAbout CROSS JOIN claim ON claim.id = claimAbout.claim"
    let sql = """
      SELECT claimAbout.entity, frame, topic, kind, stance, claim.id, platform, key, day, language, author, modality,
        sourceEntity, sourceWords, quote
      FROM \(from) \(condition) ORDER BY claim.id
      """
    var indices: [ClaimSummary.Subject: Int] = [:]
    var gathered: [GatheredClaims] = []
    let rows = try Row.fetchCursor(db, sql: sql, arguments: arguments)
    while let row = try rows.next() {
      var subject = ClaimSummary.Subject()
      subject.entity = (row[0] as Int64?).flatMap(names.entity)
      if let frame = row[1] as String? {
        subject.frame = FrameID(frame)
      } else {
        subject.topic = Topic(rawValue: row[2])
        subject.kind = ClaimKind(rawValue: row[3])
        subject.stance = Polarity(rawValue: row[4])
      }
      let index = indices[subject] ?? gathered.count
      if index == gathered.count {
        indices[subject] = index
        gathered.append(GatheredClaims(subject: subject))
      }
      gathered[index].add(row, names)
    }
    return gathered
  }

  private func conditions(_ query: ClaimQuery) -> (String, StatementArguments) {
    var parts = ["claim.edition = \(editionNumber)"]
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
  private static func precedes(_ left: GatheredClaims, _ right: GatheredClaims) -> Bool {
    if left.authors.count != right.authors.count { return right.authors.count < left.authors.count }
    if left.claims != right.claims { return right.claims < left.claims }
    return left.firstClaim < right.firstClaim
  }
}

/// A summary in the making.
private struct GatheredClaims {
  let subject: ClaimSummary.Subject
  var claims: Int64 = 0
  var authors: Set<Int64> = []
  /// Ids of the claims that are quoted.
  var quoted: [Int64] = []
  var firstClaim: Int64 = .max
  private var posts: Int64 = 0
  private var languages: Set<Int64> = []
  private var firstDay: Int64?
  private var lastDay: Int64?
  private var modalities: [Modality: Int64] = [:]
  private var cited: [String: Int64] = [:]
  private var latestPost: (platform: Int64, key: Int64)?
  private var quotes: Set<String> = []

  init(subject: ClaimSummary.Subject) { self.subject = subject }

  /// Adds a claim; the claims of a post come one after the other.
  mutating func add(_ row: Row, _ names: QueryNames) {
    claims += 1
    let id: Int64 = row[5]
    firstClaim = min(firstClaim, id)
    let post: (platform: Int64, key: Int64) = (row[6], row[7])
    let isNewPost = latestPost.map { $0 != post } ?? true
    latestPost = post
    if isNewPost { posts += 1 }
    if let day = row[8] as Int64?, day != Int64(StoredDay.unknown) {
      firstDay = min(firstDay ?? day, day)
      lastDay = max(lastDay ?? day, day)
    }
    languages.insert(row[9])
    if let author = row[10] as Int64? { authors.insert(author) }
    if let modality = Modality(rawValue: row[11]) { modalities[modality, default: 0] += 1 }
    if let entity = row[12] as Int64? {
      cited[names.entity(entity)?.description ?? "", default: 0] += 1
    } else if let words = row[13] as String? {
      cited[words, default: 0] += 1
    }
    if isNewPost, quoted.count < 3, quotes.insert(row[14]).inserted { quoted.append(id) }
  }

  func summary(_ names: QueryNames) -> ClaimSummary {
    var summary = ClaimSummary(subject: subject)
    summary.claims = claims
    summary.posts = posts
    summary.people = Int64(authors.count)
    summary.languages = languages.compactMap(names.language).sorted()
    summary.firstDay = StoredDay.day(firstDay)
    summary.lastDay = StoredDay.day(lastDay)
    summary.modalities = modalities
    summary.citedSources = cited.map { ClaimSummary.CitedSource(name: $0.key, claims: $0.value) }
      .sorted { $0.claims != $1.claims ? $1.claims < $0.claims : $0.name < $1.name }
    if 5 < summary.citedSources.count { summary.citedSources.removeSubrange(5...) }
    return summary
  }
}
