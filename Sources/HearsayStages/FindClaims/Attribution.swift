import HearsayCore
import HearsayLexicon

/// Finds out who says what a clause says.
struct Attribution {
  let words: Words
  /// Whether what is said stands before the word of saying.
  let isVerbFinal: Bool
  /// Whether the text answers another post.
  let isReply: Bool

  /// What a clause says about who speaks.
  enum Reading {
    /// It introduces what somebody says in the clauses after it.
    case introduces(Attributed, SpeechKind)
    /// It says who said the clause before it.
    case follows(Attributed, SpeechKind)
    /// It names the source of its own content.
    case own(Attributed, SpeechKind, content: Range<Int>)
    /// The author tells what somebody announced: whatever was introduced before is over.
    case told
    /// It says nothing about who speaks.
    case none
  }

  /// Number of words up to which a clause is a label.
  private static let labelMost = 4
  /// Number of words up to which a clause with a word of saying only introduces another.
  private static let introductionMost = 8
  /// Number of words up to which a clause behind a comma only names who said the one before.
  private static let tagMost = 6

  private var names: SpeakerNames { SpeakerNames(words: words) }

  /// Reads `clause`; `next` and `previous` are its neighbours in the sentence.
  func reading(_ clause: ClauseReading, previous: ClauseReading?, next: ClauseReading?) -> Reading {
    let citation = clause.has(.according) ? Citations(words: words).citation(in: clause) : nil
    let told = clause.has(.speech) ? speech(clause, beside: citation, previous, next) : .none
    guard let citation else { return told }
    // "Laut Bloomberg behauptet Vitalik, dass …": one reports what the other says.
    switch told {
    case .introduces(let voice, let kind): return .introduces(voice.relayed(by: citation.voice), kind)
    case .own(let voice, let kind, let content): return .own(voice.relayed(by: citation.voice), kind, content: content)
    case .follows, .told, .none: return according(citation, clause, previous, next)
    }
  }

  /// What a word of saying in `clause` tells.
  private func speech(
    _ clause: ClauseReading, beside citation: Citation?, _ previous: ClauseReading?, _ next: ClauseReading?
  ) -> Reading {
    let cue = clause.terms(.speech).first { cue in !(citation.map { $0.words.overlaps(cue.words) } ?? false) }
    guard let cue, let kind = cue.meaning.speech else { return .none }
    // What stands before such a word has been found in the whole sentence.
    if isVerbFinal && !(next.map { opensReport($0, behind: cue) } ?? false) { return .none }
    let start = citation.map { $0.words.lowerBound < cue.words.lowerBound ? $0.words.upperBound : nil } ?? nil
    let speaker = speaker(of: clause, cue, from: start ?? clause.words.lowerBound)
    if let next, opensReport(next, behind: cue), introduces(clause, kind) {
      return .introduces(Attributed(source: speaker?.source ?? .author), kind)
    }
    guard let speaker else { return .none }
    let voice = Attributed(source: speaker.source)
    if isTag(clause, previous) { return .follows(voice, kind) }
    // "Scroll announces …" is an event told by the author; "Vitalik proposes …" is Vitalik's.
    if kind == .announce { return .told }
    return .own(voice, kind, content: content(of: clause, behind: cue, speaker))
  }

  /// Whether a clause does nothing but name who said what stands before it.
  private func isTag(_ clause: ClauseReading, _ previous: ClauseReading?) -> Bool {
    guard clause.wordCount <= Self.tagMost, clause.topic == nil, clause.frame == nil else { return false }
    if let previous, clause.wordCount <= previous.wordCount { return true }
    return quotation(before: clause) != nil
  }

  /// What stands in quotation marks right before a clause, but for other marks.
  func quotation(before clause: ClauseReading) -> Range<Int>? {
    guard let first = clause.words.first(where: { words[$0].isLexical }) else { return nil }
    return Quotations(words: words).quotation(before: first)
  }

