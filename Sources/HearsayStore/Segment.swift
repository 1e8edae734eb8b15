import GRDB
import HearsayCore

/// Rows of sums side by side in one blob, so that a question goes through millions of them in milliseconds.
///
/// Each transaction of a run appends what it adds as a segment; what a database holds is the sum of its
/// segments. So they are exact at any time, also while a run is writing. The tables `opinion` and `claim`
/// hold the same as rows, and segments are made anew from them after merging and forgetting.
///
/// A segment is a list of cells in the order of `SignalKey`: the day as a difference to the one before,
/// entity, language, platform, number of rows, number of bytes, and the rows.
enum Segment {
  /// What the rows are.
  enum Content: String {
    /// Author, posts, judged posts, sum of scores and of their squares.
    case voices
    /// Lexicon entry, opinions that cite it, and its share of their scores.
    case shares
    /// Claims, as `ClaimSegment` writes them.
    case claims
  }

  /// About how many rows a segment is cut at when it is made from tables.
  static let rowCountUsual = 1 << 16

  /// Cells with their rows, as bytes.
  struct Cells {
    private(set) var bytes = SegmentBytes()
    private(set) var days: (first: Int32, last: Int32)?
    /// Takes the bytes of the rows of the cell that was begun last.
    var rows = SegmentBytes()
    private var key: SignalKey?
    private var rowCount: UInt64 = 0
    private var latestDay: Int32 = 0

    /// Begins a row of a cell, and says whether the cell is new; cells come in order.
    mutating func begin(_ next: SignalKey) -> Bool {
      let isNew = key != next
      if isNew {
        finish()
        key = next
      }
      rowCount += 1
      return isNew
    }

    /// Ends the last cell.
    mutating func finish() {
      guard let key else { return }
      days = (min(days?.first ?? key.day, key.day), max(days?.last ?? key.day, key.day))
      bytes.append(key, after: latestDay)
      latestDay = key.day
      bytes.append(rowCount)
      bytes.append(UInt64(rows.bytes.count))
      bytes.append(rows)
      rows.removeAll()
      rowCount = 0
      self.key = nil
    }
  }

  /// Makes the bytes of a segment of sums from rows that come in the order of their cells.
  struct Builder {
    private(set) var rowCount = 0
    private var cells = Cells()

    mutating func add(_ voice: Voice, at key: SignalKey) {
      rowCount += 1
      _ = cells.begin(key)
      cells.rows.append(whole: voice.author)
      cells.rows.append(voice)
    }

    mutating func add(_ share: ShareSum) {
      rowCount += 1
      _ = cells.begin(share.key)
      cells.rows.append(UInt64(share.entry))
      cells.rows.append(UInt64(share.opinions))
      cells.rows.append(signed: share.scoreSum)
    }

    /// Writes the segment, and begins another one; nothing where there are no rows.
    mutating func write(_ content: Content, edition: Int64, _ db: Database) throws {
      cells.finish()
      guard let days = cells.days else { return }
      try Segment.insert(content, edition: edition, days, rowCount, cells.bytes, db)
      self = Builder()
    }
  }

  /// Writes a segment behind the others of its content.
  static func insert(
    _ content: Content, edition: Int64, _ days: (first: Int32, last: Int32), _ rowCount: Int, _ bytes: SegmentBytes,
    _ db: Database
  ) throws {
    let insert = try BulkStatement(
      db,
      """
      INSERT INTO segment (edition, content, id, firstDay, lastDay, rows, bytes)
      VALUES (?1, ?2, (SELECT ifnull(max(id), 0) + 1 FROM segment WHERE edition = ?1 AND content = ?2), ?3, ?4, ?5, ?6)
      """)
    insert.bind(edition, at: 1)
    insert.bind(content.rawValue, at: 2)
    insert.bind(Int64(days.first), at: 3)
    insert.bind(Int64(days.last), at: 4)
    insert.bind(Int64(rowCount), at: 5)
    try bytes.bytes.withUnsafeBytes { raw in
      insert.bindBlob(ByteRange(0..<raw.count), of: raw, at: 6)
      try insert.run()
    }
    insert.release()
  }

  /// Hands the bytes of each segment with days of `filter` to `body`, of those after the one numbered `after`.
  static func scanBytes(
    _ content: Content, edition: Int64, _ filter: CellFilter, after: Int64 = 0, _ db: Database,
    _ body: (inout SegmentCursor) -> Void
  ) throws {
    let sql = """
      SELECT bytes FROM segment
      WHERE edition = ? AND content = ? AND ? < id AND firstDay <= ? AND ? <= lastDay ORDER BY id
      """
    let arguments: StatementArguments = [
      edition, content.rawValue, after, Int64(filter.days.upperBound), Int64(filter.days.lowerBound),
    ]
    try NumberScan.run(db, sql, arguments) { row in
      row.withBlob(0) { bytes in
        var cursor = SegmentCursor(bytes)
        body(&cursor)
      }
    }
  }

  /// Hands the rows of each cell that `filter` lets through to `body`.
  static func scanCells(
    _ cursor: inout SegmentCursor, _ filter: CellFilter, _ body: (SignalKey, inout SegmentCursor) -> Void
  ) {
    var day: Int32 = 0
    while !cursor.isAtEnd {
      let key = cursor.nextKey(after: day)
      day = key.day
      _ = cursor.next()
      var rows = SegmentCursor(cursor.take(cursor.next()))
      if filter.contains(key), StoredDay.isPossible(key.day) { body(key, &rows) }
    }
  }

  /// Hands the rows of each cell that `filter` lets through to `body`; a cell may come several times, and so may
  /// an author or entry in it.
  static func scanCells(
    _ content: Content, edition: Int64, _ filter: CellFilter, after: Int64 = 0, _ db: Database,
    _ body: (SignalKey, inout SegmentCursor) -> Void
  ) throws {
    try scanBytes(content, edition: edition, filter, after: after, db) { scanCells(&$0, filter, body) }
  }

  /// A count of opinions that cite one entry in one cell; a larger one stands in a damaged file only.
  private static func count(_ number: UInt64) -> Int64 { Int64(min(number, 1 << 24)) }

  private static func bounded(_ number: Int64, by limit: Int64) -> Int64 { max(-limit, min(number, limit)) }

  /// Hands all shares that `filter` lets through to `body`.
  static func scanShares(
    edition: Int64, _ filter: CellFilter, _ db: Database, _ body: (ShareSum) -> Void
  ) throws {
    try scanCells(.shares, edition: edition, filter, db) { key, rows in
      while !rows.isAtEnd {
        body(
          ShareSum(
            key: key, entry: UInt32(truncatingIfNeeded: rows.next()),
            opinions: count(rows.next()), scoreSum: bounded(rows.nextSigned(), by: 1 << 40)))
      }
    }
  }
}
