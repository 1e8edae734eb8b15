import HearsayCore
import HearsayLexicon

/// Makes claims of clauses, carrying along what earlier clauses say about later ones.
struct ClaimMaker {
  private let text: ByteText
  private let words: Words
  private let frames: FrameLexicon
  private let segmentation: Segmentation
  private let attribution: Attribution
  private let points: PointNumbers
  /// Whom others are compared with.
  private let standards: MarkedNames
  /// These, and names that only say what is counted.
  private let aside: MarkedNames
  private let language: LanguageCode
  /// The day of the post, where it is known.
  private let day: Day?
  /// What is reported in languages whose verb stands at the end; empty in others.
  private let reports: [ReportedSpeech]
  /// What the whole text speaks of, by topic.
  private var context = TopicVotes()
  /// Whom the text speaks of at this point.
  private var focus: [EntityID] = []
  /// Whether that is more than a sector.
  private var focusIsProject = false
  /// Whoever a label such as "Host:" gives the words to.
  private var voice = Attributed.author
  /// What an introduction says of the clauses after it.
  private var frameOfSpeech = Introduction()

  init(
    text: ByteText, words: Words, frames: FrameLexicon, segmentation: Segmentation, standards: MarkedNames,
    measures: MarkedNames, reports: [ReportedSpeech]?, language: LanguageCode, postedOn day: Day?, isReply: Bool
  ) {
    self.text = text
    self.words = words
    self.frames = frames
    self.segmentation = segmentation
    self.standards = standards
    aside = standards.joined(with: measures)
    self.language = language
    self.reports = reports ?? []
    attribution = Attribution(words: words, text: text, isVerbFinal: reports != nil, isReply: isReply)
    points = PointNumbers(words: words)
    self.day = day
  }

  /// Reads amounts and dates, of which few frames ask.
  private var quantities: QuantityReader {
    QuantityReader(words: words, quantities: frames.quantities, language: language)
  }

  /// Reads who else takes part, of which few frames ask.
  private var parties: PartyReader {
    PartyReader(
      words: words, frames: frames, standards: standards, language: language, isVerbFinal: attribution.isVerbFinal)
  }

  mutating func claims(from clauses: [ClauseReading]) -> [Claim] {
    var claims: [Claim] = []
    for clause in clauses { context.add(clause.votes, percent: frames.parameters.topicShare) }
    for (index, clause) in clauses.enumerated() {
      let previous = 0 < index && clauses[index - 1].sentence == clause.sentence ? clauses[index - 1] : nil
      let next = index + 1 < clauses.count && clauses[index + 1].sentence == clause.sentence ? clauses[index + 1] : nil
      expireIntroduction(clause)
      if let judged = previous ?? judged(by: clauses, index), reject(judged, by: clause, &claims) { continue }
      if let speaker = attribution.label(clause, next) {
        voice = Attributed(source: speaker)
        continue
      }
      if words[clause.words.lowerBound].shape.contains(.afterBlankLine) { voice = .author }
      if attribution.isHeading(clause, next) { moveFocus(to: clause.mentions.map(\.entity), in: clause) }
      guard let said = said(in: clause, index, previous, next, &claims) else { continue }
      if isQuestionOpening(clause, next) {
        frameOfSpeech = Introduction(voice: said.by, kind: .ask, sentence: clause.sentence)
        continue
      }
      if isIntroduction(clause, next) {
        frameOfSpeech = introduction(clause, index, said.by, kind: said.kind)
        continue
      }
      guard let claim = claim(clause, said, isConditional: isConditional(index, clauses)) else { continue }
      moveFocus(to: claim.about, in: clause)
      claims.append(claim)
    }
    return claims
  }

