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

  /// Adds a row, which is faster than one cell after the other.
  mutating func add<let count: Int>(_ row: InlineArray<count, Cell>) {
    row.span.withUnsafeBufferPointer { cells.append(contentsOf: $0) }
  }

  /// Adds a word that was written down before, or NULL.
  mutating func add(_ word: Word?) { cells.append(.lasting(word)) }

  /// Adds a number, or NULL.
  mutating func add(_ number: Int64?) { cells.append(.optional(number)) }

  /// Adds numbers as a text, with spaces between them.
  mutating func add(list numbers: [Int64]) {
    let start = words.count
    for number in numbers {
      if start < words.count { words.append(0x20) }
      words.append(decimal: number)
    }
    cells.append(.word(ByteRange(start..<words.count)))
  }

  /// Adds a short text, or NULL.
  mutating func add(_ word: String?) { cells.append(cell(of: word)) }

  /// The cell of a short text, or NULL, of a row that is added next.
  mutating func cell(of word: String?) -> Cell { word.map { .word(write($0)) } ?? .null }

  /// The cell of a sketch as a blob, or NULL, of a row that is added next.
  mutating func cell(of sketch: TextSketch?) -> Cell {
    guard let sketch else { return .null }
    let start = words.count
    sketch.withBytes { words.append(contentsOf: $0) }
    return .sketch(ByteRange(start..<words.count))
  }

  private mutating func write(_ word: String) -> ByteRange {
    let start = words.count
    var word = word
    word.withUTF8 { words.append(contentsOf: $0) }
    return ByteRange(start..<words.count)
  }
}

extension BulkRows.Cell {
  /// A number, or NULL.
  static func optional(_ number: Int64?) -> Self { number.map { .number($0) } ?? .null }

  /// 1 for what is so, 0 for what is not.
  static func flag(_ isSo: Bool) -> Self { .number(isSo ? 1 : 0) }

  /// A text of the batch, or NULL where the range is absent.
  static func textPart(_ range: ByteRange) -> Self { range.isAbsent ? .null : .text(range) }

  /// A blob of the batch, or NULL where the range is absent.
  static func blobPart(_ range: ByteRange) -> Self { range.isAbsent ? .null : .blob(range) }

  /// A word that was written down before, or NULL.
  static func lasting(_ word: BulkRows.Word?) -> Self { word.map { .word($0.range) } ?? .null }
}

/// The words of an enumeration's values, written once for all rows that have one of them.
struct BulkWords<Value: CaseIterable> {
  /// By the bytes that tell values apart.
  private let words: [BulkRows.Word?]

  /// The words of all values for the rows of `rows`; `text` gives the word of a value.
  init(_ rows: inout BulkRows, _ text: (Value) -> String) {
    precondition(MemoryLayout<Value>.size == 1, "values are told apart by one byte")
    var words: [BulkRows.Word?] = []
    for value in Value.allCases {
      let place = Self.place(of: value)
      while words.count <= place { words.append(nil) }
      words[place] = rows.lastingWord(text(value))
    }
    self.words = words
  }

  private static func place(of value: Value) -> Int { withUnsafeBytes(of: value) { Int($0[0]) } }

  /// The word of a value.
  subscript(value: Value) -> BulkRows.Word? { words[Self.place(of: value)] }
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
