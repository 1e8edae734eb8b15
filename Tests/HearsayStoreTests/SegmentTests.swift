import GRDB
import HearsayCore
import Testing

@testable import HearsayStore

/// What the segments of all editions add up to, in words: each author, entry and claim once.
func segmentSums(_ db: Database) throws -> [String] {
  let all = CellFilter()
  var lines: [String] = []
  for edition in try Int64.fetchAll(db, sql: "SELECT id FROM edition ORDER BY id") {
    var voices = VoiceSums()
    try Segment.scanCells(.voices, edition: edition, all, db) { key, rows in
      while !rows.isAtEnd { voices.add(rows.nextVoice(author: rows.nextWhole(), cell: 0), at: key) }
    }
    lines += voices.words(edition)
    var shares: [ShareSum] = []
    try Segment.scanShares(edition: edition, all, db) { shares.append($0) }
    lines += ShareSum.merged(shares).map { "\(edition) share \($0.key) \($0.entry) \($0.opinions) \($0.scoreSum)" }
    var claims: [String] = []
    var matters: [ClaimFact.Matter] = []
    try ClaimSegment.scan(
      edition: edition, all, db,
      begin: {
        matters = $0
        return matters.map { _ in true }
      },
      { row in
        claims.append(
          "\(edition) claim \(row.key) \(row.id) \(row.post) \(row.author ?? 0) \(matters[row.matter]) \(row.cited) "
            + "\(row.relay) \(row.quoteHash)")
      })
    lines += claims.sorted()
  }
  return lines
}

/// What the voices of all editions come to that are handed out author by author.
func voiceSums(_ filter: CellFilter = CellFilter(), postsAsked: Int64 = .max / 8, _ db: Database) throws -> [String] {
  try Int64.fetchAll(db, sql: "SELECT id FROM edition ORDER BY id").flatMap { edition in
    var keys: [SignalKey] = []
    let taken = try VoicePass.run(GatheredVoices(), edition: edition, filter, postsAsked: postsAsked, db) { key in
      keys.append(key)
      return keys.count - 1
    }
    var sums = VoiceSums()
    for (voice, group) in taken.voices { sums.add(voice, at: keys[group]) }
    #expect(taken.authors == taken.authors.sorted())
    #expect(Set(taken.authors).count == taken.authors.count)
    return sums.words(edition)
  }
}

private struct GatheredVoices: VoiceTaker {
  var voices: [(voice: Voice, group: Int)] = []
  var authors: [Int64] = []
  private var latest: [Int32] = []

  var takesCellsWhole: Bool { true }

  mutating func take(_ voice: Voice, group: Int) {
    voices.append((voice, group))
    latest.append(voice.cell)
  }

  mutating func end(author: Int64) {
    authors.append(author)
    #expect(Set(latest).count == latest.count, "each cell of an author comes once")
    latest = []
  }
}

/// What each author contributes to each cell, however many parts it comes in.
private struct VoiceSums {
  private struct Place: Hashable, Comparable {
    var key: SignalKey
    var author: Int64

    static func < (left: Place, right: Place) -> Bool {
      left.key != right.key ? left.key < right.key : left.author < right.author
    }
  }

  private var voices: [Place: Voice] = [:]

  mutating func add(_ voice: Voice, at key: SignalKey) {
    let place = Place(key: key, author: voice.author)
    if voices[place] == nil { voices[place] = voice } else { voices[place]?.add(voice) }
  }

  func words(_ edition: Int64) -> [String] {
    voices.sorted { $0.key < $1.key }.map { place, voice in
      "\(edition) voice \(place.key) \(place.author) \(voice.posts) \(voice.judged) \(voice.scoreSum) "
        + "\(voice.scoreSquareSum)"
    }
  }
}

struct `Segments` {
  /// What the segments hold, and what they hold when they are made anew from the tables.
  private func compare(_ store: Store) throws {
    try store.queue.write { db in
      let before = try segmentSums(db)
      for edition in try Int64.fetchAll(db, sql: "SELECT id FROM edition") { try SegmentMaking.remake(edition, db) }
      let after = try segmentSums(db)
      #expect(after == before)
      #expect(!after.isEmpty)
    }
  }

  @Test(arguments: [Keep.signals, .evidence])
  func `hold what the tables hold, after each batch, merging and forgetting`(_ keep: Keep) throws {
    let hash: @Sendable ([UInt8], [UInt8]) -> Int64 = { message, salt in
      Int64((salt + message).reduce(UInt64(5381)) { ($0 &* 33) ^ UInt64($1) } & UInt64(Int64.max))
    }
    try withFolder { folder in
      let one = try Store.open(path: "\(folder)/a.sqlite", .writing(.sample))
      try ingest(variedItems(300), into: one, keep: keep, batchSize: 7)
      try compare(one)
      try one.close()
      let other = try Store.open(path: "\(folder)/b.sqlite", .writing(.sample))
      try ingest(variedItems(300, seed: 8), into: other, keep: keep, name: "b.jsonl", fingerprint: "f2", batchSize: 40)
      try other.close()
      let both = try Store.open(path: "\(folder)/a.sqlite", .changing)
      _ = try both.merge("\(folder)/b.sqlite", keyedHash: hash)
      try compare(both)
      #expect(try both.forget([.author(3), .post(platform: "x", id: "1000017")], salt: [4], hash).posts > 10)
      try compare(both)
      #expect(try number(both, "SELECT count(*) FROM segment") < 20)
      try both.close()
    }
  }

  @Test func `that are damaged are read as far as they go`() throws {
    let store = try Store.inMemory(.sample)
    try ingest(variedItems(200), into: store)
    try store.settle()
    for seed in [8, 9] as [UInt64] {
      try ingest(variedItems(100, seed: seed), into: store, name: "\(seed).jsonl", fingerprint: "f\(seed)")
      if seed == 8 { try store.queue.write { db in try AuthorSegment.extend(1, from: 1, db) } }
    }
    let whole = try store.queue.read { db in
      var whole: [(table: String, rowid: Int64, bytes: [UInt8])] = []
      for table in ["segment", "authorSegment"] {
        try NumberScan.run(db, "SELECT rowid, bytes FROM \(table)", []) { row in
          row.withBlob(1) { whole.append((table, row[0], Array($0))) }
        }
      }
      return whole
    }
    var numbers = SeededNumbers(state: 12)
    for _ in 0..<60 {
      try store.queue.write { db in
        for (table, rowid, bytes) in whole {
          var damaged = bytes
          for _ in 0..<4 { damaged[numbers.next(damaged.count)] = UInt8(numbers.next(256)) }
          damaged.removeLast(numbers.next(damaged.count))
          let update = try BulkStatement(db, "UPDATE \(table) SET bytes = ? WHERE rowid = ?")
          update.bind(rowid, at: 2)
          try damaged.withUnsafeBytes {
            update.bindBlob(ByteRange(0..<$0.count), of: $0, at: 1)
            try update.run()
          }
          update.release()
        }
      }
      var query = SentimentQuery(SignalFilter(), by: [.chain, .day], order: .time, rowCountMost: nil)
      query.isOrganicAsked = true
      _ = try store.sentiment(query)
      _ = try store.claims(ClaimQuery())
      _ = try store.decompose(SignalFilter(), partCountMost: 5)
      _ = try store.compare(EntityID("scroll"), EntityID("metis"), SignalFilter())
    }
  }
}
