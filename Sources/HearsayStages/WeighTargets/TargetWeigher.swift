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

  private struct ClauseWeight {
    var words: Range<Int>
    var sentence: Int
    var hundredths: Int
    var entities: [EntityID]
    /// Whether a claim about other entities was found in it.
    var isAboutOthers = false
  }

  /// What each clause says is good or bad, and of whom: whom it names, or whom its claim is about.
  private func clauseWeights() -> [ClauseWeight] {
    segmentation.clauses.map { clause in
      let claim = claims.beginning(in: clause.words).first
      var named = mentions.beginning(in: clause.words).map(\.entity)
      if let claim {
        // Who only says it is not who it is said of.
        if case .entity(let speaker) = claim.source { named.removeAll { $0 == speaker } }
        named += claim.about
      }
      return ClauseWeight(
        words: clause.words, sentence: clause.sentence, hundredths: valence(of: clause.words, claim), entities: named)
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
    let sentences = Set(clauses.filter { $0.entities.contains(entity) }.map(\.sentence))
    return clauses.reduce(0) { sum, clause in
      if clause.entities.contains(entity) { return sum + clause.hundredths }
      // What is said of somebody else in the same sentence does not count.
      guard clause.entities.isEmpty else { return sum }
      if sentences.contains(clause.sentence) { return sum + clause.hundredths * frames.parameters.sentenceShare / 100 }
      return isOnly ? sum + clause.hundredths * frames.parameters.postShare / 100 : sum
    }
  }
}