  /// What is said in a clause that also names who says it: "Brian Armstrong said Scroll is insolvent".
  private func content(of clause: ClauseReading, behind cue: ClauseReading.Term, _ speaker: SpeakerNames.Name)
    -> Range<Int>
  {
    let rest = cue.words.upperBound..<max(cue.words.upperBound, clause.words.upperBound)
    let lead = clause.words.lowerBound..<max(clause.words.lowerBound, speaker.words.lowerBound)
    guard speaker.words.upperBound <= cue.words.lowerBound, !lead.contains(where: { words[$0].isLexical }),
      3 <= words.wordCount(in: rest), clause.mentions.contains(where: { $0.words.lowerBound == rest.lowerBound }),
      // "The SEC accuses Kraken of fraud" tells of both.
      clause.terms.contains(where: { $0.meaning.role.tells && rest.contains($0.words.lowerBound) })
    else { return clause.words }
    return rest
  }

  /// Whom a label at the beginning of a line gives the words behind it: "Host:", "Vitalik Buterin:"; nil for all else.
  func label(_ clause: ClauseReading, _ next: ClauseReading?) -> ClaimSource? {
    guard next != nil, clause.wordCount <= Self.labelMost, clause.frame == nil,
      words[clause.words.lowerBound].shape.contains(.afterLineBreak),
      let mark = clause.words.last, isColon(mark), !clause.has(.speech), !clause.has(.according),
      let name = names.name(in: clause.words, clause, last: false)
    else { return nil }
    // An answer that begins with a handle speaks to whom it names: "@alice: I don't think so."
    if isReply, name.words.lowerBound == 0, words[0].kind == .handle { return .author }
    if case .entity = name.source, !clause.mentions.allSatisfy({ $0.kind.speaks }) { return nil }
    let rest = (clause.words.lowerBound..<clause.words.upperBound).count { words[$0].isLexical }
    return rest <= name.words.upperBound - clause.words.lowerBound + 1 ? name.source : nil
  }

  /// Whether `clause` does nothing but name what the words behind its colon are about: "Solana: the network is down".
  func isHeading(_ clause: ClauseReading, _ next: ClauseReading?) -> Bool {
    guard next != nil, !clause.mentions.isEmpty, clause.wordCount <= Self.labelMost, let mark = clause.words.last,
      isColon(mark)
    else { return false }
    return clause.words.allSatisfy { index in
      !words[index].isLexical || clause.mentions.contains { $0.words.contains(index) }
    }
  }

  private func isColon(_ index: Int) -> Bool {
    switch words.onlyScalar(index).flatMap(Unicode.Scalar.init) {
    case ":", "：": return true
    default: return false
    }
  }

  /// Whether `clause` is short enough, or empty enough, to be nothing but an introduction.
  private func introduces(_ clause: ClauseReading, _ kind: SpeechKind) -> Bool {
    clause.wordCount <= Self.introductionMost || clause.frame == nil
  }

  /// Whether what is said begins with `clause`: `that …`, or the words behind a colon or quotation mark.
  private func opensReport(_ clause: ClauseReading, behind cue: ClauseReading.Term) -> Bool {
    let start = clause.words.lowerBound
    // "Die SEC sagt, Scroll sei gehackt worden"
    if max(cue.words.upperBound, cue.tail.upperBound) == start - 1 { return true }
    if clause.terms.contains(where: { $0.meaning.role == .subordinator && $0.words.lowerBound == start }) {
      return true
    }
    return 0 < start && (isColon(start - 1) || words.quotationMark(start - 1)?.opens == true)
  }

  /// Who stands with a word of saying, in the clause from `start` on: whoever is named nearest before it, else behind it.
  private func speaker(of clause: ClauseReading, _ cue: ClauseReading.Term, from start: Int) -> SpeakerNames.Name? {
    let before = start..<max(start, cue.words.lowerBound)
    // "…, sagte Brian Armstrong"
    if isBehindMark(cue), let name = speakerBehind(cue, clause) { return name }
    return speakerBefore(cue, before, clause) ?? speakerBehind(cue, clause)
  }

