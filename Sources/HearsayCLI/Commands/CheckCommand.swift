import ArgumentParser
import Hearsay

/// The command `hearsay check`.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Says everything that is wrong with a pipeline and its lexicons, before a record is read.",
    discussion: """
      Checks keys, stages, options, the order of layers, and all lexicons that the pipeline uses; takes well under a \
      second. Prints the pipeline as a table. For lexicons alone, with their examples, use "hearsay lexicon test".

        hearsay check Pipelines/crypto.yaml
      """)

  @Option(help: "How to write the table.")
  var format: ResultFormat = .table
  @Argument(help: "The pipeline file.")
  var pipeline: String

  mutating func run() throws {
    let path = pipeline
    let pipeline: Pipeline
    do throws(Diagnostics) { pipeline = try Pipeline(path: path) } catch {
      throw Failure(code: 1, diagnostics: error)
    }
    Terminal.report(DiagnosticText.render(pipeline.warnings))
    var table = ResultTable(["stage", "reads", "writes"])
    for stage in pipeline.stageEntries {
      table.rows.append([.text(stage.name), .list(stage.reads.map(\.rawValue)), .text(stage.writes.rawValue)])
    }
    table.footnotes = [
      "lexicons \(pipeline.lexiconHash)", "keeps \(pipeline.keep.rawValue), authors as \(pipeline.authors.rawValue)",
    ]
    try Terminal.write(table.render(format), as: format)
  }
}
