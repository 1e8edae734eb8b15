import Hearsay
import HearsayTestSupport
import Testing

struct `An annotation` {
  /// The annotation of `text` as a line of JSON.
  private func line(_ text: String) throws -> String {
    let pipeline = try SampleRun.pipeline()
    var writer = AnnotationWriter(pipeline, fields: Set(AnnotationWriter.Field.allCases).subtracting([.id]))
    return String(decoding: writer.line(try pipeline.annotate(text: text)), as: UTF8.self)
  }

  @Test(arguments: [
    ("Ein Analyst sagt, dass Arbitrum tot ist.", "GERMAN"),
    ("Stop the FUD about Metis 🚀", "ENGLISH"),
  ])
  func `is one line of JSON with everything that was found`(_ text: String, _ expected: String) throws {
    #expect(try line(text) == expected + "\n")
  }
}
