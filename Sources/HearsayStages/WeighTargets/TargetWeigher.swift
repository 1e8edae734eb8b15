import HearsayCore
import HearsayLexicon

/// What counts toward an entity.
struct TargetWeight: Equatable {
  /// What is good, in hundredths of a point of valence.
  var good = 0
  /// What is bad, likewise, as a positive number.
  var bad = 0
  /// What learned weights add to the log odds of negative and of positive, in thousandths.
  var leaning = (against: 0, for: 0)

  /// Adds what a clause says, in percent of its weight.
  mutating func add(_ hundredths: Int, _ leaning: (against: Int, for: Int), percent: Int) {
    let share = hundredths * percent / 100
    if share < 0 { bad -= share } else { good += share }
    self.leaning.against += leaning.against * percent / 100
    self.leaning.for += leaning.for * percent / 100
  }

  /// Leaves `percent` of what is bad.
  mutating func scaleBad(percent: Int) {
    bad = bad * percent / 100
    leaning.against = leaning.against * percent / 100
  }

  /// Leaves `percent` of it, and `praise` percent of what is good by the rules.
  mutating func scale(percent: Int, praise: Int) {
    good = good * praise / 100
    bad = bad * percent / 100
    leaning = (leaning.against * percent / 100, leaning.for * percent / 100)
  }

  static func == (left: Self, right: Self) -> Bool {
    left.good == right.good && left.bad == right.bad && left.leaning == right.leaning
  }
}

/// Adds up what counts toward each entity.
struct TargetWeigher {
  let segmentation: Segmentation
  let mentions: [Mention]
  /// Whom others are compared with.
  let standards: MarkedNames
  /// Whom it names as examples.
  let examples: MarkedNames
  /// Those that only say what is counted.
  let measures: MarkedNames
  /// Whom the text defends.
  let defended: [EntityID]
  /// The words with valence.
  let valences: [Valence]
  /// What each token adds by learned weights.
  let leanings: [Leaning]
  let claims: [Claim]
  /// What words of fear, doubt and hype say.
  let signs: SignValence
  let frames: FrameLexicon

  /// The entities in the order in which they are first named, with what counts toward them.
  func weights() -> [(entity: EntityID, weight: TargetWeight)] {
    let clauses = clauseWeights()
    let entities = mentions.reduce(into: [EntityID]()) { list, mention in
      if !list.contains(mention.entity) { list.append(mention.entity) }
    }
    let isOnly = entities.count == 1
    return entities.map { entity in
      var weight = weight(of: entity, clauses, isOnly: isOnly)
      // What it rejects is bad in the words of others.
      if defended.contains(entity) { weight.scaleBad(percent: frames.parameters.counterShare) }
      let mostlySpeaks = !isOnly && mentions.contains { $0.kind.mostlySpeaks && $0.entity == entity }
      if mostlySpeaks {
        let isPerson = mentions.contains { $0.kind == .person && $0.entity == entity }
        let share = frames.parameters.speakerShare
        weight.scale(percent: share, praise: isPerson ? frames.parameters.speakerPraiseShare : share)
      }
      return (entity, weight)
    }
  }

  /// Whether the text names `entity` as an example and not otherwise.
  func isOnlyExample(_ entity: EntityID) -> Bool {
    !examples.isEmpty && mentions.allSatisfy { $0.entity != entity || examples.contains($0) }
  }

  /// What a clause says is good or bad, and where to find of whom: no lists, as most posts have several clauses.
  private struct ClauseWeight {
    var sentence: Int
    var hundredths: Int
    /// What learned weights add.
    var leaning: (against: Int, for: Int)
    /// The mentions in it.
    var mentions: ArraySlice<Mention>
    /// Those among them whom it compares others with.
    var standards: [EntityID]
    /// Those among them whom it names as examples.
    var examples: [EntityID]
    /// Whom its claim is about.
    var about: [EntityID] = []
    /// Who makes its claim, where that is an entity.
    var speaker: EntityID?
    /// Who else takes part in its claim.
    var party: EntityID?
    /// What its frame says of who else takes part in it.
    var ofParty = 0

    /// What it says of `entity` where it names the entity, but is told to be about others.
    func ofBystander(_ entity: EntityID) -> Int? {
      guard let party, !about.contains(entity) else { return nil }
      return party == entity ? ofParty : 0
    }

    /// Whether it names `entity` or makes a claim about it; who only says it is not who it is said of.
    func concerns(_ entity: EntityID) -> Bool {
      names(entity) && !isSaid(by: entity) || about.contains(entity)
    }

    /// Whether it names `entity`.
    func names(_ entity: EntityID) -> Bool { mentions.contains { $0.entity == entity } }

    /// Whether it compares others with `entity`.
    func compares(with entity: EntityID) -> Bool { standards.contains(entity) }

    /// Whether it concerns any entity.
    var concernsAny: Bool {
      mentions.contains { !isSaid(by: $0.entity) } || !about.isEmpty
    }

    private func isSaid(by entity: EntityID) -> Bool { speaker == entity }
  }

