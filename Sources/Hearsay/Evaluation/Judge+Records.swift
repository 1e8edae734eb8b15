import HearsayCore

extension Judge {
  func mentions(_ post: GoldPost, _ document: Document) -> [Content] {
    guard let record = post.record else { return [(.mentions, .leftOut("it has no mentions"))] }
    let text = document.decoded?.text ?? ByteText("")
    let gold = record.mentions.map { (span: $0.located(in: text), entity: $0.entity) }
    let found = (document.mentions ?? []).map { (span: $0.span, entity: $0.entity.description) }
    let right = gold.count { mention in found.contains { $0.span == mention.span && $0.entity == mention.entity } }
    let placed = gold.count { mention in found.contains { $0.span == mention.span } }
    var contents: [Content] = [
      (.mentions, .match(MatchCounts(expected: gold.count, found: found.count, matched: right))),
      (.mentionSpans, .match(MatchCounts(expected: gold.count, found: found.count, matched: placed))),
    ]
    if record.isTrap {
      contents.append(
        (.traps, .answer(gold: "silent", answer: found.isEmpty ? "silent" : "named", stated: 0, actual: 0)))
    }
    return contents
  }

  func targets(_ post: GoldPost, _ document: Document) -> [Content] {
    guard let record = post.record else { return [(.targets, .leftOut("it has no targets"))] }
    return record.targets.flatMap { (entity, label) -> [Content] in
      guard let actual = Verdict.thousandths(of: label) else { return [(.targets, .leftOut(Self.reason(label)))] }
      guard let stance = document.targets?.first(where: { $0.entity.description == entity }) else {
        return [(.targets, .answer(gold: label, answer: "missing", stated: 0, actual: actual))]
      }
      let answer = Verdict(stance.label, stance.score).word(hasNeutral: true)
      let content = Observation.Content.answer(
        gold: label, answer: answer, stated: stance.score.thousandths, actual: actual)
      return [(.targets, content), (.targetsFound, content)]
    }
  }

  func fud(_ post: GoldPost, _ document: Document) -> [Content] {
    let strengths: [(Question, Int)] = [
      (.fear, document.fud?.fear ?? 0), (.uncertainty, document.fud?.uncertainty ?? 0),
      (.doubt, document.fud?.doubt ?? 0),
    ]
    let strongest = strengths.map(\.1).max() ?? 0
    guard let record = post.record else {
      guard let gold = YesNo.reading(post.label) else { return [(.fud, .leftOut(Self.reason(post.label)))] }
      return [(.fud, Self.flag(gold, strongest))]
    }
    let any = YesNo.word(!record.flags.isDisjoint(with: strengths.map(\.0.rawValue)))
    var contents: [Content] = [(.fud, Self.flag(any, strongest))]
    contents += strengths.map { ($0.0, Self.flag(YesNo.word(record.flags.contains($0.0.rawValue)), $0.1)) }
    for (question, value) in [(Question.counter, document.fud?.counter), (.hype, document.fud?.hype)] {
      contents.append(
        (question, Self.flag(YesNo.word(record.flags.contains(question.rawValue)), value == true ? 1000 : 0)))
    }
    return contents
  }

