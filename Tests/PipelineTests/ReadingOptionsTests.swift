import Hearsay
import HearsayTestSupport
import Testing

struct `What a pipeline file says of archives` {
  private static func file(_ archives: String) -> String {
    """
    format: 1
    name: test
    lexicons: \(Checkout.path("Lexicons"))
    archives:
    \(archives)
    stages:
      - decode-text
    keep: text
    """
  }

  /// What was read of an archive with a pipeline file that says `archives`.
  private func read(_ archives: String, _ name: String, _ content: String) async throws -> (RunSummary, Int) {
    try await withAsyncFolder { folder in
      try writeText(Self.file(archives), to: "\(folder)/p.yaml")
      try writeText(content, to: "\(folder)/\(name)")
      let pipeline = try Pipeline(path: "\(folder)/p.yaml")
      let store = try Store.inMemory(pipeline.edition)
      let summary = try await Runner(pipeline, into: store, .init(workerCount: 1)).run(["\(folder)/\(name)"]) { _ in }
      return (summary, Int(summary.counts.stored))
    }
  }

  @Test func `names columns that nobody would guess`() async throws {
    let table = "Nr;Wer;Wann;Was\n1;ann;2026-03-02T08:15:00Z;Metis ruht\n2;bob;2026-03-02;\"Na; und?\"\n"
    let columns = "  columns: { text: Was, author: Wer, time: Wann, id: nr }"
    #expect(try await read(columns, "posts.csv", table).1 == 2)
    #expect(try await read("  nonPublic: skip", "posts.csv", table).0.counts.failed == 1)
  }

  @Test func `keeps what was not public, where it says so`() async throws {
    let outbox = """
      {"type":"OrderedCollection","orderedItems":[{"type":"Create","actor":"https://e.org/users/ann","to":["https://e.org/x"],\
      "object":{"type":"Note","id":"https://e.org/1","content":"<p>between us</p>"}}]}
      """
    #expect(try await read("  nonPublic: keep", "outbox.json", outbox).1 == 1)
    #expect(try await read("  nonPublic: skip", "outbox.json", outbox).0.counts.skipped == 1)
  }

  @Test func `is checked before a record is read`() throws {
    try withFolder { folder in
      try writeText(Self.file("  nonPublic: perhaps\n  columns: { txt: a }"), to: "\(folder)/p.yaml")
      let error = #expect(throws: Diagnostics.self) { try Pipeline(path: "\(folder)/p.yaml") }
      #expect(error?.lines(from: folder).count { $0.hasPrefix("p.yaml") } == 2)
    }
  }
}
