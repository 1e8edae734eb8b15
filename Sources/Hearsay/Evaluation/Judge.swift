import HearsayCore

/// Compares what a pipeline finds in labelled posts with what people say is right.
struct Judge: Sendable {
  let pipeline: Pipeline
  let options: Evaluator.Options
  let sets: [GoldSet]

  /// What the post with `index` shows about the questions of `tasks`.
  ///
  /// - Throws: `RecordProblem` where the pipeline cannot process the text.
  func observations(
    of post: GoldPost, _ index: Int, _ tasks: [EvaluationTask]
  ) throws(RecordProblem) -> (observations: [Observation], document: Document?) {
    var found: [Observation] = []
    var document: Document?
    for task in tasks {
      let annotated: Document
      if task == .target {
        annotated = try pipeline.annotate(text: post.text, language: language(of: post), toward: post.target ?? "")
      } else if let document {
        annotated = document
      } else {
        annotated = try pipeline.annotate(text: post.text, language: language(of: post))
      }
      document = annotated
      let contents = contents(task, post, annotated)
      found += contents.map { Observation(post: index, question: $0.0, content: $0.1) }
    }
    return (found, document)
  }

  private func language(of post: GoldPost) -> LanguageCode? {
    switch options.language {
    case .detected: nil
    case .given: post.language
    case .fixed(let language): language
    }
  }

  typealias Content = (Question, Observation.Content)

  private func contents(_ task: EvaluationTask, _ post: GoldPost, _ document: Document) -> [Content] {
    switch task {
    case .sentiment: sentiment(post, document)
    case .target: target(post, document)
    case .language: language(post, document)
    case .checkable: checkable(post, document)
    case .fear: fear(post, document)
    case .fud: fud(post, document)
    case .mentions: mentions(post, document)
    case .targets: targets(post, document)
    case .claims: claims(post, document)
    case .coins: coins(post, document)
    }
  }

  private func sentiment(_ post: GoldPost, _ document: Document) -> [Content] {
    let label = post.sentiment
    guard let actual = Verdict.thousandths(of: label) else { return [(.sentiment, .leftOut(Self.reason(label)))] }
    let sentiment = document.sentiment ?? .silent
    return verdicts(
      Verdict(sentiment.label, sentiment.score), gold: label ?? "", actual: actual, post, (.sentiment, .sentimentStrict)
    )
  }

  private func target(_ post: GoldPost, _ document: Document) -> [Content] {
    guard post.target != nil else { return [(.target, .leftOut("it names no target"))] }
    // Where there is a score, its sign is meant; a score of zero has none.
    let sign = post.scoreSign.flatMap { $0 == 0 ? nil : $0 < 0 ? "negative" : "positive" }
    let label = post.scoreSign == nil ? post.label : sign
    guard let actual = Verdict.thousandths(of: label) else {
      return [(.target, .leftOut(post.scoreSign == 0 ? "the score is zero" : Self.reason(label)))]
    }
    let stance = document.targets?.first { $0.entity == .given }
    let verdict =
      stance.map { Verdict($0.label, $0.score) }
      ?? Verdict(document.sentiment?.label ?? .neutral, document.sentiment?.score ?? .zero)
    return verdicts(verdict, gold: label ?? "", actual: actual, post, (.target, .targetStrict))
  }

  private func verdicts(
    _ verdict: Verdict, gold: String, actual: Int, _ post: GoldPost, _ questions: (Question, Question)
  ) -> [Content] {
    let stated = verdict.score.thousandths
    let hasNeutral = sets[post.set].hasNeutral && post.scoreSign == nil
    let answer = verdict.word(hasNeutral: hasNeutral)
    var contents = [
      (questions.0, Observation.Content.answer(gold: gold, answer: answer, stated: stated, actual: actual))
    ]
    if !hasNeutral {
      let strict = verdict.word(hasNeutral: true)
      contents.append((questions.1, .answer(gold: gold, answer: strict, stated: stated, actual: actual)))
    }
    return contents
  }

  private func language(_ post: GoldPost, _ document: Document) -> [Content] {
    guard let gold = post.language else { return [(.language, .leftOut("it has no language"))] }
    let guess = document.language ?? LanguageGuess(language: .none, confidence: 1000)
    let isSupported = options.supported.contains(gold) || gold == .none || gold == .multiple
    var contents: [Content] = []
    let isRight = guess.language == gold
    if isSupported {
      contents.append(
        (
          .language,
          .answer(
            gold: gold.description, answer: guess.language.description, stated: guess.confidence,
            actual: isRight ? 1000 : 0)
        ))
    }
    if !sets[post.set].languages.allSatisfy(options.supported.contains) {
      let answer = YesNo.word(options.supported.contains(guess.language))
      let ours = YesNo.word(options.supported.contains(gold))
      contents.append((.languageOurs, .answer(gold: ours, answer: answer, stated: 0, actual: 0)))
    }
    return contents
  }

  private func checkable(_ post: GoldPost, _ document: Document) -> [Content] {
    guard let gold = YesNo.reading(post.label) else { return [(.checkable, .leftOut(Self.reason(post.label)))] }
    let chance = pipeline.checkability(of: document)
    let answer = YesNo.word(chance.map { 500 <= $0 } ?? document.claims?.contains(where: \.checkable) ?? false)
    return [(.checkable, .answer(gold: gold, answer: answer, stated: chance ?? 0, actual: gold == "yes" ? 1000 : 0))]
  }

  private func fear(_ post: GoldPost, _ document: Document) -> [Content] {
    guard let gold = YesNo.reading(post.label) else { return [(.fear, .leftOut(Self.reason(post.label)))] }
    return [(.fear, Self.flag(gold, document.fud?.fear ?? 0))]
  }

  /// Whether a component is flagged that has the given strength.
  static func flag(_ gold: String, _ strength: Int) -> Observation.Content {
    .answer(
      gold: gold, answer: YesNo.word(FUD.flagFrom <= strength), stated: strength, actual: gold == "yes" ? 1000 : 0)
  }

  static func reason(_ label: String?) -> String {
    label.map { "the label is \"\($0.prefix(30))\"" } ?? "it has no label"
  }
}

/// A verdict with its score, in the words of labels.
struct Verdict {
  let label: Polarity
  let score: Score

  init(_ label: Polarity, _ score: Score) {
    self.label = label
    self.score = score
  }

  /// The verdict as a label: what is mixed counts by the sign of its score, and so does what is neutral where
  /// nothing can be neutral; a score of zero stays neutral.
  func word(hasNeutral: Bool) -> String {
    switch label {
    case .negative, .positive: return label.rawValue
    case .neutral: if hasNeutral { return "neutral" }
    case .mixed: break
    }
    return score.thousandths < 0 ? "negative" : 0 < score.thousandths ? "positive" : "neutral"
  }

  /// The polarity of a label in thousandths; nil for labels that are none of the three.
  static func thousandths(of label: String?) -> Int? {
    switch label {
    case "negative": -1000
    case "neutral": 0
    case "positive": 1000
    default: nil
    }
  }
}
