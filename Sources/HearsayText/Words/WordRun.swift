import HearsayCore

/// What is known of a word while it is scanned.
struct WordRun {
  let foldedStart: Int
  private(set) var letterCount = 0
  private var digitCount = 0
  private var capitalCount = 0
  private var startsCapital = false
  private var isElongated = false
  /// The writing of the last letter.
  private(set) var writing = LetterWriting.none
  /// The last folded letter, whatever stands behind it.
  private var lastLetter: UInt32 = 0
  private var lastTwo = LastTwo()

  init(foldedStart: Int) { self.foldedStart = foldedStart }

  /// Whether the last letter was one of Cyrillic.
  var isCyrillic: Bool { 0x400...0x52F ~= lastLetter }

  /// How the word is written.
  var shape: Word.Shape {
    var shape: Word.Shape = []
    if startsCapital { shape.insert(.capitalised) }
    if isElongated { shape.insert(.elongated) }
    if 2 <= letterCount && capitalCount == letterCount { shape.insert(.allCapitals) }
    return shape
  }

  /// Whether the word ends before a letter of another writing, or of Hangul behind a digit.
  func isOver(before letter: FoldedScalar) -> Bool {
    // What folding drops belongs to any word.
    letter.value != 0 && !mayGoOn(from: writing, in: letter.writing)
  }

  /// Whether a letter of a writing may stand in the word behind one of another writing, or behind none.
  @inline(__always)
  private func mayGoOn(from writing: LetterWriting, in next: LetterWriting) -> Bool {
    writing == next || (writing == .none && (digitCount == 0 || !next.isHangul))
  }

  /// Counts a letter, and says whether it is kept, as all are that are not stretched.
  mutating func addLetter(_ letter: FoldedScalar) -> Bool {
    let isKept = lastTwo.keeps(letter.value)
    if !isKept { isElongated = true }
    add(letterCount: 1, capitalCount: letter.isCapital ? 1 : 0, startsCapital: letter.isCapital, letter.writing)
    return isKept
  }

  /// Counts a digit.
  mutating func addDigit() {
    lastTwo = LastTwo()
    digitCount += 1
  }

  /// Takes the letters from `position` on that fold to one letter each, as nearly all do, and appends what they fold
  /// to.
  ///
  /// Most letters beyond ASCII go through this loop, which therefore has all it needs in local variables.
  @inline(__always)
  mutating func addLetters(
    _ bytes: UnsafeBufferPointer<UInt8>, _ position: inout Int, _ table: FoldingTable.Memory,
    to folded: inout FoldedForms.Run
  ) {
    var (index, writing, lastTwo) = (position, self.writing, lastTwo)
    var (letterCount, capitalCount) = (0, 0)
    while let (scalar, byteCount) = WordScanner.shortScalar(bytes, index) {
      let letter = table.short(scalar)
      if !letter.isPlainLetter(of: writing) {
        guard letter.isPlainLetter, mayGoOn(from: writing, in: letter.writing) else { break }
        writing = letter.writing
      }
      letterCount &+= 1
      capitalCount &+= letter.isCapital ? 1 : 0
      if lastTwo.keeps(letter.value) { folded.shortScalar(letter.value) } else { isElongated = true }
      index &+= byteCount
    }
    if letterCount == 0 { return }
    self.lastTwo = lastTwo
    let startsCapital = 0 < capitalCount && table.isCapital(bytes, at: position)
    add(letterCount: letterCount, capitalCount: capitalCount, startsCapital: startsCapital, writing)
    position = index
  }

  /// Counts letters that were taken.
  private mutating func add(
    letterCount count: Int, capitalCount added: Int, startsCapital: Bool, _ writing: LetterWriting
  ) {
    if letterCount == 0 { self.startsCapital = startsCapital }
    letterCount += count
    capitalCount += added
    lastLetter = lastTwo.last
    self.writing = writing
  }

  /// The last two folded letters; 0 before the first, and behind a digit.
  private struct LastTwo {
    private(set) var last: UInt32 = 0
    private var previous: UInt32 = 0

    /// Takes a letter, and says whether it is kept: of letters that are repeated more often, two are.
    @inline(__always)
    mutating func keeps(_ letter: UInt32) -> Bool {
      let isStretched = letter == last && letter == previous
      previous = last
      last = letter
      return !isStretched
    }
  }
}
