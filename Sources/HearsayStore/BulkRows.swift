import HearsayCore

/// Rows on their way into a table: their columns as flat cells, one row behind the other.
///
/// Texts of a batch are parts of its bytes and stay there; short words, such as those of a label, are gathered here.
struct BulkRows {
  /// What a column of a row holds.
  enum Cell {
    case null
    case number(Int64)
    case decimal(Double)
    /// A part of the batch's bytes.
    case text(ByteRange)
    /// A part of the batch's bytes that is no text.
    case blob(ByteRange)
    /// A part of `words`.
    case word(ByteRange)
  }

  private(set) var cells: [Cell] = []
  private(set) var words: [UInt8] = []

  /// Makes room for so many cells.
  mutating func reserve(_ cellCount: Int) { cells.reserveCapacity(cellCount) }

  /// Forgets the rows.
  mutating func removeAll() {
    cells.removeAll(keepingCapacity: true)
    words.removeAll(keepingCapacity: true)
  }

  /// Adds a number, or NULL.
  mutating func add(_ number: Int64?) { cells.append(number.map { .number($0) } ?? .null) }

  /// Adds NULL for so many columns.
  mutating func addNull(_ count: Int = 1) { for _ in 0..<count { cells.append(.null) } }

  /// Adds 1 for what is so, 0 for what is not.
  mutating func add(_ flag: Bool) { cells.append(.number(flag ? 1 : 0)) }

  /// Adds a floating-point number.
  mutating func add(_ decimal: Double) { cells.append(.decimal(decimal)) }

  /// Adds numbers as a text, with spaces between them.
  mutating func add(list numbers: [Int64]) {
    let start = words.count
    for number in numbers {
      if start < words.count { words.append(0x20) }
      var digits = String(number)
      digits.withUTF8 { words.append(contentsOf: $0) }
    }
    cells.append(.word(ByteRange(start..<words.count)))
  }

  /// Adds a text of the batch, or NULL where the range is absent.
  mutating func add(_ range: ByteRange) { cells.append(range.isAbsent ? .null : .text(range)) }

  /// Adds a blob of the batch, or NULL where the range is absent.
  mutating func add(blob range: ByteRange) { cells.append(range.isAbsent ? .null : .blob(range)) }

  /// Adds a short text, or NULL.
  mutating func add(_ word: String?) {
    guard var word else { return cells.append(.null) }
    let start = words.count
    word.withUTF8 { words.append(contentsOf: $0) }
    cells.append(.word(ByteRange(start..<words.count)))
  }
}
