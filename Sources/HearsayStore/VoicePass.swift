import GRDB
import HearsayCore

/// Takes in voices author by author.
protocol VoiceTaker {
  /// Takes what an author contributes to a group in one cell; each cell of an author comes once.
  mutating func take(_ voice: Voice, group: Int)

  /// Is told when all of an author has been taken, in the order of the authors.
  mutating func end(author: Int64)
}

/// Goes through the voices of an edition author by author, each of whom comes once with all that is asked about.
///
/// What has been worked out after the last run stands in that order already (`AuthorSegment`); what was added
/// since, or all that is asked about where it is little, is taken from the segments of cells and sorted.
struct VoicePass<Taker: VoiceTaker> {
  private var taker: Taker
  /// Of each cell, its group; negative where it is not asked about.
  private var groups: [Int32] = []
  /// Voices of other segments than those by author, in order.
  private var others: [Voice] = []
  private var nextOther = 0
  private var own: [Voice] = []

  /// Hands the voices that `filter` lets through to `taker`.
  ///
  /// `group` says what group a cell belongs to, nil for none; it is asked once for each cell and part of it.
  /// `postsAsked` is how many posts the cells have: where that is little, only their segments are read.
  static func run(
    _ taker: Taker, edition: Int64, _ filter: CellFilter, postsAsked: Int64, _ db: Database,
    group: (SignalKey) -> Int?
  ) throws -> Taker {
    var pass = VoicePass(taker: taker)
    let extent = try AuthorSegment.Extent(edition, db)
    // To find a voice by its cell and to sort it costs some four times as much as to pass one by.
    let isByAuthor = extent.rowCount <= 4 * postsAsked
    try pass.takeOthers(
      edition: edition, filter, after: isByAuthor ? extent.through : 0, isByAuthor, postsAsked, db, group)
    if isByAuthor {
      try AuthorSegment.scanBytes(edition: edition, db) { pass.take($0) }
    }
    pass.takeOthers(before: nil)
    return pass.taker
  }

  private init(taker: Taker) { self.taker = taker }

  /// Gathers the cells, and the voices that do not stand by author.
  private mutating func takeOthers(
    edition: Int64, _ filter: CellFilter, after: Int64, _ isByAuthor: Bool, _ postsAsked: Int64,
    _ db: Database, _ group: (SignalKey) -> Int?
  ) throws {
    func number(of key: SignalKey) -> Int32 { filter.contains(key) ? group(key).map { Int32($0) } ?? -1 : -1 }
    var keys: [SignalKey] = []
    if isByAuthor {
      try AuthorSegment.scanCells(edition: edition, db) { key in
        keys.append(key)
        groups.append(number(of: key))
      }
    }
    if after == 0 { others.reserveCapacity(Int(max(0, min(postsAsked, 1 << 22)))) }
    var numbers: [SignalKey: Int32] = [:]
    try Segment.scanCells(.voices, edition: edition, filter, after: after, db) { key, rows in
      if numbers.isEmpty { for (index, key) in keys.enumerated() { numbers[key] = Int32(index) } }
      let cell = numbers[key] ?? Int32(groups.count)
      if Int(cell) == groups.count {
        numbers[key] = cell
        groups.append(number(of: key))
      }
      guard 0 <= groups[Int(cell)] else { return }
      var cursor = rows
      while !cursor.isAtEnd { others.append(cursor.nextVoice(author: cursor.nextWhole(), cell: cell)) }
    }
    others.sortByAuthor()
  }

  /// Takes the voices of a blob by author.
  private mutating func take(_ bytes: SegmentCursor) {
    var cursor = bytes
    while !cursor.isAtEnd {
      let author = cursor.nextWhole()
      let count = cursor.next()
      takeOthers(before: author)
      if nextOther < others.count, others[nextOther].author == author {
        read(&cursor, author, count) { pass, voice, _ in pass.own.append(voice) }
        takeOwnWithOthers()
      } else {
        var isTaken = false
        read(&cursor, author, count) { pass, voice, group in
          pass.taker.take(voice, group: group)
          isTaken = true
        }
        if isTaken { taker.end(author: author) }
      }
    }
  }

  /// Reads the voices of an author that are asked about.
  @inline(__always)
  private mutating func read(
    _ cursor: inout SegmentCursor, _ author: Int64, _ count: UInt64, _ body: (inout Self, Voice, Int) -> Void
  ) {
    var left = count
    var cell: Int32 = 0
    while 0 < left, !cursor.isAtEnd {
      left -= 1
      let voice = cursor.nextVoice(author: author, after: &cell)
      let place = Int(cell)
      guard 0 <= place, place < groups.count, 0 <= groups[place] else { continue }
      body(&self, voice, Int(groups[place]))
    }
  }

  /// Takes the author in `own` together with what stands in other segments.
  private mutating func takeOwnWithOthers() {
    let author = others[nextOther].author
    while nextOther < others.count, others[nextOther].author == author {
      own.append(others[nextOther])
      nextOther += 1
    }
    own.sort { $0.cell < $1.cell }
    takeOwn(author)
  }

  /// Takes the authors before `author` who stand in other segments only; all that are left where it is nil.
  private mutating func takeOthers(before author: Int64?) {
    while nextOther < others.count {
      let next = others[nextOther].author
      if let author, author <= next { return }
      while nextOther < others.count, others[nextOther].author == next {
        own.append(others[nextOther])
        nextOther += 1
      }
      takeOwn(next)
    }
  }

  /// Takes the voices of one author in the order of their cells, and empties them.
  private mutating func takeOwn(_ author: Int64) {
    var index = 0
    while index < own.count {
      var voice = own[index]
      index += 1
      while index < own.count, own[index].cell == voice.cell {
        voice.add(own[index])
        index += 1
      }
      taker.take(voice, group: Int(groups[Int(voice.cell)]))
    }
    own.removeAll(keepingCapacity: true)
    taker.end(author: author)
  }
}
