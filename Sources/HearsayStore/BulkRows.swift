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
    /// A part of `words` that is no text.
    case sketch(ByteRange)
  }

  /// A word that many rows have, and that is written once.
  struct Word {
    fileprivate let range: ByteRange
  }

  private(set) var cells: [Cell] = []
  private(set) var words: [UInt8] = []
  /// How many bytes of `words` belong to no row, and stay.
  private var lastingByteCount = 0

  /// Makes room for so many cells.
  mutating func reserve(_ cellCount: Int) { cells.reserveCapacity(cellCount) }

  /// Forgets the rows.
  mutating func removeAll() {
    cells.removeAll(keepingCapacity: true)
    words.removeLast(words.count - lastingByteCount)
  }

  /// Writes a word down that rows are going to have.
  ///
  /// - Precondition: there is no row yet.
  mutating func lastingWord(_ word: String) -> Word {
    precondition(cells.isEmpty, "a word that is to last comes before all rows")
    let range = write(word)
    lastingByteCount = words.count
    return Word(range: range)
  }

  /// Adds a word that was written down before, or NULL.
  mutating func add(_ word: Word?) { cells.append(word.map { .word($0.range) } ?? .null) }

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
      words.append(decimal: number)
    }
    cells.append(.word(ByteRange(start..<words.count)))
  }

  /// Adds a text of the batch, or NULL where the range is absent.
  mutating func add(_ range: ByteRange) { cells.append(range.isAbsent ? .null : .text(range)) }

  /// Adds a blob of the batch, or NULL where the range is absent.
  mutating func add(blob range: ByteRange) { cells.append(range.isAbsent ? .null : .blob(range)) }

  /// Adds a sketch as a blob, or NULL.
  mutating func add(_ sketch: TextSketch?) {
    guard let sketch else { return cells.append(.null) }
    let start = words.count
    sketch.withBytes { words.append(contentsOf: $0) }
    cells.append(.sketch(ByteRange(start..<words.count)))
  }

  /// Adds a short text, or NULL.
  mutating func add(_ word: String?) {
    guard let word else { return cells.append(.null) }
    cells.append(.word(write(word)))
  }

  private mutating func write(_ word: String) -> ByteRange {
    let start = words.count
    var word = word
    word.withUTF8 { words.append(contentsOf: $0) }
    return ByteRange(start..<words.count)
  }
}

/// The words of an enumeration's values, written once for all rows that have one of them.
struct BulkWords<Value: CaseIterable & Equatable> where Value.AllCases == [Value] {
  private let values = Value.allCases
  private let words: [BulkRows.Word]

  /// The words of all values for the rows of `rows`; `text` gives the word of a value.
  init(_ rows: inout BulkRows, _ text: (Value) -> String) {
    words = Value.allCases.map { rows.lastingWord(text($0)) }
  }

  /// The word of a value.
  subscript(value: Value) -> BulkRows.Word {
    // They are so few that looking for the value is fastest.
    var place = 0
    while values[place] != value { place += 1 }
    return words[place]
  }
}

extension CaseIterable where Self: Equatable, AllCases == [Self] {
  /// The place of a value among all of its kind, from 0; they are so few that it is looked for.
  var place: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

extension [UInt8] {
  /// Appends a number as people write it.
  fileprivate mutating func append(decimal number: Int64) {
    if number < 0 { append(UInt8(ascii: "-")) }
    let magnitude = number.magnitude
    var unit: UInt64 = 1
    while unit <= magnitude / 10 { unit *= 10 }
    while 0 < unit {
      append(UInt8(ascii: "0") + UInt8(magnitude / unit % 10))
      unit /= 10
    }
  }
}
