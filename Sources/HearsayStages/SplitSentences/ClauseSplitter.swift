import HearsayCore
import HearsayLexicon
import HearsayText

/// Splits a sentence into clauses by its punctuation and by the words that open clauses.
///
/// A clause begins after a semicolon, colon, dash or bracket, and at a subordinator
/// (`dass`, `because`). A comma or a connector (`und`, `but`) begins one only where enough words
/// stand on both sides to say something; the parts of a list stay together.
///
/// Lives only while the memory of the claims' words and of the survey does.
struct ClauseSplitter: ~Copyable {
  /// As plain memory: each sentence would have to retain its part of an array.
  private let claims: UnsafeBufferPointer<Term<ClaimMeaning>>
  /// How many of the claims' words begin in the sentences so far.
  private var claimCount = 0
  private let hasCommaBeforeClause: Bool
  private let isVerbFinal: Bool
  private let joinsByComma: Bool
  private let survey: ClauseSurvey

  /// A comma separates clauses where at least this many words stand on each side of it.
  private static let wordCountLeast = 4

  /// The same where a comma joins clauses and both sides tell something.
  private static let splicedCountLeast = 3

  /// Most words of what a dash and a pronoun tell something of.
  private static let topicMost = 4

  /// Brackets and quotation marks separate clauses where at least this many words stand between them.
  private static let enclosedCountLeast = 4

  init(claims: UnsafeBufferPointer<Term<ClaimMeaning>>, of language: LanguageLexicons, survey: ClauseSurvey) {
    self.claims = claims
    isVerbFinal = language.isVerbFinal
    joinsByComma = language.joinsByComma
    hasCommaBeforeClause = language.hasCommaBeforeClause
    self.survey = survey
  }

  /// Adds the clauses of the next sentence, given by its number and tokens, to `clauses`; together they cover it.
  ///
  /// - Complexity: O(n) in the number of tokens.
  mutating func add(_ number: Int, _ sentence: Range<Int>, to clauses: inout GatheredList<Segmentation.Clause>) {
    let first = claimCount
    while claimCount < claims.count, claims[claimCount].words.lowerBound < sentence.upperBound { claimCount += 1 }
    var start = sentence.lowerBound
    // Less is too short to hold two clauses.
    if 4 < sentence.count {
      let cues = ClauseCues(terms: UnsafeBufferPointer(rebasing: claims[first..<claimCount]))
      let survey = survey.limited(to: sentence, cues.terms, isVerbFinal: isVerbFinal)
      for index in sentence.lowerBound + 1..<sentence.upperBound where survey.mayBegin(at: index) {
        guard begins(at: index, since: start, survey, cues) else { continue }
        clauses.append(Segmentation.Clause(words: start..<index, sentence: number))
        start = index
      }
    }
    clauses.append(Segmentation.Clause(words: start..<sentence.upperBound, sentence: number))
  }

  private func begins(at index: Int, since start: Int, _ survey: ClauseSurvey, _ cues: ClauseCues) -> Bool {
    switch survey.boundary(index - 1) {
    case .strong: return 0 < survey.wordCount(start..<index)
    // "Поддержка Binance — это позор": what stands before the dash says nothing of its own.
    case .dash:
      let before = survey.wordCount(start..<index)
      return 0 < before
        && (Self.topicMost < before || survey.opener(at: index) != .anaphor || cues.hasPredicate(in: start..<index))
    case .opening:
      return 0 < survey.wordCount(start..<index)
        && Self.enclosedCountLeast <= survey.wordCount(index..<survey.boundary(from: index))
    case .closing: return Self.enclosedCountLeast <= survey.enclosedCount(before: index - 1, since: start)
    case .comma: return beginsBehindComma(index, since: start, survey, cues)
    case nil: return beginsByWords(at: index, since: start, survey, cues)
    }
  }

