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
      """)

  @OptionGroup var options: AskOptions
  @Option(
    help:
      "What the rows stand for, separated by commas: \(SignalGroup.allCases.map(\.rawValue).joined(separator: ", ")).")
  var by: String = "chain"
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

  private func groups() throws -> [SignalGroup] {
    try by.split(separator: ",").map { name in
      guard let group = SignalGroup(rawValue: String(name)) else {
        throw ValidationError(
          "cannot group by \"\(name)\"; choose from \(SignalGroup.allCases.map(\.rawValue).joined(separator: ", "))")
      }
      return group
    }
  }

  mutating func validate() throws {
    let groups = try groups()
    if 1 < groups.count(where: \.isTime) { throw ValidationError("--by takes only one of day, week and month") }
    if Set(groups).count != groups.count { throw ValidationError("--by names a group twice") }
  }

  mutating func run() throws {
    let groups = try groups()
    let store = try options.store()
    let filter = filter()
    let query = SentimentQuery(
      filter, by: groups, order: groups.contains(where: \.isTime) ? .time : .posts, rowCountMost: options.limit)
    let rows = try Failure.orCannot { () throws(Diagnostics) in try store.sentiment(query) }
    var table = SentimentTable(groups).table(rows)
    if groups == [.chain] && options.format == .table {
      try addSeries(rows, store, filter, to: &table)
    }
    try Terminal.write(table.render(options.format))
  }

  private func filter() -> SignalFilter {
    var filter = SignalFilter()
    filter.entities = chain.map { EntityID($0) }
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
        "hype", "claims",
      ])
    table.rows = rows.map { row in groups.map { cell($0, row) } + figures(row) }
    if rows.contains(where: { $0.posts < 5 }) {
      table.footnotes.append(
        "±: half of the 95 % interval of the score, clustered by author; – where too few people speak")
    }
    return table
  }

  private func cell(_ group: SignalGroup, _ row: SentimentRow) -> ResultCell {
    switch group {
    case .chain: .optional(row.chain?.description)
    case .kind: .optional(row.kind?.rawValue)
    case .day, .week, .month: .optional(row.period?.description)
    case .language: .optional(row.language?.description)
    case .platform: .optional(row.platform)
    }
  }

  private func figures(_ row: SentimentRow) -> [ResultCell] {
    // Where nothing was judged, a share of it is unknown, not zero.
    func share(_ count: Int64) -> ResultCell { row.judged == 0 ? .missing : .share(Double(count) / Double(row.judged)) }
    return [
      .integer(row.posts), .integer(row.reposts), .integer(row.people), .optional(row.meanScore, 2),
      row.standardError.map { .text(Figures.decimal(1.96 * $0, 2)) } ?? .missing,
      share(row.positive), share(row.neutral),
      share(row.negative),
      .share(row.share(of: row.fear)), .share(row.share(of: row.uncertainty)), .share(row.share(of: row.doubt)),
      .integer(row.counter), .integer(row.hype), .integer(row.claims),
    ]
  }
}
