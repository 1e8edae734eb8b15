import GRDB
import HearsayCore

/// Takes in voices author by author.
protocol VoiceTaker {
  /// Whether each cell of an author comes once, in the order of the cells; otherwise it may come in parts.
  var takesCellsWhole: Bool { get }

  /// Takes what an author contributes to a group in one cell.
  mutating func take(_ voice: Voice, group: Int)

  /// Is told when all of an author has been taken, in the order of the authors.
  mutating func end(author: Int64)
}

/// Goes through the voices of an edition author by author, each of whom comes once with all that is asked about.
///
/// Most stand in that order already, in a few runs (`AuthorSegment`), which are gone through side by side; what was
/// added since, or all that is asked about where it is little, is taken from the segments of cells and sorted.
struct VoicePass<Taker: VoiceTaker> {
  /// Voices of one run, of which some author is next.
  private struct Stream {
    let blobs: BlobScan
    /// Its cells are those from this number on.
    let firstCell: Int
    let cellCount: Int
    var cursor = SegmentCursor(UnsafeRawBufferPointer(start: nil, count: 0))
    var author: Int64 = 0
  }

  private var taker: Taker
  /// Of each cell, its group; negative where it is not asked about.
  ///
  /// Each run numbers its cells anew.
  private var groups: [Int32] = []
  /// Of each cell, the first number that it has; empty where authors stand in one place only, or in parts.
  private var wholeCells: [Int32] = []
  private var numbers: [SignalKey: Int32] = [:]
  private var isWhole = false
  private var streams: [Stream] = []
  /// Voices of other segments than those of the runs, in order.
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
    let runs = isByAuthor ? try AuthorSegment.runs(edition, db) : []
    let last = try Int64.fetchOne(
      db, sql: "SELECT ifnull(max(id), 0) FROM segment WHERE edition = ? AND content = 'voices'", arguments: [edition])
    let through = isByAuthor ? extent.through : 0
    pass.isWhole = taker.takesCellsWhole && (runs.count != 1 || through < last ?? 0)
    for run in runs { try pass.open(run, edition, filter, db, group) }
    try pass.takeOthers(edition: edition, filter, after: through, postsAsked, db, group)
    for index in pass.streams.indices.reversed() { try pass.advance(index) }
    try pass.takeAll()
    return pass.taker
  }

  private init(taker: Taker) { self.taker = taker }

  /// Numbers a cell.
  private mutating func add(_ key: SignalKey, _ filter: CellFilter, _ group: (SignalKey) -> Int?) {
    if isWhole {
      let number = numbers[key] ?? Int32(groups.count)
      if Int(number) == groups.count { numbers[key] = number }
      wholeCells.append(number)
    }
    groups.append(filter.contains(key) ? group(key).map { Int32($0) } ?? -1 : -1)
  }

  private mutating func open(
    _ run: AuthorSegment.Run, _ edition: Int64, _ filter: CellFilter, _ db: Database, _ group: (SignalKey) -> Int?
  ) throws {
    let firstCell = groups.count
    try AuthorSegment.scanCells(of: run, edition: edition, db) { add($0, filter, group) }
    streams.append(
      Stream(
        blobs: try AuthorSegment.blobs(of: run, edition: edition, db), firstCell: firstCell,
        cellCount: groups.count - firstCell))
  }

  /// Gathers the voices that do not stand by author.
  private mutating func takeOthers(
    edition: Int64, _ filter: CellFilter, after: Int64, _ postsAsked: Int64, _ db: Database,
    _ group: (SignalKey) -> Int?
  ) throws {
    if after == 0 { others.reserveCapacity(Int(max(0, min(postsAsked, 1 << 22)))) }
    try Segment.scanCells(.voices, edition: edition, filter, after: after, db) { key, rows in
      let cell = groups.count
      add(key, filter, group)
      guard 0 <= groups[cell] else { return }
      var cursor = rows
      while !cursor.isAtEnd { others.append(cursor.nextVoice(author: cursor.nextWhole(), cell: Int32(cell))) }
    }
    others.sortByAuthor()
  }

  /// Goes on to the next author of a stream; one that is at its end is left out.
  private mutating func advance(_ index: Int) throws {
    while streams[index].cursor.isAtEnd {
      guard let bytes = try streams[index].blobs.next() else {
        streams.remove(at: index)
        return
      }
      streams[index].cursor = SegmentCursor(bytes)
    }
    streams[index].author = streams[index].cursor.nextWhole()
  }

  /// Takes all authors, the first of all streams first.
  private mutating func takeAll() throws {
    while var author = streams.first?.author {
      for stream in streams { author = min(author, stream.author) }
      takeOthers(before: author)
      let places = streams.count { $0.author == author }
      let isOther = nextOther < others.count && others[nextOther].author == author
      let isGathered = isWhole && (1 < places || isOther)
      // The cells of the first run are numbered in their order, so that its voices need not be sorted again.
      let isMerged = isGathered && streams[0].author == author && streams[0].firstCell == 0
      var isTaken = false
      if isOther {
        takeOther(author)
        isTaken = true
      }
      // From the last one on, because those at their end are left out.
      for index in streams.indices.reversed() where streams[index].author == author {
        if isMerged, index == 0 {
          isTaken = merge(index) || isTaken
        } else {
          isTaken = (isGathered ? gather(index) : take(index)) || isTaken
        }
        try advance(index)
      }
      if isGathered { takeOwn() }
      if isTaken { taker.end(author: author) }
    }
    takeOthers(before: nil)
  }

  /// Takes the voices of a stream's next author that are asked about, and says whether there are any.
  private mutating func take(_ index: Int) -> Bool {
    var isTaken = false
    read(index) { pass, voice, cell in
      pass.taker.take(voice, group: Int(pass.groups[cell]))
      isTaken = true
    }
    return isTaken
  }

  /// Puts the voices of a stream's next author that are asked about into `own`, and says whether there are any.
  private mutating func gather(_ index: Int) -> Bool {
    let count = own.count
    read(index) { pass, voice, cell in
      pass.own.append(voice)
      pass.own[pass.own.count - 1].cell = pass.wholeCells[cell]
    }
    return count < own.count
  }

  /// Takes the voices of a stream's next author that are asked about, which come in the order of their cells,
  /// together with `own`, and says whether the stream has any.
  private mutating func merge(_ index: Int) -> Bool {
    sortOwn()
    var next = 0
    var nextCell = own.first?.cell ?? .max
    var isTaken = false
    read(index) { pass, voice, cell in
      isTaken = true
      // Most have no voice of another run before them.
      guard nextCell <= cell else { return pass.taker.take(voice, group: Int(pass.groups[cell])) }
      pass.takeOwn(from: &next, before: Int32(cell))
      var voice = voice
      while next < pass.own.count, pass.own[next].cell == cell {
        voice.add(pass.own[next])
        next += 1
      }
      nextCell = next < pass.own.count ? pass.own[next].cell : .max
      pass.taker.take(voice, group: Int(pass.groups[cell]))
    }
    takeOwn(from: &next, before: .max)
    own.removeAll(keepingCapacity: true)
    return isTaken
  }

  /// Reads the voices of a stream's next author that are asked about.
  @inline(__always)
  private mutating func read(_ index: Int, _ body: (inout Self, Voice, Int) -> Void) {
    let (author, first, cellCount) = (streams[index].author, streams[index].firstCell, streams[index].cellCount)
    var cursor = streams[index].cursor
    var left = cursor.next()
    var cell: Int32 = 0
    while 0 < left, !cursor.isAtEnd {
      left -= 1
      let voice = cursor.nextVoice(author: author, after: &cell)
      let place = Int(cell)
      guard 0 <= place, place < cellCount, 0 <= groups[first + place] else { continue }
      body(&self, voice, first + place)
    }
    streams[index].cursor = cursor
  }

  /// Takes the authors before `author` who stand in other segments only; all that are left where it is nil.
  private mutating func takeOthers(before author: Int64?) {
    while nextOther < others.count {
      let next = others[nextOther].author
      if let author, author <= next { return }
      takeOther(next)
      if isWhole { takeOwn() }
      taker.end(author: next)
    }
  }

  /// Takes the next author of the other segments, or puts their voices into `own`.
  private mutating func takeOther(_ author: Int64) {
    while nextOther < others.count, others[nextOther].author == author {
      var voice = others[nextOther]
      nextOther += 1
      if isWhole {
        voice.cell = wholeCells[Int(voice.cell)]
        own.append(voice)
      } else {
        taker.take(voice, group: Int(groups[Int(voice.cell)]))
      }
    }
  }

  /// Takes the voices of one author in the order of their cells, each once, and empties them.
  private mutating func takeOwn() {
    sortOwn()
    var next = 0
    takeOwn(from: &next, before: .max)
    own.removeAll(keepingCapacity: true)
  }

  /// Takes the voices of one author from the one numbered `next` on whose cells are before `cell`.
  private mutating func takeOwn(from next: inout Int, before cell: Int32) {
    while next < own.count, own[next].cell < cell {
      var voice = own[next]
      next += 1
      while next < own.count, own[next].cell == voice.cell {
        voice.add(own[next])
        next += 1
      }
      taker.take(voice, group: Int(groups[Int(voice.cell)]))
    }
  }

  private mutating func sortOwn() {
    guard own.count <= 48 else { return own.sort { $0.cell < $1.cell } }
    // Most people have a handful, for which a general sort costs more than it saves.
    for end in own.indices.dropFirst() {
      let voice = own[end]
      var place = end
      while 0 < place, voice.cell < own[place - 1].cell {
        own[place] = own[place - 1]
        place -= 1
      }
      own[place] = voice
    }
  }
}
