import GRDB
import HearsayCore

extension Store {
  /// Works out the table `claimDigest`: the summaries of all claims without restrictions.
  func writeDigest(_ edition: Int64, _ db: Database) throws {
    let names = try QueryNames(db)
    let gathered = try gather(ClaimQuery(), edition: edition, names, db)
    var insert = try BulkInsert(db, Statements.insertClaimDigest, edition)
    let topics = BulkWords<Topic>(&insert.rows, \.rawValue)
    let kinds = BulkWords<ClaimKind>(&insert.rows, \.rawValue)
    let stances = BulkWords<Polarity>(&insert.rows, \.rawValue)
    for (rank, place) in ClaimRank.order(of: gathered, ClaimQuery()).enumerated() {
      let subject = gathered[place].subject
      insert.rows.add(Int64(rank + 1))
      insert.rows.add(gathered[place].entity == 0 ? nil : gathered[place].entity)
      insert.rows.add(subject.frame?.description)
      insert.rows.add(subject.topic.flatMap { topics[$0] })
      insert.rows.add(subject.kind.flatMap { kinds[$0] })
      insert.rows.add(subject.stance.flatMap { stances[$0] })
      insert.rows.add(gathered[place], names)
      insert.rows.add(subject.amount?.thousandths)
      insert.rows.add(subject.amount?.unit)
      insert.rows.add(subject.date)
      insert.rows.add(subject.party?.description)
      insert.rows.add(subject.amount?.thousandthsUpTo)
      try insert.runIfMany()
    }
    try insert.run()
  }

  /// What the digest says to `query`, with the ids of the claims to be quoted; nil where it cannot answer.
  func digested(
    _ query: ClaimQuery, _ names: QueryNames, _ db: Database
  ) throws -> [(summary: ClaimSummary, quoted: [Int64])]? {
    guard query.topic == nil, query.kind == nil, query.modality == nil, query.language == nil, query.platform == nil,
      query.since == nil, query.until == nil, try Self.isDigested(editionNumber, db)
    else { return nil }
    var conditions = ["edition = ?", "? <= people"]
    var arguments: StatementArguments = [editionNumber, query.peopleLeast]
    if !query.about.isEmpty {
      conditions.append(
        "entity IN (SELECT id FROM entity WHERE name IN (\(SignalFilter.marks(query.about.count))))")
      arguments += StatementArguments(query.about.map(\.description))
    }
    if let frame = query.frame {
      conditions.append("frame = ?")
      arguments += [frame.description]
    }
    if query.isFramedOnly { conditions.append("frame IS NOT NULL") }
    arguments += [query.rowCountMost ?? -1]
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT * FROM claimDigest WHERE \(conditions.joined(separator: " AND "))
        ORDER BY \(query.areFramesFirst ? "frame IS NULL, " : "")rank LIMIT ?
        """, arguments: arguments)
    return rows.map { ($0.summary(names), Self.numbers($0["quoted"])) }
  }

  /// Whether summaries without restrictions are those of the time before a run that is writing, or was interrupted.
  public func areSummariesOld() throws(Diagnostics) -> Bool {
    try read { db in try Self.isDigested(editionNumber, db) && !isSettled(db) }
  }

  /// Whether there is a digest; while a run is writing, or after it was interrupted, that of the time before.
  private static func isDigested(_ edition: Int64, _ db: Database) throws -> Bool {
    try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM settled WHERE edition = ?)", arguments: [edition]) ?? false
  }

  fileprivate static func numbers(_ words: String) -> [Int64] { words.split(separator: " ").compactMap { Int64($0) } }
}

extension Row {
  /// The summary that a row of the digest stands for, without quotes.
  fileprivate func summary(_ names: QueryNames) -> ClaimSummary {
    var subject = ClaimSummary.Subject()
    subject.entity = (self["entity"] as Int64?).flatMap(names.entity)
    subject.frame = (self["frame"] as String?).map { FrameID($0) }
    subject.topic = (self["topic"] as String?).flatMap(Topic.init(rawValue:))
    subject.kind = (self["kind"] as String?).flatMap(ClaimKind.init(rawValue:))
    subject.stance = (self["stance"] as String?).flatMap(Polarity.init(rawValue:))
    if let thousandths = self["amount"] as Int64?, let unit = self["unit"] as String? {
      subject.amount = ClaimAmount(thousandths: thousandths, upTo: self["amountUpTo"], unit: unit)
    }
    subject.date = self["date"]
    subject.party = (self["party"] as String?).flatMap { ClaimParty($0) }
    var summary = ClaimSummary(subject: subject)
    (summary.claims, summary.posts, summary.people) = (self["claims"], self["posts"], self["people"])
    (summary.pushedPosts, summary.reported) = (self["pushedPosts"], self["reported"])
    summary.firstDay = StoredDay.day(self["firstDay"])
    summary.lastDay = StoredDay.day(self["lastDay"])
    summary.languages = Store.numbers(self["languages"]).compactMap(names.language).sorted()
    summary.platforms = Store.numbers(self["platforms"]).compactMap(names.platform).sorted()
    for (modality, count) in zip(Modality.allCases, Store.numbers(self["modalities"])) where 0 < count {
      summary.modalities[modality] = count
    }
    for (stance, count) in zip(Polarity.allCases, Store.numbers(self["stances"])) where 0 < count {
      summary.stances[stance] = count
    }
    summary.citedSources = Self.cited(self["cited"])
    summary.relays = Self.cited(self["via"])
    return summary
  }

  /// What `BulkRows.add(cited:)` wrote.
  private static func cited(_ lines: String) -> [ClaimSummary.CitedSource] {
    lines.split(separator: "\n").compactMap { line in
      let parts = line.split(separator: " ", maxSplits: 1)
      guard let count = parts.first.flatMap({ Int64($0) }) else { return nil }
      return ClaimSummary.CitedSource(name: parts.count == 2 ? String(parts[1]) : "", claims: count)
    }
  }
}

extension BulkRows {
  /// Adds the columns of a digest that do not tell what the claims are about.
  fileprivate mutating func add(_ claims: GatheredClaims, _ names: QueryNames) {
    add(claims.claims)
    add(claims.posts)
    add(Int64(claims.people))
    add(claims.pushedPosts)
    add(claims.reported)
    add(claims.firstDay)
    add(claims.lastDay)
    add(list: claims.languages)
    add(list: claims.platforms)
    add(list: claims.modalities)
    add(list: claims.stances)
    add(cited: claims.citedSources(names))
    add(cited: claims.relays(names))
    add(list: claims.quoted)
  }

  /// A line for each source: how many claims, and its name.
  private mutating func add(cited sources: [ClaimSummary.CitedSource]) {
    let lines = sources.map { source in
      "\(source.claims) \(source.name.split(whereSeparator: \.isNewline).joined(separator: " "))"
    }
    add(lines.joined(separator: "\n"))
  }
}
