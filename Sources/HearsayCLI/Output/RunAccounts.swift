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
        .text(source.name), .text(source.isNew ? source.format : "read before"), .integer(source.counts.records),
        .integer(source.counts.stored), .integer(source.counts.duplicate), .integer(source.counts.skipped),
        .integer(source.counts.failed),
      ])
    }
    return table
  }

  /// One row a format, for runs of many sources.
  private func formatTable() -> ResultTable {
    var table = ResultTable(["format", "sources", "records", "stored", "duplicate", "skipped", "failed"])
    let names = summary.sources.map { $0.isNew ? $0.format : "read before" }
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
    var text = (summary.sources.count <= 40 ? table() : formatTable()).render(.table) + "\n"
    if 40 < summary.sources.count { text += "source by source: hearsay sources --db \(db)\n" }
    text += Figures.counted(counts.records, "record", "records") + ": \(Figures.grouped(counts.stored)) stored, "
    text += "\(Figures.grouped(counts.duplicate)) duplicate, \(Figures.grouped(counts.skipped)) skipped, "
    text += "\(Figures.grouped(counts.failed)) failed\n"
    if 0 < counts.failed { text += "what failed: hearsay sources --problems --db \(db)\n" }
    return text
  }
}
