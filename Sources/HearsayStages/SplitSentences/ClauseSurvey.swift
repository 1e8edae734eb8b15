import HearsayCore
import HearsayLexicon

/// The punctuation and the number of words of a text, looked at once for all of its sentences.
struct ClauseSurvey {
  /// What is known of a token.
  private struct Mark {
    /// Twice the number of words before it; an ideograph is half a word.
    var halfCount: Int32
    /// What it separates.
    var boundary: Boundary?
  }

  /// The marks of all tokens, and one behind the last.
  private let marks: [Mark]
  /// The tokens that can be asked for: a sentence.
  private var sentence: Range<Int>

  init(_ words: Words) {
    marks = [Mark](unsafeUninitializedCapacity: words.count + 1) { marks, markCount in
      var halfCount: Int32 = 0
      for index in 0..<words.count {
        let word = words[index]
        let boundary =
          word.kind == .punctuation && !Self.isInRange(index, words)
          ? Boundary(words.onlyScalar(index), word.shape) : nil
        marks.initializeElement(at: index, to: Mark(halfCount: halfCount, boundary: boundary))
        if word.isLexical { halfCount += word.kind == .ideograph ? 1 : 2 }
      }
      marks.initializeElement(at: words.count, to: Mark(halfCount: halfCount))
      markCount = words.count + 1
    }
    sentence = 0..<words.count
  }

  /// Whether a token stands between two numbers without blanks, as the dash of "10–15 %" does.
  private static func isInRange(_ index: Int, _ words: Words) -> Bool {
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

  /// Whether a clause may begin at a token by what these words say: one opens it, or ends the one before.
  ///
  /// One look at each word, as most tokens begin no clause.
  func mayBegin(at token: Int, isVerbFinal: Bool) -> Bool {
    terms.contains { term in
      switch term.meaning.role {
      case .subordinator, .connector, .anaphor: term.words.lowerBound == token
      case .condition: term.words.lowerBound == token || (isVerbFinal && term.words.upperBound == token)
      case .opinion: term.words.upperBound == token
      default: false
      }
    }
  }

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
