import Hearsay

/// What a run did, source by source.
struct RunAccounts {
  private let summary: RunSummary

  init(_ summary: RunSummary) { self.summary = summary }

  /// One row a source.
  func table() -> ResultTable {
    var table = ResultTable(["source", "format", "records", "stored", "duplicate", "skipped", "failed"])
    for source in summary.sources {
      table.rows.append([
        .text(source.name), .text(Self.format(source)), .integer(source.counts.records),
        .integer(source.counts.stored), .integer(source.counts.duplicate), .integer(source.counts.skipped),
        .integer(source.counts.failed),
      ])
    }
    return table
  }

  private static func format(_ source: RunSummary.Source) -> String {
    source.isNew ? source.format : source.endsEarly ? "failed before" : "read before"
  }

  /// Early ends beyond this many are not told one by one.
  private static let earlyEndMost = 10

  /// Which sources could not be read to the end, and why.
  private static func earlyEnds(of sources: [RunSummary.Source]) -> String {
    let ends = sources.compactMap { source in source.earlyEnd.map { (source.name, $0) } }
    guard !ends.isEmpty else { return "" }
    var text = Figures.counted(Int64(ends.count), "source", "sources") + " could not be read to the end\n"
    for (name, reason) in ends.prefix(earlyEndMost) { text += "  \(name): \(reason)\n" }
    if earlyEndMost < ends.count { text += "  and \(ends.count - earlyEndMost) more\n" }
    return text
  }

  /// One row a format, for runs of many sources.
  private func formatTable() -> ResultTable {
    var table = ResultTable(["format", "sources", "records", "stored", "duplicate", "skipped", "failed"])
    let names = summary.sources.map(Self.format)
    for name in Set(names).sorted() {
      let sources = zip(names, summary.sources).filter { $0.0 == name }.map(\.1)
      let counts = sources.reduce(RecordCounts()) { $0 + $1.counts }
      table.rows.append([
        .text(name.isEmpty ? "none" : name), .integer(Int64(sources.count)), .integer(counts.records),
        .integer(counts.stored), .integer(counts.duplicate), .integer(counts.skipped), .integer(counts.failed),
      ])
    }
    return table
  }

  /// The accounts for people: source by source, or format by format where there are many sources.
  func text(db: String) -> String {
    let counts = summary.counts
    guard !summary.sources.isEmpty else {
      return "nothing to read was found; hidden files, README and LICENSE are passed over in folders, and read where "
        + "they are named\n"
    }
    var text = (summary.sources.count <= 40 ? table() : formatTable()).render(.table) + "\n"
    if 40 < summary.sources.count { text += "source by source: hearsay sources --db \(db)\n" }
    text += Figures.counted(counts.records, "record", "records") + ": \(Figures.grouped(counts.stored)) stored, "
    text += "\(Figures.grouped(counts.duplicate)) duplicate, \(Figures.grouped(counts.skipped)) skipped, "
    text += "\(Figures.grouped(counts.failed)) failed\n"
    let before = summary.sources.filter { !$0.isNew }.reduce(RecordCounts()) { $0 + $1.allCounts }
    if 0 < before.failed {
      text += "in what was read before, \(Figures.grouped(before.failed)) of "
      text += Figures.counted(before.records, "record", "records") + " failed\n"
    }
    text += Self.earlyEnds(of: summary.sources)
    if 0 < counts.failed + before.failed { text += "what failed: hearsay sources --problems --db \(db)\n" }
    return text
  }
}
