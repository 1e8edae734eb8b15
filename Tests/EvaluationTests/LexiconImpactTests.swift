import Foundation
import HearsayTestSupport
import Testing

@testable import Hearsay

struct `The impact of lexicons` {
  private static let entry = LexiconEdits.Entry(lexicon: "en/sentiment", name: "quuxly")

  private static let archive = [
    #"{"id": "1", "created_at": "2026-03-02T08:00:00Z", "lang": "en", "text": "The fees on Arbitrum are quuxly, really quuxly"}"#,
    #"{"id": "2", "created_at": "2026-03-02T09:00:00Z", "lang": "en", "text": "The fees on Arbitrum are what they are"}"#,
    #"{"id": "3", "created_at": "2026-03-03T09:00:00Z", "lang": "en", "text": "We had a quuxly day"}"#,
    #"{"id": "4", "lang": "en"}"#,
  ]

  /// Calls `body` with the lexicons of the repository, a copy with one more word, and an archive.
  private func withLexicons(
    _ body: (_ old: String, _ new: String, _ archive: String) async throws -> Void
  ) async throws {
    try await withAsyncFolder { folder in
      let (old, new) = (Checkout.path("Lexicons"), "\(folder)/Lexicons")
      try FileManager.default.copyItem(atPath: old, toPath: new)
      let table = "\(new)/en/sentiment/entries.tsv"
      var rows = try readText(table).split(separator: "\n").map(String.init)
      let row = "quuxly\t-4\t\t\tS1\tactive"
      let place = rows.dropFirst().firstIndex { Array(row.utf8).lexicographicallyPrecedes(Array($0.utf8)) }
      rows.insert(row, at: place ?? rows.endIndex)
      try writeText(rows.map { $0 + "\n" }.joined(), to: table)
      let archive = "\(folder)/posts.jsonl"
      try writeText(Self.archive.map { $0 + "\n" }.joined(), to: archive)
      try await body(old, new, archive)
    }
  }

  private func report(_ old: String, _ new: String, _ archive: [String], workers: Int = 2) async throws -> ImpactReport
  {
    let impact = try LexiconImpact(pipeline: Checkout.path("Pipelines/crypto.yaml"), old: old, new: new)
    var options = LexiconImpact.Options(workerCount: workers)
    options.exampleCountMost = 1
    return try await impact.report(on: archive, options).get()
  }

  @Test func `is told by entry, series, entity and post`() async throws {
    try await withLexicons { old, new, archive in
      let report = try await report(old, new, [archive])
      #expect(report.edits.all == [Self.entry: .added])
      #expect(report.counts.stored == 3 && report.counts.failed == 1)
      #expect(report.movedCount == 2 && report.unexplainedCount == 0)
      #expect(report.aspectCounts[.label] == 2 && report.aspectCounts[.score] == 2)
      #expect(report.entries.map(\.entry) == [Self.entry] && report.entries.map(\.posts) == [2])

      let series = try #require(report.movedSeries.first)
      #expect(report.movedSeries.count == 1)
      #expect(series.series.entity == EntityID("arbitrum") && series.series.day?.description == "2026-03-02")
      #expect(series.movement.old.posts == 2 && series.movement.new.posts == 2)
      let (before, after) = (try #require(series.movement.old.meanScore), try #require(series.movement.new.meanScore))
      #expect(after < before)
      #expect(report.movedEntities.map(\.entity) == [EntityID("arbitrum")])

      let example = try #require(report.examples.first)
      #expect(report.examples.count == 1)
      #expect(example.place.hasSuffix("posts.jsonl:1") && example.entries == [Self.entry])
      #expect(example.old?.label == .neutral && example.new?.label == .negative)
    }
  }

  @Test func `turns round where old and new change places, and does not depend on workers`() async throws {
    try await withLexicons { old, new, archive in
      let archives = try (1...3).map { part in
        let path = archive.replacing("posts.jsonl", with: "part-\(part).jsonl")
        try writeText(try readText(archive).replacing("\"id\": \"", with: "\"id\": \"\(part)"), to: path)
        return path
      }
      let one = try await report(new, old, archives, workers: 1)
      let eight = try await report(new, old, archives, workers: 8)
      #expect(one.edits.all == [Self.entry: .removed])
      #expect(one.movedCount == 6 && one.entries.map(\.posts) == [6])
      #expect("\(eight.examples)" == "\(one.examples)")
      #expect("\(eight.movedSeries)" == "\(one.movedSeries)" && "\(eight.entries)" == "\(one.entries)")
    }
  }

  @Test(arguments: [1, 8])
  func `counts a post once, wherever it stands again`(workers: Int) async throws {
    try await withLexicons { old, new, archive in
      let once = try await report(old, new, [archive])
      let again = try await report(old, new, [archive, archive, archive], workers: workers)
      #expect(again.counts.stored == 3 && again.counts.duplicate == 6 && again.counts.failed == 3)
      #expect(again.movedCount == once.movedCount && again.entries.map(\.posts) == once.entries.map(\.posts))
      #expect("\(again.movedSeries)" == "\(once.movedSeries)" && "\(again.examples)" == "\(once.examples)")
    }
  }

  @Test func `of nothing is nothing`() async throws {
    try await withLexicons { old, _, archive in
      let report = try await report(old, old, [archive])
      #expect(report.edits.all.isEmpty && report.movedCount == 0 && report.examples.isEmpty)
      #expect(report.movedSeries.isEmpty && report.seriesCount == 1)
      #expect(report.counts.stored == 3)
    }
  }
}
