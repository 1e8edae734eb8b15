import Glibc
import HearsayCore

/// A table of tab-separated cells that remembers where each cell stands.
///
/// The first row names the columns. Cells are kept as bytes of the file and become
/// strings only when asked for: a pipeline reads tens of thousands of rows at start-up.
package struct Table: Sendable {
  /// The file, as named in messages.
  package let file: String
  /// The columns' names.
  package let columns: [String]
  /// Number of rows, without the first.
  package let rowCount: Int

  @usableFromInline let bytes: [UInt8]
  /// Start of each cell of each row, and one more per row for its end.
  @usableFromInline let starts: [Int32]
  /// Whether there are double quotes or control characters, or cells that begin or end with a blank.
  private let hasOddBytes: Bool

  /// Reads the table in `bytes`, whose columns must be `columns`.
  ///
  /// - Throws: `table.columns`, `table.cells`, `table.form`, with every place that is wrong.
  package init(_ bytes: [UInt8], file: String, columns: [String]) throws(Diagnostics) {
    var problems = Diagnostics()
    var starts: [Int32] = []
    var rowCount = 0
    var line = 0
    var offset = 0
    // Cells of 5 bytes are common: this much is seldom too little.
    starts.reserveCapacity(bytes.count / 5)
    var cells: [Int32] = []
    var hasOddBytes = false
    while offset < bytes.count {
      line += 1
      let end = Self.addCellStarts(bytes, from: offset, to: &cells, &hasOddBytes)
      if line == 1 {
        Self.checkHeader(bytes, cells, columns, file, &problems)
        if problems.hasErrors { break }
      } else if cells.count == columns.count + 1 {
        starts += cells
        rowCount += 1
      } else {
        problems.add(
          Diagnostic(
            .tableCells, "this row has \(cells.count - 1) cells; it needs \(columns.count)",
            at: Location(file: file, line: line), help: "the columns are: \(columns.joined(separator: ", "))"))
      }
      offset = end + 1
    }
    if line == 0 {
      problems.add(Diagnostic(.tableColumns, "the file is empty", at: Location(file: file, line: 1)))
    }
    try problems.throwErrors()
    self.file = file
    self.columns = columns
    self.rowCount = rowCount
    self.bytes = bytes
    self.starts = starts
    self.hasOddBytes = hasOddBytes
  }

  /// Makes `cells` the starts of the cells of the line at `offset`, and one more for its end, which is returned.
  private static func addCellStarts(
    _ bytes: [UInt8], from offset: Int, to cells: inout [Int32], _ hasOddBytes: inout Bool
  ) -> Int {
    cells.removeAll(keepingCapacity: true)
    cells.append(Int32(offset))
    let (end, isOdd) = bytes.withUnsafeBufferPointer { bytes in
      var (index, isOdd) = (offset, false)
      while index < bytes.count {
        let byte = bytes[index]
        if byte <= 0x22 || byte == 0x7F {
          // The beginning of a line is like the end of a cell.
          let before = offset < index ? bytes[index - 1] : 0x09
          switch byte {
          case 0x0A: return (index, isOdd || before == 0x20)
          case 0x09:
            cells.append(Int32(index + 1))
            if before == 0x20 { isOdd = true }
          case 0x20:
            if before == 0x09 { isOdd = true }
          case 0x21: break
          default: isOdd = true
          }
        }
        index += 1
      }
      return (index, isOdd || bytes.last == 0x20)
    }
    if isOdd { hasOddBytes = true }
    cells.append(Int32(end + 1))
    return end
  }

  private static func checkHeader(
    _ bytes: [UInt8], _ cells: [Int32], _ columns: [String], _ file: String, _ problems: inout Diagnostics
  ) {
    let found = (0..<cells.count - 1).map {
      String(decoding: bytes[Int(cells[$0])..<Int(cells[$0 + 1]) - 1], as: UTF8.self)
    }
    guard found != columns else { return }
    problems.add(
      Diagnostic(
        .tableColumns, "the columns are \(found.joined(separator: ", "))", at: Location(file: file, line: 1),
        help: "they must be, in this order: \(columns.joined(separator: ", "))"))
  }

  /// The bytes of the whole file.
  package var content: [UInt8] { bytes }

  /// The bytes of a cell.
  package func bytes(_ row: Int, _ column: Int) -> ArraySlice<UInt8> {
    let index = row * (columns.count + 1) + column
    return bytes[Int(starts[index])..<Int(starts[index + 1]) - 1]
  }

  /// A cell as a string.
  package func string(_ row: Int, _ column: Int) -> String { String(decoding: bytes(row, column), as: UTF8.self) }

  /// A cell as an integer, or nil.
  package func integer(_ row: Int, _ column: Int) -> Int? {
    let cell = bytes(row, column)
    guard 1...9 ~= cell.count else { return Int(string(row, column)) }
    var (value, isNegative) = (0, false)
    for (place, byte) in cell.enumerated() {
      if place == 0, byte == UInt8(ascii: "-"), 1 < cell.count {
        isNegative = true
      } else if 0x30...0x39 ~= byte {
        value = value * 10 + Int(byte - 0x30)
      } else {
        return Int(string(row, column))
      }
    }
    return isNegative ? -value : value
  }

  /// Whether a cell is the given word.
  package func equals(_ row: Int, _ column: Int, _ word: StaticString) -> Bool {
    equals(row, column, UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
  }

  /// Whether a cell consists of the given bytes.
  package func equals(_ row: Int, _ column: Int, _ word: UnsafeBufferPointer<UInt8>) -> Bool {
    withCell(row, column) { $0.count == word.count && Self.order($0, word) == 0 }
  }

  /// Whether a cell is the same as another.
  package func equals(_ row: Int, _ column: Int, cellOfRow other: Int) -> Bool {
    order(row, column, cellOfRow: other) == 0
  }

  /// Less than 0 where a cell stands before that of another row, by its bytes; 0 where they are the same.
  package func order(_ row: Int, _ column: Int, cellOfRow other: Int) -> Int {
    withCell(row, column) { cell in withCell(other, column) { Self.order(cell, $0) } }
  }

  private static func order(_ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>) -> Int {
    guard let first = left.baseAddress, let second = right.baseAddress, 0 < min(left.count, right.count) else {
      return left.count - right.count
    }
    let difference = memcmp(first, second, min(left.count, right.count))
    return difference == 0 ? left.count - right.count : Int(difference)
  }

  /// Calls `body` with the bytes of a cell.
  @inlinable
  package func withCell<Result>(_ row: Int, _ column: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    let index = row * (columns.count + 1) + column
    let cell = Int(starts[index])..<Int(starts[index + 1]) - 1
    return bytes.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[cell])) }
  }

  /// Whether no cell needs a closer look: all is UTF-8 without double quotes and control characters, and no cell
  /// begins or ends with a blank.
  package var isPlain: Bool { !hasOddBytes && String(validating: bytes, as: UTF8.self) != nil }

  /// The place of a cell.
  package func location(_ row: Int, _ column: Int = 0) -> Location {
    let index = row * (columns.count + 1)
    return Location(file: file, line: row + 2, column: Int(starts[index + column] - starts[index]) + 1)
  }
}
