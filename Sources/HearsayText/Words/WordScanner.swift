import HearsayCore

/// One pass over the bytes of a text.
///
/// Lives only while the bytes do: it is made, used and dropped inside `Tokenizer.words(in:)`.
struct WordScanner {
  let bytes: UnsafeRawBufferPointer
  let table: FoldingTable
  var words: [Word] = []
  var folded: [UInt8] = []
  var position = 0
  /// What stood between the last token and `position`.
  private var gap: Word.Shape = [.afterSpace, .afterLineBreak, .afterBlankLine]

  init(bytes: UnsafeRawBufferPointer, table: FoldingTable) {
    self.bytes = bytes
    self.table = table
    words.reserveCapacity(bytes.count / 5 + 4)
    folded.reserveCapacity(bytes.count + 8)
  }

  /// A scalar at a position, with its class, folded form and number of bytes.
  struct Unit {
    var scalar: UInt32
    var byteCount: Int
    var folded: FoldingTable.Folded
    var scalarClass: ScalarClass { folded.scalarClass }
  }

  /// The scalar at `index`, or nil at the end.
  @inline(__always)
  func unit(at index: Int) -> Unit? {
    guard index < bytes.count else { return nil }
    let first = bytes[index]
    if first < 0x80 { return Unit(scalar: UInt32(first), byteCount: 1, folded: table[UInt32(first)]) }
    let (scalar, byteCount) = decode(first, index)
    return Unit(scalar: scalar, byteCount: byteCount, folded: table[scalar])
  }

  /// Decodes a scalar of several bytes; the text is known to be valid UTF-8.
  private func decode(_ first: UInt8, _ index: Int) -> (UInt32, Int) {
    func low(_ offset: Int) -> UInt32 {
      index + offset < bytes.count ? UInt32(bytes[index + offset] & 0x3F) : 0
    }
    let left = bytes.count - index
    if first < 0xE0 { return (UInt32(first & 0x1F) << 6 | low(1), min(2, left)) }
    if first < 0xF0 { return (UInt32(first & 0x0F) << 12 | low(1) << 6 | low(2), min(3, left)) }
    return (UInt32(first & 0x07) << 18 | low(1) << 12 | low(2) << 6 | low(3), min(4, left))
  }

  mutating func scan() {
    while let unit = unit(at: position) {
      switch unit.scalarClass {
      case .space:
        gap.insert(.afterSpace)
        position += unit.byteCount
      case .lineBreak:
        skipLineBreak(unit)
      case .ignorable, .mark:
        position += unit.byteCount
      case .letter, .digit:
        scanWord()
      case .ideograph:
        emit(.ideograph, end: position + unit.byteCount) { $0.append(scalar: unit.folded.value) }
      case .emoji:
        scanEmoji(unit)
      case .punctuation:
        scanMark(unit)
      }
    }
  }

  private mutating func skipLineBreak(_ unit: Unit) {
    gap.formUnion(gap.contains(.afterLineBreak) ? [.afterSpace, .afterBlankLine] : [.afterSpace, .afterLineBreak])
    position += unit.byteCount
    // CR LF is one line break.
    if unit.scalar == 0x0D, position < bytes.count, bytes[position] == 0x0A { position += 1 }
  }

  /// Adds a token from `position` to `end`, whose folded form `fold` appends.
  mutating func emit(_ kind: Word.Kind, shape: Word.Shape = [], end: Int, fold: (inout [UInt8]) -> Void) {
    let start = folded.count
    fold(&folded)
    emit(kind, shape: shape, foldedStart: start, end: end)
  }

  /// Adds a token from `position` to `end`, whose folded form has been appended from `foldedStart` on.
  mutating func emit(_ kind: Word.Kind, shape: Word.Shape, foldedStart: Int, end: Int) {
    let hash = folded.withUnsafeBufferPointer { WordHash.of(UnsafeBufferPointer(rebasing: $0[foldedStart...])) }
    words.append(
      Word(
        span: TextSpan(start: Int32(position), end: Int32(end)), foldedStart: Int32(foldedStart),
        foldedCount: Int32(folded.count - foldedStart), hash: hash, kind: kind, shape: shape.union(gap)))
    gap = []
    position = end
  }

  /// Joins the next token to the last one: a hyphen or apostrophe stood between.
  mutating func join(_ byteCount: Int) {
    gap.insert(.joined)
    position += byteCount
  }

  private mutating func scanMark(_ unit: Unit) {
    if let end = linkEnd() {
      emit(.link, end: end) { $0.append(contentsOf: "http".utf8) }
    } else if let (kind, end) = tagEnd(unit) {
      emitTag(kind, sigilByteCount: unit.byteCount, end: end)
    } else if let count = emoticonByteCount(at: position) {
      emitEmoticon(count)
    } else {
      emit(.punctuation, end: position + unit.byteCount) { $0.append(scalar: unit.folded.value) }
    }
  }
}

extension [UInt8] {
  /// Appends the UTF-8 bytes of a scalar value; `FoldingTable.doubleS` as `ss`, 0 as nothing.
  @inline(__always)
  mutating func append(scalar value: UInt32) {
    if value < 0x80 {
      if value != 0 { append(UInt8(value)) }
    } else if value < 0x800 {
      append(UInt8(0xC0 | value >> 6))
      append(UInt8(0x80 | value & 0x3F))
    } else if value == FoldingTable.doubleS {
      append(0x73)
      append(0x73)
    } else if value < 0x10000 {
      append(UInt8(0xE0 | value >> 12))
      append(UInt8(0x80 | value >> 6 & 0x3F))
      append(UInt8(0x80 | value & 0x3F))
    } else {
      append(UInt8(0xF0 | value >> 18))
      append(UInt8(0x80 | value >> 12 & 0x3F))
      append(UInt8(0x80 | value >> 6 & 0x3F))
      append(UInt8(0x80 | value & 0x3F))
    }
  }
}
