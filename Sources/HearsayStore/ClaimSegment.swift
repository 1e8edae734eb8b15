import GRDB
import HearsayCore

/// Segments of claims: the matters of the segment, each once, and cells as in `Segment`, whose rows refer to them.
///
/// The matters stand first: how many, and for each the length of its frame (0 for none), the frame, and the
/// places of topic, kind, stance and modality among all of theirs, and amount, date and party as texts, like the frame.
/// A row is the number of its matter times 8, plus 1 where there is an author, plus 2 where it is ascribed to somebody,
/// plus 4 where somebody relays it; the claim's number as a difference to the row before; the post's key, the author
/// and the hash of the quote; and whom it is ascribed to, and who relays it: twice the number of an entity, or the
/// length of words times 2 plus 1, and the words.
enum ClaimSegment {
  /// Makes the bytes of a segment from claims in the order of their cells, then of the archive, which are all of `facts`.
  struct Builder {
    private let facts: ClaimFacts
    private(set) var rowCount = 0
    /// The numbers of matters here, by those that they have among the facts; nil where none has been met.
    private var numbers: [UInt64?]
    private var matterCount: UInt64 = 0
    private var head = SegmentBytes()
    private var cells = Segment.Cells()
    private var latestID: Int64 = 0

    init(_ facts: ClaimFacts) {
      self.facts = facts
      numbers = [UInt64?](repeating: nil, count: facts.matters.count)
    }

    mutating func add(_ claim: ClaimFact, at key: SignalKey) {
      rowCount += 1
      let matter = number(of: Int(claim.matter))
      if cells.begin(key) { latestID = 0 }
      cells.rows.append(
        matter << 3 | (claim.author == nil ? 0 : 1) | (claim.cited == 0 ? 0 : 2) | (claim.relay == 0 ? 0 : 4))
      cells.rows.append(signed: claim.id - latestID)
      latestID = claim.id
      cells.rows.append(whole: claim.post)
      if let author = claim.author { cells.rows.append(whole: author) }
      cells.rows.append(UInt64(claim.quoteHash))
      append(claim.cited)
      append(claim.relay)
    }

    private mutating func append(_ cited: Int32) {
      switch facts.cited[Int(cited)] {
      case .author: break
      case .entity(let number): cells.rows.append(UInt64(number) << 1)
      case .words(let words): cells.rows.append(text: words, tag: 1)
      }
    }

    private mutating func number(of place: Int) -> UInt64 {
      if let known = numbers[place] { return known }
      let number = matterCount
      matterCount += 1
      numbers[place] = number
      let matter = facts.matters[place]
      head.append(text: matter.frame ?? "", tag: 0)
      head.append(UInt64(matter.topic.place))
      head.append(UInt64(matter.kind.place))
      head.append(UInt64(matter.stance.place))
      head.append(UInt64(matter.modality.place))
      head.append(text: matter.amount, tag: 0)
      head.append(text: matter.date, tag: 0)
      head.append(text: matter.party, tag: 0)
      return number
    }

    /// Writes the segment; nothing where there are no rows.
    consuming func write(edition: Int64, _ db: Database) throws {
      cells.finish()
      guard let days = cells.days else { return }
      var bytes = SegmentBytes()
      bytes.append(matterCount)
      bytes.append(head)
      bytes.append(cells.bytes)
      try Segment.insert(.claims, edition: edition, days, rowCount, bytes, db)
    }
  }

  /// A row, with the number of its matter among those handed out before.
  struct Row {
    var key: SignalKey
    var id: Int64 = 0
    var post: Int64 = 0
    var author: Int64?
    var matter = 0
    var quoteHash: UInt32 = 0
    var cited = ClaimFact.Cited.author
    var relay = ClaimFact.Cited.author
  }

  /// Hands all claims that `filter` lets through to `body`; before those of a segment, its matters to `begin`, which
  /// says of each whether claims of it are wanted.
  static func scan(
    edition: Int64, _ filter: CellFilter, _ db: Database, begin: ([ClaimFact.Matter]) -> [Bool], _ body: (Row) -> Void
  ) throws {
    try Segment.scanBytes(.claims, edition: edition, filter, db) { cursor in
      let wanted = begin(matters(&cursor))
      Segment.scanCells(&cursor, filter) { key, rows in
        var row = Row(key: key)
        while !rows.isAtEnd {
          let code = rows.next()
          row.matter = Int(truncatingIfNeeded: code >> 3)
          row.id &+= rows.nextSigned()
          row.post = rows.nextWhole()
          row.author = code & 1 == 0 ? nil : rows.nextWhole()
          row.quoteHash = UInt32(truncatingIfNeeded: rows.next())
          let isWanted = row.matter < wanted.count && wanted[row.matter]
          if !isWanted {
            // Words of nobody's interest become no string.
            if code & 2 != 0 { skipCited(&rows) }
            if code & 4 != 0 { skipCited(&rows) }
            continue
          }
          row.cited = code & 2 == 0 ? .author : cited(&rows)
          row.relay = code & 4 == 0 ? .author : cited(&rows)
          body(row)
        }
      }
    }
  }

  private static func matters(_ cursor: inout SegmentCursor) -> [ClaimFact.Matter] {
    func value<Value: CaseIterable>(_ number: UInt64, or usual: Value) -> Value {
      let all = Array(Value.allCases)
      return number < UInt64(all.count) ? all[Int(number)] : usual
    }
    var matters: [ClaimFact.Matter] = []
    let count = cursor.next()
    while UInt64(matters.count) < count, !cursor.isAtEnd {
      let frame = cursor.text(cursor.next() >> 1)
      matters.append(
        ClaimFact.Matter(
          frame: frame.isEmpty ? nil : frame, topic: value(cursor.next(), or: .other),
          kind: value(cursor.next(), or: .state), stance: value(cursor.next(), or: .neutral),
          modality: value(cursor.next(), or: .asserted), amount: cursor.text(cursor.next() >> 1),
          date: cursor.text(cursor.next() >> 1), party: cursor.text(cursor.next() >> 1)))
    }
    return matters
  }

  private static func skipCited(_ rows: inout SegmentCursor) {
    let code = rows.next()
    if code & 1 == 1 { _ = rows.take(code >> 1) }
  }

  private static func cited(_ rows: inout SegmentCursor) -> ClaimFact.Cited {
    let code = rows.next()
    return code & 1 == 0 ? .entity(Int64(truncatingIfNeeded: code >> 1)) : .words(rows.text(code >> 1))
  }
}
