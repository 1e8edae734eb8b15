import Foundation
import Hearsay
import HearsayTestSupport
import Testing

@Suite(.serialized, .timeLimit(.minutes(15)))
struct `The samples, read through the pipeline` {
  private static let expectedFile = Checkout.path("Pipelines/crypto.expected")

  @Test func `give the database that is expected`() async throws {
    let dump = try await SampleRun.dump(workers: 2, batch: nil)
    if Checkout.isRecording {
      try writeText(dump, to: Self.expectedFile)
      Issue.record(
        "Pipelines/crypto.expected was written anew; look at the difference, and run again without HEARSAY_RECORD")
      return
    }
    let expected = try readText(Self.expectedFile)
    let difference = firstDifference(dump, expected)
    #expect(difference == nil, "HEARSAY_RECORD=1 writes Pipelines/crypto.expected anew")
  }

  /// The first line that differs, for a short message.
  private func firstDifference(_ found: String, _ expected: String) -> String? {
    let pairs = zip(found.split(separator: "\n"), expected.split(separator: "\n"))
    for (index, pair) in pairs.enumerated() where pair.0 != pair.1 {
      return "line \(index + 1): found \(pair.0.prefix(300)), expected \(pair.1.prefix(300))"
    }
    return found.count == expected.count ? nil : "one is longer: \(found.count) and \(expected.count) characters"
  }

  @Test(arguments: [(1, nil), (8, nil), (2, 1), (8, 1), (1, 1000)] as [(Int, Int?)])
  func `give the same database with any number of workers and any size of batches`(
    _ workers: Int, _ batch: Int?
  ) async throws {
    let dump = try await SampleRun.dump(workers: workers, batch: batch)
    #expect(firstDifference(dump, try await SampleRun.dump(workers: 2, batch: nil)) == nil)
  }

  @Test func `add nothing when they are read again`() async throws {
    try await withAsyncFolder { folder in
      let path = "\(folder)/a.sqlite"
      let archives = try SampleRun.archives()
      try await SampleRun.run(archives, into: path)
      let once = try SampleRun.dump(path)
      let second = try await SampleRun.run(archives, into: path)
      #expect(second.sources.allSatisfy { !$0.isNew })
      #expect(try SampleRun.dump(path) == once)
      try FileManager.default.copyItem(atPath: Checkout.path("Samples/posts.jsonl"), toPath: "\(folder)/copy.jsonl")
      let third = try await SampleRun.run(["\(folder)/copy.jsonl"], into: path)
      #expect(third.counts.stored == 0)
    }
  }

  @Test func `are accounted for, record by record`() async throws {
    try await withAsyncFolder { folder in
      let summary = try await SampleRun.run(try SampleRun.archives(), into: "\(folder)/a.sqlite")
      for source in summary.sources {
        let counts = source.counts
        #expect(counts.records == counts.stored + counts.duplicate + counts.skipped + counts.failed, "\(source.name)")
      }
      let counts = summary.counts
      let found = """
        **\(counts.records) records, \(counts.stored) stored, \(counts.duplicate) duplicate, \(counts.skipped) skipped, \
        \(counts.failed) failed.**
        """
      #expect(try Checkout.text("Samples/README.md").contains(found), "Samples/README.md promises other counts")
      #expect(100 < counts.stored)
      #expect(!summary.failsMore(thanPercent: 5))
      #expect(summary.failsMore(thanPercent: 2))
    }
  }

  @Test func `give the same posts and signals in another order`() async throws {
    try await withAsyncFolder { folder in
      let archives = try SampleRun.archives()
      let forward = try await SampleRun.run(archives, into: "\(folder)/a.sqlite")
      let backward = try await SampleRun.run(archives.reversed(), into: "\(folder)/b.sqlite")
      #expect(forward.counts.stored == backward.counts.stored && forward.counts.duplicate == backward.counts.duplicate)
      let (one, other) = (try SampleRun.dump("\(folder)/a.sqlite"), try SampleRun.dump("\(folder)/b.sqlite"))
      #expect(SampleRun.tables(of: one) == SampleRun.tables(of: other))
      let sums = SampleRun.tables(of: one).filter { $0.lowercased().contains("signal") }
      #expect(!sums.isEmpty, "the dump has the tables \(SampleRun.tables(of: one))")
      for table in sums {
        #expect(!SampleRun.rows(table, of: one).isEmpty)
        #expect(SampleRun.rows(table, of: one) == SampleRun.rows(table, of: other), "\(table)")
      }
    }
  }
}
