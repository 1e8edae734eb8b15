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
    let valences = opinions[start...].contains { $0.score != 0 } ? Self.valences(of: document, reasonWeights.sign) : []
    var weights: [(entry: EntryID, weight: Int)] = []
    weights.reserveCapacity(own.count + valences.count)
    for index in start..<opinions.count {
      let entity = entities.all[Int(opinions[index].entity)]
      weights.removeAll(keepingCapacity: true)
      if opinions[index].score != 0 {
        for claim in own {
          guard let entry = claims[claim].frame.flatMap({ frameEntries[Int($0)] }),
            about[claims[claim].about].contains(opinions[index].entity)
          else { continue }
          let stance = claims[claim].stance
          let weight = reasonWeights.frame
          weights.append((entry, stance == .positive ? weight : stance == .negative ? -weight : 0))
        }
        for (span, entry, hundredths) in valences where isOnly || concerns(entity, span, document) {
          weights.append((entry, hundredths))
        }
      }
      var parts = Reasons.divide(Int(opinions[index].score), among: weights)
      addSilent(entity, opinions[index], document, &parts)
      guard !parts.isEmpty else { continue }
      let entryStart = Int32(entries.count)
      for part in parts where part.entry != Reasons.unnamed { entries.append(part.entry) }
      opinions[index].entries = entryStart..<Int32(entries.count)
      let byteStart = bytes.count
      Reasons.write(parts, to: &bytes)
      opinions[index].why = ByteRange(byteStart..<bytes.count)
    }
  }

  /// The words of a document that make a score, each with its weight.
  private static func valences(
    of document: borrowing Document, _ signWeight: Int
  ) -> [(span: TextSpan, entry: EntryID, weight: Int)] {
    var valences: [(span: TextSpan, entry: EntryID, weight: Int)] = []
    valences.reserveCapacity((document.sentiment?.ruleEvidence.count ?? 0) + (document.fud?.evidence.count ?? 0))
    func add(_ evidence: [Evidence]) {
      for item in evidence {
        switch item.effect {
        case .valence(let hundredths): valences.append((item.span, item.entry, hundredths))
        case .fud(let component, let weight) where component != .counter:
          valences.append((item.span, item.entry, (component == .hype ? 1 : -1) * signWeight * weight / 100))
        default: break
        }
      }
    }
    if let sentiment = document.sentiment { add(sentiment.ruleEvidence) }
    if let fud = document.fud { add(fud.evidence) }
    return valences
  }

  /// Adds the entries that name the entity, and those of fear, uncertainty and doubt.
  private func addSilent(
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
      for claim in claims[range] where about[claim.about].contains(opinions[index].entity) {
        counts["\(claim.kind.rawValue) \(claim.topic.rawValue)", default: 0] += 1
      }
      let text = counts.sorted { $0.key < $1.key }.map { "\"\($0.key)\":\($0.value)" }.joined(separator: ",")
      opinions[index].claimCounts = store(ByteText("{\(text)}"))
    }
  }
}
