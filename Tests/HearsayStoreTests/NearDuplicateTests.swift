import GRDB
import HearsayCore
import Testing

@testable import HearsayStore

struct `Near-duplicates` {
  private static func sketch(_ numbers: [Int]) -> TextSketch? {
    let words = numbers.map { number in
      Word(
        span: TextSpan(0..<1), foldedStart: 0, foldedCount: 1,
        hash: (UInt64(number) &+ 1) &* 0xD6E8_FEB8_6659_FD93, kind: .word, shape: [])
    }
    return TextSketch(Words(words, folded: [97]))
  }

  private struct Numbers {
    var state: UInt64
    mutating func next(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(limit))
    }
  }

  @Test func `short texts have no sketch, and equal texts have the same`() throws {
    #expect(Self.sketch([1, 2, 3, 4, 5, 6]) == nil)
    #expect(Self.sketch(Array(repeating: 7, count: 60)) == nil)
    let long = try #require(Self.sketch(Array(0..<20)))
    #expect(long == Self.sketch(Array(0..<20)))
    #expect(long.equalByteCount(long) == 16)
  }

  @Test func `the share of equal bytes estimates the share of common pairs`() throws {
    var numbers = Numbers(state: 11)
    for (changed, low, high) in [(0, 16.0, 16.0), (1, 11.5, 15.5), (3, 8.0, 13.5), (24, 0.0, 0.5)] {
      var sum = 0
      for _ in 0..<200 {
        let text = (0..<24).map { _ in numbers.next(5000) }
        var copy = text
        for index in 0..<changed { copy[index * 24 / max(1, changed)] = 10_000 + numbers.next(5000) }
        sum += try #require(Self.sketch(text)).equalByteCount(try #require(Self.sketch(copy)))
      }
      let mean = Double(sum) / 200
      #expect(low <= mean && mean <= high, "\(changed) words changed: \(mean) bytes are equal")
    }
  }

  @Test func `campaigns are found among a hundred thousand posts, and nothing else is`() throws {
    var numbers = Numbers(state: 5)
    let count = 100_000
    var texts = (0..<count).map { _ in (0..<(10 + numbers.next(20))).map { _ in numbers.next(3000) } }
    var campaign = [Int](repeating: -1, count: count)
    for number in 0..<100 {
      let template = (0..<22).map { _ in numbers.next(3000) }
      for _ in 0..<30 {
        let place = min(count - 1, number * 900 + numbers.next(5000))
        guard campaign[place] < 0 else { continue }
        texts[place] = template
        texts[place][numbers.next(22)] = 20_000 + numbers.next(5000)
        campaign[place] = number
      }
    }
    var finder = NearDuplicates(postCount: Int64(count))
    var members: [Int64: [Int]] = [:]
    for index in 0..<count {
      guard let sketch = Self.sketch(texts[index]) else { continue }
      // A day has 10 000 posts.
      switch finder.add(sketch, day: Int32(index / 10_000)) {
      case .alone: break
      case .begins(let cluster, let first): members[cluster, default: []] += [Int(first), index]
      case .joins(let cluster): members[cluster, default: []].append(index)
      }
    }
    let found = Set(members.values.filter { 5 <= $0.count }.compactMap { $0.map { campaign[$0] }.max() })
    #expect(95 <= found.count, "\(found.count) of 100 campaigns were found")
    let wrong = members.values.flatMap { $0 }.count { campaign[$0] < 0 }
    #expect(wrong <= 50, "\(wrong) posts of nobody were taken for copies")
    let inCampaigns = campaign.count { 0 <= $0 }
    let joined = members.values.flatMap { $0 }.count { 0 <= campaign[$0] }
    #expect(inCampaigns * 9 / 10 <= joined, "\(joined) of \(inCampaigns) posts of campaigns were found")
  }

  @Test func `120 posts by 9 people are told from 120 posts by 120 people`() throws {
    let store = try Store.inMemory(.sample)
    func wave(_ text: String, people: Int, from id: Int) -> [SampleItem] {
      (0..<120).map { index in
        var sample = Sample(
          id: String(id + index), text: text, time: UTCTime(seconds: 1_772_000_000 + Int64(index) * 60),
          author: Int64(id + index % people), mentions: [("scroll", .rollup)], targets: [("scroll", .negative, -500)])
        sample.wordNumbers = text.split(separator: " ").map { $0.utf8.reduce(7) { $0 &* 31 &+ Int($1) } }
        return .post(sample)
      }
    }
    try ingest(
      wave("withdraw now before the bridge of scroll is closed for good", people: 9, from: 1_000)
        + wave("the foundation has published the notes of its last council meeting", people: 120, from: 5_000),
      into: store)
    #expect(try !store.isSettled())
    try store.settle()
    #expect(try store.isSettled())
    let rows = try store.queue.read { db in
      try Row.fetchAll(db, sql: "SELECT posts, people, coordinated FROM cluster ORDER BY people").map { row in
        [row[0], row[1], row[2]] as [Int]
      }
    }
    #expect(rows == [[120, 9, 1], [120, 120, 0]])
    #expect(try number(store, "SELECT sum(repeated) FROM organic") == 238)
    #expect(try number(store, "SELECT sum(pushed) FROM organic") == 120)
    #expect(try number(store, "SELECT sum(pushedScoreSum) FROM organic") == -60_000)
  }

  @Test func `what is found does not depend on the order of the archives`() throws {
    var numbers = Numbers(state: 3)
    let items = (0..<400).map { index -> SampleItem in
      var sample = Sample(id: String(9_000 + index), author: Int64(index % 7), mentions: [("metis", .rollup)])
      sample.time = UTCTime(seconds: 1_772_000_000 + Int64(numbers.next(500_000)))
      sample.platform = ["x", "bluesky"][index % 2]
      let template = numbers.next(20) * 100
      sample.wordNumbers = (0..<15).map { $0 == index % 15 ? numbers.next(90_000) : template + $0 }
      return .post(sample)
    }
    let (one, other) = (try Store.inMemory(.sample), try Store.inMemory(.sample))
    try ingest(Array(items[..<200]), into: one, fingerprint: "f1")
    try one.settle()
    try ingest(Array(items[200...]), into: one, name: "b", fingerprint: "f2")
    try one.settle()
    try ingest(Array(items[200...]), into: other, name: "b", fingerprint: "f2")
    try ingest(Array(items[..<200]), into: other, fingerprint: "f1")
    try other.settle()
    func table(_ store: Store) throws -> [Substring] {
      try store.dump().split(separator: "\n").drop { $0 != "[cluster]" }.prefix { $0 != "[organic]" }
    }
    #expect(try table(one).count > 100)
    #expect(try table(one) == table(other))
  }

  @Test func `posts whose numbers do not grow with time are clustered like those whose numbers do`() throws {
    func clusters(_ id: (Int) -> Int) throws -> [[Int]] {
      var numbers = Numbers(state: 5)
      let items = (0..<300).map { index -> SampleItem in
        var sample = Sample(id: String(9_000 + id(index)), author: Int64(index % 7), mentions: [("metis", .rollup)])
        sample.time = index == 0 ? nil : UTCTime(seconds: 1_772_000_000 + Int64(index / 2) * 600)
        let template = numbers.next(20) * 100
        sample.wordNumbers = (0..<15).map { $0 == index % 15 ? numbers.next(90_000) : template + $0 }
        return .post(sample)
      }
      let store = try Store.inMemory(.sample)
      try ingest(items, into: store)
      try store.settle()
      return try store.queue.read { db in
        try Row.fetchAll(
          db,
          sql: """
            SELECT ifnull(p.createdAt, 0), c.cluster, c.isFirst, k.posts, k.firstDay
            FROM clusterPost c JOIN post p ON p.key = c.key JOIN cluster k ON k.id = c.cluster
            ORDER BY p.createdAt, c.cluster, c.isFirst DESC
            """
        ).map { row in (0..<5).map { row[$0] } }
      }
    }
    let inOrder = try clusters { $0 }
    #expect(200 < inOrder.count)
    // Posts of the same second stay in the order of their numbers.
    #expect(try clusters { 2 * (149 - $0 / 2) + $0 % 2 } == inOrder)
  }
}
