import HearsayCore
import HearsayLexicon

/// Splits a sentence into clauses by its punctuation and by the words that open clauses.
///
/// A clause begins after a semicolon, colon, dash or bracket, and at a subordinator
/// (`dass`, `because`). A comma or a connector (`und`, `but`) begins one only where enough words
/// stand on both sides to say something; the parts of a list stay together.
struct ClauseSplitter {
  private let claims: [Term<ClaimMeaning>]
  private let hasCommaBeforeClause: Bool

  /// A comma separates clauses where at least this many words stand on each side of it.
  private static let wordCountLeast = 4

  /// Brackets and quotation marks separate clauses where at least this many words stand between them.
  private static let enclosedCountLeast = 4

  init(claims: [Term<ClaimMeaning>], hasCommaBeforeClause: Bool) {
    self.claims = claims
    self.hasCommaBeforeClause = hasCommaBeforeClause
  }

  /// The clauses of the tokens in `sentence`; together they cover it.
  ///
  /// - Complexity: O(n) in the number of tokens.
  func clauses(of sentence: Range<Int>, in words: Words) -> [Range<Int>] {
    // Too short to hold two clauses.
    guard 4 < sentence.count else { return [sentence] }
    let survey = ClauseSurvey(sentence, words)
    let cues = ClauseCues(claims.beginning(in: sentence))
    var starts = [sentence.lowerBound]
    var start = sentence.lowerBound
    for index in sentence.dropFirst() where begins(at: index, since: start, survey, cues) {
      starts.append(index)
      start = index
    }
    starts.append(sentence.upperBound)
    return zip(starts, starts.dropFirst()).map { $0..<$1 }
  }

  private func begins(at index: Int, since start: Int, _ survey: ClauseSurvey, _ cues: ClauseCues) -> Bool {
    let boundary = survey.boundary(index - 1)
    let opener = cues.opener(at: index)
    let isFramed = cues.endsFrame(from: start, at: index)
    if boundary == nil && opener == nil && !isFramed { return false }
    let before = survey.wordCount(start..<index)
    let next = survey.boundary(from: index)
    let after = survey.wordCount(index..<next)
    switch boundary {
    case .strong: return 0 < before
    case .opening: return 0 < before && Self.enclosedCountLeast <= after
    case .closing: return Self.enclosedCountLeast <= survey.enclosedCount(before: index - 1, since: start)
    case .comma: return beginsBehindComma(index, since: start, before, after, survey, cues)
    case nil: break
    }
    // "I guess nobody uses it": the opinion at the beginning is a clause of its own.
    if isFramed { return 3 <= after }
    switch opener {
    case .subordinator, .condition: return !hasCommaBeforeClause && 2 <= before && 2 <= after
    // `and` opens a clause only where a subject of its own follows, or both sides have a predicate.
    case .connector:
      guard 3 <= before, 3 <= after else { return false }
      if Self.wordCountLeast <= before && Self.wordCountLeast <= after && cues.opener(at: index + 1) == .anaphor {
        return true
      }
      // Only what stands between the last comma and the connector is coordinated by it.
      let coordinated = max(start, survey.boundary(before: index))
      return cues.hasPredicate(in: coordinated..<index) && !cues.hasPredicate(in: index..<index + 2)
        && cues.hasPredicate(in: index + 2..<max(index + 2, next))
    default: return false
    }
  }

  private func beginsBehindComma(
    _ index: Int, since start: Int, _ before: Int, _ after: Int, _ survey: ClauseSurvey, _ cues: ClauseCues
  ) -> Bool {
    if let role = cues.opener(at: index), role != .anaphor { return 2 <= before && 2 <= after }
    if continuesList(index, survey, cues) { return false }
    // A comma ends a clause that a subordinator opened, and an introduction: "Die SEC sagt, …".
    let opener = cues.opener(at: start)
    if opener == .subordinator || opener == .condition { return 2 <= before && 2 <= after }
    if cues.endsIntroduction(at: index - 1) { return 2 <= before && 3 <= after }
    return Self.wordCountLeast <= before && Self.wordCountLeast <= after
  }

  /// Whether what stands behind a comma is one more item of a list: a word or two, and then another comma or `and`.
  private func continuesList(_ index: Int, _ survey: ClauseSurvey, _ cues: ClauseCues) -> Bool {
    (index + 1...index + 2).contains { cues.opener(at: $0) == .connector || survey.boundary($0) == .comma }
  }
}

/// The punctuation and the number of words of a sentence, looked at once.
private struct ClauseSurvey {
  private let first: Int
  private let boundaries: [Boundary?]
  /// Number of words before each token, and behind the last.
  private let counts: [Int]

  init(_ sentence: Range<Int>, _ words: Words) {
    first = sentence.lowerBound
    var boundaries: [Boundary?] = []
    var counts = [0]
    boundaries.reserveCapacity(sentence.count)
    counts.reserveCapacity(sentence.count + 1)
    var count = 0
    for index in sentence {
      let isLexical = words.all[index].isLexical
      if isLexical { count += 1 }
      boundaries.append(isLexical ? nil : Boundary(words, index))
      counts.append(count)
    }
    self.boundaries = boundaries
    self.counts = counts
  }