  /// Whether a clause begins at a token by what the words say, where no mark stands before it.
  private func beginsByWords(
    at index: Int, since start: Int, _ survey: ClauseSurvey, _ cues: ClauseCues
  ) -> Bool {
    let opener = survey.opener(at: index)
    let isFramed = survey.isBehindOpinion(index) && cues.endsFrame(from: start, at: index)
    let isBehindCondition = isVerbFinal && cues.endsCondition(from: start, at: index)
    if opener == nil && !isFramed && !isBehindCondition { return false }
    let before = survey.wordCount(start..<index)
    let next = survey.boundary(from: index)
    let after = survey.wordCount(index..<next)
    // "I guess nobody uses it": the opinion at the beginning is a clause of its own.
    if isFramed { return 3 <= after }
    // "BTC가 무너지면" ends a clause with its last word.
    if isBehindCondition { return 2 <= before && 2 <= after }
    switch opener {
    // "Esto permitirá que …" is one clause; "Binance dice que …" introduces another.
    case .subordinator, .condition:
      if hasCommaBeforeClause || after < 2 { return false }
      return Self.wordCountLeast <= before || (2 <= before && cues.hasIntroduction(in: start..<index))
        // "Dicen que …"
        || (opener == .subordinator && 1 <= before && cues.endsIntroduction(at: index))
    // `and` opens a clause only where a subject of its own follows, or both sides have a predicate.
    case .connector:
      guard 3 <= before, 3 <= after, !cues.namesExample(before: index) else { return false }
      if Self.wordCountLeast <= before && Self.wordCountLeast <= after && survey.opener(at: index + 1) == .anaphor {
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
    _ index: Int, since start: Int, _ survey: ClauseSurvey, _ cues: ClauseCues
  ) -> Bool {
    let before = survey.wordCount(start..<index)
    let after = survey.wordCount(index..<survey.boundary(from: index))
    if let role = survey.opener(at: index), role != .anaphor { return 2 <= before && 2 <= after }
    // "The bridge, according to the SEC, was hacked": what the commas enclose is no clause.
    let comma = survey.boundary(before: index - 1)
    if start < comma, survey.boundary(comma) == .comma, cues.cites(at: comma + 1), survey.opener(at: index) == nil {
      return false
    }
    // "…, sagt Vitalik Buterin", "…, according to the SEC"
    if cues.namesSource(at: index) { return 3 <= before && 1 <= after && !isEnclosed(index, survey, cues) }
    // "…, I was wrong"
    if cues.rejects(at: index) { return 2 <= before && 1 <= after }
    if continuesList(index, survey) { return false }
    // A comma ends a clause that a subordinator opened, and an introduction: "Die SEC sagt, …".
    let opener = survey.opener(at: start)
    if opener == .subordinator || opener == .condition { return 2 <= before && 2 <= after }
    if cues.endsIntroduction(at: index - 1) { return 1 <= before && 2 <= after }
    if Self.wordCountLeast <= before && Self.wordCountLeast <= after { return true }
    // "Arbitrum又宕机了，Optimism用户都跑光了": short clauses side by side, each of which tells something.
    return joinsByComma && Self.splicedCountLeast <= before && Self.splicedCountLeast <= after
      && cues.tells(in: max(start, survey.boundary(before: index - 1))..<index)
      && cues.speaks(in: index..<survey.boundary(from: index))
  }

  /// Whether a word such as "according to" stands between two commas with whomever it names.
  private func isEnclosed(_ index: Int, _ survey: ClauseSurvey, _ cues: ClauseCues) -> Bool {
    let end = survey.boundary(from: index)
    return cues.cites(at: index) && survey.boundary(end) == .comma && survey.opener(at: end + 1) == nil
      && survey.wordCount(index..<end) <= Self.citationMost
  }

  /// Most words of a citation between commas.
  private static let citationMost = 6

  /// Whether what stands behind a comma is one more item of a list: a word or two, and then another comma or `and`.
  private func continuesList(_ index: Int, _ survey: ClauseSurvey) -> Bool {
    (index + 1...index + 2).contains { survey.opener(at: $0) == .connector || survey.boundary($0) == .comma }
  }
}
