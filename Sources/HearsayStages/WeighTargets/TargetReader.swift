import HearsayCore
import HearsayLexicon

/// Reads what a text conveys toward each entity as learned weights see it: the words of the clauses that name the
/// entity, and what the text as a whole and the rules for clauses and claims make of it.
package struct TargetReader: Sendable {
  /// Tokens beside an entity whose valence is a trait of their own.
  private static let reach = 3

  private let words: Words
  private let segmentation: Segmentation
  private let sentiment: Sentiment
  private let mentions: [Mention]
  private let weigher: TargetWeigher
  private let scale: ScoreScale
  private let verdict: LearnedVerdict?
  /// The weights for targets, where the language has them.
  private let learned: LearnedWeights?
  private let parameters: ClaimParameters
  /// Whether the text makes no claim with a frame and has no words of FUD or hype.
  private let isForeign: Bool
  /// Toward whom the rules have the last word.
  private let ruled: [EntityID]

  /// Reads `document`, whose layers up to the claims are there.
  package init(_ document: borrowing Document, _ lexicons: LexiconLibrary) {
    words = document.words.filled(.words, for: "weigh-targets")
    segmentation = document.segmentation.filled(.segmentation, for: "weigh-targets")
    sentiment = document.sentiment.filled(.sentiment, for: "weigh-targets")
    mentions = document.mentions.filled(.mentions, for: "weigh-targets")
    let claims = document.claims.filled(.claims, for: "weigh-targets")
    let own = lexicons.lexicons(for: document.language.filled(.language, for: "weigh-targets").main)
    scale = ScoreScale(own.parameters)
    verdict = own.weights(for: .sentiment).map(LearnedVerdict.init)
    learned = own.weights(for: .target)
    parameters = lexicons.frames.parameters
    let terms = document.terms.filled(.terms, for: "weigh-targets")
    let standards = MarkedNames(.than, words: words, terms: terms.claims, mentions: mentions)
    let defended = Self.defended(by: document, segmentation, mentions, claims, lexicons.frames)
    let signs = SignValence(fud: terms.fud, modifiers: terms.modifiers, valences: sentiment.valences)
    isForeign = terms.fud.isEmpty && claims.indices.allSatisfy { claims[$0].frame == nil }
    ruled =
      learned == nil
      ? []
      : Self.ruled(claims, mentions, lexicons.frames) + defended
        // Learned weights know no order of words, and so not who is better than whom.
        + (standards.isEmpty ? [] : mentions.map(\.entity)) + Self.named(beside: signs, segmentation, mentions)
    weigher = TargetWeigher(
      segmentation: segmentation, mentions: mentions, standards: standards,
      examples: MarkedNames(.example, words: words, terms: terms.claims, mentions: mentions),
      measures: MarkedNames(measuresIn: words, mentions: mentions), defended: defended,
      valences: sentiment.valences, leanings: sentiment.leanings, claims: claims, signs: signs,
      frames: lexicons.frames)
  }

  /// About whom the text claims what the rules know better than weights, which were learned from words of other
  /// worlds and know no negation: "It is not true that X was hacked", "X suspends its governance"; and who stands by
  /// where it is told to whom something was done.
  private static func ruled(_ claims: [Claim], _ mentions: [Mention], _ frames: FrameLexicon) -> [EntityID] {
    // Claims are large, and looked at where they stand.
    var ruled: [EntityID] = []
    for index in claims.indices {
      let frame = claims[index].frame.flatMap(frames.frame)
      guard claims[index].modality == .denied || frame?.polarity ?? 0 != 0 || frame?.isPlain ?? false else { continue }
      ruled += claims[index].about
      if claims[index].party != nil { ruled += mentions.beginning(in: claims[index].words).lazy.map(\.entity) }
    }
    return ruled
  }

  /// Whom clauses name that have words of FUD or hype, which learned weights do not know either.
  private static func named(
    beside signs: SignValence, _ segmentation: Segmentation, _ mentions: [Mention]
  ) -> [EntityID] {
    if signs.fud.isEmpty { return [] }
    return segmentation.clauses.filter { signs.stand(in: $0.words) }
      .flatMap { mentions.beginning(in: $0.words).map(\.entity) }
  }

  /// Whom the text defends: those named in sentences that reject FUD, those of whom it denies what would be FUD, and
  /// the only one whom it names at all.
  private static func defended(
    by document: borrowing Document, _ segmentation: Segmentation, _ mentions: [Mention], _ claims: [Claim],
    _ frames: FrameLexicon
  ) -> [EntityID] {
    let terms = document.terms.filled(.terms, for: "weigh-targets").fud
    let least = frames.parameters.defenceLeast
    let denials = claims.indices.filter { index in
      guard claims[index].modality == .denied, let frame = claims[index].frame.flatMap(frames.frame) else {
        return false
      }
      return least <= max(frame.fear, frame.uncertainty, frame.doubt)
    }
    guard
      !denials.isEmpty
        || terms.contains(where: { $0.meaning.component == .counter && least <= $0.meaning.weight })
    else { return [] }
    if let only = mentions.first?.entity, mentions.allSatisfy({ $0.entity == only }) { return [only] }
    return denials.flatMap { claims[$0].about }
      + segmentation.sentences.flatMap { sentence in
        terms.beginning(in: sentence.words).contains { term in
          term.meaning.component == .counter && least <= term.meaning.weight
        }
          ? mentions.beginning(in: sentence.words).map(\.entity) : []
      }
  }

  /// The stance toward each entity, in the order in which they are first named.
  func stances() -> [TargetStance] {
    let weights = weigher.weights()
    let isOnly = weights.count == 1
    return weights.map { entity, weight in
      if let learned, !ruled.contains(entity), let traits = traits(of: entity, weight) {
        let verdict = Self.verdict((words(about: entity), traits), by: learned)
        // Weights were learned from other worlds: of a text that tells nothing of this one they know best.
        if isForeign { return TargetStance(entity: entity, label: verdict.label, score: verdict.score) }
        // Elsewhere, what clauses and claims make of the entity counts as much.
        let score = Score(thousandths: (verdict.score.thousandths + score(weight).thousandths) / 2)
        return TargetStance(entity: entity, label: label(score, isOnly: isOnly), score: score)
      }
      var score = score(weight)
      // What is blamed is the class, while examples are chosen for praise.
      if score.thousandths < 0, weigher.isOnlyExample(entity) {
        score = Score(thousandths: score.thousandths * parameters.exampleScore / 100)
      }
      return TargetStance(entity: entity, label: label(score, isOnly: isOnly), score: score)
    }
  }

  /// What weights for targets are learned from: the words that count and the traits; nil where the text does not name
  /// `entity`, or where the language has no learned weights for sentiment.
  package func sample(of entity: EntityID) -> (words: Words, traits: [Double])? {
    guard let weight = weigher.weights().first(where: { $0.entity == entity })?.weight,
      let traits = traits(of: entity, weight)
    else { return nil }
    return (words(about: entity), traits)
  }

  /// The verdict of `weights` on a sample; without neutral ones, the sign of the score decides.
  package func stance(
    _ sample: (words: Words, traits: [Double]), by weights: LearnedWeights, hasNeutral: Bool
  ) -> Polarity {
    let verdict = Self.verdict(sample, by: weights)
    return hasNeutral ? verdict.label : verdict.score.side
  }

  private static func verdict(
    _ sample: (words: Words, traits: [Double]), by weights: LearnedWeights
  ) -> (label: Polarity, score: Score) {
    let odds = logOdds(sample, by: weights)
    return LogisticScale.verdict(against: odds.against, for: odds.for)
  }

  private static func logOdds(
    _ sample: (words: Words, traits: [Double]), by weights: LearnedWeights
  ) -> (against: Int, for: Int) {
    let traits = weights.logOdds(ofTraits: sample.traits)
    let leaning = weights.leanings(in: sample.words).sum
    return (traits.against + leaning.against, traits.for + leaning.for)
  }

  /// The chances of a negative and of a positive stance toward `entity`, in thousandths, where learned weights alone
  /// decide; nil where its score is compared with thresholds.
  package func chances(toward entity: EntityID) -> (against: Int, for: Int)? {
    guard isForeign, !ruled.contains(entity), let learned, let sample = sample(of: entity) else { return nil }
    let odds = Self.logOdds(sample, by: learned)
    return LogisticScale.thousandths(against: odds.against, for: odds.for)
  }

  /// The score without weights for targets.
  private func score(_ weight: TargetWeight) -> Score {
    let byRules = scale.score(hundredths: weight.good - weight.bad)
    guard let verdict else { return byRules }
    return verdict.verdict(good: weight.good, bad: weight.bad, score: byRules, leaning: weight.leaning).score
  }

  /// Which way a score points: most of those whom a text names it takes no side on, so that it takes more than for
  /// the text as a whole.
  private func label(_ score: Score, isOnly: Bool) -> Polarity {
    if 0 < score.thousandths && parameters.targetPositiveFrom <= score.thousandths { return .positive }
    let from = isOnly ? parameters.targetOnlyNegativeFrom : parameters.targetNegativeFrom
    return score.thousandths < 0 && score.thousandths <= -from ? .negative : .neutral
  }

  /// The words of the clauses that name `entity`.
  private func words(about entity: EntityID) -> Words {
    var own: [Word] = []
    for clause in segmentation.clauses
    where mentions.beginning(in: clause.words).contains(where: { $0.entity == entity }) {
      own += words[clause.words]
    }
    return own.withUnsafeBufferPointer { own in words.withTokens { Words(own, folded: $0.folded) } }
  }

  /// The values of all traits, in the order of the cases.
  private func traits(of entity: EntityID, _ weight: TargetWeight) -> [Double]? {
    guard let verdict else { return nil }
    let (good, bad) = sentiment.valences.sides
    let text = verdict.logOdds(
      good: good, bad: bad, score: sentiment.ruleScore, leaning: sentiment.leanings.sum)
    let own = verdict.logOdds(
      good: weight.good, bad: weight.bad, score: scale.score(hundredths: weight.good - weight.bad),
      leaning: weight.leaning)
    guard let place = mentions.first(where: { $0.entity == entity })?.words else { return nil }
    let before = sentiment.valences.beginning(in: max(0, place.lowerBound - Self.reach)..<place.lowerBound)
    let behind = sentiment.valences.beginning(
      in: place.upperBound..<min(words.count, place.upperBound + Self.reach))
    return [
      1, TargetTrait.logOdds(text.against), TargetTrait.logOdds(text.for), TargetTrait.logOdds(own.against),
      TargetTrait.logOdds(own.for), TargetTrait.valence(before.reduce(0) { $0 + $1.hundredths }),
      TargetTrait.valence(behind.reduce(0) { $0 + $1.hundredths }),
    ]
  }
}
