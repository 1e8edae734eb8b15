import ArgumentParser
import Hearsay

/// The command `hearsay sources`.
struct SourcesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sources",
    abstract: "Lists what was read into a database, with exact accounts, and what failed.",
    discussion: """
      For every source: records = stored + duplicate + skipped + failed.

        hearsay sources --db hearsay.sqlite
        hearsay sources --problems --db hearsay.sqlite
      """)

  @Option(help: "The database.")
  var db: String = "hearsay.sqlite"
  @Option(help: "How to write the results.")
  var format: ResultFormat = .table
  @Flag(help: "List the records that failed instead, with their places.")
  var problems = false
  @Option(help: "At most this many problems.")
  var limit: Int = 100

  mutating func run() throws {
    let (path, limit) = (db, limit)
    let store = try Failure.orCannot { () throws(Diagnostics) in try Store.open(path: path, .reading) }
    let table = problems ? try problemTable(store, limit) : try sourceTable(store)
    try Terminal.write(table.render(format))
  }

  private func sourceTable(_ store: Store) throws -> ResultTable {
    var table = ResultTable([
      "source", "format", "records", "stored", "duplicate", "skipped", "failed", "first_day", "last_day",
    ])
    for source in try Failure.orCannot({ () throws(Diagnostics) in try store.sources() }) {
      table.rows.append([
        .text(source.name), .text(source.format), .integer(source.counts.records), .integer(source.counts.stored),
        .integer(source.counts.duplicate), .integer(source.counts.skipped), .integer(source.counts.failed),
        .optional(source.firstDay?.description), .optional(source.lastDay?.description),
      ])
    }
    return table
  }

  private func problemTable(_ store: Store, _ limit: Int) throws -> ResultTable {
    var table = ResultTable(["source", "record", "byte", "code", "message"])
    for problem in try Failure.orCannot({ () throws(Diagnostics) in try store.problems(source: nil, rowCountMost: limit)
    }) {
      table.rows.append([
        .text(problem.source), .integer(problem.record), .integer(problem.byteOffset), .text(problem.code),
        .text(problem.message),
      ])
    }
    return table
  }
}
