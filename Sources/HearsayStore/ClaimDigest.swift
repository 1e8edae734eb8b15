import GRDB
import HearsayCore

extension Store {
  /// The order in which `Subject`s' counts stand in a digest.
  private static let stanceOrder: [Polarity] = [.negative, .neutral, .positive, .mixed]

  /// Works out the table `claimDigest`: the summaries of all claims without restrictions.
  func writeDigest(_ edition: Int64, _ db: Database) throws {
    let names = try QueryNames(db)
    let numbers = try Dictionary(
      uniqueKeysWithValues: Row.fetchAll(db, sql: "SELECT name, id FROM entity").map {
        ($0[0] as String, $0[1] as Int64)
      })
    var gathered = try gather(ClaimQuery(), edition: edition, names, db)
    gathered.sort { Self.precedes($0, $1, ClaimQuery()) }
    var insert = try BulkInsert(db, Statements.insertClaimDigest, edition: edition)
    for (index, claims) in gathered.enumerated() {
      let summary = claims.summary(names)
      insert.rows.add(Int64(index + 1))
      insert.rows.add(summary.subject.entity.flatMap { numbers[$0.description] })
      for word in Self.heading(of: summary.subject) { insert.rows.add(word) }
      for count in [summary.claims, summary.posts, summary.people, summary.pushedPosts, summary.reported] {
        insert.rows.add(count)
      }
      insert.rows.add(summary.firstDay.map { Int64($0.number) })
      insert.rows.add(summary.lastDay.map { Int64($0.number) })
      insert.rows.add(list: claims.languages.sorted())
      insert.rows.add(list: claims.platforms.sorted())
      insert.rows.add(list: Modality.allCases.map { summary.modalities[$0] ?? 0 })
      insert.rows.add(list: Self.stanceOrder.map { summary.stances[$0] ?? 0 })
      insert.rows.add(Self.lines(of: summary.citedSources))
      insert.rows.add(list: claims.quoted)
      insert.rows.add(summary.subject.amount?.thousandths)
      insert.rows.add(summary.subject.amount?.unit)
      insert.rows.add(summary.subject.date)
      insert.rows.add(summary.subject.party?.description)
      insert.rows.add(summary.subject.amount?.thousandthsUpTo)
      try insert.runIfMany()
    }
    try insert.run()
  }

  private static func heading(of subject: ClaimSummary.Subject) -> [String?] {
    [subject.frame?.description, subject.topic?.rawValue, subject.kind?.rawValue, subject.stance?.rawValue]
  }

  /// A line for each source: how many claims, and its name.
  private static func lines(of sources: [ClaimSummary.CitedSource]) -> String {
    sources.map { "\($0.claims) \($0.name.split(whereSeparator: \.isNewline).joined(separator: " "))" }
      .joined(separator: "\n")
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
    return rows.map { ($0.summary(names, Self.stanceOrder), Self.numbers($0["quoted"])) }
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
  fileprivate func summary(_ names: QueryNames, _ stances: [Polarity]) -> ClaimSummary {
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
    for (stance, count) in zip(stances, Store.numbers(self["stances"])) where 0 < count {
      summary.stances[stance] = count
    }
    summary.citedSources = (self["cited"] as String).split(separator: "\n").compactMap { line in
      let parts = line.split(separator: " ", maxSplits: 1)
      guard let count = parts.first.flatMap({ Int64($0) }) else { return nil }
      return ClaimSummary.CitedSource(name: parts.count == 2 ? String(parts[1]) : "", claims: count)
    }
    return summary
  }
}
