import HearsayCore
import HearsayLexicon

/// The punctuation and the number of words of a text, looked at once for all of its sentences, and where a clause may
/// begin.
///
/// Lives only within `withSurvey`: every text would need an array of its own otherwise.
struct ClauseSurvey {
  /// What is known of a token.
  private struct Mark {
    /// Twice the number of words before it; an ideograph is half a word.
    var halfCount: Int32
    /// What it separates.
    var boundary: Boundary?
    /// What the word that begins with it opens a clause as.
    var opener: ClaimRole?
    var traits: Traits = []
  }

  /// What the words around a token say of it.
  private struct Traits: OptionSet {
    let rawValue: UInt8

    /// A clause may begin with it, by the token before it or by the words around it.
    static var mayBegin: Traits { Traits(rawValue: 1) }
    /// A form that tells of something or sets a condition covers it and the one before.
    static var isWithinForm: Traits { Traits(rawValue: 2) }
    /// A word of opinion ends before it.
    static var isBehindOpinion: Traits { Traits(rawValue: 4) }
  }

  /// The marks of all tokens, and one behind the last.
  private let marks: UnsafeMutableBufferPointer<Mark>
  /// The tokens that can be asked for: a sentence.
  private var sentence: Range<Int>

  /// Calls `body` with a survey of the tokens of a text.
  ///
  /// In line, because whatever `body` refers to would be retained for a call.
  @inline(__always)
  static func withSurvey<Result>(of words: Words, _ body: (ClauseSurvey) -> Result) -> Result {
    withUnsafeTemporaryAllocation(of: Mark.self, capacity: words.count + 1) { marks in
      mark(words, in: marks)
      return body(ClauseSurvey(marks: marks, sentence: 0..<words.count))
    }
  }

  private static func mark(_ words: Words, in marks: UnsafeMutableBufferPointer<Mark>) {
    words.withTokens { tokens in
      var halfCount: Int32 = 0
      var traits: Traits = []
      for index in tokens.all.indices {
        let kind = tokens[index].kind
        let boundary = kind == .punctuation ? self.boundary(tokens, index) : nil
        marks.initializeElement(at: index, to: Mark(halfCount: halfCount, boundary: boundary, traits: traits))
        halfCount &+= halves(kind)
        traits = boundary == nil ? [] : .mayBegin
      }
      marks.initializeElement(at: tokens.count, to: Mark(halfCount: halfCount))
    }
  }

  /// How many half words a token of a kind is.
  @inline(__always)
  private static func halves(_ kind: Word.Kind) -> Int32 {
    switch kind {
    case .word, .number, .handle, .hashtag, .cashtag: 2
    case .ideograph: 1
    case .link, .emoji, .punctuation: 0
    }
  }

  /// What a punctuation mark separates.
  private static func boundary(_ tokens: Words.Tokens, _ index: Int) -> Boundary? {
    isInRange(index, tokens) ? nil : Boundary(tokens.onlyScalar(index), tokens[index].shape)
  }

  /// Whether a token stands between two numbers without blanks, as the dash of "10–15 %" does.
  private static func isInRange(_ index: Int, _ words: Words.Tokens) -> Bool {
    guard 0 < index, index + 1 < words.count, words[index + 1].kind == .number, words[index - 1].kind == .number else {
      return false
    }
    return words.onlyScalar(index) == 0x2013 && !words[index].shape.contains(.afterSpace)
      && !words[index + 1].shape.contains(.afterSpace)
  }

  /// The survey of one sentence, given the words of claims that begin in it.
  func limited(
    to sentence: Range<Int>, _ claims: UnsafeBufferPointer<Term<ClaimMeaning>>, isVerbFinal: Bool
  ) -> ClauseSurvey {
    let survey = ClauseSurvey(marks: marks, sentence: sentence)
    for index in claims.indices {
      survey.mark(claims[index].words, as: claims[index].meaning.role, isVerbFinal: isVerbFinal)
    }
    return survey
  }

  /// Marks where a clause may begin by what a word says: it opens one, or ends the one before.
  private func mark(_ words: Range<Int>, as role: ClaimRole, isVerbFinal: Bool) {
    precondition(words.upperBound < marks.count, "a word ends at token \(words.upperBound) of \(marks.count - 1)")
    switch role {
    case .subordinator, .connector, .anaphor, .condition:
      marks[words.lowerBound].traits.insert(.mayBegin)
      // What refers back gives way to what joins clauses.
      let opener = marks[words.lowerBound].opener
      if opener == nil || opener == .anaphor { marks[words.lowerBound].opener = role }
      if role == .condition && isVerbFinal { marks[words.upperBound].traits.insert(.mayBegin) }
    case .opinion:
      marks[words.upperBound].traits.formUnion([.mayBegin, .isBehindOpinion])
    default: break
    }
    if 1 < words.count {
      switch role {
      case .event, .state, .prediction, .proposal, .evaluation, .concept, .condition:
        for token in words.lowerBound + 1..<min(words.upperBound, sentence.upperBound) {
          marks[token].traits.insert(.isWithinForm)
        }
      default: break
      }
    }
  }

  /// Whether a clause may begin with the token at `index`, which is in the sentence; most tokens begin none.
  func mayBegin(at index: Int) -> Bool { marks[index].traits.contains(.mayBegin) }

