import GRDB
import HearsayCore

/// The voices of an edition a second time, author by author, so that people are counted in one pass and without
/// looking any of them up.
///
/// They are worked out after a run, from the segments of voices up to one whose number is kept with them; what a
/// run has added since stands in later segments. The first blob is the list of all cells, as `Segment` writes
/// their keys; the others hold, for each author in order, the author, how many voices follow, and of each of those
/// its cell (as a step from the one before, times 2) and its score; where it is not one judged post, 1 is added to the
/// cell, and all sums follow.
enum AuthorSegment {
  /// How many voices are sorted at once.
  private static let sortedMost: Int64 = 1 << 19

  /// How far the voices of an edition have been worked out.
  struct Extent {
    /// How many voices there are.
    var rowCount: Int64 = 0
    /// The last segment of voices that they hold; 0 where there are none.
    var through: Int64 = 0

    init(_ edition: Int64, _ db: Database) throws {
      try NumberScan.run(
        db, "SELECT ifnull(sum(rows), 0), ifnull(max(through), 0) FROM authorSegment WHERE edition = ?", [edition]
      ) { row in (rowCount, through) = (row[0], row[1]) }
    }
  }

  /// Hands the keys of all cells to `body`, in the order of their numbers.
  static func scanCells(edition: Int64, _ db: Database, _ body: (SignalKey) -> Void) throws {
    try NumberScan.run(db, "SELECT bytes FROM authorSegment WHERE edition = ? AND id = 0", [edition]) { row in
      row.withBlob(0) { bytes in
        var cursor = SegmentCursor(bytes)
        var day: Int32 = 0
        while !cursor.isAtEnd {
          let key = cursor.nextKey(after: day)
          day = key.day
          body(key)
        }
      }
    }
  }

  /// Hands the bytes of all voices to `body`, one blob after the other.
  static func scanBytes(edition: Int64, _ db: Database, _ body: (SegmentCursor) -> Void) throws {
    let sql = "SELECT bytes FROM authorSegment WHERE edition = ? AND 0 < id ORDER BY id"
    try NumberScan.run(db, sql, [edition]) { row in row.withBlob(0) { body(SegmentCursor($0)) } }
  }

  /// Works out the voices of an edition by author.
  ///
  /// - Complexity: linear; voices are sorted half a million at a time, in one pass over all segments each.
  static func write(_ edition: Int64, _ db: Database) throws {
    try delete(edition, db)
    let (rowCount, through) = try counts(edition, db)
    guard 0 < rowCount else { return }
    let all = CellFilter()
    var known: Set<SignalKey> = []
    try Segment.scanCells(.voices, edition: edition, all, db) { key, _ in known.insert(key) }
    let keys = known.sorted()
    var builder = Builder(edition: edition, through: through)
    try builder.write(keys, db)
    let numbers = Dictionary(uniqueKeysWithValues: keys.enumerated().map { ($1, Int32($0)) })
    var bits = 0
    while sortedMost << Int64(bits) < rowCount { bits += 1 }
    for range in 0..<1 << bits {
      var voices: [Voice] = []
      try Segment.scanCells(.voices, edition: edition, all, db) { key, rows in
        guard let cell = numbers[key] else { return }
        while !rows.isAtEnd {
          let voice = rows.nextVoice(author: rows.nextWhole(), cell: cell)
          if voice.range(bits: bits) == range { voices.append(voice) }
        }
      }
      voices.sortByAuthor()
      try builder.add(voices, db)
    }
    try builder.write(db)
  }

  /// Forgets the voices by author; they are worked out anew after the next run.
  static func delete(_ edition: Int64, _ db: Database) throws {
    try db.execute(sql: "DELETE FROM authorSegment WHERE edition = ?", arguments: [edition])
  }

  private static func counts(_ edition: Int64, _ db: Database) throws -> (rows: Int64, through: Int64) {
    var counts: (Int64, Int64) = (0, 0)
    let sql = "SELECT ifnull(sum(rows), 0), ifnull(max(id), 0) FROM segment WHERE edition = ? AND content = 'voices'"
    try NumberScan.run(db, sql, [edition]) { row in counts = (row[0], row[1]) }
    return counts
  }

  /// Writes blobs.
  private struct Builder {
    let edition: Int64
    let through: Int64
    private var id: Int64 = 0
    private var rowCount = 0
    private var bytes = SegmentBytes()

    init(edition: Int64, through: Int64) {
      self.edition = edition
      self.through = through
    }

    mutating func write(_ keys: [SignalKey], _ db: Database) throws {
      var day: Int32 = 0
      for key in keys {
        bytes.append(key, after: day)
        day = key.day
      }
      try write(db)
    }

    /// Adds voices in order, each author and cell of which may come several times.
    mutating func add(_ voices: [Voice], _ db: Database) throws {
      var own: [Voice] = []
      for voice in voices {
        if let last = own.last, last.author != voice.author {
          try add(author: own, db)
          own.removeAll(keepingCapacity: true)
        }
        if let last = own.indices.last, own[last].cell == voice.cell {
          own[last].add(voice)
        } else {
          own.append(voice)
        }
      }
      try add(author: own, db)
    }

    private mutating func add(author own: [Voice], _ db: Database) throws {
      guard let author = own.first?.author else { return }
      bytes.append(whole: author)
      bytes.append(UInt64(own.count))
      var latest: Int32 = 0
      for voice in own {
        bytes.append(voice, step: voice.cell - latest)
        latest = voice.cell
      }
      rowCount += own.count
      if Segment.rowCountUsual <= rowCount { try write(db) }
    }

    /// Writes a blob, and begins another one.
    mutating func write(_ db: Database) throws {
      guard !bytes.bytes.isEmpty else { return }
      let insert = try BulkStatement(
        db, "INSERT INTO authorSegment (edition, id, through, rows, bytes) VALUES (?, ?, ?, ?, ?)")
      for (index, number) in [edition, id, through, Int64(rowCount)].enumerated() {
        insert.bind(number, at: Int32(index + 1))
      }
      try bytes.bytes.withUnsafeBytes { raw in
        insert.bindBlob(ByteRange(0..<raw.count), of: raw, at: 5)
        try insert.run()
      }
      insert.release()
      id += 1
      rowCount = 0
      bytes.removeAll()
    }
  }
}
