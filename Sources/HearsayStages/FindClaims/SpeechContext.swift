import HearsayCore
import HearsayLexicon

/// Follows from clause to clause who speaks: whom a label gives the words to ("Host:"), what an introduction says of the
/// clauses behind it ("One could say", "Vitalik claims that"), and who is reported to have said what.
struct SpeechContext {
  /// What a clause says, and who says it.
  struct Said {
    /// The tokens of what is said.
    var content: Range<Int>
    /// Who says it.
    var by: Attributed
    /// What sort of saying it is; nil where nobody is reported to say it.
    var kind: SpeechKind?
  }

  private let words: Words
  private let attribution: Attribution
  /// What is reported in languages whose verb stands at the end; empty in others.
  private let reports: [ReportedSpeech]
  /// Whoever a label gives the words to.
  private var voice = Attributed.author
  /// What an introduction says of the clauses after it.
  private var introduction = Introduction()

  /// Of languages whose verb stands at the end, `reports` are what is reported in the text; of others they are nil.
  init(words: Words, reports: [ReportedSpeech]?, isReply: Bool) {
    self.words = words
    self.reports = reports ?? []
    attribution = Attribution(words: words, isVerbFinal: reports != nil, isReply: isReply)
  }

  /// How surely an introduction says what is said now; nil where it does not say.
  var modality: Modality? { introduction.modality }
  /// The words that say so.
  var evidence: Evidence? { introduction.evidence }

  /// Ends what does not hold any more when `clause` begins.
  ///
  /// An introduction holds to the end of its sentence, and of what it quotes; its doubt also for the next sentence,
  /// unless that one contradicts.
  mutating func enter(_ clause: ClauseReading) {
    guard introduction.sentence < clause.sentence, introduction.until <= clause.words.lowerBound else { return }
    let contradicts = clause.has(.hedge) || clause.has(.opinion)
    if introduction.sentence + 1 < clause.sentence || contradicts || introduction.modality == .denied {
      introduction.modality = nil
      introduction.evidence = nil
    }
    introduction.voice = .author
    introduction.kind = nil
  }

  /// What the clause at `index` says; nil where it only tells who says the clauses after it, or how surely, or who said
  /// the last of `claims`, which are given to them then.
  mutating func said(in clauses: [ClauseReading], _ index: Int, _ claims: inout [Claim]) -> Said? {
    let clause = clauses[index]
    let shape = words[clause.words.lowerBound].shape
    if shape.contains(.afterLineBreak), let speaker = attribution.label(clause, Self.next(clauses, index)) {
      voice = Attributed(source: speaker)
      return nil
    }
    if shape.contains(.afterBlankLine) { voice = .author }
    // Most clauses say nothing of who speaks.
    guard clause.mayTellWhoSpeaks || !introduction.isOver || !reports.isEmpty else {
      return Said(content: clause.words, by: voice)
    }
    return told(in: clauses, index, &claims)
  }

  /// Whether the clause at `index` does nothing but name what the words behind its colon are about.
  func isHeading(_ clauses: [ClauseReading], _ index: Int) -> Bool {
    attribution.isHeading(clauses[index], Self.next(clauses, index))
  }

  private static func next(_ clauses: [ClauseReading], _ index: Int) -> ClauseReading? {
    index + 1 < clauses.count && clauses[index + 1].sentence == clauses[index].sentence ? clauses[index + 1] : nil
  }

