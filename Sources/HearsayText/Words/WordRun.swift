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
  /// The last folded letter, and how often it has been repeated; 0 behind a digit.
  private var repeated: UInt32 = 0
  private var repeats = 0

  init(foldedStart: Int) { self.foldedStart = foldedStart }

  /// From so many on, repeated letters are left out: stretched letters fold to two.
  private static var stretchedFrom: Int { 3 }

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
    var tally = Tally(self)
    let isKept = tally.keeps(letter.value)
    if letter.isCapital { tally.capitalCount += 1 }
    add(tally, letterCount: 1, startsCapital: letter.isCapital, letter.writing)
    return isKept
  }

  /// Counts a digit.
  mutating func addDigit() {
    repeated = 0
    digitCount += 1
  }

  /// Takes the letters from `position` on that fold to one letter each, as nearly all do, and appends what they fold to.
  ///
  /// Most letters beyond ASCII go through this loop, which therefore has all it needs in local variables.
  @inline(__always)
  mutating func addLetters(
    _ bytes: UnsafeBufferPointer<UInt8>, _ position: inout Int, _ table: FoldingTable.Memory,
    to folded: inout FoldedForms.Run
  ) {
    var (index, count, tally, writing) = (position, 0, Tally(self), self.writing)
    while index < bytes.count {
      let byte = bytes[index]
      if byte < 0x80 {
        let small = table.asciiLetter(byte)
        if small == 0 { break }
        if writing != .alphabet {
          guard mayGoOn(from: writing, in: .alphabet) else { break }
          writing = .alphabet
        }
        // A capital and its small letter differ in one bit.
        tally.capitalCount &+= Int(small ^ byte) / 0x20
        if tally.keeps(UInt32(small)) { folded.byte(small) }
        index &+= 1
      } else {
        guard let (scalar, byteCount) = WordScanner.shortScalar(bytes, index) else { break }
        let letter = table.short(scalar)
        if !letter.isPlainLetter(of: writing) {
          guard letter.isPlainLetter, mayGoOn(from: writing, in: letter.writing) else { break }
          writing = letter.writing
        }
        tally.capitalCount &+= letter.isCapital ? 1 : 0
        if tally.keeps(letter.value) { folded.shortScalar(letter.value) }
        index &+= byteCount
      }
      count &+= 1
    }
    if count == 0 { return }
    let hasCapital = capitalCount < tally.capitalCount
    add(tally, letterCount: count, startsCapital: hasCapital && table.isCapital(bytes, at: position), writing)
    position = index
  }

  private mutating func add(_ tally: Tally, letterCount count: Int, startsCapital: Bool, _ writing: LetterWriting) {
    if letterCount == 0 { self.startsCapital = startsCapital }
    letterCount += count
    capitalCount = tally.capitalCount
    isElongated = tally.isElongated
    (repeated, repeats, lastLetter) = (tally.repeated, tally.repeats, tally.repeated)
    self.writing = writing
  }

  /// What changes with every letter.
  private struct Tally {
    var capitalCount: Int
    var isElongated: Bool
    var repeated: UInt32
    var repeats: Int

    @inline(__always)
    init(_ run: WordRun) {
      capitalCount = run.capitalCount
      isElongated = run.isElongated
      repeated = run.repeated
      repeats = run.repeats
    }

    /// Counts a letter, and says whether it is kept.
    @inline(__always)
    mutating func keeps(_ letter: UInt32) -> Bool {
      if letter != repeated {
        repeated = letter
        repeats = 1
        return true
      }
      repeats &+= 1
      if repeats < WordRun.stretchedFrom { return true }
      isElongated = true
      return false
    }
  }
}
