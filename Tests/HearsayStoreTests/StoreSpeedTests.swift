import Glibc
import HearsayCore
import Testing

@testable import HearsayStore

/// Figures for people, with their results checked: run with HEARSAY_SPEED=1 and `-c release`.
@Suite(.enabled(if: getenv("HEARSAY_SPEED") != nil, "set HEARSAY_SPEED=1 to measure"))
struct `The speed of the store` {
  private static let postCount = 1_000_000

  @Test(arguments: [Keep.signals, .evidence])
  func `of a million posts`(_ keep: Keep) throws {
    try withFolder { folder in
      let path = "\(folder)/a.sqlite"
      let store = try Store.open(path: path, .writing(.sample))
      if getenv("HEARSAY_CHECK_REFERENCES") != nil {
        try store.queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA foreign_keys = ON") }
      }
      try fill(store, keep)
      #expect(try store.totals().counts.stored == Int64(Self.postCount))
      try ask(store)
      try store.close()
      var status = stat()
      stat(path, &status)
      print("\(keep): \(Int(status.st_size) / 1_000_000) MB")
    }
  }

  private func fill(_ store: Store, _ keep: Keep) throws {
    guard case .new(let source) = try store.beginSource(name: "a", format: "jsonl", fingerprint: "f") else { return }
    var building = 0.0
    var writing = 0.0
    let batchSize = 2_000
    for first in stride(from: 0, to: Self.postCount, by: batchSize) {
      let documents = (first..<first + batchSize).map { number in
        (self.sample(number), RecordPlace(number: Int64(number + 1), byteOffset: Int64(number) * 1_100))
      }.map { ($0.0.document(at: $0.1), $0.1, $0.0.author) }
      let start = cpuSeconds()
      var batch = RowBatch(keep: keep, sourceName: "a")
      for (document, place, author) in documents { batch.add(document, at: place, author: author) }
      let built = cpuSeconds()
      let end = Int64(first + batchSize)
      try store.write(batch, source: source, checkpoint: Checkpoint(recordNumber: end, byteOffset: end * 1_100))
      building += built - start
      writing += cpuSeconds() - built
    }
    try store.finishSource(source)
    let perPost = 1e6 / Double(Self.postCount)
    print("\(keep): build \(building * perPost) µs, write \(writing * perPost) µs of CPU a post")
  }

  /// 0.4 entities and 0.1 claims a post, over a year.
  private func sample(_ number: Int) -> Sample {
    let mixed = UInt64(number) &* 0x9E37_79B9_7F4A_7C15
    let chance = Int((mixed >> 32) % 1_000)
    var sample = Sample()
    sample.id = String(1_900_000_000_000_000_000 + number * 31_536_000)
    sample.url = "https://x.example/status/\(sample.id)"
    sample.time = UTCTime(seconds: 1_740_000_000 + Int64(number) * 31)
    sample.language = ["en", "en", "de", "ko", "ja", "es"][chance % 6]
    sample.author = Int64(bitPattern: (mixed >> 20) % 150_000 &* 0xD1B5_4A32_D192_ED03)
    guard chance < 400 else { return sample }
    // Few entities are named often, most of them rarely.
    let rank = Int(mixed >> 45) % 1_000
    let entity = "entity-\(rank * rank / 4_000)"
    sample.mentions = [(entity, .chain)]
    sample.targets = [(entity, Polarity.allCases[chance % 3], chance * 5 - 1_000)]
    if chance < 100 { sample.claims = [.sample(about: [entity], frame: chance < 50 ? "outage-\(chance % 9)" : nil)] }
    return sample
  }

  private func ask(_ store: Store) throws {
    func time(_ what: String, _ body: () throws -> Int) rethrows {
      let start = cpuSeconds()
      let count = try body()
      print("  \(what): \(count) rows, \(Int((cpuSeconds() - start) * 1000)) ms")
    }
    var one = SignalFilter()
    one.entities = [EntityID("entity-0")]
    var recent = SignalFilter()
    recent.since = Day(year: 2026, month: 1, day: 20)
    try time("all by chain") {
      try store.sentiment(SentimentQuery(SignalFilter(), by: [.chain], order: .posts, rowCountMost: nil)).count
    }
    try time("all by month") {
      try store.sentiment(SentimentQuery(SignalFilter(), by: [.month], order: .time, rowCountMost: nil)).count
    }
    try time("one by day") {
      try store.sentiment(SentimentQuery(one, by: [.day], order: .time, rowCountMost: nil)).count
    }
    try time("recent by chain") {
      try store.sentiment(SentimentQuery(recent, by: [.chain], order: .posts, rowCountMost: nil)).count
    }
    try time("series of one") { try store.series(of: one.entities, by: .week, SignalFilter())[0].points.count }
    var about = ClaimQuery()
    try time("all claims") { try store.claims(about).count }
    about.about = one.entities
    try time("claims about one") { try store.claims(about).count }
  }

  private func cpuSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
