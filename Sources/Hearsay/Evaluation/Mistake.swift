import HearsayCore

/// A wrong answer about a post, with the words behind it.
public struct Mistake: Sendable {
  /// What was asked.
  public let question: Question
  /// The set.
  public let set: String
  /// The post's identifier in it.
  public let id: String
  /// What is right.
  public let gold: String
  /// What was given.
  public let answer: String
  /// What was stated beside the answer, in thousandths; nil where nothing was.
  public let stated: Int?
  /// The words that had an effect, and the effect, in text order.
  public let evidence: [String]
  /// The text.
  public let text: String
  /// How wrong it is, in thousandths.
  let error: Int
  private let post: Int

  init(
    _ observation: Observation, _ error: Int, _ post: GoldPost, _ set: String, _ document: Document,
    _ pipeline: Pipeline
  ) {
    question = observation.question
    self.set = set
    self.error = error
    self.post = observation.post
    id = post.id
    text = post.text
    switch observation.content {
    case .answer(let right, let given, let said, _):
      (gold, answer) = (right, given)
      stated = question.statedRange == nil ? nil : said
    case .match(let counts):
      (gold, answer) = ("\(counts.expected) places", "\(counts.matched) of \(counts.found) right")
      stated = nil
    case .leftOut: (gold, answer, stated) = ("", "", nil)
    }
    evidence = document.evidence(on: question).map { item in
      let words = document.decoded?.text[item.span].string ?? ""
      let name = pipeline.entryName(item.entry)
      return "\(words): \(item.effect.words) (\(name.lexicon))"
    }
  }

  /// The worst mistakes about each question, the worst first; of equals, those that stand first.
  static func worst(_ mistakes: [Mistake], most: Int) -> [Mistake] {
    guard 0 < most else { return [] }
    return Question.allCases.flatMap { question in
      mistakes.filter { $0.question == question }.sorted { ($1.error, $0.post) < ($0.error, $1.post) }.prefix(most)
    }
  }
}

extension Document {
  /// The evidence that bears on a question.
  fileprivate func evidence(on question: Question) -> [Evidence] {
    switch question {
    case .sentiment, .sentimentStrict: sentimentEvidence
    case .fud, .fear, .uncertainty, .doubt, .counter, .hype: fud?.evidence ?? []
    case .claims, .claimKind, .claimModality, .claimSource, .claimStance, .claimTopic, .claimCheckable, .checkable:
      (claims ?? []).flatMap(\.evidence)
    case .language, .languageOurs: []
    case .mentions, .mentionSpans, .traps, .coins, .coinsKnown:
      (mentions ?? []).map { Evidence(span: $0.span, entry: $0.alias, effect: .mention($0.entity, $0.ground)) }
    case .target, .targetStrict, .targets, .targetsFound: allEvidence
    }
  }
}
