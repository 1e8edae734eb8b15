import Foundation
import Hearsay
import HearsayTestSupport
import Testing

/// The example of the library's documentation, as it stands there.
///
/// It is compiled here, and a test compares it with the catalogue.
private func example(pipelinePath: String, databasePath: String, archives: [String]) async throws -> [SentimentRow] {
  // begin
  let pipeline = try Pipeline(path: pipelinePath)
  let document = try pipeline.annotate(text: "Scroll is suspending its DAO governance")
  for claim in document.claims ?? [] { print(claim.kind, claim.frame ?? "no frame") }
  let store = try Store.open(path: databasePath, .writing(pipeline.edition))
  _ = try await Runner(pipeline, into: store, Runner.Options(workerCount: 2)).run(archives) { _ in }
  var filter = SignalFilter()
  filter.entities = [EntityID("scroll")]
  let question = SentimentQuery(filter, by: [.week], order: .time, rowCountMost: nil)
  let weeks = try store.sentiment(question)
  print(weeks.map { "\($0.posts) posts by \($0.people) people" })
  // end
  try store.close()
  return weeks
}

struct `The documentation of the library` {
  @Test func `has an example that is compiled and does what it says`() async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("hearsay-docs-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let weeks = try await example(
      pipelinePath: Checkout.path("Pipelines/crypto.yaml"), databasePath: folder.path + "/example.sqlite",
      archives: [Checkout.path("Samples/posts.jsonl")])
    #expect(weeks.contains { 0 < $0.posts && 0 < $0.people })
  }

  @Test func `shows the example word by word`() throws {
    func lines(_ path: String) throws -> [String] {
      try String(contentsOfFile: Checkout.path(path), encoding: .utf8).components(separatedBy: "\n")
    }
    let code = try lines("Tests/PipelineTests/DocumentationTests.swift")
    let begin = try #require(code.firstIndex(of: "  // begin"))
    let end = try #require(code.firstIndex(of: "  // end"))
    let page = try lines("Sources/Hearsay/Hearsay.docc/Hearsay.md")
    let first = try #require(page.firstIndex(of: "```swift"))
    let last = try #require(page[first...].firstIndex(of: "```"))
    #expect(code[(begin + 1)..<end].map { String($0.dropFirst(2)) } == Array(page[(first + 1)..<last]))
  }
}
