import ArgumentParser
import Hearsay

/// The command `hearsay sentiment`.
struct SentimentCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sentiment",
    abstract: "Says how chains are spoken of: posts, people, sentiment and FUD, by chain and time.",
    discussion: """
      Reads stored signals only; takes milliseconds. A post that names three chains is a post about each of them; \
      people are counted once. A dash is not zero: nothing was said, or nothing was read. The claims behind the \
      figures are listed by "hearsay claims".

        hearsay sentiment --by chain
        hearsay sentiment --chain scroll --by week
        hearsay sentiment --by chain,language --since 2026-03-01 --format csv
        hearsay sentiment --compare scroll metis
        hearsay sentiment --chain scroll --by month --standardise language,platform
        hearsay sentiment --chain scroll --by week --organic
        hearsay sentiment --chain scroll --explain

      --standardise holds the mix of languages or platforms constant, so that a series does not move only because \
      more was read in another language. --organic counts four ways: all posts, each author once a day, \
      near-duplicates once, and without coordinated posting. --explain takes the sum of scores apart into languages, \
      authors, claims and lexicon entries, which add up exactly.
      """)

  @OptionGroup var options: AskOptions
  @Option(
    help:
      "What the rows stand for, separated by commas: \(SignalGroup.allCases.map(\.rawValue).joined(separator: ", ")). (default: chain)"
  )
  var by: String?
  @Option(help: "Only these entities, by id; may be repeated.")
  var chain: [String] = []
  @Option(
    help:
      "Only these kinds of entity; may be repeated. By default chains, rollups and sectors, unless --chain is given.")
  var kind: [EntityKind] = []
  @Flag(help: "All kinds of entity: protocols, people, regulators … too.")
  var all = false
  @Option(help: "Only posts on this platform.")
  var platform: String?
  @Option(parsing: .upToNextOption, help: "Two entities, by id: how differently they are spoken of.")
  var compare: [String] = []
  @Option(help: "Hold the mix of these constant: language, platform, or both with a comma.")
  var standardise: String?
  @Flag(help: "Count four ways, and say where what one would conclude differs.")
  var organic = false
  @Flag(help: "Take the figures apart instead: into languages, platforms, days, authors, claims, lexicon entries.")
  var explain = false

  private func groups() throws -> [SignalGroup] {
    try (by ?? "chain").split(separator: ",").map { name in
      guard let group = SignalGroup(rawValue: String(name)) else {
        throw ValidationError(
          "cannot group by \"\(name)\"; choose from \(SignalGroup.allCases.map(\.rawValue).joined(separator: ", "))")
      }
      return group
    }
  }

  private func standardised() throws -> [SignalGroup] {
    try (standardise ?? "").split(separator: ",").map { name in
      guard let group = SignalGroup(rawValue: String(name)), group == .language || group == .platform else {
        throw ValidationError("--standardise takes language, platform or both, not \"\(name)\"")
      }
      return group
    }
  }

  mutating func validate() throws {
    let groups = try groups()
    if !compare.isEmpty && compare.count != 2 { throw ValidationError("--compare takes two entities") }
    if 1 < [!compare.isEmpty, organic || standardise != nil, explain].count(where: { $0 }) {
      throw ValidationError("--compare, --explain, and --organic or --standardise ask for different things: choose one")
    }
    if by != nil && (explain || !compare.isEmpty) {
      throw ValidationError(
        "\(explain ? "--explain" : "--compare") does not go with --by: it looks at all posts that are asked for; narrow "
          + "them down with --since, --until, --language and --platform")
    }
    if organic && standardise != nil { throw ValidationError("--organic and --standardise do not go together") }
    _ = try standardised()
    if 1 < groups.count(where: \.isTime) { throw ValidationError("--by takes only one of day, week and month") }
    if Set(groups).count != groups.count { throw ValidationError("--by names a group twice") }
  }

  mutating func run() throws {
    let groups = try groups()
    let store = try options.store()
    let filter = filter()
    try store.reportUnknown(filter.entities + compare.entityIDs, platform: platform, language: options.language)
    if !compare.isEmpty { return try showComparison(store, filter) }
    if explain { return try showDecomposition(store, filter) }
    var query = SentimentQuery(
      filter, by: groups, order: groups.contains(where: \.isTime) ? .time : .posts, rowCountMost: options.limit)
    query.isOrganicAsked = organic
    query.standardised = try standardised()
    let asked = query
    let found = try Failure.orCannot { () throws(Diagnostics) in try store.sentiment(asked) }
    // What is said of nobody who is named is no chain's, and stands behind them.
    let rows = groups == [.chain] ? found.filter { $0.chain != .market } + found.filter { $0.chain == .market } : found
    var table = organic ? OrganicTable(groups).table(rows) : SentimentTable(groups).table(rows)
    if organic, try Failure.orCannot({ () throws(Diagnostics) in try !store.isSettled() }) {
      table.footnotes.append("a run was not finished: near-duplicates are those of the time before")
    }
    if groups == [.chain] && options.format == .table && !organic && query.standardised.isEmpty {
      try addSeries(rows, store, filter, to: &table)
    }
    try Terminal.write(table.render(options.format), as: options.format)
  }

  private func showComparison(_ store: Store, _ filter: SignalFilter) throws {
    let (one, other) = (compare.entityIDs[0], compare.entityIDs[1])
    let comparison = try Failure.orCannot { () throws(Diagnostics) in try store.compare(one, other, filter) }
    var table = SentimentTable([.chain]).table(comparison.rows)
    table.rows.append(SentimentTable.difference(comparison, columnCount: table.columns.count))
    if options.format == .table {
      table.footnotes.append(
        comparison.difference == nil
          ? "there is nothing to compare: one of them was not judged"
          : comparison.isClear
            ? "the difference is clear: its 95 % interval leaves out 0"
            : "the difference is not clear: its 95 % interval holds 0, or too few people speak")
      table.footnotes.append(
        "\(Figures.grouped(comparison.peopleOfBoth)) people speak of both, and are one person each")
    }
    try Terminal.write(table.render(options.format), as: options.format)
  }

  private func showDecomposition(_ store: Store, _ filter: SignalFilter) throws {
    let most = options.limit ?? 12
    let cell = try Failure.orCannot { () throws(Diagnostics) in try store.decompose(filter, partCountMost: most) }
    try Terminal.write(DecompositionTable.table(cell).render(options.format), as: options.format)
  }

  private func filter() -> SignalFilter {
    var filter = SignalFilter()
    filter.entities = chain.entityIDs
    filter.kinds = kind
    if kind.isEmpty && chain.isEmpty && !all { filter.kinds = [.chain, .rollup, .sector] }
    filter.since = options.since
    filter.until = options.until
    filter.language = options.language
    filter.platform = platform
    return filter
  }

  /// Puts a weekly sparkline of the mean score behind each chain.
  private func addSeries(_ rows: [SentimentRow], _ store: Store, _ filter: SignalFilter, to table: inout ResultTable)
    throws
  {
    let entities = rows.compactMap(\.chain)
    let series = try Failure.orCannot { () throws(Diagnostics) in try store.series(of: entities, by: .week, filter) }
    guard let weeks = series.first?.points.map(\.period), let first = weeks.first, let last = weeks.last else { return }
    var wide = ResultTable(table.columns + ["weeks"])
    wide.dispensable = table.dispensable
    wide.rows = zip(table.rows, series).map { row, one in
      row + [.text(Sparkline.render(one.points.suffix(60).map(\.meanScore), from: -1, to: 1))]
    }
    wide.footnotes =
      table.footnotes + ["weeks: mean score per week from \(first) to \(last), ▁ −1 … █ +1, · nothing said"]
    table = wide
  }
}

