import HearsayCore

/// The evidence that the words of one text have given so far.
///
/// Words are added in text order. A segment is a stretch between sentence ends; what is found
/// of each segment on its own shows whether a text is mixed from two languages.
/// It is a kilobyte large, and nobody needs a copy.
struct LanguageEvidence: ~Copyable {
  /// The scripts that several languages share come first; only they need rows.
  static let sharedScriptCount = 5

  /// A lead of ten nats, after which letters are not looked at.
  private static var sureMargin: Int32 { 80 }
  /// Some ten words; longer segments would cost time and change no answer.
  private static var rowCountPlenty: Int { 60 }

  /// The sums of finished segments, by script.
  private(set) var totals = InlineArray<5, SIMD32<Int32>>(repeating: .zero)
  /// How much text stands in each script; see `add`.
  private(set) var points = ScriptPoints()
  private var segmentPoints = ScriptPoints()

  // Most texts have Latin words and words of one other script, so that two sums do.
  private var latin = EvidenceSum()
  private var second = EvidenceSum()
  private var secondScript = 0
  private(set) var votes = LanguageVotes()

  /// No evidence; in line, because it would be copied otherwise.
  @inline(__always)
  init() {}

  /// Adds the evidence of a row for a script that several languages share.
  @inline(__always)
  mutating func add(_ row: EvidenceRow, script: Int) {
    if script == 0 {
      addLatin(row)
    } else {
      if script != secondScript || second.isFull {
        flush()
        secondScript = script
      }
      second.add(row)
    }
  }

  /// Adds the evidence of a row for Latin script, which comes first.
  @inline(__always)
  mutating func addLatin(_ row: EvidenceRow) {
    if latin.isFull { flush() }
    latin.add(row)
  }

  /// The scripts whose language this segment leaves no doubt of; -1 for none.
  ///
  /// In line, because all of the evidence would be copied for a call.
  @inline(__always)
  func sureScripts(_ profiles: LanguageProfiles) -> (first: Int, second: Int) {
    (isSure(latin, 0, profiles) ? 0 : -1, isSure(second, secondScript, profiles) ? secondScript : -1)
  }

  @inline(__always)
  private func isSure(_ sum: EvidenceSum, _ script: Int, _ profiles: LanguageProfiles) -> Bool {
    0 < sum.rowCount && (Self.sureMargin <= sum.margin || profiles.columns[script].count < 2)
  }

  /// Whether this segment has so much evidence that the letters of another unknown word would add little.
  @inline(__always)
  func isPlenty(_ script: Int) -> Bool {
    Self.rowCountPlenty <= (script == 0 ? latin.rowCount : second.rowCount)
  }

  /// Whether the segment has words enough to count as one.
  var hasSegment: Bool { LanguageVotes.pointsLeast <= segmentPoints.total }

  /// Counts a word: as much text as `points` sixths of an English word.
  @inline(__always)
  mutating func count(_ script: Int, points: Int32) {
    segmentPoints.add(points, to: script)
  }

  /// How much speaks for a language: what its column has, or, among languages of two scripts, how much is in its own.
  func value(_ language: LanguageColumn, against other: LanguageColumn) -> Int32 {
    language.script == other.script ? totals[language.script][language.column] : points[language.script]
  }

  /// Ends a segment in the middle of a text, which must have words enough.
  mutating func endSegment(_ profiles: LanguageProfiles) {
    vote(profiles)
    finishSegment()
  }

  /// Ends the last segment.
  mutating func finish(_ profiles: LanguageProfiles) {
    // One segment alone cannot make a mixture.
    if !votes.isEmpty, hasSegment { vote(profiles) }
    finishSegment()
  }

  private mutating func finishSegment() {
    points.add(segmentPoints)
    segmentPoints = ScriptPoints()
    flush()
  }

  private mutating func vote(_ profiles: LanguageProfiles) {
    let script = segmentPoints.largest
    var column = 0
    // Of other scripts the script alone counts: their languages lie too close for single sentences.
    if script == 0, 1 < profiles.columns[0].count {
      // Sums that were flushed in between are missing; a segment so long decides by its last part.
      let lead = latin.columns.lead(among: profiles.columns[0].count)
      guard LanguageVotes.marginLeast <= lead.margin else { return }
      column = lead.column
    }
    votes.add(LanguageColumn(script: script, column: column).code, points: segmentPoints.total)
  }

