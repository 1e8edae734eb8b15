import HearsayCore

extension WordScanner {
  /// Scans a word or number that begins at `position`.
  @inline(__always)
  mutating func scanWord() {
    if let word = ShortWord(bytes, at: position) { add(word) } else { scanLetters() }
  }

  @inline(__always)
  private mutating func add(_ word: ShortWord) {
    var shape: Word.Shape = word.isCapitalised ? .capitalised : []
    if word.isCapital, 1 < word.letterCount { shape.insert(.allCapitals) }
    let end = position + word.letterCount
    emit(.word, shape: shape, end: end) { form in
      form.append(min(word.letterCount, 8), of: word.low)
      if 8 < word.letterCount { form.append(word.letterCount - 8, of: word.high) }
    }
    if bytes[end] == 0x20 { skipSpace(1) }
  }

  /// Scans a word or number letter by letter.
  ///
  /// Never in line: the short way would have to make room for all that is kept here.
  @inline(never)
  private mutating func scanLetters() {
    if Self.mayBeginLink(bytes, position), scanLink() { return }
    folded.begin()
    var run = WordRun(foldedStart: folded.count)
    var end = position
    addLetters(to: &run, &end)
    // Most words are nothing but letters.
    if end < bytes.count, !Self.endsPlainWord(bytes[end]) { addRest(to: &run, &end) }
    finish(run, end: end)
  }

  /// Whether letters end before a byte: it is neither a letter or digit nor a mark that may join words, as `_`, `'`,
  /// `-` and `` ` `` do, and `:` in links.
  @inline(__always)
  static func endsPlainWord(_ byte: UInt8) -> Bool {
    // A bit for each character of ASCII.
    let ends: UInt64 = byte < 0x40 ? 0xF800_DF7F_FFFF_FFFF : 0xF800_0000_7800_0001
    return ends >> UInt64(byte & 0x3F) & (byte < 0x80 ? 1 : 0) != 0
  }

  /// Takes whatever belongs to a word from `index` on, where none of its plain letters stands.
  private mutating func addRest(to run: inout WordRun, _ index: inout Int) {
    while let unit = unit(at: index) {
      switch unit.scalarClass {
      case .letter where run.isOver(before: unit.folded): return
      case .digit where run.writing.isHangul: return
      case .letter, .digit:
        add(unit, to: &run)
      case .mark:
        compose(unit.scalar, run)
      case .ignorable:
        break
      case .punctuation where continues(unit, at: index, run):
        if unit.folded.value != 0x27 { folded.append(scalar: unit.folded.value) }
      default: return
      }
      index += unit.byteCount
      addLetters(to: &run, &index)
    }
  }

  /// Takes the letters from `index` on that fold to one letter each, as nearly all do.
  private mutating func addLetters(to run: inout WordRun, _ index: inout Int) {
    let (bytes, table) = (bytes, table)
    folded.appendEach(ofText: bytes.count - index) { run.addLetters(bytes, &index, table, to: &$0) }
  }

  private mutating func add(_ unit: Unit, to run: inout WordRun) {
    let value = unit.folded.value
    guard value != 0 else { return }
    if unit.scalarClass == .letter {
      if run.addLetter(unit.folded) { folded.append(scalar: value) }
    } else {
      run.addDigit()
      folded.append(scalar: value)
    }
  }

  /// Puts a combining mark on the last folded letter, where a composed letter exists; drops it otherwise.
  private mutating func compose(_ mark: UInt32, _ run: WordRun) {
    var start = folded.count - 1
    while run.foldedStart < start, folded[start] & 0xC0 == 0x80 { start -= 1 }
    guard run.foldedStart <= start,
      let base = String(decoding: folded.bytes(from: start), as: UTF8.self).unicodeScalars.first,
      let composed = Composition.compose(base.value, mark)
    else { return }
    folded.removeAll(from: start, ofFormFrom: run.foldedStart)
    folded.append(scalar: composed)
  }

  /// Whether a punctuation mark at `index` belongs to the word: underscores, separators of numbers,
  /// the apostrophe of `n’t` and of Cyrillic words.
  private func continues(_ unit: Unit, at index: Int, _ run: WordRun) -> Bool {
    guard let next = self.unit(at: index + unit.byteCount) else { return false }
    let nextIsWordy = next.scalarClass == .letter || next.scalarClass == .digit
    switch unit.folded.value {
    case 0x5F:  // _
      return nextIsWordy
    case 0x2C, 0x2E:  // , .
      return next.scalarClass == .digit && run.letterCount == 0
    case 0x27:  // '
      guard next.scalarClass == .letter else { return false }
      if run.isCyrillic { return 0x400...0x52F ~= next.folded.value }
      guard next.folded.value == 0x74, folded.last == 0x6E else { return false }  // n't
      let behind = self.unit(at: index + unit.byteCount + next.byteCount)
      return behind?.scalarClass != .letter && behind?.scalarClass != .digit
    default:
      return false
    }
  }

  @inline(__always)
  private mutating func finish(_ run: WordRun, end: Int) {
    emit(run.letterCount == 0 ? .number : .word, shape: run.shape, foldedStart: run.foldedStart, end: end)
    guard end < bytes.count else { return }
    if bytes[end] == 0x20 {
      skipSpace(1)
    } else if !isPlainASCII(bytes[end]) {
      joinIfHyphen()
    }
  }

  /// Whether a byte is an ASCII character that is no hyphen or apostrophe of any sort.
  @inline(__always)
  private func isPlainASCII(_ byte: UInt8) -> Bool { byte < 0x80 && byte != 0x2D && byte != 0x27 && byte != 0x60 }

  /// Steps over a hyphen or apostrophe that stands between two words.
  private mutating func joinIfHyphen() {
    guard let mark = unit(at: position), mark.folded.value == 0x2D || mark.folded.value == 0x27,
      let next = unit(at: position + mark.byteCount),
      next.scalarClass == .letter || next.scalarClass == .digit
    else { return }
    join(mark.byteCount)
  }
}
