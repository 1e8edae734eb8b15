import HearsayCore
import HearsayLexicon

/// Puts the valences of words together: what modifies what, and what it all comes to.
struct Composition {
  typealias Valued = Term<ValenceMeaning>
  typealias Modifier = Term<ModifierMeaning>
  typealias Counter = Term<FUDMeaning>

  private let words: Words
  private let parameters: SentimentParameters
  private let counterValence: Int
  /// Whether most words are in capitals, which say something only where not everything is.
  private lazy var isShouting = Self.isShouting(words)
  private var valences: [Valence] = []
  private var evidence: [Evidence] = []

  /// Words with valence, of which there are `valenceCount` or so.
  init(words: Words, parameters: SentimentParameters, counterValence: Int, valenceCount: Int) {
    valences.reserveCapacity(valenceCount)
    // Half of them are modified.
    evidence.reserveCapacity(valenceCount + valenceCount / 2 + 1)
    self.words = words
    self.parameters = parameters
    self.counterValence = counterValence
  }

  private static func isShouting(_ words: Words) -> Bool {
    var (wordCount, capitalCount) = (0, 0)
    for word in words where word.kind == .word {
      wordCount += 1
      if word.shape.contains(.allCapitals) { capitalCount += 1 }
    }
    return capitalCount * 2 > wordCount
  }

  /// Adds the terms of one sentence.
  mutating func add(
    _ terms: ArraySlice<Valued>, modifiers: ArraySlice<Modifier>, counters: ArraySlice<Counter>,
    in sentence: Segmentation.Sentence, clauses: ArraySlice<Segmentation.Clause>
  ) {
    for counter in counters { add(counter) }
    // "Stop the FUD" defends: the bad words in it are not the author's.
    let ownTerms =
      counters.isEmpty
      ? terms : terms.filter { term in !counters.contains { $0.words.overlaps(term.words) } }[...]
    let (terms, modifiers) = Self.settled(Self.outsideGaps(ownTerms), modifiers)
    withUnsafeTemporaryAllocation(of: Bool.self, capacity: modifiers.count) { isActing in
      isActing.initialize(repeating: false)
      for term in terms where term.meaning.hundredths != 0 {
        let clause = clauses.first { $0.words.contains(term.words.lowerBound) }?.words ?? sentence.words
        add(term, emphasised(term, sentence), modifiers, in: clause, isActing)
      }
      for (place, modifier) in modifiers.enumerated() where isActing[place] {
        guard let effect = modifier.meaning.effect else { continue }
        addEvidence(of: modifier, .modifier(effect))
      }
    }
  }

  /// Adds a term whose valence, as it is written, is `emphasised`, with what modifies it in `clause`, and notes which of
  /// `modifiers` do.
  private mutating func add(
    _ term: Valued, _ emphasised: Int, _ modifiers: ArraySlice<Modifier>, in clause: Range<Int>,
    _ isActing: UnsafeMutableBufferPointer<Bool>
  ) {
    var hundredths = emphasised
    var negation: Int?
    for (place, modifier) in modifiers.enumerated() {
      guard let percent = percent(of: modifier, on: term, in: clause) else { continue }
      isActing[place] = true
      if parameters.hasNegativeConcord && modifier.meaning.effect == .negate {
        // "no … nada" is one negation in two words: the stronger counts.
        negation = min(negation ?? percent, percent)
      } else {
        hundredths = hundredths * percent / 100
      }
    }
    if let negation { hundredths = hundredths * negation / 100 }
    valences.append(Valence(words: term.words, hundredths: hundredths))
    addEvidence(of: term, .valence(hundredths))
  }

  /// Who rejects FUD speaks for whom it was aimed at.
  private mutating func add(_ counter: Counter) {
    let hundredths = counter.meaning.weight * counterValence / 100
    valences.append(Valence(words: counter.words, hundredths: hundredths))
    addEvidence(of: counter, .valence(hundredths))
  }

  private mutating func addEvidence(of term: Term<some Sendable>, _ effect: Evidence.Effect) {
    evidence.append(Evidence(span: words.span(term.words), entry: term.entry, effect: effect))
    if !term.tail.isEmpty {
      evidence.append(Evidence(span: words.span(term.tail), entry: term.entry, effect: effect))
    }
  }

  /// The terms without those that are the head of one with a gap, or a part of its tail: "debts … terrible" says
  /// "terrible" once, and "trust … shaken" is no trust.
  private static func outsideGaps(_ terms: ArraySlice<Valued>) -> ArraySlice<Valued> {
    guard terms.contains(where: { !$0.tail.isEmpty }) else { return terms }
    func hides(_ whole: Valued, _ term: Valued) -> Bool {
      if whole.tail.isEmpty { return false }
      return term.tail.isEmpty && whole.words == term.words
        || whole.tail.lowerBound <= term.words.lowerBound && term.words.upperBound <= whole.tail.upperBound
    }
    return terms.filter { term in !terms.contains { hides($0, term) } }[...]
  }

