import Hearsay

/// Lays out what moves when lexicons change: for people in sections, for programs as one table.
struct ImpactText {
  private let report: ImpactReport
  private let limit: Int

  init(_ report: ImpactReport, limit: Int) {
    self.report = report
    self.limit = limit
  }

  /// The report in `format`.
  func render(_ format: ResultFormat) -> String {
    switch format {
    case .csv, .json, .jsonl: return table().render(format)
    case .table, .markdown:
      let sections = [
        ("what changed", aspects().render(format)), ("entries that move posts", entries().render(format)),
        ("entities that move", entities().render(format)), ("series that move most", series().render(format)),
        ("posts that move most", format == .markdown ? examples().render(format) : blocks()),
      ]
      let texts = sections.map { title, text in (format == .markdown ? "## \(title)\n\n" : "\(title)\n") + text }
      return texts.joined(separator: "\n") + "\n" + accounts()
    }
  }

  private func aspects() -> ResultTable {
    var table = ResultTable(["what", "posts"])
    table.rows = ImpactAspect.allCases.map { [.text($0.rawValue), .integer(Int64(report.aspectCounts[$0] ?? 0))] }
    table.rows.append([.text("anything"), .integer(Int64(report.movedCount))])
    table.rows.append([.text("without an edited entry in the post"), .integer(Int64(report.unexplainedCount))])
    return table
  }

  private func entries() -> ResultTable {
    var table = ResultTable(["lexicon", "entry", "edit", "posts"])
    table.rows = report.entries.prefix(limit).map { item in
      [.text(item.entry.lexicon), .text(item.entry.name), .text(item.edit.rawValue), .integer(Int64(item.posts))]
    }
    let silent = report.edits.all.count - report.entries.count
    table.footnotes = [rest(report.entries.count, "entries"), "\(silent) edited entries move no post"]
      .filter { !$0.isEmpty }
    return table
  }

  private static let movementColumns = ["posts before", "posts", "score before", "score", "fud before", "fud"]

  private static func cells(_ movement: ImpactReport.Movement) -> [ResultCell] {
    let (old, new) = (movement.old, movement.new)
    return [
      .integer(old.posts), .integer(new.posts), .optional(old.meanScore, 3), .optional(new.meanScore, 3),
      .integer(old.fud), .integer(new.fud),
    ]
  }

  private func entities() -> ResultTable {
    let moved = report.movedEntities
    var table = ResultTable(["entity"] + Self.movementColumns)
    table.rows = moved.prefix(limit).map { [.text($0.entity.description)] + Self.cells($0.movement) }
    table.footnotes = [rest(moved.count, "entities")].filter { !$0.isEmpty }
    return table
  }

  private func series() -> ResultTable {
    let moved = report.movedSeries
    var table = ResultTable(["entity", "day"] + Self.movementColumns)
    table.rows = moved.prefix(limit).map { item in
      [.text(item.series.entity.description), .optional(item.series.day?.description)] + Self.cells(item.movement)
    }
    table.footnotes = ["\(moved.count) of \(report.seriesCount) series move"]
    return table
  }

  private func examples() -> ResultTable {
    var table = ResultTable(["place", "before", "after", "what", "entries", "text"])
    table.rows = report.examples.map { example in
      [
        .text(example.place), Self.verdict(example.old), Self.verdict(example.new),
        .list(example.aspects.map(\.rawValue)), .list(example.entries.map { "\($0.lexicon): \($0.name)" }),
        .text(example.text),
      ]
    }
    return table
  }

  /// The examples for reading: one block each.
  private func blocks() -> String {
    if report.examples.isEmpty { return "nothing found\n" }
    return report.examples.map { example in
      let facts = [Self.verdict(example.old), Self.verdict(example.new)].map { $0.plain(list: "") }
      let entries = example.entries.map { "\($0.lexicon): \($0.name)" }.joined(separator: ", ")
      return """
        \(example.place)  \(facts[0]) → \(facts[1])  (\(example.aspects.map(\.rawValue).joined(separator: ", ")))
          \(DisplayWidth.cut(example.text, to: 200))
          \(entries.isEmpty ? "no edited entry" : entries)

        """
    }.joined()
  }

  private static func verdict(_ verdict: (label: Polarity, score: Score)?) -> ResultCell {
    guard let verdict else { return .text("not kept") }
    return .text("\(verdict.label.rawValue) \(Figures.signed(Double(verdict.score.thousandths) / 1000, 2))")
  }

  /// Everything in one table, the part that it belongs to in the first column.
  private func table() -> ResultTable {
    var table = ResultTable(["part", "name", "detail"] + Self.movementColumns.map { $0.replacing(" ", with: "_") })
    let none: [ResultCell] = Array(repeating: .missing, count: 4)
    for edit in LexiconEdits.Edit.allCases {
      table.rows.append(
        [.text("edits"), .text(edit.rawValue), .missing, .missing, .integer(Int64(report.edits.count(of: edit)))] + none
      )
    }
    for row in aspects().rows { table.rows.append([.text("changed"), row[0], .missing, .missing, row[1]] + none) }
    for item in report.entries.prefix(limit) {
      table.rows.append(
        [
          .text("entry"), .text("\(item.entry.lexicon): \(item.entry.name)"), .text(item.edit.rawValue), .missing,
          .integer(Int64(item.posts)),
        ] + none)
    }
    for row in entities().rows { table.rows.append([.text("entity"), row[0], .missing] + row.dropFirst()) }
    for row in series().rows { table.rows.append([.text("series")] + row) }
    for example in report.examples {
      let scores = [example.old, example.new].map { verdict in
        verdict.map { ResultCell.decimal(Double($0.score.thousandths) / 1000, 3) } ?? .missing
      }
      table.rows.append(
        [.text("post"), .text(example.place), .text(example.text), .missing, .missing] + scores + [.missing, .missing])
    }
    return table
  }

  private func rest(_ count: Int, _ what: String) -> String {
    limit < count ? "\(count - limit) more \(what) are left out; --limit shows them" : ""
  }

  private func accounts() -> String {
    let edits = LexiconEdits.Edit.allCases.map { "\(report.edits.count(of: $0)) \($0.rawValue)" }
    let share = report.counts.stored == 0 ? 0 : Double(report.movedCount) / Double(report.counts.stored)
    return """
      \(edits.joined(separator: ", ")) entries; \(Figures.grouped(Int64(report.movedCount))) of \
      \(Figures.grouped(report.counts.stored)) posts move (\(Figures.percent(share))), \
      \(Figures.grouped(report.counts.duplicate)) duplicate, \(Figures.grouped(report.counts.skipped)) skipped, \(Figures.grouped(report.counts.failed)) failed.

      """
  }
}
