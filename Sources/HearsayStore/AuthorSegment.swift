import GRDB
import HearsayCore

/// The voices of an edition a second time, author by author, so that people are counted in one pass and without
/// looking any of them up.
///
/// They stand in runs, each of which has the voices of some neighbouring segments in the order of the authors.
/// While an archive is read, what was added is put in order every hundred thousand voices or so, as another run; after
/// it, all are made one. A run begins with a blob of no rows, the list of its cells, as `Segment` writes their
/// keys; the others hold, for each author in order, the author, how many voices follow, and of each of those its
/// cell (as a step from the one before, times 2) and its score; where it is not one judged post, 1 is added to the
/// cell, and all sums follow. `through` is the last segment that is in the run.
enum AuthorSegment {
  /// How many voices are sorted at once.
  private static let sortedMost: Int64 = 1 << 19
  /// From how many voices on they are put in order while a run is writing.
  private static let extendedFrom: Int64 = 1 << 17

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

  /// Where a run stands.
  struct Run {
    /// The numbers of its blobs, that of the cells first.
    var blobs: ClosedRange<Int64>
    var through: Int64
    var rowCount: Int64
  }

  /// The runs of an edition, the oldest first.
  static func runs(_ edition: Int64, _ db: Database) throws -> [Run] {
    var runs: [Run] = []
    let sql = "SELECT id, through, rows FROM authorSegment WHERE edition = ? ORDER BY id"
    try NumberScan.run(db, sql, [edition]) { row in
      if row[2] == 0 || runs.isEmpty {
        runs.append(Run(blobs: row[0]...row[0], through: row[1], rowCount: row[2]))
      } else {
        let last = runs.count - 1
        runs[last].blobs = runs[last].blobs.lowerBound...row[0]
        runs[last].rowCount += row[2]
      }
    }
    return runs
  }

  /// Hands the keys of all cells of a run to `body`, in the order of their numbers.
  static func scanCells(of run: Run, edition: Int64, _ db: Database, _ body: (SignalKey) -> Void) throws {
    let sql = "SELECT bytes FROM authorSegment WHERE edition = ? AND id = ? AND rows = 0"
    try NumberScan.run(db, sql, [edition, run.blobs.lowerBound]) { row in
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

  /// The bytes of a run's voices, one blob after the other.
  static func blobs(of run: Run, edition: Int64, _ db: Database) throws -> BlobScan {
    try BlobScan(
      db, "SELECT bytes FROM authorSegment WHERE edition = ? AND id BETWEEN ? AND ? AND 0 < rows ORDER BY id",
      [edition, run.blobs.lowerBound, run.blobs.upperBound])
  }

  /// Works out the voices of an edition by author, as one run.
  ///
  /// - Complexity: linear; voices are sorted half a million at a time, in one pass over all segments each.
  static func write(_ edition: Int64, _ db: Database) throws {
    try delete(edition, db)
    try write(edition, after: 0, from: 0, db)
  }

  /// Puts what was added since the last run in order where it is `least` voices or more, together with the last
  /// runs that are hardly larger, so that there are few of them.
  ///
  /// - Complexity: each voice is sorted about as often as the number of voices can be halved down to `least`.
  static func extend(_ edition: Int64, from least: Int64 = extendedFrom, _ db: Database) throws {
    var runs = try runs(edition, db)
    var (rowCount, last) = try counts(edition, after: runs.last?.through ?? 0, db)
    guard 0 < last, least <= rowCount else { return }
    while let run = runs.last, run.rowCount <= 2 * rowCount, rowCount + run.rowCount <= sortedMost {
      rowCount += run.rowCount
      runs.removeLast()
    }
    let next = runs.last.map { $0.blobs.upperBound + 1 } ?? 0
    try db.execute(sql: "DELETE FROM authorSegment WHERE edition = ? AND ? <= id", arguments: [edition, next])
    try write(edition, after: runs.last?.through ?? 0, from: next, db)
  }

  /// Writes the voices of the segments after the one numbered `after` as a run, whose first blob has the number `id`.
  private static func write(_ edition: Int64, after: Int64, from id: Int64, _ db: Database) throws {
    let (rowCount, through) = try counts(edition, after: after, db)
    guard 0 < rowCount else { return }
    let all = CellFilter()
    var cells = KeyNumbers<SignalKey>()
    try Segment.scanCells(.voices, edition: edition, all, after: after, db) { key, _ in _ = cells.number(of: key) }
    let order = cells.order
    var builder = Builder(edition: edition, through: through, from: id)
    try builder.write(order.map { cells.keys[$0] }, db)
    // Of each cell, the number that it has in the run.
    var ranks = [Int32](repeating: 0, count: order.count)
    for (rank, cell) in order.enumerated() { ranks[cell] = Int32(rank) }
    var bits = 0
    while sortedMost << Int64(bits) < rowCount { bits += 1 }
    for range in 0..<1 << bits {
      var voices: [Voice] = []
      try Segment.scanCells(.voices, edition: edition, all, after: after, db) { key, rows in
        guard let cell = cells[key].map({ ranks[$0] }) else { return }
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

  /// How many voices stand in the segments after the one numbered `after`, and the last of these.
  private static func counts(_ edition: Int64, after: Int64, _ db: Database) throws -> (rows: Int64, through: Int64) {
    var counts: (Int64, Int64) = (0, 0)
    let sql = """
      SELECT ifnull(sum(rows), 0), ifnull(max(id), 0) FROM segment
      WHERE edition = ? AND content = 'voices' AND ? < id
      """
    try NumberScan.run(db, sql, [edition, after]) { row in counts = (row[0], row[1]) }
    return counts
  }

  /// Writes blobs.
  private struct Builder {
    let edition: Int64
    let through: Int64
    private var id: Int64
    private var rowCount = 0
    private var bytes = SegmentBytes()

    init(edition: Int64, through: Int64, from id: Int64) {
      self.edition = edition
      self.through = through
      self.id = id
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
