import Foundation
import Hearsay

/// The posts that the benchmarks work on, in memory and as an archive, and pipelines over them.
struct Workbench: Sendable {
  /// How many posts one iteration of every benchmark works on.
  static let postCount = 10_000

  /// The samples, with what must be found in them.
  let samples: [PostGenerator.Sample]
  /// The same posts as hearsay reads them.
  let posts: PostBatch
  /// The path of an archive that holds them as JSON lines.
  let archive: String

  private let folder: String

  /// Makes the posts and writes the archive into the folder of what was built.
  init() {
    var generator = PostGenerator(seed: 20_261_123)
    samples = (0..<Self.postCount).map { _ in generator.next() }
    var batch = PostBatch()
    var lines = ""
    for (index, sample) in samples.enumerated() {
      var record = PostRecord()
      record[.text] = batch.store(sample.text)
      batch.append(record, at: RecordPlace(number: Int64(index + 1), byteOffset: 0))
      // The words of lexicons have neither quotes nor backslashes in them.
      lines += #"{"id":"\#(index + 1)","platform":"bench","created_at":"2026-03-\#(10 + index % 20)T12:00:00Z","#
      lines +=
        #""author":{"id":"\#(index % 2_000)"},"counts":{"likes":\#(index % 97)},"text":"\#(sample.text)"}"# + "\n"
    }
    posts = batch
    folder = "\(Checkout.root)/Benchmarks/.build/posts"
    archive = "\(folder)/posts.jsonl"
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      try lines.write(toFile: archive, atomically: true, encoding: .utf8)
    } catch { fatalError("the archive cannot be written: \(error)") }
  }

  /// All stages of the standard pipeline, in their order.
  static let allStages = StageCatalogue.entries.map(\.name)

  /// The path of a pipeline file with the given stages.
  func pipelineFile(_ stages: [String]) -> String {
    let path = "\(folder)/\(stages.count)-\(stages.last ?? "none").yaml"
    let list = stages.map { "  - \($0)\n" }.joined()
    let text = "format: 1\nname: benchmark\nlexicons: \(Checkout.root)/Lexicons\nstages:\n\(list)keep: evidence\n"
    do { try text.write(toFile: path, atomically: true, encoding: .utf8) } catch {
      fatalError("the pipeline file cannot be written: \(error)")
    }
    return path
  }

  /// A pipeline of the given stages.
  func pipeline(_ stages: [String]) -> Pipeline {
    do throws(Diagnostics) { return try Pipeline(path: pipelineFile(stages)) } catch {
      fatalError("the pipeline cannot be built: \(error)")
    }
  }

  /// The sum of `count` over all documents, after `pipeline` has run on each.
  func sum(_ pipeline: Pipeline, _ count: (Document, PostGenerator.Sample) -> Int) -> Int {
    samples.indices.reduce(0) { sum, index in
      var document = Document(posts[index])
      do throws(RecordProblem) { _ = try pipeline.run(on: &document) } catch { return sum }
      return sum + count(document, samples[index])
    }
  }
}
