import HearsayCore

extension RowBatch {
  /// The weight of a frame beside words, in hundredths of a point of valence.
  private static let frameWeight = 200
  /// The same of words of fear, doubt or hype, for each percent of their weight.
  private static let signWeight = 2

  /// Writes down which entries of the lexicons the opinions from `start` on are made of.
  ///
  /// A score is divided among the frames of claims about the entity and the words with valence that
  /// point the same way. Where sentences name different entities, words count for those that their
  /// sentence names; words of sentences that name nobody count for all.
  mutating func addReasons(of document: borrowing Document, from start: Int) {
    guard start < opinions.count, let names = entryNames else { return }
    let evidence = (document.sentiment?.ruleEvidence ?? []) + (document.fud?.evidence ?? [])
    let valences = evidence.compactMap { item -> (span: TextSpan, EntryID, Int)? in
      switch item.effect {
      case .valence(let hundredths): return (item.span, item.entry, hundredths)
      case .fud(let component, let weight) where component != .counter:
        return (item.span, item.entry, (component == .hype ? 1 : -1) * Self.signWeight * weight)
      default: return nil
      }
    }
    for index in start..<opinions.count {
      let entity = entities.all[Int(opinions[index].entity)]
      var weights: [(entry: EntryID, weight: Int)] = []
      for claim in document.claims ?? [] where claim.about.contains(entity) {
        guard let entry = claim.frame.flatMap(names.frame) else { continue }
        let sign = claim.stance == .positive ? 1 : claim.stance == .negative ? -1 : 0
        weights.append((entry, sign * Self.frameWeight))
      }
      if 0 != opinions[index].score {
        let isOnly = start + 1 == opinions.count
        for (span, entry, hundredths) in valences where isOnly || concerns(entity, span, document) {
          weights.append((entry, hundredths))
        }
      }
      var parts = Reasons.divide(Int(opinions[index].score), among: weights)
      addSilent(entity, opinions[index], document, &parts)
      guard !parts.isEmpty else { continue }
      let entryStart = Int32(entries.count)
      entries += parts.lazy.map(\.entry).filter { $0 != Reasons.unnamed }
      opinions[index].entries = entryStart..<Int32(entries.count)
      let byteStart = bytes.count
      Reasons.write(parts, to: &bytes)
      opinions[index].why = ByteRange(byteStart..<bytes.count)
    }
  }

  /// Adds the entries that name the entity, and those of fear, uncertainty and doubt.
  private func addSilent(
    _ entity: EntityID, _ opinion: OpinionRow, _ document: borrowing Document, _ parts: inout [Reasons.Part]
  ) {
    func add(_ entry: EntryID) {
      if !parts.contains(where: { $0.entry == entry }) { parts.append(Reasons.Part(entry: entry, share: 0)) }
    }
    for mention in document.mentions ?? [] where mention.entity == entity { add(mention.alias) }
    guard opinion.fear || opinion.uncertainty || opinion.doubt || opinion.counter || opinion.hype else { return }
    for item in document.fud?.evidence ?? [] { if case .fud = item.effect { add(item.entry) } }
  }

  /// Whether words at `span` may be said of `entity`.
  private func concerns(_ entity: EntityID, _ span: TextSpan, _ document: borrowing Document) -> Bool {
    guard let words = document.words, let segmentation = document.segmentation else { return true }
    let sentence = segmentation.sentences.first { !$0.words.isEmpty && words.span($0.words).contains(span) }
    guard let sentence else { return true }
    let own = words.span(sentence.words)
    let named = (document.mentions ?? []).filter { own.contains($0.span) }
    return named.isEmpty || named.contains { $0.entity == entity }
  }

  /// Writes down the claims of each opinion by kind and topic, as JSON, where the claims are not kept.
  ///
  /// Merging and forgetting take back what a post has added, and need it.
  mutating func addClaimCounts(from start: Int32, claims range: Range<Int>) {
    for index in Int(start)..<opinions.count where 0 < opinions[index].claimCount {
      var counts: [String: Int] = [:]
      for claim in claims[range]
      where about[Int(claim.about.lowerBound)..<Int(claim.about.upperBound)]
        .contains(opinions[index].entity)
      {
        counts["\(claim.kind.rawValue) \(claim.topic.rawValue)", default: 0] += 1
      }
      let text = counts.sorted { $0.key < $1.key }.map { "\"\($0.key)\":\($0.value)" }.joined(separator: ",")
      opinions[index].claimCounts = store(ByteText("{\(text)}"))
    }
  }
}