  private func clauseWeights() -> [ClauseWeight] {
    var (names, claiming) = (Sweep(mentions), Sweep(claims))
    var (feelings, learned) = (Sweep(valences), Sweep(leanings))
    return segmentation.clauses.map { clause in
      let own = mentions[names.indices(in: clause.words)]
      let named = measures.isEmpty ? own : own.filter { !measures.contains($0) }[...]
      var weight = ClauseWeight(
        sentence: clause.sentence, hundredths: 0, leaning: (0, 0), mentions: named,
        standards: standards.isEmpty ? [] : named.filter(standards.contains).map(\.entity),
        examples: examples.isEmpty ? [] : named.filter(examples.contains).map(\.entity))
      // A claim is large, and only looked at where it stands.
      let found = claiming.indices(in: clause.words).first
      let frame = found.flatMap { claims[$0].frame }.flatMap(frames.frame)
      if let found {
        weight.about = claims[found].about
        if case .entity(let speaker) = claims[found].source { weight.speaker = speaker }
        weight.party = claims[found].party?.entity
        weight.ofParty = weight.party == nil ? 0 : valenceOfParty(claims[found].modality, frame)
        if frames.isPlain(frame, at: claims[found].words, signs.fud) { return weight }
      }
      let modality = found.map { claims[$0].modality }
      let felt = feelings.indices(in: clause.words).reduce(0) { $0 + valences[$1].hundredths }
      weight.hundredths = valence(of: clause.words, felt, modality, found.map { claims[$0].stance }, frame)
      // Learned weights know of no denial.
      if modality != .denied { weight.leaning = leaning(learned.indices(in: clause.words)) }
      return weight
    }
  }

  /// What the leanings with the given indices count toward whom their clause concerns.
  private func leaning(_ indices: Range<Int>) -> (against: Int, for: Int) {
    let share = frames.parameters.leaningShare
    return indices.reduce(into: (0, 0)) { sum, index in
      sum.0 += leanings[index].against * share / 100
      sum.1 += leanings[index].for * share / 100
    }
  }

  /// The valence of a clause: that of its frame where it has one, else that of its words, which is `own`, by how surely
  /// it is said; the modality is nil where it claims nothing.
  private func valence(
    of clause: Range<Int>, _ own: Int, _ modality: Modality?, _ stance: Polarity?, _ frame: FrameLexicon.Frame?
  ) -> Int {
    let polarity = frame?.polarity ?? 0
    // A frame that points down has said what such words say.
    let felt = polarity < 0 ? 0 : signs.hundredths(in: clause, frames.parameters)
    guard let modality else { return own + felt }
    guard polarity != 0 else {
      // A denied claim that points where its words do: what denies it has turned them already.
      if modality == .denied, stance == (own < 0 ? .negative : .positive) { return own + felt }
      // Hardly anybody praises in a question: "can somebody explain how …?"
      let isPraise = modality == .asked && 0 < own + felt
      return (own + felt) * share(modality, ofWords: !isPraise) / 100
    }
    let framed = felt + polarity * frames.parameters.frameValence * share(modality, ofWords: false) / 100
    // Who rejects a claim in words of his own says more than that it is not so: "no reason to panic".
    return modality == .denied && 0 < own && 0 < framed ? max(own, framed) : framed
  }

  /// What the frame of a claim says of who else takes part, by how surely it is said.
  private func valenceOfParty(_ modality: Modality, _ frame: FrameLexicon.Frame?) -> Int {
    guard let frame else { return 0 }
    return frame.partyPolarity * frames.parameters.frameValence * share(modality, ofWords: false) / 100
  }

  /// Percent of its weight that a claim has.
  ///
  /// Words have been weighed by the sentence around them already,
  /// so only denial turns them.
  private func share(_ modality: Modality, ofWords: Bool) -> Int {
    switch modality {
    case .asserted: 100
    case .denied: frames.parameters.deniedShare
    case .hedged: ofWords ? 100 : frames.parameters.hedgedShare
    case .asked: ofWords ? 100 : frames.parameters.askedShare
    case .conditional: ofWords ? 100 : frames.parameters.conditionalShare
    }
  }

  private func weight(of entity: EntityID, _ clauses: [ClauseWeight], isOnly: Bool) -> TargetWeight {
    var sum = TargetWeight()
    var start = 0
    while start < clauses.count {
      let end = clauses[start...].firstIndex { $0.sentence != clauses[start].sentence } ?? clauses.count
      let isInSentence = clauses[start..<end].contains { $0.concerns(entity) }
      let isStandard = clauses[start..<end].contains { $0.compares(with: entity) }
      let isExample =
        clauses[start..<end].contains { $0.examples.contains(entity) }
        && clauses[start..<end].allSatisfy { !$0.names(entity) || $0.examples.contains(entity) }
      let isOfClass = isExample && clauses[start..<end].contains { $0.mentions.contains { $0.kind == .sector } }
      let share = isExample ? frames.parameters.exampleShare : 100
      for clause in clauses[start..<end] where clause.hundredths != 0 || clause.leaning != (0, 0) {
        if clause.concerns(entity), let own = clause.ofBystander(entity) {
          sum.add(own, (0, 0), percent: 100)
        } else if isStandard {
          let leaning = (against: clause.leaning.for, for: clause.leaning.against)
          sum.add(clause.hundredths * frames.parameters.comparedShare / 100, leaning, percent: 100)
        } else if clause.concerns(entity) {
          // "Most rollups, such as Base, use …": what goes on behind the examples is said of the class.
          let isMeant = clause.examples.contains(entity) || isExample && !clause.names(entity) && isOfClass
          sum.add(clause.hundredths, clause.leaning, percent: isMeant ? frames.parameters.exampleShare : 100)
        } else if !clause.concernsAny {
          // What is said of somebody else in the same sentence does not count.
          if isInSentence {
            sum.add(clause.hundredths, clause.leaning, percent: frames.parameters.sentenceShare * share / 100)
          } else if isOnly {
            sum.add(clause.hundredths, clause.leaning, percent: frames.parameters.postShare)
          }
        }
      }
      start = end
    }
    return sum
  }
}

extension EntityKind {
  /// Whether such entities are mostly named because they say or do something.
  fileprivate var mostlySpeaks: Bool {
    switch self {
    case .person, .regulator, .media: true
    default: false
    }
  }
}