  /// Decides which of overlapping words counts: the longer one; of two that are the same words ("mega"), the
  /// modifier where something with valence follows, and the valence elsewhere.
  ///
  /// What mocks the words before it leaves its own their valence.
  private static func settled(
    _ terms: ArraySlice<Valued>, _ modifiers: ArraySlice<Modifier>
  ) -> (terms: ArraySlice<Valued>, modifiers: ArraySlice<Modifier>) {
    // Hardly ever are they the same words, and then there is nothing to be decided.
    guard modifiers.contains(where: { modifier in terms.contains { $0.words.overlaps(modifier.words) } }) else {
      return (terms, modifiers)
    }
    func yields(_ modifier: Modifier, to term: Valued) -> Bool {
      guard modifier.meaning.effect != .mock, modifier.words.overlaps(term.words) else { return false }
      if modifier.words == term.words { return !terms.contains { $0.words.lowerBound == term.words.upperBound } }
      return modifier.words.count <= term.words.count
    }
    let kept = modifiers.filter { modifier in !terms.contains { yields(modifier, to: $0) } }[...]
    let others = kept.filter { $0.meaning.effect != .mock }
    return (terms.filter { term in !others.contains { $0.words.overlaps(term.words) } }[...], kept)
  }

  /// The valence of a term as it is written: capitals, stretched letters, the end of its sentence.
  private mutating func emphasised(_ term: Valued, _ sentence: Segmentation.Sentence) -> Int {
    var hundredths = term.meaning.hundredths
    let shape = term.words.reduce(into: Word.Shape()) { $0.formUnion(words[$1].shape) }
    if shape.contains(.allCapitals) && !isShouting { hundredths = hundredths * parameters.capitals / 100 }
    if shape.contains(.elongated) { hundredths = hundredths * parameters.elongation / 100 }
    switch sentence.ending {
    case .statement: return hundredths
    case .exclamation: return hundredths * parameters.exclamation / 100
    case .question: return hundredths * parameters.question / 100
    }
  }

  /// The factor of a modifier on a term in `clause`, or nil where it does not reach it.
  private func percent(of modifier: Modifier, on term: Valued, in clause: Range<Int>) -> Int? {
    let entry = modifier.meaning
    switch entry.effect {
    case nil, .irony: return nil
    case .contrast:
      // What stands before "but" counts less than what stands behind it.
      return term.words.upperBound <= modifier.words.lowerBound ? entry.percent : nil
    case .mock:
      // "Great job, another outage": praise for what fails once more is none.
      let isPraise = 0 < term.meaning.hundredths && term.words.upperBound <= modifier.words.lowerBound
      return isPraise && isWithin(entry.reach, term.words.upperBound..<modifier.words.lowerBound) ? entry.percent : nil
    case .concede, .condition:
      return clause.contains(modifier.words.lowerBound) ? entry.percent : nil
    case .negate, .intensify, .diminish:
      guard clause.overlaps(modifier.words) else { return nil }
      // Behind its head, it is the tail of an entry that is modified: "lets us not down", "was not resolved".
      let isBehindHead = term.words.upperBound <= modifier.words.lowerBound
      let place = isBehindHead && !term.tail.isEmpty ? term.tail : term.words
      if modifier.words.overlaps(term.tail) { return nil }
      guard let between = modifier.gap(to: place) else { return nil }
      return isWithin(entry.reach, between) ? entry.percent : nil
    }
  }

  /// Whether a modifier reaches over the words `between`: 0 for however many, else so many with the one it reaches.
  private func isWithin(_ reach: Int, _ between: Range<Int>) -> Bool {
    if reach == 0 { return true }
    // Looks no further than the modifier reaches: a sentence may be long.
    var left = reach
    for index in between where words[index].isLexical {
      left -= 1
      if left == 0 { return false }
    }
    return true
  }

  /// Turns what is good into its opposite where the text says that it is meant so.
  mutating func applyIrony(_ modifiers: [Modifier]) {
    guard !valences.isEmpty, let irony = modifiers.first(where: { $0.meaning.effect == .irony }) else { return }
    for index in valences.indices where 0 < valences[index].hundredths {
      valences[index].hundredths = valences[index].hundredths * irony.meaning.percent / 100
    }
    evidence.append(Evidence(span: words.span(irony.words), entry: irony.entry, effect: .modifier(.irony)))
  }

  /// What it all comes to.
  mutating func verdict() -> Sentiment {
    valences.sort { $0.words.lowerBound < $1.words.lowerBound }
    evidence.sort { $0.span < $1.span }
    let (positive, negative) = valences.sides
    let score = ScoreScale(parameters).score(hundredths: positive - negative)
    let isMixed =
      parameters.mixedFrom * 10 <= min(positive, negative) && max(positive, negative) < 2 * min(positive, negative)
    let label = isMixed ? .mixed : ScoreScale(parameters).label(score)
    return Sentiment(label: label, score: score, valences: valences, ruleEvidence: evidence)
  }
}

/// Turns sums of valence into scores, and scores into verdicts.
struct ScoreScale {
  private let parameters: SentimentParameters

  init(_ parameters: SentimentParameters) { self.parameters = parameters }

  /// The score of a sum of valences in hundredths of a point: `s / sqrt(s² + saturation)`.
  func score(hundredths: Int) -> Score {
    let sum = Double(hundredths) / 100
    // Square root and division are exactly rounded (IEEE 754), so the result is the same everywhere.
    let share = sum / (sum * sum + Double(parameters.saturation)).squareRoot()
    return Score(thousandths: Int((share * 1000).rounded()))
  }

  /// The verdict on a score.
  func label(_ score: Score) -> Polarity {
    if parameters.positiveFrom <= score.thousandths && 0 < score.thousandths { return .positive }
    return score.thousandths <= parameters.negativeFrom && score.thousandths < 0 ? .negative : .neutral
  }
}