  /// What the token at `index` separates, or nil; nil outside the sentence.
  func boundary(_ index: Int) -> Boundary? {
    let place = index - first
    return 0 <= place && place < boundaries.count ? boundaries[place] : nil
  }

  /// Where the stretch that begins at `index` ends: at the next punctuation that could separate clauses.
  func boundary(from index: Int) -> Int {
    (boundaries[(index - first)...].firstIndex { $0 != nil } ?? boundaries.count) + first
  }

  /// Where the stretch that ends at `index` begins: behind the last punctuation that could separate clauses.
  func boundary(before index: Int) -> Int {
    (boundaries[..<(index - first)].lastIndex { $0 != nil } ?? 0) + first
  }

  /// Number of words in a range of tokens.
  func wordCount(_ range: Range<Int>) -> Int { counts[range.upperBound - first] - counts[range.lowerBound - first] }

  /// Number of words between a closing mark and the mark that it closes, or the beginning of the clause.
  func enclosedCount(before closing: Int, since start: Int) -> Int {
    var index = closing
    while start < index, boundary(index - 1) != .opening { index -= 1 }
    return wordCount(index..<closing)
  }
}

/// The words of a sentence that tell where its clauses begin and end.
private struct ClauseCues {
  // A sentence has a handful of these, so lists beat hash tables.
  /// The tokens at which an opening word stands, with its role.
  private var openers: [(token: Int, role: ClaimRole)] = []
  /// Tokens behind a word of saying or of opinion.
  private var introductionEnds: [Int] = []
  /// Where a word of opinion begins, and the token behind it.
  private var frames: [Range<Int>] = []
  private var predicates: [Range<Int>] = []

  init(_ terms: ArraySlice<Term<ClaimMeaning>>) {
    for term in terms {
      let start = term.words.lowerBound
      switch term.meaning.role {
      case .subordinator, .connector, .condition, .anaphor:
        openers.append((start, term.meaning.role))
      case .speech: introductionEnds.append(term.words.upperBound)
      case .hedge: introductionEnds.append(term.words.upperBound)
      case .opinion:
        introductionEnds.append(term.words.upperBound)
        frames.append(term.words)
      case .event, .state, .prediction, .proposal: predicates.append(term.words)
      default: break
      }
    }
  }

  /// The role of the opening word at a token; what refers back gives way to what joins clauses.
  func opener(at token: Int) -> ClaimRole? {
    var found: ClaimRole?
    for opener in openers where opener.token == token && (found == nil || found == .anaphor) { found = opener.role }
    return found
  }

  /// Whether a word of opinion that begins at `start` ends before `token`.
  func endsFrame(from start: Int, at token: Int) -> Bool {
    frames.contains { $0.lowerBound == start && $0.upperBound == token }
  }

  /// Whether a word of saying or of opinion ends before `token`.
  func endsIntroduction(at token: Int) -> Bool { introductionEnds.contains(token) }

  /// Whether a predicate begins in `range`.
  func hasPredicate(in range: Range<Int>) -> Bool {
    predicates.contains { range.contains($0.lowerBound) }
  }
}

/// Punctuation that may separate clauses.
enum Boundary {
  /// Always does.
  case strong
  /// Does so where clauses stand on both sides.
  case comma
  /// Opens brackets or quotation marks.
  case opening
  /// Closes brackets or quotation marks.
  case closing

  /// What the token at `index` separates, or nil.
  init?(_ words: Words, _ index: Int) {
    guard words[index].kind == .punctuation else { return nil }
    let form = words.form(index)
    if form.count == 1, let byte = form.first {
      guard let boundary = Self.ascii(byte, words[index].shape) else { return nil }
      self = boundary
      return
    }
    switch String(decoding: form, as: UTF8.self) {
    case "–", "—", "…", "；", "：", "→", "•", "؛": self = .strong
    case "“", "„", "«", "「", "（", "『": self = .opening
    case "”", "»", "」", "）", "』": self = .closing
    case "、", "，", "،": self = .comma
    default: return nil
    }
  }

  private static func ascii(_ byte: UInt8, _ shape: Word.Shape) -> Boundary? {
    switch byte {
    case UInt8(ascii: ","): .comma
    case UInt8(ascii: ";"), UInt8(ascii: ":"): .strong
    case UInt8(ascii: "("), UInt8(ascii: "["): .opening
    case UInt8(ascii: ")"), UInt8(ascii: "]"): .closing
    // Straight quotation marks open behind a blank and close elsewhere.
    case UInt8(ascii: "\""): shape.contains(.afterSpace) ? .opening : .closing
    case UInt8(ascii: "-") where shape.contains(.afterSpace): .strong
    default: nil
    }
  }
}
