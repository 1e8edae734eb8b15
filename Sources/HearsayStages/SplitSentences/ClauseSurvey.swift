import HearsayCore
import HearsayLexicon

/// The punctuation and the number of words of a text, and where a clause may begin, looked at once for all of its
/// sentences.
///
/// Lives only within `withSurvey`: every text would need an array of its own otherwise.
struct ClauseSurvey {
  /// What is known of a token.
  private struct Mark {
    /// Twice the number of words before it; an ideograph is half a word.
    var halfCount: Int32
    /// What it separates.
    var boundary: Boundary?
    /// Whether a clause may begin with it, by the token before it or by the words around it.
    var mayBegin = false
  }

  /// The marks of all tokens, and one behind the last.
  private let marks: UnsafeBufferPointer<Mark>
  /// The tokens that can be asked for: a sentence.
  private var sentence: Range<Int>

  /// Calls `body` with a survey of the tokens of a text and of the words of claims in it.
  ///
  /// In line, because whatever `body` refers to would be retained for a call.
  @inline(__always)
  static func withSurvey<Result>(
    of words: Words, _ claims: [Term<ClaimMeaning>], isVerbFinal: Bool, _ body: (ClauseSurvey) -> Result
  ) -> Result {
    withUnsafeTemporaryAllocation(of: Mark.self, capacity: words.count + 1) { marks in
      mark(words, in: marks)
      mark(claims, isVerbFinal: isVerbFinal, in: marks)
      return body(ClauseSurvey(marks: UnsafeBufferPointer(marks), sentence: 0..<words.count))
    }
  }

  private static func mark(_ words: Words, in marks: UnsafeMutableBufferPointer<Mark>) {
    words.withTokens { tokens in
      var halfCount: Int32 = 0
      var mayBegin = false
      for index in tokens.all.indices {
        let kind = tokens[index].kind
        let boundary = kind == .punctuation ? self.boundary(tokens, index) : nil
        marks.initializeElement(at: index, to: Mark(halfCount: halfCount, boundary: boundary, mayBegin: mayBegin))
        halfCount &+= halves(kind)
        mayBegin = boundary != nil
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

  /// Marks where a clause may begin by what the words say: one opens it, or ends the one before.
  private static func mark(
    _ claims: [Term<ClaimMeaning>], isVerbFinal: Bool, in marks: UnsafeMutableBufferPointer<Mark>
  ) {
    for index in claims.indices {
      let words = claims[index].words
      precondition(words.upperBound < marks.count, "a word ends at token \(words.upperBound) of \(marks.count - 1)")
      switch claims[index].meaning.role {
      case .subordinator, .connector, .anaphor:
        marks[words.lowerBound].mayBegin = true
      case .condition:
        marks[words.lowerBound].mayBegin = true
        if isVerbFinal { marks[words.upperBound].mayBegin = true }
      case .opinion:
        marks[words.upperBound].mayBegin = true
      default: break
      }
    }
  }

  /// Whether a token stands between two numbers without blanks, as the dash of "10–15 %" does.
  private static func isInRange(_ index: Int, _ words: Words.Tokens) -> Bool {
    guard 0 < index, index + 1 < words.count, words[index + 1].kind == .number, words[index - 1].kind == .number else {
      return false
    }
    return words.onlyScalar(index) == 0x2013 && !words[index].shape.contains(.afterSpace)
      && !words[index + 1].shape.contains(.afterSpace)
  }

  /// The survey of one sentence.
  func limited(to sentence: Range<Int>) -> ClauseSurvey {
    var copy = self
    copy.sentence = sentence
    return copy
  }

  /// Whether a clause may begin with the token at `index`, which is in the sentence; most tokens begin none.
  func mayBegin(at index: Int) -> Bool { marks[index].mayBegin }

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
  let terms: ArraySlice<Term<ClaimMeaning>>

  /// The role of the opening word at a token; what refers back gives way to what joins clauses.
  ///
  /// Within a longer form, such as the Arabic for "must that", or "only if", a word opens nothing.
  func opener(at token: Int) -> ClaimRole? {
    let opener = openingRole(at: token)
    return opener != nil && isWithinForm(token) ? nil : opener
  }

  /// Whether a form that tells of something or sets a condition covers `token` and the one before it.
  private func isWithinForm(_ token: Int) -> Bool {
    terms.contains { term in
      switch term.meaning.role {
      case .event, .state, .prediction, .proposal, .evaluation, .concept, .condition:
        term.words.lowerBound < token && token < term.words.upperBound
      default: false
      }
    }
  }

  private func openingRole(at token: Int) -> ClaimRole? {
    var found: ClaimRole?
    var index = terms.firstIndex(from: token)
    while index < terms.endIndex, terms[index].words.lowerBound == token {
      let role = terms[index].meaning.role
      switch role {
      case .subordinator, .connector, .condition, .anaphor:
        if found == nil || found == .anaphor { found = role }
      default: break
      }
      index += 1
    }
    return found
  }

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
