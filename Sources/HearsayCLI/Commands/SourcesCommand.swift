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
  @Flag(help: "List the editions whose figures the database holds instead.")
  var editions = false
  @Option(help: "The number of the edition; the latest by default.")
  var edition: Int64?
  @Option(help: "At most this many problems.")
  var limit: Int = 100

  mutating func run() throws {
    let (path, limit) = (db, limit)
    let purpose = edition.map { Store.Purpose.readingEdition($0) } ?? .reading
    let store = try Failure.orCannot { () throws(Diagnostics) in try Store.open(path: path, purpose) }
    let table = editions ? try editionTable(store) : problems ? try problemTable(store, limit) : try sourceTable(store)
    try Terminal.write(table.render(format), as: format)
  }

  private func editionTable(_ store: Store) throws -> ResultTable {
    var table = ResultTable(["edition", "pipeline", "lexicons", "version", "posts"])
    table.rows = try Failure.orCannot { () throws(Diagnostics) in try store.editions() }.map { stored in
      [
        .integer(stored.number), .text(stored.edition.pipelineName),
        .text(String(stored.edition.lexiconHash.prefix(12))),
        .text(stored.edition.programVersion), .integer(stored.posts),
      ]
    }
    return table
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
