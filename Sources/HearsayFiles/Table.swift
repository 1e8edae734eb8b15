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

  private let bytes: [UInt8]
  /// Start of each cell of each row, and one more per row for its end.
  private let starts: [Int32]

  /// Reads the table in `bytes`, whose columns must be `columns`.
  ///
  /// - Throws: `table.columns`, `table.cells`, `table.form`, with every place that is wrong.
  package init(_ bytes: [UInt8], file: String, columns: [String]) throws(Diagnostics) {
    var problems = Diagnostics()
    var starts: [Int32] = []
    var rowCount = 0
    var line = 0
    var offset = 0
    while offset < bytes.count {
      line += 1
      let end = bytes[offset...].firstIndex(of: 0x0A) ?? bytes.count
      let cells = Self.cellStarts(bytes, offset..<end)
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
  }

  private static func cellStarts(_ bytes: [UInt8], _ line: Range<Int>) -> [Int32] {
    var starts = [Int32(line.lowerBound)]
    for index in line where bytes[index] == 0x09 { starts.append(Int32(index + 1)) }
    starts.append(Int32(line.upperBound + 1))
    return starts
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

  /// The bytes of a cell.
  package func bytes(_ row: Int, _ column: Int) -> ArraySlice<UInt8> {
    let index = row * (columns.count + 1) + column
    return bytes[Int(starts[index])..<Int(starts[index + 1]) - 1]
  }

  /// A cell as a string.
  package func string(_ row: Int, _ column: Int) -> String { String(decoding: bytes(row, column), as: UTF8.self) }

  /// A cell as an integer, or nil.
  package func integer(_ row: Int, _ column: Int) -> Int? { Int(string(row, column)) }

  /// Whether a cell is the given word.
  package func equals(_ row: Int, _ column: Int, _ word: StaticString) -> Bool {
    let cell = bytes(row, column)
    guard cell.count == word.utf8CodeUnitCount else { return false }
    return zip(cell, 0...).allSatisfy { $0 == word.utf8Start[$1] }
  }

  /// The place of a cell.
  package func location(_ row: Int, _ column: Int = 0) -> Location {
    let index = row * (columns.count + 1)
    return Location(file: file, line: row + 2, column: Int(starts[index + column] - starts[index]) + 1)
  }
}
