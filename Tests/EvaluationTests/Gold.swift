import Hearsay
import HearsayTestSupport

/// Labelled posts of our own.
enum Gold {
  /// The posts in `files`, by name, read from a fresh folder.
  static func collection(_ files: [(name: String, lines: [String])]) throws -> GoldCollection {
    try withFolder { folder in
      for file in files { try writeText(file.lines.map { $0 + "\n" }.joined(), to: "\(folder)/\(file.name)") }
      return try GoldCollection(reading: files.map { "\(folder)/\($0.name)" })
    }
  }

  /// What measuring on `files` comes to.
  static func evaluate(
    _ files: [(name: String, lines: [String])], _ change: (inout Evaluator.Options) -> Void = { _ in }
  ) async throws -> Evaluation {
    var options = Evaluator.Options(workerCount: 2)
    options.bootstrap = Bootstrap(sampleCount: 100, seed: 1)
    change(&options)
    return await Evaluator(try RepositoryPipeline.get(), options).evaluate(try collection(files))
  }
}