  private func speakerBefore(_ cue: ClauseReading.Term, _ before: Range<Int>, _ clause: ClauseReading)
    -> SpeakerNames.Name?
  {
    let name = names.name(in: before, clause, last: true)
    // A title may be a word of saying too: "CoinDesk reports".
    if let name, before.upperBound <= name.words.upperBound { return name }
    if let unknown = names.unknown(endingAt: before.upperBound, from: before.lowerBound, clause) { return unknown }
    guard let name else { return nil }
    // "@alice you said that …" is said to Alice.
    let isHandle = words[name.words.lowerBound].kind == .handle && !clause.mentions.contains { $0.words == name.words }
    let gap = name.words.upperBound..<before.upperBound
    if isHandle && gap.contains(where: { !isParticle($0, clause) }) { return nil }
    return name
  }

  /// Whether a token is a word that marks what stands before it as who speaks.
  private func isParticle(_ index: Int, _ clause: ClauseReading) -> Bool {
    clause.terms.contains { term in
      (term.meaning.role == .topic || term.meaning.role == .subject) && term.words.contains(index)
    }
  }

  private func speakerBehind(_ cue: ClauseReading.Term, _ clause: ClauseReading) -> SpeakerNames.Name? {
    // Whoever stands behind "that" does not say it.
    let subordinate = clause.terms(.subordinator).first { cue.words.upperBound <= $0.words.lowerBound }
    let after = clause.tokens(behind: cue).prefix { $0 < subordinate?.words.lowerBound ?? clause.words.upperBound }
    // "sagt Vitalik Buterin": of those behind it, only somebody who can speak; "doubts about Ethereum" are not its own.
    if let name = names.name(in: after.prefix(4), clause, last: false) { return name.speaks ? name : nil }
    return isBehindMark(cue) ? names.unknown(startingAt: after.lowerBound, clause) : nil
  }

  /// Whether a mark stands right before a word of saying.
  private func isBehindMark(_ cue: ClauseReading.Term) -> Bool {
    0 < cue.words.lowerBound && words[cue.words.lowerBound - 1].kind == .punctuation
  }

  /// `According to X, …`: what is said stands in the same clause, around the name, or in the next one.
  private func according(
    _ citation: Citation, _ clause: ClauseReading, _ previous: ClauseReading?, _ next: ClauseReading?
  ) -> Reading {
    let lead = clause.words.lowerBound..<max(clause.words.lowerBound, citation.words.lowerBound)
    let rest = citation.words.upperBound..<max(citation.words.upperBound, clause.words.upperBound)
    let (leadCount, restCount) = (words.wordCount(in: lead), words.wordCount(in: rest))
    // "But according to X, …"
    if leadCount <= 1 && !isNamed(in: lead, clause) {
      let says = isNamed(in: rest, clause) && 2 <= restCount && (clause.frame != nil || next == nil)
      if 3 <= restCount || says { return .own(citation.voice, .assert, content: rest) }
      return next == nil ? .follows(citation.voice, .assert) : .introduces(citation.voice, .assert)
    }
    if 0 < restCount { return .own(citation.voice, .assert, content: clause.words) }
    // "In its report, according to X: …"
    if let next, clause.frame == nil, clause.topic == nil, !isNamed(in: lead, clause), clause.wordCount < next.wordCount
    {
      return .introduces(citation.voice, .assert)
    }
    return .own(citation.voice, .assert, content: lead)
  }

  private func isNamed(in range: Range<Int>, _ clause: ClauseReading) -> Bool {
    clause.mentions.contains { range.contains($0.words.lowerBound) }
  }
}

extension ClaimRole {
  /// Whether such a word tells what is, happens, may come or should be.
  fileprivate var tells: Bool {
    switch self {
    case .event, .state, .prediction, .evaluation, .proposal: true
    default: false
    }
  }
}
