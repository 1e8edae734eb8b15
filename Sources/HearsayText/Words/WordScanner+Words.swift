import HearsayCore

extension WordScanner {
  /// Scans a word or number that begins at `position`.
  mutating func scanWord() {
    if let end = linkEnd() { return emitLink(end) }
    var run = WordRun(foldedStart: folded.count)
    folded.begin()
    var index = position
    addLetters(to: &run, &index)
    while let unit = unit(at: index) {
      switch unit.scalarClass {
      case .letter where run.isOver(before: unit.folded.value):
        finish(run, end: index)
        return
      case .digit where run.isHangul:
        finish(run, end: index)
        return
      case .letter, .digit:
        add(unit, to: &run)
      case .mark:
        compose(unit.scalar, run)
      case .ignorable:
        break
      case .punctuation where continues(unit, at: index, run):
        if unit.folded.value != 0x27 { folded.append(scalar: unit.folded.value) }
      default:
        finish(run, end: index)
        return
      }
      index += unit.byteCount
      addLetters(to: &run, &index)
    }
    finish(run, end: index)
  }

  /// Takes the letters from `index` on that fold to one letter each, as nearly all do.
  ///
  /// Says of each what `WordRun.addLetter` would, but counts in local variables, which stay in registers.
  @inline(__always)
  private mutating func addLetters(to run: inout WordRun, _ index: inout Int) {
    var position = index
    var letters = run
    let (bytes, table) = (bytes, table)
    folded.appendEach { append in
      while position < bytes.count {
        let byte = bytes[position]
        let small = table.asciiLetter(byte)
        if small != 0 {
          if letters.script != .alphabet && letters.isOver(before: UInt32(small)) { break }
          letters.addLetter(UInt32(small), isCapital: small != byte)
          if !letters.isStretched { append.byte(small) }
          position += 1
        } else if 0xC3 <= byte, byte < 0xF0 {
          let (scalar, byteCount) = Self.decode(bytes, byte, position)
          let unit = table[scalar]
          guard unit.scalarClass == .letter, 0x80 <= unit.value, unit.value != FoldingTable.doubleS,
            !letters.isOver(before: unit.value)
          else { break }
          letters.addLetter(unit.value, isCapital: unit.isCapital)
          if !letters.isStretched { append.shortScalar(unit.value) }
          position += byteCount
        } else {
          break
        }
      }
    }
    run = letters
    index = position
  }

  @inline(__always)
  private mutating func add(_ unit: Unit, to run: inout WordRun) {
    let value = unit.folded.value
    guard value != 0 else { return }
    if unit.scalarClass == .letter {
      run.addLetter(value, isCapital: unit.folded.isCapital)
      if run.isStretched { return }
    } else {
      run.last = 0
      run.digitCount += 1
    }
    folded.append(scalar: value)
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

  private mutating func finish(_ run: WordRun, end: Int) {
    var shape: Word.Shape = []
    if run.startsCapital { shape.insert(.capitalised) }
    if run.isElongated { shape.insert(.elongated) }
    if 2 <= run.letterCount && run.capitalCount == run.letterCount { shape.insert(.allCapitals) }
    emit(run.letterCount == 0 ? .number : .word, shape: shape, foldedStart: run.foldedStart, end: end)
    joinIfHyphen()
  }

  /// Steps over a hyphen or apostrophe that stands between two words.
  @inline(__always)
  private mutating func joinIfHyphen() {
    guard position < bytes.count, bytes[position] != 0x20, !isPlainASCII(bytes[position]) else { return }
    joinIfHyphenOfAnySort()
  }

  /// Whether a byte is an ASCII character that is no hyphen or apostrophe of any sort.
  private func isPlainASCII(_ byte: UInt8) -> Bool { byte < 0x80 && byte != 0x2D && byte != 0x27 && byte != 0x60 }

  private mutating func joinIfHyphenOfAnySort() {
    guard let mark = unit(at: position), mark.folded.value == 0x2D || mark.folded.value == 0x27,
      let next = unit(at: position + mark.byteCount),
      next.scalarClass == .letter || next.scalarClass == .digit
    else { return }
    join(mark.byteCount)
  }
}

/// What is known of a word while it is scanned.
private struct WordRun {
  let foldedStart: Int
  var letterCount = 0
  var digitCount = 0
  var capitalCount = 0
  var startsCapital = false
  var isElongated = false
  /// The last folded letter, whatever stands behind it.
  private var lastLetter: UInt32 = 0
  /// The writing of the last letter.
  var script = Script.none
  /// The last folded letter, and how often it has been repeated.
  var last: UInt32 = 0
  var repeats = 0

  init(foldedStart: Int) { self.foldedStart = foldedStart }

  /// From so many on, repeated letters are left out: stretched letters fold to two.
  static let stretchedFrom = 3

  /// Whether the last letter was one of Cyrillic.
  var isCyrillic: Bool { 0x400...0x52F ~= lastLetter }

  /// Whether the last letter has been repeated so often that it is left out.
  var isStretched: Bool { Self.stretchedFrom <= repeats }

  /// Counts a folded letter.
  @inline(__always)
  mutating func addLetter(_ value: UInt32, isCapital: Bool) {
    repeats = value == last ? repeats + 1 : 1
    letterCount += 1
    if isCapital {
      capitalCount += 1
      if letterCount == 1 { startsCapital = true }
    }
    lastLetter = value
    script = Script(value)
    last = value
    if isStretched { isElongated = true }
  }

  /// Sorts of writing that no word mixes: where one begins, the word before ends, as in `BTC가`, `الBTC` and `최고ㅠㅠ`.
  enum Script: UInt8 {
    /// No letter yet.
    case none
    /// Latin, Greek and Cyrillic, which posts mix within words to deceive.
    case alphabet
    /// Hangul syllables, and the letters that they are composed of.
    case syllables
    /// Hangul letters that stand for themselves: `ㅋㅋ`.
    case jamo
    /// All others.
    case other

    /// The writing of a folded letter.
    @inline(__always)
    init(_ value: UInt32) {
      switch value {
      // The letters of most texts, first.
      case ..<0x590: self = .alphabet
      case 0x590..<0x1100, 0x1200..<0x1D00, 0xFB1D..<0xFE00, 0xFE70..<0xFF00: self = .other
      case 0x1100..<0x1200, 0xAC00..<0xD7FC: self = .syllables
      case 0x3131..<0x318F: self = .jamo
      default: self = .alphabet
      }
    }
  }

  /// Whether the last letter was one of Hangul, which numbers do not go on.
  var isHangul: Bool { script == .syllables || script == .jamo }

  /// Whether the word ends before a letter of another writing, or of Hangul behind a digit.
  @inline(__always)
  func isOver(before value: UInt32) -> Bool {
    // What folding drops belongs to any word.
    if value == 0 { return false }
    let next = Script(value)
    if script == .none { return digitCount != 0 && (next == .syllables || next == .jamo) }
    return script != next
  }
}