/// Lays out rows of sentiment.
struct SentimentTable {
  private let groups: [SignalGroup]

  init(_ groups: [SignalGroup]) { self.groups = groups }

  func table(_ rows: [SentimentRow]) -> ResultTable {
    var table = ResultTable(
      groups.map(\.rawValue) + [
        "posts", "reposts", "people", "score", "±", "positive", "neutral", "negative", "fear", "uncertainty", "doubt",
        "counter",
        "hype", "claims", "read", "note",
      ])
    table.dispensable = [
      "reposts", "read", "hype", "counter", "neutral", "claims", "note", "uncertainty", "doubt", "fear", "weeks",
      "positive", "negative", "±",
    ]
    table.rows = rows.map { row in groups.map { Self.cell($0, row) } + figures(row) }
    table.footnotes.append(
      "±: half of the 95 % interval of the score, clustered by author; – where too few people speak")
    table.footnotes.append(
      "read: all posts of that time, language and platform that were read; few: of fewer than \(Self.peopleFew) people")
    if !groups.contains(.chain) && rows.contains(where: { $0.coveragePosts < $0.posts }) {
      table.footnotes.append("posts: a post that names three chains counts three times, as a post about each")
    }
    if rows.contains(where: { $0.chain == .market }) {
      table.footnotes.append("market: fear, uncertainty and doubt toward nobody who is named")
    }
    if rows.contains(where: { $0.standardShare != nil }) {
      table.footnotes.append("score and ± are standardised; part: some of the mix was not there")
    }
    return table
  }

  /// Fewer people than this say little about others.
  static let peopleFew = 5

  /// The last row of a comparison.
  static func difference(_ comparison: Comparison, columnCount: Int) -> [ResultCell] {
    var row = [ResultCell](repeating: .missing, count: columnCount)
    row[0] = .text("difference")
    row[3] = .integer(comparison.peopleOfBoth)
    row[4] = .optional(comparison.difference, 2)
    row[5] = half(comparison.intervalHalf, most: 2)
    return row
  }

  /// Half of an interval; one as wide as all values that there can be says nothing.
  private static func half(_ value: Double?, most: Double) -> ResultCell {
    guard let value, value < most else { return .missing }
    return .measure(value, 2)
  }

  static func cell(_ group: SignalGroup, _ row: SentimentRow) -> ResultCell {
    switch group {
    case .chain: .optional(row.chain?.description)
    case .kind: .optional(row.kind?.rawValue)
    case .day, .week: .optional(row.period?.description)
    case .month: .optional(row.period.map { String($0.description.prefix(7)) })
    case .language: .optional(row.language?.description)
    case .platform: .optional(row.platform)
    }
  }

  private static func note(_ row: SentimentRow) -> ResultCell {
    var notes = row.people < peopleFew ? ["few"] : []
    if let share = row.standardShare, share < 0.999 { notes.append("part") }
    return notes.isEmpty ? .missing : .text(notes.joined(separator: ", "))
  }

  private func figures(_ row: SentimentRow) -> [ResultCell] {
    // Where nothing was judged, a share of it is unknown, not zero.
    func share(_ count: Int64) -> ResultCell { row.judged == 0 ? .missing : .share(Double(count) / Double(row.judged)) }
    return [
      .integer(row.posts), .integer(row.reposts), .integer(row.people), .optional(row.meanScore, 2),
      Self.half(row.intervalHalf, most: 1),
      share(row.positive), share(row.neutral),
      share(row.negative),
      .share(row.share(of: row.fear)), .share(row.share(of: row.uncertainty)), .share(row.share(of: row.doubt)),
      .integer(row.counter), .integer(row.hype), .integer(row.claims), .integer(row.coveragePosts),
      Self.note(row),
    ]
  }
}
