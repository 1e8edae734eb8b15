import ArgumentParser
import Hearsay

/// The command `hearsay annotate`.
struct AnnotateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "annotate",
    abstract: "Writes what is found in posts as JSON lines, in input order.",
    discussion: """
      Reads archives in any format of "hearsay formats" and writes one JSON object a post to standard output; no \
      database is needed. Offsets are UTF-8 bytes, half-open. Memory stays flat whatever the size of the input.
      To store and query instead, use "hearsay run"; to see why something is found, "hearsay explain".

        hearsay annotate posts.jsonl > annotations.jsonl
        zcat posts.jsonl.gz | hearsay annotate --fields id,fud
      """)

  @OptionGroup var pipeline: PipelineOption
  @Flag(help: "Repeat the text in each record.")
  var text = false
  @Option(
    help:
      "Only these fields, separated by commas: \(AnnotationWriter.Field.allCases.map(\.rawValue).joined(separator: ", "))."
  )
  var fields: String?
  @Option(help: "Read all input as this format instead of detecting it.")
  var inputFormat: String?
  @Option(help: "How many cores to use.")
  var workers: Int = Terminal.coreCount
  @Argument(help: "Archives: files, folders, archives of files, or - for standard input.")
  var archives: [String] = ["-"]

  mutating func validate() throws {
    if workers < 1 { throw ValidationError("--workers is \(workers); it must be at least 1") }
    _ = try chosenFields()
  }

  private func chosenFields() throws -> Set<AnnotationWriter.Field> {
    var chosen = Set(AnnotationWriter.Field.allCases).subtracting([.text])
    if let fields {
      chosen = []
      for name in fields.split(separator: ",") {
        guard let field = AnnotationWriter.Field(rawValue: String(name)) else {
          throw ValidationError(
            "there is no field \"\(name)\"; the fields are \(AnnotationWriter.Field.allCases.map(\.rawValue).joined(separator: ", "))"
          )
        }
        chosen.insert(field)
      }
    }
    if text { chosen.insert(.text) }
    return chosen
  }

  mutating func run() async throws {
    let pipeline = try pipeline.pipeline()
    let annotator = Annotator(pipeline, fields: try chosenFields(), workerCount: workers, inputFormat: inputFormat)
    let result = try await annotator.annotate(archives) { try Terminal.write($0) }
    switch result {
    case .failure(let diagnostics): throw Failure.cannot(diagnostics)
    case .success(let account):
      Terminal.warn(account.tables.warnings)
      for problem in account.problems.prefix(20) { Terminal.report("\(problem)\n") }
      if 20 < account.problems.count { Terminal.report("… and \(account.problems.count - 20) more\n") }
      if 0 < account.counts.failed { throw Failure.somethingFailed }
    }
  }
}
