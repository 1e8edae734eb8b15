import HearsayCore

/// Reads the rows of one profile table and remembers where it is, for messages.
///
/// Made for tables of some hundred thousand rows: cells are ranges of the bytes, nothing is copied.
struct ProfileTableReader {
  let file: String
  let bytes: UnsafeBufferPointer<UInt8>
  private(set) var line = 0
  private(set) var cells: [Range<Int>] = []
  private var position = 0
  var problems = Diagnostics()

  /// A reader that stands behind the header, which must name `columns`.
  init(file: String, bytes: UnsafeBufferPointer<UInt8>, columns: [String]) {
    self.file = file
    self.bytes = bytes
    cells.reserveCapacity(4)
    guard scanLine() else {
      report(.tableColumns, "the table is empty", at: 1)
      return
    }
    let found = cells.map { String(decoding: bytes[$0], as: UTF8.self) }
    if found != columns {
      report(.tableColumns, "the first row must name the columns \(columns.joined(separator: ", "))", at: 1)
      position = bytes.count
    }
    columnCount = columns.count
  }

  private var columnCount = 0
  private var lineStart = 0

  /// Moves to the next well-formed row; false at the end.
  mutating func next() -> Bool {
    while scanLine() {
      if cells.count == columnCount, !cells[0].isEmpty { return true }
      report(
        .tableCells, "expected \(columnCount) cells, the first not empty, found \(cells.count)",
        at: cells[0].lowerBound)
    }
    return false
  }

  private mutating func scanLine() -> Bool {
    guard position < bytes.count else { return false }
    line += 1
    cells.removeAll(keepingCapacity: true)
    lineStart = position
    var cellStart = position
    while position < bytes.count, bytes[position] != 0x0A {
      if bytes[position] == 0x09 {
        cells.append(cellStart..<position)
        cellStart = position + 1
      }
      position += 1
    }
    cells.append(cellStart..<position)
    position += 1
    return true
  }

  /// The bytes of a cell of this row.
  func cell(_ index: Int) -> UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(rebasing: bytes[cells[index]]) }

  /// A cell of this row as text.
  func text(_ index: Int) -> String { String(decoding: cell(index), as: UTF8.self) }

  /// A cell of this row as a number of `range`, or nil, which is reported.
  mutating func number(_ index: Int, in range: ClosedRange<Int>) -> Int? {
    if let value = Int(text(index)), range.contains(value) { return value }
    let bounds = "from \(range.lowerBound) to \(range.upperBound)"
    report(.lexiconOutOfRange, "\(text(index)) is not a whole number \(bounds)", cell: index)
    return nil
  }

  /// The weights of a cell such as `de=40 nl=12`, each in the place of its language.
  mutating func weights(_ index: Int, _ places: LanguagePlaces) -> EvidenceRow {
    var row = EvidenceRow()
    var start = cells[index].lowerBound
    let end = cells[index].upperBound
    while start < end {
      var stop = start
      var name = 0
      while stop < end, bytes[stop] != 0x3D, bytes[stop] != 0x20 {
        name = LanguagePlaces.adding(bytes[stop], to: name)
        stop += 1
      }
      let nameEnd = stop
      var weight = 0
      stop += 1
      while stop < end, 0x30...0x39 ~= bytes[stop], weight <= LanguageProfiles.weightMost {
        weight = weight * 10 + Int(bytes[stop] - 0x30)
        stop += 1
      }
      let isWhole = nameEnd + 1 < stop && (stop == end || bytes[stop] == 0x20)
      guard isWhole, weight <= LanguageProfiles.weightMost, let column = places[name] else {
        reportWeight(start)
        return row
      }
      row.set(UInt8(weight), at: column)
      start = stop + 1
    }
    return row
  }

  private mutating func reportWeight(_ start: Int) {
    let entry = bytes[start...].prefix { $0 != 0x20 && $0 != 0x09 && $0 != 0x0A }
    let most = LanguageProfiles.weightMost
    report(
      .lexiconUnknownValue,
      "\(String(decoding: entry, as: UTF8.self)) is not a language of this script with a weight of at most \(most)",
      at: start)
  }

  /// Reports a problem of a cell of this row.
  mutating func report(_ code: DiagnosticCode, _ message: String, cell index: Int) {
    report(code, message, at: cells[index].lowerBound)
  }

  private mutating func report(_ code: DiagnosticCode, _ message: String, at offset: Int) {
    // A file of another kind would otherwise give one message per row.
    guard problems.all.count < 20 else { return }
    let place = Location(file: file, line: max(1, line), column: max(1, offset - lineStart + 1))
    problems.add(Diagnostic(.error, code, message, at: place))
  }
}
