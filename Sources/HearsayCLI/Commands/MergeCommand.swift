import ArgumentParser
import Hearsay

/// The command `hearsay merge`.
struct MergeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Brings databases together, as if one run had read all of their archives.",
    discussion: """
      Archives can be read on several machines, one database each. Posts that stand in several databases are counted \
      once, as duplicates. Figures of different editions stay side by side. What one database was told to forget is \
      forgotten in all. The same line again goes on where it was interrupted, and merges nothing twice.

        hearsay merge 2024.sqlite 2025.sqlite --into all.sqlite
      """)

  @Option(help: "The database to merge into; made where there is none.")
  var into: String
  @Option(help: "How to write the accounts.")
  var format: ResultFormat = .table
  @Argument(help: "The databases, in the order in which their archives would have been read.")
  var databases: [String]

  mutating func validate() throws {
    if databases.contains(into) { throw ValidationError("--into names one of the databases to be merged") }
  }

  mutating func run() throws {
    let (databases, into) = (databases, into)
    let reports = try Failure.orCannot { () throws(Diagnostics) in
      // All can be read before anything is made or changed.
      for path in databases { try Store.open(path: path, .reading).close() }
      let store = try Store.open(path: into, .changing)
      var reports: [MergeReport] = []
      for path in databases { reports.append(try store.merge(path, keyedHash: Forgetting.keyedHash)) }
      try store.settle()
      try store.close()
      return reports
    }
    var table = ResultTable(["database", "posts", "duplicates", "state"])
    table.rows = reports.map { report in
      [
        .text(report.path), .integer(report.posts), .integer(report.duplicates),
        .text(report.wasMerged ? "merged before" : "merged"),
      ]
    }
    if format == .table {
      Terminal.report(table.render(.table))
    } else {
      try Terminal.write(table.render(format), as: format)
    }
  }
}
