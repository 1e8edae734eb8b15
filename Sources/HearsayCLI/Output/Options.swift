import ArgumentParser
import Hearsay

/// Where results come from and how they are written.
struct AskOptions: ParsableArguments {
  @Option(help: "The database.")
  var db: String = "hearsay.sqlite"

  @Option(help: "How to write the results.")
  var format: ResultFormat = .table

  @Option(help: "The first day, as 2026-03-02.")
  var since: Day?

  @Option(help: "The last day, included.")
  var until: Day?

  @Option(help: "Only posts in this language, as de.")
  var language: LanguageCode?

  @Option(help: "At most this many rows.")
  var limit: Int?

  @Option(help: "The number of the edition whose figures are asked for; the latest by default.")
  var edition: Int64?

  /// The database, open for asking.
  func store() throws -> Store {
    let purpose = edition.map { Store.Purpose.readingEdition($0) } ?? .reading
    return try Failure.orCannot { () throws(Diagnostics) in try Store.open(path: db, purpose) }
  }

  mutating func validate() throws {
    if let limit, limit < 1 { throw ValidationError("--limit is \(limit); it must be at least 1") }
    if let since, let until, until < since { throw ValidationError("--until \(until) is before --since \(since)") }
  }
}

/// Which pipeline.
struct PipelineOption: ParsableArguments {
  @Option(
    name: .customLong("pipeline"),
    help: "The pipeline file. By default Pipelines/crypto.yaml here, below HEARSAY_HOME, or beside the program.")
  var path: String?

  /// The path that was given, or the standard pipeline's.
  func resolved() throws -> String {
    if let path { return path }
    let home = Terminal.variable("HEARSAY_HOME")
    if let found = PipelineLocator.standard(home: home, program: Terminal.program) { return found }
    throw Failure.cannot(
      Diagnostics(
        Diagnostic(
          .fileUnreadable, "there is no pipeline file Pipelines/crypto.yaml here or beside the program",
          help: "name one with --pipeline, or set HEARSAY_HOME")))
  }

  /// The pipeline, compiled; its lexicons are taken from `cache` where they are in it.
  func pipeline(_ cache: LexiconCache? = Terminal.lexiconCache) throws -> Pipeline {
    let path = try resolved()
    return try Failure.orCannot { () throws(Diagnostics) in try Pipeline(path: path, cache: cache) }
  }
}

extension Pipeline {
  /// Refuses a language that nothing is known of: all that would be found is emoji and names.
  func require(_ language: LanguageCode?) throws {
    guard let language, !languages.contains(language) else { return }
    throw ValidationError(
      "nothing is known of a language \"\(language)\"; name one of "
        + languages.map(\.description).joined(separator: ", "))
  }
}

extension Day: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }
}

extension LanguageCode: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }
}

extension Topic: ExpressibleByArgument {}
extension ClaimKind: ExpressibleByArgument {}
extension Modality: ExpressibleByArgument {}
extension EntityKind: ExpressibleByArgument {}
