import ArgumentParser
import Glibc
import Hearsay

/// The command `hearsay run`.
struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Reads archives through a pipeline into a database.",
    discussion: """
      Archives are files, folders, compressed files, archives of files, or - for standard input; formats are \
      detected from content. Posts that the database has already are counted as duplicates, so nothing is counted \
      twice, and a run that was interrupted goes on where it stopped when it is started again.
      Memory stays below 300 MB whatever the size of the archives. A bad record never stops a run; it is listed in \
      the table "problem".

        hearsay run Pipelines/crypto.yaml Samples/ --db hearsay.sqlite
        hearsay run Pipelines/crypto.yaml ~/exports --dry-run

      Exit code 1 means that more records failed than the pipeline's limit allows, or that something could not be \
      read to its end; a run of the same archives says so again.
      """)

  @Option(help: "The database to write to; made where there is none.")
  var db: String = "hearsay.sqlite"
  @Option(help: "How many cores to use.")
  var workers: Int = Terminal.coreCount
  @Option(help: "Read all input as this format instead of detecting it.")
  var inputFormat: String?
  @Option(
    help: "A file whose content is the key of the authors' pseudonyms; without it they can be guessed by trying names.")
  var authorKey: String?
  @Option(help: "Commit after at most this many records; changes nothing but how often.")
  var batch: Int?
  @Option(help: "How to write the accounts.")
  var format: ResultFormat = .table
  @Flag(help: "Say what would be read, and what not and why, without reading or writing anything.")
  var dryRun = false
  @Argument(help: "The pipeline file.")
  var pipeline: String
  @Argument(help: "The archives.")
  var archives: [String]

  mutating func validate() throws {
    if workers < 1 { throw ValidationError("--workers is \(workers); it must be at least 1") }
    if let batch, batch < 1 { throw ValidationError("--batch is \(batch); it must be at least 1") }
    if archives.isEmpty { throw ValidationError("name the archives to read: files, folders, or - for standard input") }
  }

  mutating func run() async throws {
    let (path, db) = (pipeline, db)
    let pipeline = try Failure.orCannot { () throws(Diagnostics) in
      try Pipeline(path: path, cache: Terminal.lexiconCache)
    }
    if dryRun { return try survey(pipeline) }
    // Among several, one that is missing is counted as failed; alone it is mistyped, and nothing is made for it.
    if let missing = archives.first, archives.allSatisfy({ $0 != "-" && access($0, F_OK) != 0 }) {
      throw Failure.cannot(
        Diagnostics(
          Diagnostic(
            .fileUnreadable, "there is no file or folder \"\(missing)\"",
            help: "check the name; nothing was read, and no database was made")))
    }
    var options = Runner.Options(workerCount: workers)
    options.batchRecordCount = batch
    options.inputFormat = inputFormat
    if let authorKey {
      options.authorKey = try Failure.orCannot { () throws(Diagnostics) in try Pseudonyms.key(fromFile: authorKey) }
    }
    let store = try Failure.orCannot { () throws(Diagnostics) in try Store.open(path: db, .writing(pipeline.edition)) }
    let failedPercentMost = pipeline.failedPercentMost
    let runner = Runner(consume pipeline, into: store, options)
    var progress = ProgressLine()
    let summary: RunSummary
    do throws(Diagnostics) {
      summary = try await runner.run(archives) { progress.show($0) }
      progress.clear()
      try store.close()
    } catch {
      progress.clear()
      throw Failure.cannot(error)
    }
    Terminal.warn(summary.tables.warnings)
    let accounts = RunAccounts(summary)
    if format == .table {
      Terminal.report(accounts.text(db: db))
    } else {
      try Terminal.write(accounts.table().render(format), as: format)
    }
    if summary.failsMore(thanPercent: failedPercentMost) { throw Failure.somethingFailed }
  }

  private func survey(_ pipeline: Pipeline) throws {
    let (archives, inputFormat) = (archives, inputFormat)
    let survey = try Failure.orCannot { () throws(Diagnostics) in
      try ArchiveSurvey(archives, pipeline, inputFormat: inputFormat)
    }
    var table = ResultTable(["source", "format", "not read because"])
    var broken = ""
    for source in survey.sources {
      // A message is longer than a line has room for, and tells what to do at its end.
      let isBelow = format == .table && source.isUnreadable
      let reason = isBelow ? String(source.reason.prefix { $0 != ":" }) : source.reason
      table.rows.append([.text(source.name), .text(source.format), .text(reason)])
      if isBelow { broken += "\(source.name): \(source.reason)\n" }
    }
    try Terminal.write(table.render(format), as: format)
    Terminal.report(broken)
    for line in survey.tables.lines { Terminal.report("\(line)\n") }
    Terminal.warn(survey.tables.warnings)
    if survey.sources.contains(where: \.isUnreadable) { throw Failure.somethingFailed }
  }
}