  private mutating func told(in clauses: [ClauseReading], _ index: Int, _ claims: inout [Claim]) -> Said? {
    let clause = clauses[index]
    let previous = 0 < index && clauses[index - 1].sentence == clause.sentence ? clauses[index - 1] : nil
    let next = Self.next(clauses, index)
    var said = Said(
      content: clause.words, by: introduction.voice.isAuthor ? voice : introduction.voice, kind: introduction.kind)
    // Who reports what is said here: an introduction right before, or whoever has the word.
    let outer = introduction.next == index ? introduction.voice : voice
    switch attribution.reading(clause, previous: previous, next: next) {
    case .introduces(let speaker, let kind):
      introduction = introduction(clause, at: index, speaker.relayed(by: outer), kind: kind)
      return nil
    case .follows(let speaker, _):
      give(claims: &claims, before: clause, isInSentence: previous != nil, to: speaker)
      return nil
    case .own(let speaker, let kind, let content):
      said = Said(content: content, by: speaker.relayed(by: outer), kind: kind)
    case .told:
      introduction = Introduction()
      (said.by, said.kind) = (.author, nil)
    case .none: break
    }
    if let report = reports.first(where: { $0.words.overlaps(clause.words) }) {
      said.content = said.content.clamped(to: report.content)
      // "SECは" and "と述べた" say nothing themselves.
      if said.content.isEmpty { return nil }
      said.by = report.voice.relayed(by: said.by)
      said.kind = report.kind
    }
    if isQuestionOpening(clause, next) {
      introduction = Introduction(voice: said.by, kind: .ask, sentence: clause.sentence)
      return nil
    }
    if isIntroduction(clause, next) {
      introduction = introduction(clause, at: index, said.by, kind: said.kind)
      return nil
    }
    return said
  }

  /// Gives the claims of a quotation before `clause`, or the last one, to whoever the clause names.
  private func give(claims: inout [Claim], before clause: ClauseReading, isInSentence: Bool, to speaker: Attributed) {
    let quotation = attribution.quotation(before: clause)
    for index in claims.indices.reversed() {
      let isQuoted = quotation?.contains(claims[index].words.lowerBound) ?? false
      guard isQuoted || (isInSentence && index == claims.indices.last && quotation == nil) else { break }
      let by = speaker.relayed(by: voice)
      (claims[index].source, claims[index].via) = (by.source, by.via)
    }
  }

  /// Whether the clause only frames the next: "Man könnte sagen, dass", "I think that".
  private func isIntroduction(_ clause: ClauseReading, _ next: ClauseReading?) -> Bool {
    guard clause.has(.hedge) || clause.has(.opinion) || clause.has(.deny), clause.mentions.isEmpty, clause.frame == nil,
      clause.topic == nil || clause.hasConceptsInCuesOnly, clause.wordCount <= 7, let next
    else { return false }
    return next.terms.contains { $0.meaning.role == .subordinator && $0.words.lowerBound == next.words.lowerBound }
      || next.wordCount >= clause.wordCount
  }

  /// Whether the clause only says that a question follows: "Man sollte sich fragen, warum …".
  private func isQuestionOpening(_ clause: ClauseReading, _ next: ClauseReading?) -> Bool {
    guard clause.has(.ask), clause.mentions.isEmpty, clause.frame == nil, clause.topic == nil, clause.wordCount <= 6,
      let next
    else { return false }
    return next.has(.ask) || next.wordCount > clause.wordCount
  }

  /// What `clause` says of the clauses after it.
  private func introduction(
    _ clause: ClauseReading, at index: Int, _ voice: Attributed, kind: SpeechKind?
  ) -> Introduction {
    var introduction = Introduction(voice: voice, kind: kind, sentence: clause.sentence, next: index + 1)
    if kind != nil, let quotation = Quotations(words: words).quotation(from: clause.words.upperBound) {
      introduction.until = quotation.upperBound
    }
    if let cue = clause.first(.deny) ?? clause.first(.hedge) {
      introduction.modality = cue.meaning.role == .deny ? .denied : .hedged
      introduction.evidence = Evidence(span: words.span(cue.words), entry: cue.entry, effect: .claim(cue.meaning.role))
    }
    return introduction
  }
}

extension ClauseReading {
  /// Whether a word in it may tell who says something, or how surely, or that something is asked.
  fileprivate var mayTellWhoSpeaks: Bool {
    has(.according) || has(.speech) || has(.hedge) || has(.opinion) || has(.deny) || has(.ask)
  }
}