  /// Whether a word of opinion ends before the token at `index`, which is in the sentence.
  func isBehindOpinion(_ index: Int) -> Bool { marks[index].traits.contains(.isBehindOpinion) }

  /// The role of the opening word at a token; nil outside the sentence.
  ///
  /// Within a longer form, such as the Arabic for "must that", or "only if", a word opens nothing.
  func opener(at index: Int) -> ClaimRole? {
    guard sentence.contains(index), !marks[index].traits.contains(.isWithinForm) else { return nil }
    return marks[index].opener
  }

  /// What the token at `index` separates, or nil; nil outside the sentence.
  func boundary(_ index: Int) -> Boundary? { sentence.contains(index) ? marks[index].boundary : nil }

  /// Where the stretch that begins at `index` ends: at the next punctuation that could separate clauses.
  func boundary(from index: Int) -> Int {
    var end = index
    while end < sentence.upperBound, marks[end].boundary == nil { end += 1 }
    return end
  }

  /// Where the stretch that ends at `index` begins: at the last punctuation that could separate clauses.
  func boundary(before index: Int) -> Int {
    var start = index - 1
    while sentence.lowerBound <= start, marks[start].boundary == nil { start -= 1 }
    return max(start, sentence.lowerBound)
  }

  /// Number of words in a range of tokens.
  func wordCount(_ range: Range<Int>) -> Int {
    Int(marks[range.upperBound].halfCount - marks[range.lowerBound].halfCount) / 2
  }

  /// Number of words between a closing mark and the mark that it closes, or the beginning of the clause.
  func enclosedCount(before closing: Int, since start: Int) -> Int {
    var index = closing
    while start < index, boundary(index - 1) != .opening { index -= 1 }
    return wordCount(index..<closing)
  }
}

/// The words of a sentence that tell where its clauses begin and end: a handful, so that no table is worth its cost.
struct ClauseCues {
  let terms: UnsafeBufferPointer<Term<ClaimMeaning>>

  /// Whether a word of opinion that begins at `start` ends before `token`.
  func endsFrame(from start: Int, at token: Int) -> Bool {
    var index = terms.firstIndex(from: start)
    while index < terms.endIndex, terms[index].words.lowerBound == start {
      if terms[index].meaning.role == .opinion && terms[index].words.upperBound == token { return true }
      index += 1
    }
    return false
  }

  /// Whether a condition that began behind `start` ends before `token`.
  func endsCondition(from start: Int, at token: Int) -> Bool {
    terms.contains { term in
      term.meaning.role == .condition && term.words.upperBound == token && start < term.words.lowerBound
    }
  }

  /// Whether a word of saying, or one that stands before a source, begins at `token`.
  func namesSource(at token: Int) -> Bool {
    var index = terms.firstIndex(from: token)
    while index < terms.endIndex, terms[index].words.lowerBound == token {
      let meaning = terms[index].meaning
      if meaning.role == .speech || (meaning.role == .according && meaning.isBeforeSource) { return true }
      index += 1
    }
    return false
  }

  /// Whether the name that ends before `token`, of a word or two, is told as an example: "such as Arbitrum and Base".
  func namesExample(before token: Int) -> Bool {
    terms.contains { $0.meaning.role == .example && (token - 2..<token).contains($0.words.upperBound) }
  }

  /// Whether a word that stands before a source begins at `token`.
  func cites(at token: Int) -> Bool {
    terms.contains { $0.words.lowerBound == token && $0.meaning.role == .according && $0.meaning.isBeforeSource }
  }

  /// Whether a word of saying or of opinion ends before `token`.
  func endsIntroduction(at token: Int) -> Bool {
    terms.contains { term in
      switch term.meaning.role {
      case .speech, .hedge, .opinion: term.words.upperBound == token
      default: false
      }
    }
  }

  /// Whether a word that introduces what somebody says, or how sure it is, begins in `range`.
  func hasIntroduction(in range: Range<Int>) -> Bool {
    terms.contains { term in
      switch term.meaning.role {
      case .speech, .hedge, .opinion, .deny, .according, .ask, .condition: range.contains(term.words.lowerBound)
      default: false
      }
    }
  }

  /// Whether a word that calls something untrue begins at `token`.
  func rejects(at token: Int) -> Bool {
    terms.contains { $0.meaning.role == .reject && $0.words.lowerBound == token }
  }

  /// Whether a predicate, or what a claim may speak of, begins in `range`.
  func tells(in range: Range<Int>) -> Bool {
    terms.contains { term in
      switch term.meaning.role {
      case .event, .state, .prediction, .proposal, .evaluation, .concept: range.contains(term.words.lowerBound)
      default: false
      }
    }
  }

  /// Whether something is said in `range` of what a claim may speak of, more than its name: "até hoje nada" goes on with
  /// the clause before.
  func speaks(in range: Range<Int>) -> Bool {
    terms.contains { term in
      term.meaning.role == .concept && range.contains(term.words.lowerBound) && term.words != range
    }
  }

  /// Whether a predicate begins in `range`.
  func hasPredicate(in range: Range<Int>) -> Bool {
    terms.contains { term in
      switch term.meaning.role {
      case .event, .state, .prediction, .proposal, .speech: range.contains(term.words.lowerBound)
      default: false
      }
    }
  }
}
