import HearsayCore

extension WordScanner {
  /// Scans a word or number that begins at `position`.
  mutating func scanWord() {
    if let end = linkEnd() {
      emit(.link, end: end) { $0.append(contentsOf: "http".utf8) }
      return
    }
    var run = WordRun(foldedStart: folded.count)
    var index = position
    addASCIILetters(to: &run, &index)
    while let unit = unit(at: index) {
      switch unit.scalarClass {
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
      addASCIILetters(to: &run, &index)
    }
    finish(run, end: index)
  }

  /// Takes ASCII letters from `index` on, which most words consist of, without looking up their class.
  @inline(__always)
  private mutating func addASCIILetters(to run: inout WordRun, _ index: inout Int) {
    while index < bytes.count, bytes[index] < 0x80 {
      let letter = table.asciiLetters[Int(bytes[index])]
      if letter == 0 { return }
      run.addLetter(UInt32(letter), isCapital: letter != bytes[index])
      if !run.isStretched { folded.append(letter) }
      index += 1
    }
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
      let base = String(decoding: folded[start...], as: UTF8.self).unicodeScalars.first,
      let composed = Composition.compose(base.value, mark)
    else { return }
    folded.removeSubrange(start...)
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
  private mutating func joinIfHyphen() {
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
  var isCyrillic = false
  /// The last folded letter, and how often it has been repeated.
  var last: UInt32 = 0
  var repeats = 0

  init(foldedStart: Int) { self.foldedStart = foldedStart }

  /// Whether the last letter has been repeated so often that it is left out: stretched letters fold to two.
  var isStretched: Bool { 3 <= repeats }

  /// Counts a folded letter.
  @inline(__always)
  mutating func addLetter(_ value: UInt32, isCapital: Bool) {
    repeats = value == last ? repeats + 1 : 1
    letterCount += 1
    if isCapital {
      capitalCount += 1
      if letterCount == 1 { startsCapital = true }
    }
    isCyrillic = 0x400...0x52F ~= value
    last = value
    if 3 <= repeats { isElongated = true }
  }
}