  /// The clause before the one at `index` where that is a sentence of its own which may only say that it is not so:
  /// "Everyone says Metis was hacked. It was not."
  private func judged(by clauses: [ClauseReading], _ index: Int) -> ClauseReading? {
    let clause = clauses[index]
    guard 0 < index, let rejection = clause.rejection,
      clauses[index - 1].sentence == clause.sentence - 1,
      index + 1 == clauses.count || clauses[index + 1].sentence != clause.sentence
    else { return nil }
    let others = clause.words.count { word in
      words[word].isLexical && !rejection.words.contains(word)
        && !clause.terms(.anaphor).contains { $0.words.contains(word) }
    }
    return others == 0 ? clauses[index - 1] : nil
  }

  /// What a clause says, and who says it.
  private struct Said {
    var content: Range<Int>
    var by: Attributed
    var kind: SpeechKind?
  }

  /// What `clause` says; nil where it only tells who says the clauses after it, or the one before.
  private mutating func said(
    in clause: ClauseReading, _ index: Int, _ previous: ClauseReading?, _ next: ClauseReading?, _ claims: inout [Claim]
  ) -> Said? {
    var said = Said(
      content: clause.words, by: frameOfSpeech.voice.isAuthor ? voice : frameOfSpeech.voice, kind: frameOfSpeech.kind)
    // Who reports what is said here: an introduction right before, or whoever has the word.
    let outer = frameOfSpeech.next == index ? frameOfSpeech.voice : voice
    switch attribution.reading(clause, previous: previous, next: next) {
    case .introduces(let speaker, let kind):
      frameOfSpeech = introduction(clause, index, speaker.relayed(by: outer), kind: kind)
      return nil
    case .follows(let speaker, _):
      give(claims: &claims, before: clause, isInSentence: previous != nil, to: speaker)
      return nil
    case .own(let speaker, let kind, let content):
      said = Said(content: content, by: speaker.relayed(by: outer), kind: kind)
    case .told:
      frameOfSpeech = Introduction()
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

  /// Denies the last claim where `clause` only calls it untrue: "Dass Optimism stirbt, ist Unsinn".
  ///
  /// - Returns: whether it does.
  private func reject(_ previous: ClauseReading, by clause: ClauseReading, _ claims: inout [Claim]) -> Bool {
    guard let rejection = clause.rejection, clause.mentions.isEmpty, clause.frame == nil, clause.wordCount <= 5,
      let last = claims.indices.last, previous.words.contains(claims[last].words.lowerBound),
      claims[last].modality != .asked
    else { return false }
    claims[last].modality = .denied
    claims[last].stance = judge(previous).stance(previous, modality: .denied)
    claims[last].evidence.append(
      Evidence(span: words.span(rejection.words), entry: rejection.entry, effect: .claim(.reject)))
    return true
  }

  private func judge(_ clause: ClauseReading) -> ClauseJudge {
    ClauseJudge(words: words, frames: frames, sentence: segmentation.sentences[clause.sentence])
  }

  /// An introduction holds to the end of its sentence, and of what it quotes; its doubt also for the next, unless that one contradicts.
  private mutating func expireIntroduction(_ clause: ClauseReading) {
    guard frameOfSpeech.sentence < clause.sentence, frameOfSpeech.until <= clause.words.lowerBound else { return }
    let contradicts = clause.has(.hedge) || clause.has(.opinion)
    if frameOfSpeech.sentence + 1 < clause.sentence || contradicts || frameOfSpeech.modality == .denied {
      frameOfSpeech.modality = nil
      frameOfSpeech.evidence = nil
    }
    frameOfSpeech.voice = .author
    frameOfSpeech.kind = nil
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

  /// The text goes on speaking of the projects that it named last; a whole sector does not take their place
  /// within one point of an argument.
  private mutating func moveFocus(to about: [EntityID], in clause: ClauseReading) {
    guard !about.isEmpty else { return }
    let isSectorOnly = !clause.mentions.contains { $0.kind != .sector }
    if isSectorOnly && !focus.isEmpty && !beginsPoint(clause) && !clause.mentions.isEmpty && focusIsProject { return }
    focus = about
    focusIsProject = !isSectorOnly
  }

  /// Whether a numbered point begins with the sentence of the clause.
  private func beginsPoint(_ clause: ClauseReading) -> Bool {
    points.isNumber(segmentation.sentences[clause.sentence].words.lowerBound)
  }

  /// What `clause` says of the clauses after it.
  private func introduction(
    _ clause: ClauseReading, _ index: Int, _ voice: Attributed, kind: SpeechKind?
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

  /// Whether a clause close by sets a condition for the one with `index`; in a long sentence it does not hold for all
  /// that is said.
  private func isConditional(_ index: Int, _ clauses: [ClauseReading]) -> Bool {
    let reach = max(0, index - Self.conditionReach)..<min(clauses.count, index + 2)
    return reach.contains { clauses[$0].has(.condition) && clauses[$0].sentence == clauses[index].sentence }
  }

  /// Number of clauses behind a condition for which it holds.
  private static let conditionReach = 2

  private func claim(_ clause: ClauseReading, _ said: Said, isConditional: Bool) -> Claim? {
    let (content, source, speech) = (said.content, said.by.source, said.kind)
    guard let range = contentRange(clause, content), saysSomething(clause, range, by: source) else { return nil }
    // "If the upgrade comes" claims nothing; what follows from it does.
    if let condition = clause.first(.condition), isAtEdge(condition, clause), isConditional,
      clauseCount(in: clause.sentence) > 1
    {
      return nil
    }
    let judge = judge(clause)
    let kind = judge.kind(clause, speech)
    let modality = judge.modality(
      clause, kind: kind, speech: speech, introduced: frameOfSpeech.modality, isConditional: isConditional)
    var evidence = judge.evidence(clause)
    if let introduction = frameOfSpeech.evidence { evidence.append(introduction) }
    evidence.sort { $0.span < $1.span }
    let roles = clause.frame?.roles ?? FrameRoles(rawValue: 0)
    // A sign such as "%" may be the end of the clause.
    let reach = range.lowerBound..<max(range.upperBound, min(content.upperBound, clause.words.upperBound))
    let told = party(clause, source)
    return Claim(
      span: words.span(range), words: range, kind: kind, modality: modality, source: source,
      via: said.by.via, about: told?.about ?? about(clause, source), stance: judge.stance(clause, modality: modality),
      topic: topic(of: clause), frame: clause.frame?.id,
      amount: roles.areOfAmounts ? quantities.amount(in: reach, roles, clause.mentions) : nil,
      date: roles.areOfDates ? DateReader(quantities).date(in: reach, postedOn: day) : nil,
      party: told?.party, checkable: judge.isCheckable(clause, range, kind), evidence: evidence)
  }

  /// Whether a word opens its clause, or ends it.
  private func isAtEdge(_ term: ClauseReading.Term, _ clause: ClauseReading) -> Bool {
    if term.words.lowerBound <= clause.words.lowerBound + 1 { return true }
    let behind = min(term.words.upperBound, clause.words.upperBound)..<clause.words.upperBound
    return attribution.isVerbFinal && !behind.contains { words[$0].isLexical }
  }

  /// What the clause is about: what its frame or its words say, together with what the whole text speaks of.
  private func topic(of clause: ClauseReading) -> Topic {
    if let frame = clause.frame { return frame.topic }
    var votes = clause.votes
    votes.add(context)
    return votes.strongest ?? .other
  }

  private func clauseCount(in sentence: Int) -> Int {
    segmentation.clauses.beginning(in: segmentation.sentences[sentence].words).count
  }

  /// The tokens of the clause without punctuation around them and without the words that open it.
  private func contentRange(_ clause: ClauseReading, _ content: Range<Int>) -> Range<Int>? {
    var lower = content.lowerBound
    var upper = content.upperBound
    // "warum" opens a clause and belongs to the question that it asks.
    let sentence = segmentation.sentences[clause.sentence]
    let asks = sentence.ending == .question && sentence.words.lowerBound == clause.words.lowerBound
    let hasOpener = clause.has(.connector) || clause.has(.subordinator) && !asks
    while lower < upper {
      if hasOpener, let opener = opener(at: lower, of: clause, asks: asks) {
        lower = opener.upperBound
      } else if words[lower].isLexical && !points.isNumber(lower, in: clause) {
        break
      } else {
        lower += 1
      }
    }
    while lower < upper, !words[upper - 1].isLexical { upper -= 1 }
    return lower < upper ? lower..<upper : nil
  }

  /// The words at a token that only join the clause to another one: "and", and "that" where it asks nothing.
  private func opener(at index: Int, of clause: ClauseReading, asks: Bool) -> Range<Int>? {
    let own = clause.terms.lazy.filter { $0.words.lowerBound == index }
    let isAsking = asks || own.contains { $0.meaning.role == .ask }
    return own.first { $0.meaning.role == .connector || $0.meaning.role == .subordinator && !isAsking }?.words
  }

  /// Whether the clause has enough content to claim something about the crypto world.
  private func saysSomething(_ clause: ClauseReading, _ range: Range<Int>, by source: ClaimSource) -> Bool {
    if clause.has(.silent) && clause.frame == nil { return false }
    // "Here are my views" announces opinions and is none.
    if clause.has(.opinion) && clause.frame == nil && clause.topic == nil && clause.mentions.isEmpty
      && clause.wordCount <= 6
    {
      return false
    }
    let count = words.wordCount(in: range)
    // "По словам Бутерина, Scroll централизован": where the verb is left out, two words are what somebody says.
    let isTold =
      source != .author && clause.topic != nil && clause.mentions.contains { range.contains($0.words.lowerBound) }
    guard 3 <= count else { return (clause.frame != nil || isTold) && 2 <= count }
    if clause.frame != nil || clause.topic != nil { return true }
    let hasPredicate = clause.terms.contains { $0.meaning.role.isPredicate } || clause.hundredths != 0
    if !clause.mentions.isEmpty { return hasPredicate || 5 <= count }
    return hasPredicate && (!focus.isEmpty || clause.has(.anaphor)) && 4 <= count
  }

  /// Who else takes part in what the frame of the clause tells, and whom it is about then; nil where it has no such
  /// role, or the clause does not tell.
  private func party(_ clause: ClauseReading, _ source: ClaimSource) -> (party: ClaimParty, about: [EntityID])? {
    guard let frame = clause.frame, frame.roles.areOfEntities, !clause.mentions.isEmpty,
      let told = parties.reading(clause, frame, source)
    else { return nil }
    let about = told.about.isEmpty ? focus.filter { $0 != told.party.entity && source != .entity($0) } : told.about
    return (told.party, about)
  }

  /// Whom the clause is about: whom it names, but for the one who says it, whom it compares others with, and what
  /// it counts; else whom the text speaks of.
  private func about(_ clause: ClauseReading, _ source: ClaimSource) -> [EntityID] {
    var named: [EntityID] = []
    for mention in clause.mentions
    where source != .entity(mention.entity) && !named.contains(mention.entity) && !aside.contains(mention) {
      named.append(mention.entity)
    }
    if !named.isEmpty { return named }
    // Whoever proposes something is all that the clause names.
    if case .entity(let speaker) = source, clause.mentions.contains(where: { $0.entity == speaker }) {
      return [speaker]
    }
    return focus.filter { source != .entity($0) }
  }
}

extension ClaimRole {
  /// Whether a clause with such a word says something of what it names.
  fileprivate var isPredicate: Bool {
    switch self {
    case .concept, .event, .state, .prediction, .evaluation, .proposal, .hedge, .deny, .ask: true
    default: false
    }
  }
}
