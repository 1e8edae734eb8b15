import HearsayCore
import HearsayLexicon

/// Adds up what counts toward each entity, in hundredths of a point of valence.
struct TargetWeigher {
  let segmentation: Segmentation
  let mentions: [Mention]
  let sentiment: Sentiment
  let claims: [Claim]
  let frames: FrameLexicon

  /// The entities in the order in which they are first named, with what counts toward them.
  func weights() -> [(entity: EntityID, hundredths: Int)] {
    let clauses = clauseWeights()
    let entities = mentions.reduce(into: [EntityID]()) { list, mention in
      if !list.contains(mention.entity) { list.append(mention.entity) }
    }
    let isOnly = entities.count == 1
    return entities.map { ($0, weight(of: $0, clauses, isOnly: isOnly)) }
  }

  /// What a clause says is good or bad, and where to find of whom: no lists, as most posts have several clauses.
  private struct ClauseWeight {
    var sentence: Int
    var hundredths: Int
    /// The mentions in it.
    var mentions: ArraySlice<Mention>
    /// The claim that was found in it.
    var claim: Claim?

    /// Whether it names `entity` or makes a claim about it; who only says it is not who it is said of.
    func concerns(_ entity: EntityID) -> Bool {
      let isNamed = mentions.contains { $0.entity == entity } && !isSaid(by: entity)
      return isNamed || claim?.about.contains(entity) ?? false
    }

    /// Whether it concerns any entity.
    var concernsAny: Bool {
      mentions.contains { !isSaid(by: $0.entity) } || !(claim?.about.isEmpty ?? true)
    }

    private func isSaid(by entity: EntityID) -> Bool {
      if case .entity(let speaker)? = claim?.source { speaker == entity } else { false }
    }
  }

  private func clauseWeights() -> [ClauseWeight] {
    segmentation.clauses.map { clause in
      let claim = claims.beginning(in: clause.words).first
      return ClauseWeight(
        sentence: clause.sentence, hundredths: valence(of: clause.words, claim),
        mentions: mentions.beginning(in: clause.words), claim: claim)
    }
  }

  /// The valence of a clause: that of its frame where it has one, else that of its words, by how surely it is said.
  private func valence(of clause: Range<Int>, _ claim: Claim?) -> Int {
    let own = sentiment.valences.beginning(in: clause).reduce(0) { $0 + $1.hundredths }
    guard let claim else { return own }
    let polarity = claim.frame.flatMap(frames.frame)?.polarity ?? 0
    guard polarity != 0 else { return own * share(claim.modality, ofWords: true) / 100 }
    return polarity * frames.parameters.frameValence * share(claim.modality, ofWords: false) / 100
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

  private func weight(of entity: EntityID, _ clauses: [ClauseWeight], isOnly: Bool) -> Int {
    var sum = 0
    var start = 0
    while start < clauses.count {
      let end = clauses[start...].firstIndex { $0.sentence != clauses[start].sentence } ?? clauses.count
      let isInSentence = clauses[start..<end].contains { $0.concerns(entity) }
      for clause in clauses[start..<end] where clause.hundredths != 0 {
        if clause.concerns(entity) {
          sum += clause.hundredths
        } else if !clause.concernsAny {
          // What is said of somebody else in the same sentence does not count.
          if isInSentence {
            sum += clause.hundredths * frames.parameters.sentenceShare / 100
          } else if isOnly {
            sum += clause.hundredths * frames.parameters.postShare / 100
          }
        }
      }
      start = end
    }
    return sum
  }
}
