import ArgumentParser
import Hearsay

/// The command `hearsay formats`.
struct FormatsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "formats", abstract: "Lists the archive formats that are read, and what each gives.")

  @Option(help: "How to write the list.")
  var format: ResultFormat = .table

  mutating func run() throws {
    var table = ResultTable(["format", "gives", "lacks", "what it is"])
    for summary in FormatCatalogue.summaries {
      table.rows.append([
        .text(summary.name), .list(summary.gives.map(\.rawValue)), .list(summary.lacks.map(\.rawValue)),
        .text(summary.description),
      ])
    }
    try Terminal.write(table.render(format), as: format)
  }
}

/// The command `hearsay stages`.
struct StagesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stages", abstract: "Lists the stages that a pipeline file can name.")

  @Option(help: "How to write the list.")
  var format: ResultFormat = .table

  mutating func run() throws {
    var table = ResultTable(["stage", "reads", "writes", "what it does"])
    for entry in StageCatalogue.entries {
      table.rows.append([
        .text(entry.name), .list(entry.reads.map(\.rawValue)), .text(entry.writes.rawValue), .text(entry.summary),
      ])
    }
    try Terminal.write(table.render(format), as: format)
  }
}

/// The command `hearsay codes`.
struct CodesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "codes", abstract: "Lists the codes of all problems, and what to do about each.")

  @Option(help: "How to write the list.")
  var format: ResultFormat = .table

  mutating func run() throws {
    var table = ResultTable(["code", "what it means"])
    for code in DiagnosticCode.allCases { table.rows.append([.text(code.rawValue), .text(code.explanation)]) }
    try Terminal.write(table.render(format), as: format)
  }
}
