import HearsayCore
import HearsayLexicon

/// The signs of fear, uncertainty and doubt in a text, and what they come to.
struct FUDSigns {
  typealias Negator = Term<ModifierMeaning>

  private struct Sign {
    let component: FUDComponent
    /// 0 … 1000.
    let strength: Int
    let targets: [EntityID]
    /// The first of the words that show it.
    let place: Int
  }

  private let parameters: ClaimParameters
  private let mentions: [Mention]
  private let stances: [TargetStance]
  /// Percent of its strength that a sign of fear, uncertainty or doubt has in a text of this length and tone.
  private let share: Int
  private var signs: [Sign] = []
  /// The doubt that the tone of the whole text conveys, 0 … 1000.
  private var tone = 0
  /// The entries whose words were there already.
  private var seen: Set<EntryID> = []
  private var evidence: [Evidence] = []

  /// Signs in a text of `clauseCount` clauses and of this tone: one of them says less in a long text, and in a good one.
  init(
    parameters: ClaimParameters, mentions: [Mention], stances: [TargetStance], clauseCount: Int, tone: Polarity
  ) {
    let toneShare =
      switch tone {
      case .negative: parameters.fudNegativeShare
      case .positive: parameters.fudPositiveShare
      case .neutral, .mixed: 100
      }
    // Words of alarm are chosen for the crypto world; a long report from another one is full of them.
    let least = mentions.isEmpty ? parameters.fudOutsideLeast : parameters.fudShareLeast
    share =
      max(least, min(100, 100 * parameters.fudSpread / max(1, clauseCount))) * toneShare / 100
    self.parameters = parameters
    self.mentions = mentions
    self.stances = stances
  }

  /// Adds words of fear, uncertainty, doubt and hype, but for those in the clauses of `plain`.
  mutating func add(_ terms: Terms, outside plain: [Range<Int>], _ segmentation: Segmentation, _ words: Words) {
    var (signs, modifiers) = (Sweep(terms.fud), Sweep(terms.modifiers))
    var clauses = Sweep(segmentation.clauses)
    for sentence in segmentation.sentences {
      let found = signs.indices(in: sentence.words)
      if found.isEmpty { continue }
      var own = terms.fud[found]
      if !plain.isEmpty { own = own.filter { term in !plain.contains { $0.overlaps(term.words) } }[...] }
      let negators = terms.modifiers[modifiers.indices(in: sentence.words)].filter { $0.meaning.effect == .negate }
      add(
        own, negators: negators, clauses: segmentation.clauses[clauses.indices(in: sentence.words)].map(\.words),
        sentence: sentence.words, words)
    }
  }

  /// Adds the words of one sentence.
  ///
  /// A word that is negated in its clause shows nothing: "no reason to panic".
  private mutating func add(
    _ terms: ArraySlice<Term<FUDMeaning>>, negators: [Negator], clauses: [Range<Int>], sentence: Range<Int>,
    _ words: Words
  ) {
    for term in terms {
      let clause = clauses.first { $0.contains(term.words.lowerBound) } ?? sentence
      let isNegated = negators.contains { negator in
        // In "nobody knows who holds the keys", "nobody" belongs to the sign before.
        clause.contains(negator.words.lowerBound) && !terms.contains { $0.words.contains(negator.words.lowerBound) }
          && reaches(negator, term.words, words)
      }
      if isNegated { continue }
      // Whoever says "attack" five times is not five times as alarmed.
      let strength = seen.insert(term.entry).inserted ? term.meaning.weight * parameters.fudShare / 10 : 0
      signs.append(
        Sign(
          component: term.meaning.component, strength: strength, targets: targets(clause, sentence),
          place: term.words.lowerBound))
      let effect = Evidence.Effect.fud(term.meaning.component, term.meaning.weight)
      for range in term.ranges {
        evidence.append(Evidence(span: words.span(range), entry: term.entry, effect: effect))
      }
    }
  }

  private func reaches(_ negator: Negator, _ target: Range<Int>, _ words: Words) -> Bool {
    guard negator.words.lowerBound < target.lowerBound else { return negator.meaning.direction != .after }
    if negator.meaning.direction == .before { return false }
    // "Non è" may share a word with "è insolvente".
    let gap = min(negator.words.upperBound, target.lowerBound)..<target.lowerBound
    let distance = gap.count { words[$0].isLexical }
    return negator.meaning.reach == 0 || distance < negator.meaning.reach
  }

  /// Adds the frame of a claim.
  ///
  /// What is denied, or told to be untrue, shows that the text rejects it.
  mutating func add(_ claim: Claim, _ frame: FrameLexicon.Frame) {
    // "The hack is a hoax": good news that consists in calling something untrue.
    let isRefutation = 0 < frame.polarity && claim.evidence.contains { $0.effect == .claim(.reject) }
    let weight = isRefutation ? 100 : max(frame.fear, frame.uncertainty, frame.doubt)
    guard 0 < weight else { return }
    if isRefutation || claim.modality == .denied {
      signs.append(
        Sign(component: .counter, strength: 10 * weight, targets: [], place: claim.words.lowerBound))
      return
    }
    let share = share(of: claim, frame)
    for (component, weight) in [
      (FUDComponent.fear, frame.fear), (.uncertainty, frame.uncertainty), (.doubt, frame.doubt),
    ]
    where 0 < weight {
      let strength = excess(of: weight * parameters.fudShare * share / 1000, over: component, in: claim.words)
      signs.append(
        Sign(component: component, strength: strength, targets: claim.about, place: claim.words.lowerBound))
      evidence.append(Evidence(span: claim.span, entry: frame.entry, effect: .fud(component, weight)))
    }
  }

