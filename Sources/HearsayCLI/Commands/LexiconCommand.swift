import ArgumentParser
import Hearsay

/// The command `hearsay lexicon`.
struct LexiconCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lexicon", abstract: "Checks, formats, tests, shows and learns lexicons.",
    discussion: "What the columns mean, and how to change an entry, stands in Lexicons/README.md.",
    subcommands: [
      LexiconCheckCommand.self, LexiconFormatCommand.self, LexiconTestCommand.self, LexiconShowCommand.self,
      LexiconImportCommand.self, LexiconLearnCommand.self, LexiconImpactCommand.self,
    ])
}

/// Which lexicons.
struct LexiconOptions: ParsableArguments {
  @OptionGroup var pipeline: PipelineOption
  @Option(help: "The folder of the lexicons, where it is not the pipeline's.")
  var lexicons: String?

  /// The folder that was given, or that of the pipeline.
  func root() throws -> String {
    if let lexicons { return lexicons }
    let path = try pipeline.resolved()
    return try Failure.orCannot { () throws(Diagnostics) in try LexiconTools.root(ofPipeline: path) }
  }
}

/// The command `hearsay lexicon check`.
struct LexiconCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Says everything that is wrong with the lexicons: form, values, references, counts, missing examples.",
    discussion: """
      All problems at once, with file, line and column; exit code 1 where there are errors. What the entries find is \
      tested by "hearsay lexicon test".
      """)

  @OptionGroup var options: LexiconOptions
  @Option(help: "How to write the list of lexicons.")
  var format: ResultFormat = .table
  @Flag(help: "Do not list warnings, such as entries without examples.")
  var errorsOnly = false

  mutating func run() throws {
    let (lexicons, problems) = LexiconTools(root: try options.root()).check()
    let shown = errorsOnly ? Diagnostics(problems.all.filter { $0.severity == .error }) : problems
    Terminal.report(DiagnosticText.render(shown))
    var table = ResultTable(["lexicon", "kind", "language", "entries"])
    for lexicon in lexicons {
      table.rows.append([
        .text(lexicon.name), .text(lexicon.kind), .text(lexicon.language.description),
        .integer(Int64(lexicon.entryCount)),
      ])
    }
    let errorCount = problems.all.count { $0.severity == .error }
    table.footnotes = ["\(errorCount) errors, \(problems.all.count - errorCount) warnings"]
    try Terminal.write(table.render(format), as: format)
    if 0 < errorCount { throw Failure.somethingFailed }
  }
}

/// The command `hearsay lexicon format`.
struct LexiconFormatCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "format", abstract: "Sorts the tables and repairs what can be repaired.",
    discussion:
      "Rewrites files in place. With --check nothing is changed, and the exit code is 1 where something would be.")

  @OptionGroup var options: LexiconOptions
  @Flag(help: "Only say which files are not in canonical form.")
  var check = false

  mutating func run() throws {
    let tools = LexiconTools(root: try options.root())
    let mode: LexiconTools.FormatMode = check ? .check : .rewrite
    let changed = try Failure.orCannot { () throws(Diagnostics) in try tools.format(mode) }
    for file in changed { try Terminal.show("\(file)\n") }
    if check && !changed.isEmpty {
      Terminal.report("\(changed.count) files are not in canonical form; run \"hearsay lexicon format\"\n")
      throw Failure.somethingFailed
    }
  }
}

/// The command `hearsay lexicon test`.
struct LexiconTestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test", abstract: "Runs the example sentences and says where they differ from what is found.",
    discussion: """
      Each lexicon's examples.txt holds sentences with marked words and a verdict. Sentences that begin with "!" are \
      known to fail; one that passes is reported, so that it is promoted. Exit code 1 where anything differs.

        hearsay lexicon test de/sentiment
      """)

  @OptionGroup var pipeline: PipelineOption
  @Option(help: "How to write the summary.")
  var format: ResultFormat = .table
  @Option(help: "Show at most this many differences of a lexicon.")
  var show: Int = 20
  @Argument(help: "The lexicons by name; all where none is named.")
  var names: [String] = []

  mutating func run() throws {
    let examples = LexiconExamples(try pipeline.pipeline(nil))
    var table = ResultTable(["lexicon", "passed", "known to fail", "differ"])
    var differ = 0
    for name in names.isEmpty ? examples.names : names {
      guard let result = try Failure.orCannot({ () throws(Diagnostics) in try examples.test(name) }) else {
        throw ValidationError(
          "there is no lexicon \"\(name)\"; the lexicons are \(examples.names.joined(separator: ", "))")
      }
      let problems = result.problems.all
      Terminal.report(DiagnosticText.render(Diagnostics(Array(problems.prefix(show))), alikeMost: show))
      if show < problems.count { Terminal.report("… and \(problems.count - show) more in \(name)\n") }
      differ += problems.count
      table.rows.append([
        .text(name), .integer(Int64(result.passed)), .integer(Int64(result.knownToFail)),
        .integer(Int64(problems.count)),
      ])
    }
    try Terminal.write(table.render(format), as: format)
    if 0 < differ { throw Failure.somethingFailed }
  }
}

/// The command `hearsay lexicon show`.
struct LexiconShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Shows the entries of a word in all lexicons.",
    discussion: """
      Looks up the word as a form, alias, concept or frame, in any letter case.

        hearsay lexicon show scroll
      """)

  @OptionGroup var options: LexiconOptions
  @Option(help: "How to write the entries.")
  var format: ResultFormat = .table
  @Argument(help: "The word or words.")
  var word: [String]

  mutating func run() throws {
    let tools = LexiconTools(root: try options.root())
    let wanted = word.joined(separator: " ")
    let found = try Failure.orCannot { () throws(Diagnostics) in try tools.entries(for: wanted) }
    var table = ResultTable(["lexicon", "entry", "facts"])
    for (lexicon, columns, row) in found {
      let facts = zip(columns.dropFirst(), row.dropFirst()).filter { !$0.1.isEmpty }.map { "\($0.0) \($0.1)" }
      table.rows.append([.text(lexicon), .text(row[0]), .list(facts)])
    }
    try Terminal.write(table.render(format), as: format)
    if found.isEmpty { throw Failure.somethingFailed }
  }
}
