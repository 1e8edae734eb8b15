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

  /// The accounts for people.
  func text(db: String) -> String {
    let counts = summary.counts
    var text = summary.sources.count <= 40 ? table().render(.table) + "\n" : ""
    text += "\(Figures.grouped(counts.records)) records: \(Figures.grouped(counts.stored)) stored, "
    text += "\(Figures.grouped(counts.duplicate)) duplicate, \(Figures.grouped(counts.skipped)) skipped, "
    text += "\(Figures.grouped(counts.failed)) failed\n"
    if 0 < counts.failed { text += "what failed: hearsay sources --problems --db \(db)\n" }
    return text
  }
}
