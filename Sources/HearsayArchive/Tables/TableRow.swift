/// The cells of one row of a table in text, see `TableSplitter` for how quotes are taken.
struct TableRow {
  /// The cells as they stand in the row, with their quotes.
  private(set) var cells: [Range<Int>] = []
  private let bytes: UnsafeRawBufferPointer

  init(_ row: UnsafeRawBufferPointer, delimiter: UInt8) {
    var end = row.count
    while 0 < end, row[end - 1] == 0x0D || row[end - 1] == 0x0A { end -= 1 }
    bytes = UnsafeRawBufferPointer(rebasing: row[..<end])
    var start = 0
    var position = 0
    while position < end {
      if position == start, bytes[position] == UInt8(ascii: "\"") {
        position = Self.quoteEnd(bytes, position, delimiter)
      }
      while position < end, bytes[position] != delimiter { position += 1 }
      guard position < end else { break }
      cells.append(start..<position)
      position += 1
      start = position
    }
    cells.append(start..<end)
  }

  /// Where a quoted cell ends, behind its last quote; the row's end where the quote is never closed.
  private static func quoteEnd(_ bytes: UnsafeRawBufferPointer, _ start: Int, _ delimiter: UInt8) -> Int {
    var position = start + 1
    while position < bytes.count {
      guard bytes[position] == UInt8(ascii: "\"") else {
        position += 1
        continue
      }
      let next = position + 1
      if next == bytes.count { return next }
      if bytes[next] == UInt8(ascii: "\"") {
        position += 2
      } else if bytes[next] == delimiter || bytes[next] == 0x0D || bytes[next] == 0x0A {
        return next
      } else {
        position = next
      }
    }
    return position
  }

  /// The cell's text, without the quotes around it and with doubled quotes single; nil where there is no such cell.
  func text(_ index: Int?) -> [UInt8]? {
    guard let index, index < cells.count else { return nil }
    let cell = bytes[cells[index]]
    guard 2 <= cell.count, cell.first == UInt8(ascii: "\""), cell.last == UInt8(ascii: "\"") else { return Array(cell) }
    var text: [UInt8] = []
    text.reserveCapacity(cell.count)
    var isAfterQuote = false
    for byte in cell.dropFirst().dropLast() {
      if byte == UInt8(ascii: "\""), isAfterQuote {
        isAfterQuote = false
        continue
      }
      isAfterQuote = byte == UInt8(ascii: "\"")
      text.append(byte)
    }
    return text
  }
}
