import HearsayCore

/// One record for each row of a table in text (RFC 4180), whose first row names the columns and is no record.
///
/// A quoted cell may have delimiters, line ends and doubled quotes in it. A quote counts only where a cell begins,
/// and closes only where a delimiter or line end follows, so that a stray one costs a few rows and not the rest of
/// the table. Blank lines are no rows.
package struct TableSplitter: RecordSplitter {
  private let delimiter: UInt8
  private var isInRow = false
  private var isHeader = true
  private var isQuoted = false
  /// The last byte was a quote inside a quoted cell: its end, or the first of two.
  private var isAfterQuote = false
  private var isAtCellStart = true

  package init(delimiter: UInt8) { self.delimiter = delimiter }

  package var problemAtEnd: RecordProblem? { nil }

  package mutating func nextMark(in bytes: UnsafeRawBufferPointer, from position: inout Int) -> RecordMark? {
    while position < bytes.count {
      if !isInRow {
        let byte = bytes[position]
        if byte == 0x0A || byte == 0x0D || byte == 0 {
          position += 1
          continue
        }
        isInRow = true
        isAtCellStart = true
        if isHeader { continue }
        return .begin(position)
      }
      guard let end = rowEnd(in: bytes, from: &position) else { return nil }
      isInRow = false
      let wasHeader = isHeader
      isHeader = false
      if !wasHeader { return .end(end) }
    }
    return nil
  }

  /// Goes on in a row; where it ends, or nil where more bytes are needed.
  private mutating func rowEnd(in bytes: UnsafeRawBufferPointer, from position: inout Int) -> Int? {
    var next = position
    defer { position = next }
    while next < bytes.count {
      if isQuoted, !isAfterQuote {
        guard let quote = TableRow.find(UInt8(ascii: "\""), in: bytes, from: next) else {
          next = bytes.count
          return nil
        }
        next = quote + 1
        isAfterQuote = true
        continue
      }
      let byte = bytes[next]
      next += 1
      if isQuoted {
        isAfterQuote = false
        if byte == UInt8(ascii: "\"") { continue }
        guard byte == delimiter || byte == 0x0A || byte == 0x0D else { continue }
        isQuoted = false
      } else if isAtCellStart, byte == UInt8(ascii: "\"") {
        isQuoted = true
        isAtCellStart = false
        continue
      }
      if byte == 0x0A { return next - 1 }
      isAtCellStart = byte == delimiter
    }
    return nil
  }
}
