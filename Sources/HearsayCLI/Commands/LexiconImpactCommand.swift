import ArgumentParser
import Hearsay

/// The command `hearsay lexicon impact`.
struct LexiconImpactCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "impact",
    abstract:
      "Says which posts, series and entities of an archive move when lexicons change, and which entries move them.",
    discussion: """
      Reads the archives with both sets of lexicons at once, which takes twice as long as "hearsay annotate"; a post that \
      comes again counts once. An entry moves a post where it was edited and acts in the post \
      in one reading only, or otherwise. Whether the change is for the better, "hearsay evaluate" measures.

        git worktree add ../before main
        hearsay lexicon impact --old ../before/Lexicons --new Lexicons posts.jsonl.gz
      """)

  @OptionGroup var pipeline: PipelineOption
  @Option(help: "The folder of the lexicons before the change.")
  var old: String
  @Option(help: "The folder of the lexicons after it. By default the pipeline's.")
  var new: String?
  @Option(help: "At most this many entries, entities and series each.")
  var limit: Int = 20
  @Option(help: "At most this many posts.")
  var examples: Int = 10
  @Option(help: "How to write the results.")
  var format: ResultFormat = .table
  @Option(help: "Read all input as this format instead of detecting it.")
  var inputFormat: String?
  @Option(help: "How many cores to use.")
  var workers: Int = Terminal.coreCount
  @Argument(help: "Archives: files, folders, archives of files, or - for standard input.")
  var archives: [String]

  mutating func validate() throws {
    if workers < 1 { throw ValidationError("--workers is \(workers); it must be at least 1") }
    if limit < 1 { throw ValidationError("--limit is \(limit); it must be at least 1") }
    if examples < 0 || 1_000 < examples {
      throw ValidationError("--examples is \(examples); it must be from 0 to 1000")
    }
  }

  mutating func run() async throws {
    let path = try pipeline.resolved()
    let before = old
    let after = try new ?? Failure.orCannot { () throws(Diagnostics) in try LexiconTools.root(ofPipeline: path) }
    let impact = try Failure.orCannot { () throws(Diagnostics) in
      try LexiconImpact(pipeline: path, old: before, new: after)
    }
    var options = LexiconImpact.Options(workerCount: workers)
    options.exampleCountMost = examples
    options.inputFormat = inputFormat
    switch await impact.report(on: archives, options) {
    case .failure(let diagnostics): throw Failure.cannot(diagnostics)
    case .success(let report):
      for problem in report.problems { Terminal.report("\(problem)\n") }
      try Terminal.write(ImpactText(report, limit: limit).render(format), as: format)
      if 0 < report.counts.failed { throw Failure.somethingFailed }
    }
  }
}
