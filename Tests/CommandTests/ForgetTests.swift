import Foundation
import Hearsay
import HearsayTestSupport
import Testing

/// `hearsay forget`, as somebody calls it who knows a handle.
@Suite(.serialized, .timeLimit(.minutes(10)))
struct `Somebody to be forgotten` {
  /// Posts of two people with ids and handles; the addresses of one platform name the handle.
  private static let posts: String = (1...8).map { number in
    let (id, handle) = number % 2 == 0 ? ("1002", "Ann_B") : ("1001", "carl")
    return """
      {"id":"\(number)","platform":"x","created_at":"2026-03-0\(number)T08:00:00Z","text":"Scroll is dead, part \(number)",\
      "url":"https://x.com/\(handle)/status/\(number)","author":{"id":"\(id)","handle":"\(handle)"}}
      """
  }.joined(separator: "\n")

  private func withDatabase(_ posts: String, _ body: (String) throws -> Void) throws {
    try withFolder { folder in
      try writeText(posts + "\n", to: "\(folder)/a.jsonl")
      let run = try Program.run(["run", Program.pipeline, "a.jsonl", "--db", "a.sqlite"], in: folder)
      try #require(run.code == 0, "\(run.errors)")
      try body(folder)
    }
  }

  private func forget(_ arguments: [String], in folder: String) throws -> (outcome: Program.Outcome, posts: Int?) {
    let outcome = try Program.run(["forget"] + arguments + ["--db", "a.sqlite"], in: folder)
    let receipt = try? JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
    return (outcome, receipt?["posts"] as? Int)
  }

  private func rememberedCount(in folder: String) throws -> Int {
    let dump = try Store.open(path: "\(folder)/a.sqlite", .reading)
    defer { try? dump.close() }
    return try dump.dump().split(separator: "[forgotten]").last?.split(separator: "\n").prefix { !$0.hasPrefix("[") }
      .count ?? 0
  }

  @Test(arguments: ["1002", "Ann_B", "@ann_b"])
  func `is found by the id, and by the handle in the addresses of the posts`(_ name: String) throws {
    try withDatabase(Self.posts) { folder in
      let (outcome, posts) = try forget(["--author", name, "--platform", "x"], in: folder)
      #expect(outcome.code == 0 && posts == 4, "\(outcome)")
      // Once more, and nobody is missed.
      #expect(try forget(["--author", "1002", "--platform", "x"], in: folder).outcome.code == 0)
      let again = try Program.run(["run", Program.pipeline, "a.jsonl", "--db", "b.sqlite"], in: folder)
      #expect(again.errors.contains("8 stored"))
    }
  }

  @Test func `is found by a handle that only the archives know`() throws {
    let posts = Self.posts.replacing("\"url\":", with: "\"link\":")
    try withDatabase(posts) { folder in
      let missed = try forget(["--author", "Ann_B", "--platform", "x"], in: folder)
      #expect(missed.outcome.code == 1 && missed.posts == nil, "\(missed)")
      #expect(
        missed.outcome.errors.contains("nobody on x is called \"Ann_B\"") && missed.outcome.errors.contains("--in"))
      let (outcome, count) = try forget(["--author", "ann_b", "--platform", "x", "--in", "a.jsonl"], in: folder)
      #expect(outcome.code == 0 && count == 4, "\(outcome)")
    }
  }

  @Test func `is found in a table whose columns the pipeline file of the run names`() throws {
    try withFolder { folder in
      let pipeline = try Checkout.text("Pipelines/crypto.yaml")
        .replacing("lexicons: ../Lexicons", with: "lexicons: \(Checkout.path("Lexicons"))")
      let columns = "{ text: Words, author-id: Number, author: Who, platform: Where }"
      try writeText(pipeline + "\narchives: { columns: \(columns) }\n", to: "\(folder)/own.yaml")
      let rows = (1...4).map { "Scroll is dead part \($0),\(1000 + $0 % 2),\($0 % 2 == 0 ? "Ann_B" : "carl"),x" }
      try writeText((["Words,Number,Who,Where"] + rows).map { $0 + "\n" }.joined(), to: "\(folder)/a.csv")
      let run = try Program.run(["run", "own.yaml", "a.csv", "--db", "a.sqlite"], in: folder)
      try #require(run.code == 0 && run.errors.contains("4 stored"), "\(run.errors)")
      #expect(try forget(["--author", "Ann_B", "--platform", "x"], in: folder).outcome.code == 1)
      let (outcome, posts) = try forget(["--author", "ann_b", "--platform", "x", "--in", "a.csv"], in: folder)
      #expect(outcome.code == 0 && posts == 2, "\(outcome)")
    }
  }

  @Test func `and not found is not remembered, unless it is asked for`() throws {
    try withDatabase(Self.posts) { folder in
      let near = try forget(["--author", "Ann_C", "--platform", "x"], in: folder).outcome
      #expect(near.code == 1 && near.errors.contains("did you mean \"ann_b\"?"), "\(near.errors)")
      let platform = try forget(["--author", "carl", "--platform", "twitter"], in: folder).outcome
      #expect(platform.code == 2 && platform.errors.contains("it has posts from x"), "\(platform.errors)")
      for wrong in [["--post", "99", "--platform", "x"], ["--pseudonym", "5"]] {
        #expect(try forget(wrong, in: folder).outcome.code == 1)
      }
      #expect(try rememberedCount(in: folder) == 0)
      let (outcome, posts) = try forget(["--author", "1003", "--platform", "x", "--remember"], in: folder)
      #expect(outcome.code == 0 && posts == 0, "\(outcome)")
      let later = Self.posts.replacing("\"1001\"", with: "\"1003\"").replacing("\"id\":\"", with: "\"id\":\"1")
      try writeText(later.replacing("\"11003\"", with: "\"1003\"") + "\n", to: "\(folder)/later.jsonl")
      let run = try Program.run(["run", Program.pipeline, "later.jsonl", "--db", "a.sqlite"], in: folder)
      #expect(run.errors.contains("4 stored, 0 duplicate, 4 skipped"), "\(run.errors)")
    }
  }

  @Test func `is not confused with others of the same handle`() throws {
    let posts = Self.posts.replacing("x.com/carl", with: "x.com/Ann_B")
    try withDatabase(posts) { folder in
      let outcome = try forget(["--author", "Ann_B", "--platform", "x"], in: folder).outcome
      #expect(outcome.code == 1 && outcome.errors.contains("2 authors on x are called"), "\(outcome.errors)")
      #expect(outcome.errors.contains("--pseudonym"))
    }
  }

  @Test func `has each post counted once, however many editions have it`() throws {
    try withDatabase(Self.posts) { folder in
      let pipeline = try Checkout.text("Pipelines/crypto.yaml")
        .replacing("lexicons: ../Lexicons", with: "lexicons: \(Checkout.path("Lexicons"))")
      try writeText(pipeline + "\n# Another edition.\n", to: "\(folder)/other.yaml")
      let run = try Program.run(["run", "other.yaml", "a.jsonl", "--db", "a.sqlite"], in: folder)
      #expect(run.code == 0 && run.errors.contains("8 stored"), "\(run.errors)")
      let merge = try Program.run(["merge", "a.sqlite", "--into", "b.sqlite", "--format", "csv"], in: folder)
      #expect(merge.output.contains("a.sqlite,8,0,merged"), "\(merge.output)")
      let (outcome, posts) = try forget(["--author", "1001", "--platform", "x"], in: folder)
      #expect(outcome.code == 0 && posts == 4, "\(outcome)")
    }
  }
}