  /// Percent of its weight that the frame of a claim has: by how surely it is claimed, and whether it is told at all.
  private func share(of claim: Claim, _ frame: FrameLexicon.Frame) -> Int {
    let share =
      switch claim.modality {
      case .asserted, .denied: 100
      case .hedged: parameters.hedgedShare
      case .asked: parameters.askedShare
      case .conditional: parameters.conditionalShare
      }
    // "Attacks make it stronger" tells of none.
    let isTold = frame.kind != .event || claim.kind == .event || claim.kind == .prediction
    return isTold ? share : share * parameters.otherKindShare / 100
  }

  /// What a frame adds to the words of the same claim, which are mostly those that make the frame.
  private func excess(of strength: Int, over component: FUDComponent, in claim: Range<Int>) -> Int {
    let left = signs.reduce(1000) { left, sign in
      sign.component == component && claim.contains(sign.place) ? left * (1000 - sign.strength) / 1000 : left
    }
    return 0 < left ? max(0, 1000 - (1000 - strength) * 1000 / left) : 0
  }

  /// A question about something bad, or a worried claim put as a question, leaves open what will come of it.
  mutating func addOpenQuestions(_ sentiment: Sentiment, _ claims: [Claim]) {
    for index in claims.indices where claims[index].modality == .asked && !claims[index].about.isEmpty {
      let claim = claims[index]
      let isWorried =
        claim.stance == .negative
        || sentiment.valences.beginning(in: claim.words).contains { $0.hundredths < 0 }
      let strength = (isWorried ? 10 : 5) * parameters.openQuestion
      signs.append(
        Sign(component: .uncertainty, strength: strength, targets: claim.about, place: claim.words.lowerBound))
    }
  }

  /// A text that argues at length and has hardly anything good to say conveys distrust, whatever its words are: a single
  /// outburst does not.
  mutating func addTone(_ score: Score, clauseCount: Int) {
    guard parameters.fudToneClauses <= clauseCount, parameters.isHarsh(score) else { return }
    tone = 10 * parameters.fudTone
    // Whom it turns against; the strength is that of the whole text, and no share of it.
    let against = stances.filter { $0.label == .negative }.map(\.entity)
    signs.append(Sign(component: .doubt, strength: 0, targets: against, place: 0))
  }

  /// Whom words in `clause` are directed at: whom the clause names, else the sentence.
  private func targets(_ clause: Range<Int>, _ sentence: Range<Int>) -> [EntityID] {
    let near = entities(in: clause)
    return near.isEmpty ? entities(in: sentence) : near
  }

  private func entities(in range: Range<Int>) -> [EntityID] {
    mentions.beginning(in: range).map(\.entity)
  }

  /// Whether there are none.
  var isEmpty: Bool { signs.isEmpty }

  /// What the signs come to, before it is said at whom they are directed.
  func strengths() -> FUD {
    let isCountered = FUD.flagFrom <= strength(.counter)
    let left = isCountered ? parameters.counterShare : 100
    return FUD(
      fear: strength(.fear) * left / 100, uncertainty: strength(.uncertainty) * left / 100,
      doubt: strength(.doubt) * left / 100, counter: isCountered, hype: FUD.flagFrom <= strength(.hype), targets: [],
      evidence: evidence.sorted { $0.span < $1.span })
  }

  /// The same with whom the components that are flagged are directed at.
  func directed(_ strengths: FUD) -> FUD {
    guard strengths.isFlagged else { return strengths }
    let flagged = [
      (FUDComponent.fear, strengths.fear), (.uncertainty, strengths.uncertainty), (.doubt, strengths.doubt),
    ].filter { FUD.flagFrom <= $0.1 }
    var fud = strengths
    fud.targets = targets(of: flagged.map(\.0))
    return fud
  }

  /// `1 − Π (1 − strength)` over the signs of a component, in thousandths.
  private func strength(_ component: FUDComponent) -> Int {
    let percent = component == .counter || component == .hype ? 100 : share
    return 1000
      - signs.reduce(component == .doubt ? 1000 - tone : 1000) { left, sign in
        sign.component == component ? left * (1000 - min(1000, sign.strength * percent / 100)) / 1000 : left
      }
  }

  private func targets(of components: [FUDComponent]) -> [EntityID] {
    guard !components.isEmpty else { return [] }
    var targets: [EntityID] = []
    for sign in signs where components.contains(sign.component) {
      for target in sign.targets where !targets.contains(target) { targets.append(target) }
    }
    if targets.isEmpty {
      // A text about one entity is directed at it, wherever it names it.
      let named = Set(mentions.map(\.entity))
      if named.count == 1, let only = named.first { return [only] }
    }
    return targets.isEmpty ? [.market] : aimed(targets)
  }

  /// Of those near the signs, the ones that the text turns against; where it turns against none, all of them.
  private func aimed(_ targets: [EntityID]) -> [EntityID] {
    let against = targets.filter { target in stances.contains { $0.entity == target && $0.label == .negative } }
    return against.isEmpty ? targets : against
  }
}
