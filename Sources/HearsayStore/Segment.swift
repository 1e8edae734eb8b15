import GRDB
import HearsayCore

/// Rows of sums side by side in one blob, so that a question goes through millions of them in milliseconds.
///
/// Each transaction of a run appends what it adds as a segment; what a database holds is the sum of its
/// segments. So they are exact at any time, also while a run is writing. The tables `voice`, `opinion` and
/// `claim` hold the same as rows, and segments are made anew from them after merging and forgetting.
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
      bytes.append(signed: Int64(key.day) - Int64(latestDay))
      latestDay = key.day
      for number in [key.entity, key.language, key.platform] { bytes.append(UInt64(number)) }
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

    mutating func add(_ voice: VoiceSum) {
      rowCount += 1
      _ = cells.begin(voice.key)
      cells.rows.append(whole: voice.author)
      cells.rows.append(UInt64(voice.posts))
      cells.rows.append(UInt64(voice.judged))
      if 0 < voice.judged { cells.rows.append(signed: voice.scoreSum) }
      if 1 < voice.judged { cells.rows.append(UInt64(voice.scoreSquareSum)) }
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

  /// How many rows there are.
  static func rowCount(_ content: Content, edition: Int64, _ db: Database) throws -> Int64 {
    try Int64.fetchOne(
      db, sql: "SELECT sum(rows) FROM segment WHERE edition = ? AND content = ?",
      arguments: [edition, content.rawValue]) ?? 0
  }

  /// Hands the bytes of each segment with days of `filter` to `body`.
  static func scanBytes(
    _ content: Content, edition: Int64, _ filter: CellFilter, _ db: Database, _ body: (inout SegmentCursor) -> Void
  ) throws {
    let sql = """
      SELECT bytes FROM segment WHERE edition = ? AND content = ? AND firstDay <= ? AND ? <= lastDay ORDER BY id
      """
    let arguments: StatementArguments = [
      edition, content.rawValue, Int64(filter.days.upperBound), Int64(filter.days.lowerBound),
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
    var key = SignalKey(day: 0, entity: 0, language: 0, platform: 0)
    while !cursor.isAtEnd {
      key.day = Int32(truncatingIfNeeded: Int64(key.day) &+ cursor.nextSigned())
      key.entity = Int32(truncatingIfNeeded: cursor.next())
      key.language = Int32(truncatingIfNeeded: cursor.next())
      key.platform = Int32(truncatingIfNeeded: cursor.next())
      _ = cursor.next()
      var rows = SegmentCursor(cursor.take(cursor.next()))
      if filter.contains(key), StoredDay.isPossible(key.day) { body(key, &rows) }
    }
  }

  /// Hands the rows of each cell that `filter` lets through to `body`; a cell may come several times.
  private static func scan(
    _ content: Content, edition: Int64, _ filter: CellFilter, _ db: Database,
    _ body: (SignalKey, inout SegmentCursor) -> Void
  ) throws {
    try scanBytes(content, edition: edition, filter, db) { scanCells(&$0, filter, body) }
  }

  /// Hands all voices that `filter` lets through to `body`; those of one author and cell may come in several parts.
  static func scanVoices(
    edition: Int64, _ filter: CellFilter, _ db: Database, beginCell: (SignalKey) -> Void = { _ in },
    _ body: (VoiceSum) -> Void
  ) throws {
    try scan(.voices, edition: edition, filter, db) { key, rows in
      beginCell(key)
      var voice = VoiceSum(key: key, author: 0, posts: 0, judged: 0, scoreSum: 0, scoreSquareSum: 0)
      while !rows.isAtEnd {
        voice.author = rows.nextWhole()
        voice.posts = count(rows.next())
        voice.judged = min(voice.posts, count(rows.next()))
        voice.scoreSum = 0 < voice.judged ? bounded(rows.nextSigned(), by: 1000 * voice.judged) : 0
        voice.scoreSquareSum =
          1 < voice.judged
          ? bounded(Int64(truncatingIfNeeded: rows.next()), by: 1_000_000 * voice.judged)
          : voice.scoreSum * voice.scoreSum
        body(voice)
      }
    }
  }

  /// A count of posts of one author or entry in one cell; a larger one stands in a damaged file only.
  private static func count(_ number: UInt64) -> Int64 { Int64(min(number, 1 << 24)) }

  private static func bounded(_ number: Int64, by limit: Int64) -> Int64 { max(-limit, min(number, limit)) }

  /// Hands all shares that `filter` lets through to `body`.
  static func scanShares(
    edition: Int64, _ filter: CellFilter, _ db: Database, _ body: (ShareSum) -> Void
  ) throws {
    try scan(.shares, edition: edition, filter, db) { key, rows in
      while !rows.isAtEnd {
        body(
          ShareSum(
            key: key, entry: UInt32(truncatingIfNeeded: rows.next()),
            opinions: count(rows.next()), scoreSum: bounded(rows.nextSigned(), by: 1 << 40)))
      }
    }
  }
}

/// A filter in the numbers of a database.
struct CellFilter {
  private(set) var days: ClosedRange<Int32> = .min ... .max
  /// By the number of the entity; nil for all.
  private var entities: [Bool]?
  private var language: Int32?
  private var platform: Int32?

  init(_ filter: SignalFilter, _ db: Database) throws {
    if filter.since != nil || filter.until != nil {
      let first = filter.since?.number ?? -1_000_000
      days = first...max(first, filter.until?.number ?? 10_000_000)
      if let until = filter.until, until.number < first { days = .max ... .max }
    }
    if !filter.entities.isEmpty || !filter.kinds.isEmpty {
      var conditions: [String] = []
      if !filter.entities.isEmpty { conditions.append("name IN (\(SignalFilter.marks(filter.entities.count)))") }
      if !filter.kinds.isEmpty { conditions.append("kind IN (\(SignalFilter.marks(filter.kinds.count)))") }
      let arguments = filter.entities.map(\.description) + filter.kinds.map(\.rawValue)
      var chosen: [Bool] = []
      for id in try Int64.fetchAll(
        db, sql: "SELECT id FROM entity WHERE \(conditions.joined(separator: " AND "))",
        arguments: StatementArguments(arguments))
      {
        while chosen.count <= Int(id) { chosen.append(false) }
        chosen[Int(id)] = true
      }
      entities = chosen
    }
    func number(_ table: String, _ name: String) throws -> Int32 {
      // No cell has the number 0.
      try Int32.fetchOne(db, sql: "SELECT id FROM \(table) WHERE name = ?", arguments: [name]) ?? 0
    }
    language = try filter.language.map { try number("language", $0.description) }
    platform = try filter.platform.map { try number("platform", $0) }
  }

  func contains(_ key: SignalKey) -> Bool {
    if let entities {
      let entity = Int(key.entity)
      guard 0 <= entity, entity < entities.count, entities[entity] else { return false }
    }
    return days.contains(key.day) && (language.map { $0 == key.language } ?? true)
      && (platform.map { $0 == key.platform } ?? true)
  }
}
