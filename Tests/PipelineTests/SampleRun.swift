import Hearsay
import HearsayTestSupport

/// Runs the pipeline of the repository over its samples.
enum SampleRun {
  /// The archives among the samples, in the order of their names.
  static func archives() throws -> [String] {
    try names(in: Checkout.path("Samples")).filter { $0 != "README.md" }.map { Checkout.path("Samples/\($0)") }
  }

  /// Reads `paths` into the database at `path`.
  @discardableResult
  static func run(_ paths: [String], into path: String, workers: Int = 2, batch: Int? = nil) async throws -> RunSummary
  {
    let pipeline = try RepositoryPipeline.get()
    let store = try Store.open(path: path, .writing(pipeline.edition))
    var options = Runner.Options(workerCount: workers)
    options.batchRecordCount = batch
    let summary = try await Runner(pipeline, into: store, options).run(paths) { _ in }
    try store.close()
    return summary
  }

  /// What stands in the database at `path`, without the folder of the checkout.
  static func dump(_ path: String) throws -> String {
    let store = try Store.open(path: path, .reading)
    let text = try store.dump()
    try store.close()
    return text.replacing(Checkout.root + "/", with: "")
  }

  /// The dump of the samples read with the given options.
  static func dump(workers: Int, batch: Int?) async throws -> String {
    try await withAsyncFolder { folder in
      try await run(try archives(), into: "\(folder)/a.sqlite", workers: workers, batch: batch)
      return try dump("\(folder)/a.sqlite")
    }
  }

  /// The lines of one table of a dump, without those that name columns.
  static func rows(_ table: String, of dump: String) -> [String] {
    let parts = dump.split(separator: "\n\n", omittingEmptySubsequences: true)
    let own = parts.first { $0.hasPrefix("[\(table)]\n") } ?? ""
    return own.split(separator: "\n").dropFirst(2).map(String.init)
  }

  /// The names of the tables of a dump.
  static func tables(of dump: String) -> [String] {
    dump.split(separator: "\n").filter { $0.hasPrefix("[") && $0.hasSuffix("]") }.map {
      String($0.dropFirst().dropLast())
    }
  }
}
