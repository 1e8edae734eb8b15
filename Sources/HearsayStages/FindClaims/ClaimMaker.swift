import HearsayCore
import HearsayLexicon

/// Makes claims of clauses, carrying along what earlier clauses say about later ones.
struct ClaimMaker {
  private let words: Words
  private let frames: FrameLexicon
  private let segmentation: Segmentation
  /// Whom others are compared with.
  private let standards: MarkedNames
  /// These, and names that only say what is counted.
  private let aside: MarkedNames
  private let language: LanguageCode
  /// The day of the post, where it is known.
  private let day: Day?
  /// Whether the verb stands at the end of its clause.
  private let isVerbFinal: Bool
  /// Who speaks.
  private var speech: SpeechContext
  /// What the whole text speaks of, by topic.
  private var context = TopicVotes()
  /// Whom the text speaks of at this point.
  private var focus: [EntityID] = []
  /// Whether that is more than a sector.
  private var focusIsProject = false

  /// Of languages whose verb stands at the end, `reports` are what is reported in the text; of others they are nil.
  init(
    words: Words, frames: FrameLexicon, segmentation: Segmentation, standards: MarkedNames,
    measures: MarkedNames, reports: [ReportedSpeech]?, language: LanguageCode, postedOn day: Day?, isReply: Bool
  ) {
    self.words = words
    self.frames = frames
    self.segmentation = segmentation
    self.standards = standards
    aside = standards.joined(with: measures)
    self.language = language
    self.day = day
    isVerbFinal = reports != nil
    speech = SpeechContext(words: words, reports: reports, isReply: isReply)
  }

  private var points: PointNumbers { PointNumbers(words: words) }

  /// Reads amounts and dates, of which few frames ask.
  private var quantities: QuantityReader {
    QuantityReader(words: words, quantities: frames.quantities, language: language)
  }

  /// Reads who else takes part, of which few frames ask.
  private var parties: PartyReader {
    PartyReader(words: words, frames: frames, standards: standards, language: language, isVerbFinal: isVerbFinal)
  }

  mutating func claims(from clauses: [ClauseReading]) -> [Claim] {
    var claims: [Claim] = []
    for clause in clauses { context.add(clause.votes, percent: frames.parameters.topicShare) }
    for index in clauses.indices {
      let clause = clauses[index]
      speech.enter(clause)
      if rejects(clauses, index, &claims) { continue }
      guard let said = speech.said(in: clauses, index, &claims) else { continue }
      if speech.isHeading(clauses, index) { moveFocus(to: clause.mentions.map(\.entity), in: clause) }
      guard let claim = claim(clause, said, isConditional: isConditional(index, clauses)) else { continue }
      moveFocus(to: claim.about, in: clause)
      claims.append(claim)
    }
    return claims
  }

  /// Whether the clause at `index` does nothing but deny the last claim, of the clause before it.
  private func rejects(_ clauses: [ClauseReading], _ index: Int, _ claims: inout [Claim]) -> Bool {
    guard 0 < index, clauses[index].rejection != nil else { return false }
    let isInSentence = clauses[index - 1].sentence == clauses[index].sentence
    guard isInSentence || isVerdict(clauses, index) else { return false }
    return reject(clauses[index - 1], by: clauses[index], &claims)
  }

  /// Whether the clause at `index` is a sentence of its own which only says that the clause before it is not so:
  /// "Everyone says Metis was hacked. It was not."
  private func isVerdict(_ clauses: [ClauseReading], _ index: Int) -> Bool {
    let clause = clauses[index]
    guard let rejection = clause.rejection, clauses[index - 1].sentence == clause.sentence - 1,
      index + 1 == clauses.count || clauses[index + 1].sentence != clause.sentence
    else { return false }
    return clause.words.allSatisfy { word in
      !words[word].isLexical || rejection.words.contains(word)
        || clause.terms(.anaphor).contains { $0.words.contains(word) }
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

  /// Whether a clause close by sets a condition for the one with `index`; in a long sentence it does not hold for all
  /// that is said.
  private func isConditional(_ index: Int, _ clauses: [ClauseReading]) -> Bool {
    let reach = max(0, index - Self.conditionReach)..<min(clauses.count, index + 2)
    return reach.contains { clauses[$0].has(.condition) && clauses[$0].sentence == clauses[index].sentence }
  }

  /// Number of clauses behind a condition for which it holds.
  private static let conditionReach = 2

  private func claim(_ clause: ClauseReading, _ said: SpeechContext.Said, isConditional: Bool) -> Claim? {
    let (content, source, kindOfSpeech) = (said.content, said.by.source, said.kind)
    guard let range = contentRange(clause, content), saysSomething(clause, range, by: source) else { return nil }
    // "If the upgrade comes" claims nothing; what follows from it does.
    if let condition = clause.first(.condition), isAtEdge(condition, clause), isConditional,
      clauseCount(in: clause.sentence) > 1
    {
      return nil
    }
    let judge = judge(clause)
    let kind = judge.kind(clause, kindOfSpeech)
    let modality = judge.modality(
      clause, kind: kind, speech: kindOfSpeech, introduced: speech.modality, isConditional: isConditional)
    var evidence = judge.evidence(clause)
    if let introduction = speech.evidence { evidence.append(introduction) }
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
    let behind = clause.tokens(behind: term)
    return isVerbFinal && !behind.contains { words[$0].isLexical }
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
