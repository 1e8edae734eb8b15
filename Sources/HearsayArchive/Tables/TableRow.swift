import Glibc

/// The cells of one row of a table in text, see `TableSplitter` for how quotes are taken.
struct TableRow {
  /// The cells as they stand in the row, with their quotes.
  private(set) var cells: [Range<Int>] = []
  /// Whether a quote is opened in it that nothing closes.
  private(set) var hasOpenQuote = false
  private let bytes: UnsafeRawBufferPointer

  init(_ row: UnsafeRawBufferPointer, delimiter: UInt8, columnCount: Int = 8) {
    var end = row.count
    while 0 < end, row[end - 1] == 0x0D || row[end - 1] == 0x0A { end -= 1 }
    bytes = UnsafeRawBufferPointer(rebasing: row[..<end])
    cells.reserveCapacity(columnCount + 1)
    var start = 0
    while start < end {
      var from = start
      if bytes[start] == UInt8(ascii: "\"") {
        let quoteEnd = Self.quoteEnd(bytes, start, delimiter)
        hasOpenQuote = quoteEnd == nil
        from = quoteEnd ?? end
      }
      guard let next = Self.find(delimiter, in: bytes, from: from) else { break }
      cells.append(start..<next)
      start = next + 1
    }
    cells.append(start..<end)
  }

  /// Where a quoted cell ends, behind its last quote; nil where the quote is never closed.
  private static func quoteEnd(_ bytes: UnsafeRawBufferPointer, _ start: Int, _ delimiter: UInt8) -> Int? {
    var position = start + 1
    while let quote = find(UInt8(ascii: "\""), in: bytes, from: position) {
      let next = quote + 1
      if next == bytes.count { return next }
      if bytes[next] == UInt8(ascii: "\"") {
        position = next + 1
      } else if bytes[next] == delimiter || bytes[next] == 0x0D || bytes[next] == 0x0A {
        return next
      } else {
        position = next
      }
    }
    return nil
  }

  static func find(_ byte: UInt8, in bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
    guard start < bytes.count, let base = bytes.baseAddress,
      let found = memchr(base + start, Int32(byte), bytes.count - start)
    else { return nil }
    return base.distance(to: UnsafeRawPointer(found))
  }

  /// The cell's text where it is what stands in the row, but for quotes around it; nil where quotes inside are doubled.
  func plain(_ index: Int) -> UnsafeRawBufferPointer? {
    guard index < cells.count else { return nil }
    let cell = UnsafeRawBufferPointer(rebasing: bytes[cells[index]])
    guard 2 <= cell.count, cell.first == UInt8(ascii: "\""), cell.last == UInt8(ascii: "\"") else { return cell }
    let inner = UnsafeRawBufferPointer(rebasing: cell[1..<cell.count - 1])
    return Self.find(UInt8(ascii: "\""), in: inner, from: 0) == nil ? inner : nil
  }

  /// Calls `body` with the cell's text; nil where there is no such cell.
  @discardableResult
  func withText<Result>(_ index: Int, _ body: (UnsafeRawBufferPointer) -> Result) -> Result? {
    if let plain = plain(index) { return body(plain) }
    return text(index)?.withUnsafeBytes { body($0) }
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