  func claims(_ post: GoldPost, _ document: Document) -> [Content] {
    guard let record = post.record else { return [(.claims, .leftOut("it has no claims"))] }
    let text = document.decoded?.text ?? ByteText("")
    let found = document.claims ?? []
    let pairs = SpanPairing.pairs(record.claims.map { $0.span.located(in: text) }, found.map(\.span))
    var contents: [Content] = [
      (.claims, .match(MatchCounts(expected: record.claims.count, found: found.count, matched: pairs.count)))
    ]
    for pair in pairs {
      let gold = record.claims[pair.gold].facts
      let claim = found[pair.found]
      let answers: [(Question, String, String, [String])] = [
        (.claimKind, "kind", claim.kind.rawValue, ClaimKind.allCases.map(\.rawValue)),
        (.claimModality, "modality", claim.modality.rawValue, Modality.allCases.map(\.rawValue)),
        (.claimStance, "stance", claim.stance.rawValue, Polarity.allCases.map(\.rawValue)),
        (.claimTopic, "topic", claim.topic.rawValue, Topic.allCases.map(\.rawValue)),
        (.claimCheckable, "checkable", YesNo.word(claim.checkable), ["no", "yes"]),
      ]
      for (question, fact, answer, words) in answers {
        guard let right = gold[fact] else { continue }
        // What is no word of ours is no class: a table of classes grows with their square.
        let isKnown = words.contains(right)
        contents.append(
          (
            question,
            isKnown
              ? .answer(gold: right, answer: answer, stated: 0, actual: 0)
              : .leftOut("the \(fact) is \"\(right.prefix(30))\"")
          ))
      }
      if let right = gold["source"] { contents.append(source(right, claim.source.words(in: text))) }
    }
    return contents
  }

  /// Whether a claim is ascribed to its author, to whom it is said by, or to somebody else.
  private func source(_ gold: String, _ found: String) -> Content {
    let right = gold == "author" ? "author" : "reported"
    let (one, other) = (gold.lowercased(), found.lowercased())
    let isSame = one == other || gold != "author" && found != "author" && (one.contains(other) || other.contains(one))
    let answer = isSame ? right : found == "author" ? "author" : "somebody else"
    return (.claimSource, .answer(gold: right, answer: answer, stated: 0, actual: 0))
  }

  func coins(_ post: GoldPost, _ document: Document) -> [Content] {
    let gold = post.spans.filter { $0.type == Coin.type }
    let text = document.decoded?.text ?? ByteText("")
    let places = gold.map { $0.located(in: text) }
    let found = (document.mentions ?? []).filter { Coin.kinds.contains($0.kind) }.map(\.span)
    let known = zip(gold, places).filter { pipeline.knows(name: $0.0.text) }.map(\.1)
    func match(_ expected: [TextSpan?], _ found: [TextSpan]) -> Observation.Content {
      .match(
        MatchCounts(
          expected: expected.count, found: found.count, matched: expected.count { $0.map(found.contains) ?? false }))
    }
    let unknown = zip(gold, places).filter { !pipeline.knows(name: $0.0.text) }.map(\.1)
    return [
      (.coins, match(places, found)), (.coinsKnown, match(known, found.filter { !unknown.contains($0) })),
    ]
  }
}

/// What a set that marks coins marks.
enum Coin {
  /// The type of its places.
  static let type = "CRYPTOCURRENCY"
  /// The kinds of entity that are coins, or go by the name of their coin.
  static let kinds: Set<EntityKind> = [.chain, .rollup, .token, .protocolKind]
}

/// Pairs places that mean the same: overlapping by at least half of their union, the best pairs first.
enum SpanPairing {
  /// The pairs, by index; each place is in one at most.
  static func pairs(_ gold: [TextSpan?], _ found: [TextSpan]) -> [(gold: Int, found: Int)] {
    var candidates: [(share: Double, gold: Int, found: Int)] = []
    for (index, span) in gold.enumerated() {
      guard let span else { continue }
      for (other, place) in found.enumerated() {
        let common = min(span.end, place.end) - max(span.start, place.start)
        let union = span.union(place).byteCount
        guard 0 < common, union <= 2 * Int(common) else { continue }
        candidates.append((Double(common) / Double(union), index, other))
      }
    }
    candidates.sort { ($1.share, $0.gold, $0.found) < ($0.share, $1.gold, $1.found) }
    var pairs: [(gold: Int, found: Int)] = []
    var (taken, given): (Set<Int>, Set<Int>) = ([], [])
    for candidate in candidates where !taken.contains(candidate.gold) && !given.contains(candidate.found) {
      taken.insert(candidate.gold)
      given.insert(candidate.found)
      pairs.append((candidate.gold, candidate.found))
    }
    return pairs
  }
}
