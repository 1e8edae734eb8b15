import GRDB
import HearsayCore

extension Store {
  /// Rows whose means are those of one mix of languages and platforms (direct standardisation).
  ///
  /// A series may move because people speak differently, or because more is read in another language.
  /// The mix of a subject is that of its judged posts in all rows together; a row's mean becomes
  /// Σ wₛ·mₛ / Σ wₛ over the strata s that it has, and `standardShare` is Σ wₛ of those.
  func standardised(_ query: SentimentQuery, _ db: Database) throws -> [SentimentRow] {
    var plain = query
    plain.standardised = []
    plain.rowCountMost = nil
    var fine = plain
    fine.isOrganicAsked = false
    fine.groups += query.standardised.filter { !query.groups.contains($0) }
    var strata: [SentimentRow] = []
    var rows = try rows(plain, db) { rows, sums, grouping in
      strata = try self.rows(fine, db) { fineRows, fineSums, fineGrouping in
        if let crowd = try Crowd(plain, edition: editionNumber, isSettled: isSettled(db)) {
          try crowd.add(to: &rows, sums, plain, &grouping, db)
          return try addVoices(to: &fineRows, fineSums, fine, &fineGrouping, db)
        }
        let voices = try nestedVoices(plain, grouping, &fineGrouping, fineSums, db)
        Self.add(voices.fine, to: &fineRows, fineSums, squareSum: voices.fine.squareSum)
        let squareSums = voices.squareSums
        Self.add(voices.coarse, to: &rows, sums) { squareSums[$0] }
      }
    }
    var weights: [Subject: [Stratum: Int64]] = [:]
    for row in strata {
      weights[Subject(row), default: [:]][Stratum(row, query.standardised), default: 0] += row.judged
    }
    let byRow = Dictionary(grouping: strata) { Place($0, query.groups) }
    for index in rows.indices {
      let own = weights[Subject(rows[index])] ?? [:]
      let total = own.values.reduce(0, +)
      var (weight, mean, square) = (0.0, 0.0, 0.0)
      var hasError = true
      for stratum in (byRow[Place(rows[index], query.groups)] ?? []).sorted(by: Self.isBefore) {
        guard let score = stratum.meanScore, 0 < total else { continue }
        let share = Double(own[Stratum(stratum, query.standardised)] ?? 0) / Double(total)
        weight += share
        mean += share * score
        // One person in a stratum gives no error: then the row has none either.
        if let error = stratum.standardError { square += share * share * error * error } else { hasError = false }
      }
      guard 0 < weight else { continue }
      rows[index].meanScore = mean / weight
      rows[index].standardError = hasError ? square.squareRoot() / weight : nil
      rows[index].intervalHalf = rows[index].standardError.map { $0 * StudentQuantile.ofInterval(degrees: .infinity) }
      rows[index].standardShare = weight
    }
    return Self.arranged(rows, query)
  }

  /// The voices by the groups of `fine`, and by those of `query`, which consist of these, in one pass.
  private func nestedVoices(
    _ query: SentimentQuery, _ grouping: SignalGrouping, _ fine: inout SignalGrouping, _ sums: [SignalSums],
    _ db: Database
  ) throws -> NestedVoices {
    let groups = Dictionary(uniqueKeysWithValues: grouping.keys.enumerated().map { ($1, $0) })
    let outer = fine.keys.compactMap { key in
      var key = key
      if !query.groups.contains(.language) { key.language = 0 }
      if !query.groups.contains(.platform) { key.platform = 0 }
      return groups[key]
    }
    precondition(outer.count == sums.count, "every stratum belongs to a row")
    return try VoicePass.run(
      NestedVoices(coarseGroups: outer, coarseCount: groups.count, isCapped: query.isOrganicAsked),
      edition: editionNumber, CellFilter(query.filter, db), postsAsked: sums.reduce(0) { $0 + $1.posts }, db
    ) { key in
      let group = fine.index(of: key)
      return group < outer.count ? group : nil
    }
  }

  private static func isBefore(_ left: SentimentRow, _ right: SentimentRow) -> Bool {
    let (one, other) = (left.language?.description ?? "", right.language?.description ?? "")
    return one != other ? one < other : (left.platform ?? "") < (right.platform ?? "")
  }

  /// Of whom a row speaks.
  private struct Subject: Hashable {
    let chain: EntityID?
    let kind: EntityKind?
    init(_ row: SentimentRow) { (chain, kind) = (row.chain, row.kind) }
  }

  /// What is held constant.
  private struct Stratum: Hashable {
    let language: LanguageCode?
    let platform: String?
    init(_ row: SentimentRow, _ groups: [SignalGroup]) {
      language = groups.contains(.language) ? row.language : nil
      platform = groups.contains(.platform) ? row.platform : nil
    }
  }

  /// Which row of the question a finer row belongs to.
  private struct Place: Hashable {
    let subject: Subject
    let period: Day?
    let language: LanguageCode?
    let platform: String?
    init(_ row: SentimentRow, _ groups: [SignalGroup]) {
      subject = Subject(row)
      period = row.period
      language = groups.contains(.language) ? row.language : nil
      platform = groups.contains(.platform) ? row.platform : nil
    }
  }
}
