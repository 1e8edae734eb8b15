import ArgumentParser
import Hearsay

/// The command `hearsay evaluate`.
struct EvaluateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate",
    abstract: "Measures the pipeline on labelled posts: how often it is right, where it is wrong, how sure it may be.",
    discussion: """
      Reads JSON lines with "text" and gold fields: "label" (a sentiment, or yes or no), "lang", "target" with "label" \
      or "score", "entities" with places, or mentions, targets, fud and claims in full. What is asked follows from the \
      fields of each post; the labels yes and no need --task. Each file is a set. Intervals cover 95 % of draws from \
      the same posts. Takes about as long as "hearsay annotate". The formats and figures are explained in \
      docs/quality/README.md; why a single text is judged as it is shows "hearsay explain".

        hearsay evaluate gold/dev.jsonl
        hearsay evaluate --task checkable --errors 20 claims-de/train.jsonl
        hearsay evaluate --fold 1/5 --format csv */train.jsonl
      """)

  @OptionGroup var pipeline: PipelineOption
  @Option(
    help:
      "What is asked, instead of what the fields speak of; may be repeated: \(EvaluationTask.allCases.map(\.rawValue).joined(separator: ", "))."
  )
  var task: [EvaluationTask] = []
  @Option(help: "Read all posts in this language instead of what they look like.")
  var language: LanguageCode?
  @Flag(help: "Read each post in the language that its set says instead of what it looks like.")
  var givenLanguage = false
  @Option(help: "The languages that are to be told apart, separated by commas. By default the eighteen of the project.")
  var languages: String?
  @Option(help: "Only the posts of this part of the sets, as 1/5; which part a post is in depends on its id.")
  var fold: String?
  @Option(help: "What folds and intervals depend on.")
  var seed: UInt64 = 0
  @Option(help: "How often posts are drawn for the intervals; 0 for no intervals.")
  var draws: Int = 1_000
  @Option(help: "List this many of the worst mistakes about each question, with the words behind them.")
  var errors: Int = 0
  @Option(help: "Write the figures to this file too, as Markdown without any text of the posts.")
  var saveReport: String?
  @Option(help: "The heading of the report.")
  var title: String = "Quality"
  @Option(help: "How to write the figures.")
  var format: ResultFormat = .table
  @Option(help: "How many cores to use.")
  var workers: Int = Terminal.coreCount
  @Argument(help: "Labelled posts: files, folders, archives of files, or - for standard input.")
  var gold: [String]

  mutating func validate() throws {
    if workers < 1 { throw ValidationError("--workers is \(workers); it must be at least 1") }
    if errors < 0 { throw ValidationError("--errors is \(errors); it must be at least 0") }
    if draws < 0 || 100_000 < draws { throw ValidationError("--draws is \(draws); it must be from 0 to 100000") }
    if language != nil && givenLanguage { throw ValidationError("--language and --given-language exclude each other") }
    _ = try options()
  }

  mutating func run() async throws {
    let options = try options()
    let pipeline = try pipeline.pipeline()
    try pipeline.require(language)
    let paths = gold
    let posts = try Failure.orCannot { () throws(Diagnostics) in try GoldCollection(reading: paths) }
    let evaluation = await Evaluator(pipeline, options).evaluate(posts)
    for problem in evaluation.problems { Terminal.report("\(problem)\n") }
    let text = EvaluationText(evaluation)
    try Terminal.write(text.render(format), as: format)
    if let path = saveReport {
      let report = text.report(title: title)
      try Failure.orCannot { () throws(Diagnostics) in try ResultFile.write(report, to: path) }
    }
    if format != .table && format != .markdown { Terminal.report(text.accounts()) }
    if 0 < evaluation.failedCount || evaluation.results.isEmpty { throw Failure.somethingFailed }
  }

  private func options() throws -> Evaluator.Options {
    var options = Evaluator.Options(workerCount: workers)
    options.tasks = task
    options.language = language.map { .fixed($0) } ?? (givenLanguage ? .given : .detected)
    options.bootstrap = Bootstrap(sampleCount: draws, seed: seed)
    options.mistakeCount = errors
    if let fold {
      guard let parsed = Fold(fold, seed: seed) else {
        throw ValidationError("--fold is \"\(fold)\"; write it as 1/5, with 2 to \(Fold.countMost) parts")
      }
      options.fold = parsed
    }
    if let languages {
      options.supported = try languages.split(separator: ",").map { code in
        guard let language = LanguageCode(code) else {
          throw ValidationError("\"\(code)\" is no language code; write --languages as en,de")
        }
        return language
      }
    }
    return options
  }
}

extension EvaluationTask: ExpressibleByArgument {}
