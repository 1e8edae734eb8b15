import HearsayCore

/// One pass over the bytes of a text.
///
/// Lives only while the bytes do: it is made, used and dropped inside `Tokenizer.words(in:)`.
struct WordScanner {
  let bytes: UnsafeBufferPointer<UInt8>
  let table: FoldingTable.Memory
  var words: GatheredList<Word>
  var folded: FoldedForms
  var position = 0
  /// What stood between the last token and `position`.
  private var gap: Word.Shape = [.afterSpace, .afterLineBreak, .afterBlankLine]

  /// A scan of `bytes` that writes folded forms into `memory`, and the tokens into `words`.
  ///
  /// - Precondition: a text has less than a gigabyte, so that places in it and in its folded forms fit into `Int32`.
  init(
    bytes: UnsafeBufferPointer<UInt8>, table: FoldingTable.Memory, memory: UnsafeMutableBufferPointer<UInt8>,
    words: GatheredList<Word>
  ) {
    precondition(memory.count < Int32.max, "a text of \(bytes.count) bytes is too long")
    self.bytes = bytes
    self.table = table
    self.words = words
    folded = FoldedForms(memory)
  }

  /// A scalar at a position, with its class, folded form and number of bytes.
  struct Unit {
    var scalar: UInt32
    var byteCount: Int
    var folded: FoldedScalar
    var scalarClass: ScalarClass { folded.scalarClass }
  }

  /// The scalar at `index`, or nil at the end.
  @inline(__always)
  func unit(at index: Int) -> Unit? {
    guard index < bytes.count else { return nil }
    let first = bytes[index]
    if first < 0x80 { return Unit(scalar: UInt32(first), byteCount: 1, folded: table[UInt32(first)]) }
    let (scalar, byteCount) = Self.decode(bytes, first, index)
    return Unit(scalar: scalar, byteCount: byteCount, folded: table[scalar])
  }

  /// Decodes a scalar of several bytes; the text is known to be valid UTF-8.
  @inline(__always)
  static func decode(_ bytes: UnsafeBufferPointer<UInt8>, _ first: UInt8, _ index: Int) -> (UInt32, Int) {
    func low(_ offset: Int) -> UInt32 {
      index + offset < bytes.count ? UInt32(bytes[index + offset] & 0x3F) : 0
    }
    let left = bytes.count - index
    if first < 0xE0 { return (UInt32(first & 0x1F) << 6 | low(1), min(2, left)) }
    if first < 0xF0 { return (UInt32(first & 0x0F) << 12 | low(1) << 6 | low(2), min(3, left)) }
    return (UInt32(first & 0x07) << 18 | low(1) << 12 | low(2) << 6 | low(3), min(4, left))
  }

  /// The scalar of at most three bytes at `index`; nil where none begins that could be a letter, and at the very end
  /// where it is not of ASCII.
  @inline(__always)
  static func shortScalar(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> (scalar: UInt32, byteCount: Int)? {
    guard index < bytes.count else { return nil }
    let first = bytes[index]
    if first < 0x80 { return (UInt32(first), 1) }
    guard 0xC3 <= first, first < 0xF0, index &+ 3 <= bytes.count else { return nil }
    let second = UInt32(bytes[index &+ 1] & 0x3F)
    if first < 0xE0 { return (UInt32(first & 0x1F) << 6 | second, 2) }
    return (UInt32(first & 0x0F) << 12 | second << 6 | UInt32(bytes[index &+ 2] & 0x3F), 3)
  }

  mutating func scan() {
    while let unit = unit(at: position) {
      switch unit.scalarClass {
      case .space:
        skipSpace(unit.byteCount)
      case .lineBreak:
        skipLineBreak(unit)
      case .ignorable, .mark:
        position += unit.byteCount
      case .letter, .digit:
        scanWord()
      case .ideograph:
        emit(.ideograph, end: position + unit.byteCount) { $0.append(ideograph: unit.folded.value) }
      case .emoji:
        scanEmoji(unit)
      case .punctuation:
        scanMark(unit)
      }
    }
  }

  /// Steps over white space that does not break the line.
  @inline(__always)
  mutating func skipSpace(_ byteCount: Int) {
    gap.insert(.afterSpace)
    position += byteCount
  }

  private mutating func skipLineBreak(_ unit: Unit) {
    gap.formUnion(gap.contains(.afterLineBreak) ? [.afterSpace, .afterBlankLine] : [.afterSpace, .afterLineBreak])
    position += unit.byteCount
    // CR LF is one line break.
    if unit.scalar == 0x0D, position < bytes.count, bytes[position] == 0x0A { position += 1 }
  }

  /// Adds a token from `position` to `end`, whose folded form `fold` appends.
  @inline(__always)
  mutating func emit(_ kind: Word.Kind, shape: Word.Shape = [], end: Int, fold: (inout FoldedForms) -> Void) {
    let start = folded.count
    folded.begin()
    fold(&folded)
    emit(kind, shape: shape, foldedStart: start, end: end)
  }

  /// Adds a token from `position` to `end`, whose folded form has been appended from `foldedStart` on.
  @inline(__always)
  mutating func emit(_ kind: Word.Kind, shape: Word.Shape, foldedStart: Int, end: Int) {
    if words.isFull { words.flush(expecting: expectedWordCount) }
    words.append(
      Word(
        span: TextSpan(start: Int32(truncatingIfNeeded: position), end: Int32(truncatingIfNeeded: end)),
        foldedStart: Int32(truncatingIfNeeded: foldedStart),
        foldedCount: Int32(truncatingIfNeeded: folded.count - foldedStart), hash: WordHash.finished(folded.hashState),
        kind: kind,
        shape: shape.union(gap)))
    gap = []
    position = end
  }

  /// How many tokens the text will have, if the rest of it has them as often as its beginning, and a few more; of a long
  /// text no more than a thousand, since its rest may be of another sort.
  private var expectedWordCount: Int {
    let count = GatheredList<Word>.gatheredMost * bytes.count / max(position, 1)
    return min(count + count / 8, 1_000)
  }

  /// Joins the next token to the last one: a hyphen or apostrophe stood between.
  mutating func join(_ byteCount: Int) {
    gap.insert(.joined)
    position += byteCount
  }

  /// Adds a link; all links fold to the same form.
  mutating func emitLink(_ end: Int) {
    emit(.link, end: end) { form in
      for byte: UInt8 in [0x68, 0x74, 0x74, 0x70] { form.append(byte) }
    }
  }

  private mutating func scanMark(_ unit: Unit) {
    switch unit.folded.value {
    case 0x23, 0x24, 0x40:  // # $ @
      if let (kind, end) = tagEnd(unit) { return emitTag(kind, sigilByteCount: unit.byteCount, end: end) }
    case 0x2D, 0x3A, 0x3B, 0x3C, 0x3D, 0x5E:  // - : ; < = ^
      if let count = emoticonByteCount(at: position) { return emitEmoticon(count) }
    default: break
    }
    emit(.punctuation, end: position + unit.byteCount) { $0.append(scalar: unit.folded.value) }
  }
}