  private mutating func flush() {
    if 0 < latin.rowCount {
      totals[0] &+= latin.columns
      latin = EvidenceSum()
    }
    if 0 < second.rowCount {
      totals[secondScript] &+= second.columns
      second = EvidenceSum()
    }
  }
}

/// A language by its place in the profiles: its script, and its column among the languages of that script.
struct LanguageColumn: Equatable {
  let script: Int
  let column: Int

  /// The language with the given place.
  init(script: Int, column: Int) {
    self.script = script
    self.column = column
  }

  /// The language with the given code.
  init(_ code: UInt16) { self.init(script: Int(code >> 8), column: Int(code & 0xFF)) }

  /// Both numbers in one.
  var code: UInt16 { UInt16(script << 8 | column) }
}

extension LanguageProfiles {
  /// The language at a place; undetermined for a script without profiles.
  func language(_ place: LanguageColumn) -> LanguageCode {
    place.column < columns[place.script].count ? columns[place.script][place.column] : .undetermined
  }
}

/// How much of a text was found to be in which language, segment by segment.
struct LanguageVotes {
  /// A segment with less than three English words has no vote.
  static let pointsLeast: Int32 = 18
  /// A segment counts when its best language leads by five nats.
  static let marginLeast: Int32 = 40
  private static let candidateMost = 6

  private var languages = InlineArray<6, UInt16>(repeating: .max)
  private var points = InlineArray<6, Int32>(repeating: 0)
  private var candidateCount = 0

  /// Whether no segment has counted yet.
  var isEmpty: Bool { candidateCount == 0 }

  /// Adds a segment of so much text in a language, given by script and column.
  mutating func add(_ language: UInt16, points added: Int32) {
    for index in 0..<candidateCount where languages[index] == language {
      points[index] += added
      return
    }
    guard candidateCount < Self.candidateMost else { return }
    languages[candidateCount] = language
    points[candidateCount] = added
    candidateCount += 1
  }

  /// Whether a second language has nearly as much of the text as the first.
  func areMixed(among total: Int32) -> Bool {
    guard 1 < candidateCount else { return false }
    let second = points[places.second]
    // Three words at least, and three tenths of the text.
    return Self.pointsLeast <= second && total * 3 <= second * 10
  }

  /// The languages with most of the text; only where there are two.
  var leaders: (first: LanguageColumn, second: LanguageColumn) {
    (LanguageColumn(languages[places.first]), LanguageColumn(languages[places.second]))
  }

  /// The places of the two languages with most of the text.
  private var places: (first: Int, second: Int) {
    var (first, second) = points[0] < points[1] ? (1, 0) : (0, 1)
    for index in 2..<max(2, candidateCount) {
      if points[first] < points[index] {
        (first, second) = (index, first)
      } else if points[second] < points[index] {
        second = index
      }
    }
    return (first, second)
  }
}

extension SIMD32<Int32> {
  /// The column with the largest value among the first `count`, and its lead over the next.
  func lead(among count: Int) -> (column: Int, margin: Int32) {
    var columns = self
    columns.withMutableLanes { lanes in
      for column in count..<Self.scalarCount { lanes[column] = .min }
    }
    let first = columns.largest
    var place = 0
    columns.withMutableLanes { lanes in
      while lanes[place] != first { place += 1 }
      lanes[place] = .min
    }
    let second = columns.largest
    return (place, second == .min ? 10_000 : first - second)
  }

  /// The largest value; without branches, so that the processor compares several at a time.
  private var largest: Int32 {
    withLanes { lanes in
      var largest = Int32.min
      for column in 0..<Self.scalarCount { largest = Swift.max(largest, lanes[column]) }
      return largest
    }
  }

  /// Calls `body` with the columns in memory, where any of them is found by its number.
  @inline(__always)
  func withLanes<Result>(_ body: (UnsafePointer<Int32>) -> Result) -> Result {
    withUnsafePointer(to: self) { vector in
      vector.withMemoryRebound(to: Int32.self, capacity: Self.scalarCount, body)
    }
  }

  /// Calls `body` with the columns in memory, where any of them can be changed by its number.
  @inline(__always)
  mutating func withMutableLanes(_ body: (UnsafeMutablePointer<Int32>) -> Void) {
    withUnsafeMutablePointer(to: &self) { vector in
      vector.withMemoryRebound(to: Int32.self, capacity: Self.scalarCount, body)
    }
  }
}
