import HearsayCore

extension RowBatch {
  /// Writes down which entries of the lexicons the opinions from `start` on are made of; `own` are the post's claims.
  ///
  /// A score is divided among the frames of claims about the entity and the words with valence that
  /// point the same way. Where sentences name different entities, words count for those that their
  /// sentence names; words of sentences that name nobody count for all.
  mutating func addReasons(of document: borrowing Document, from start: Int, claims own: Range<Int>) {
    guard start < opinions.count, let reasonWeights = entryNames?.weights else { return }
    let isOnly = start + 1 == opinions.count
    let isScored = opinions[start...].contains { $0.score != 0 }
    if isScored { findWords(of: document, reasonWeights.sign) }
    for index in start..<opinions.count {
      let entity = entities.all[Int(opinions[index].entity)]
      reasons.weights.removeAll(keepingCapacity: true)
      if opinions[index].score != 0 {
        for claim in own {
          guard let entry = claims[claim].frame.flatMap({ frameEntries[Int($0)] }),
            about[claims[claim].about].contains(opinions[index].entity)
          else { continue }
          let stance = claims[claim].stance
          let weight = reasonWeights.frame
          reasons.weights.append((entry, stance == .positive ? weight : stance == .negative ? -weight : 0))
        }
        for (span, entry, hundredths) in reasons.words where isOnly || Self.concerns(entity, span, document) {
          reasons.weights.append((entry, hundredths))
        }
      }
      Reasons.divide(Int(opinions[index].score), among: reasons.weights, into: &reasons.parts)
      Self.addSilent(entity, opinions[index], document, &reasons.parts)
      guard !reasons.parts.isEmpty else { continue }
      let entryStart = Int32(entries.count)
      for part in reasons.parts where part.entry != Reasons.unnamed { entries.append(part.entry) }
      opinions[index].entries = entryStart..<Int32(entries.count)
      let byteStart = bytes.count
      Reasons.write(reasons.parts, to: &bytes)
      opinions[index].why = ByteRange(byteStart..<bytes.count)
    }
  }

  /// Finds the words of a document that make a score, each with its weight.
  private mutating func findWords(of document: borrowing Document, _ signWeight: Int) {
    reasons.words.removeAll(keepingCapacity: true)
    if let sentiment = document.sentiment { findWords(in: sentiment.ruleEvidence, signWeight) }
    if let fud = document.fud { findWords(in: fud.evidence, signWeight) }
  }

  private mutating func findWords(in evidence: [Evidence], _ signWeight: Int) {
    for item in evidence {
      switch item.effect {
      case .valence(let hundredths): reasons.words.append((item.span, item.entry, hundredths))
      case .fud(let component, let weight) where component != .counter:
        let sign = component == .hype ? 1 : -1
        reasons.words.append((item.span, item.entry, sign * signWeight * weight / 100))
      default: break
      }
    }
  }

  /// Adds the entries that name the entity, and those of fear, uncertainty and doubt.
  private static func addSilent(
    _ entity: EntityID, _ opinion: OpinionRow, _ document: borrowing Document, _ parts: inout [Reasons.Part]
  ) {
    func add(_ entry: EntryID) {
      if !parts.contains(where: { $0.entry == entry }) { parts.append(Reasons.Part(entry: entry, share: 0)) }
    }
    if let mentions = document.mentions {
      for index in mentions.indices where mentions[index].entity == entity { add(mentions[index].alias) }
    }
    guard opinion.fear || opinion.uncertainty || opinion.doubt || opinion.counter || opinion.hype else { return }
    for item in document.fud?.evidence ?? [] { if case .fud = item.effect { add(item.entry) } }
  }

  /// Whether words at `span` may be said of `entity`.
  private static func concerns(_ entity: EntityID, _ span: TextSpan, _ document: borrowing Document) -> Bool {
    guard let words = document.words, let segmentation = document.segmentation else { return true }
    let sentence = segmentation.sentences.first { !$0.words.isEmpty && words.span($0.words).contains(span) }
    guard let sentence else { return true }
    let own = words.span(sentence.words)
    var namesAny = false
    for mention in document.mentions ?? [] where own.contains(mention.span) {
      if mention.entity == entity { return true }
      namesAny = true
    }
    return !namesAny
  }

  /// Writes down the claims of each opinion by kind and topic, as JSON, where the claims are not kept.
  ///
  /// Merging and forgetting take back what a post has added, and need it.
  mutating func addClaimCounts(from start: Int32, claims range: Range<Int>) {
    for index in Int(start)..<opinions.count where 0 < opinions[index].claimCount {
      var counts: [String: Int] = [:]
      for claim in claims[range] where about[claim.about].contains(opinions[index].entity) {
        counts["\(claim.kind.rawValue) \(claim.topic.rawValue)", default: 0] += 1
      }
      let text = counts.sorted { $0.key < $1.key }.map { "\"\($0.key)\":\($0.value)" }.joined(separator: ",")
      opinions[index].claimCounts = store(ByteText("{\(text)}"))
    }
  }
}
