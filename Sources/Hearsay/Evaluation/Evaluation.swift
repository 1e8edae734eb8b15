import HearsayCore

/// What measuring came to.
public struct Evaluation: Sendable {
  /// The sets, in the order in which they were read.
  public let sets: [String]
  /// Number of posts that were read.
  public let postCount: Int
  /// Number of posts that belong to other folds.
  public internal(set) var outsideFoldCount = 0
  /// Number of posts that nothing was asked about.
  public private(set) var untouchedCount = 0
  /// Number of records that could not be read, or not be processed.
  public private(set) var failedCount: Int
  /// The first of them, each with its place.
  public private(set) var problems: [String]
  /// What was left out, by set, question and reason, sorted.
  public var leftOut: [(what: String, count: Int)] {
    leftOutCounts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }
  /// The figures, by question.
  public internal(set) var results: [QuestionResult] = []
  /// The worst mistakes about each question, as many as were wanted.
  public private(set) var mistakes: [Mistake] = []
  private var leftOutCounts: [String: Int] = [:]

  init(_ gold: GoldCollection) {
    sets = gold.sets.map(\.name)
    postCount = gold.posts.count
    failedCount = gold.failedCount
    problems = gold.problems
  }

  mutating func add(_ part: Evaluator.Part, mistakeCount: Int) {
    untouchedCount += part.untouchedCount
    failedCount += part.failedCount
    problems = Array((problems + part.problems).prefix(20))
    leftOutCounts.merge(part.leftOut) { $0 + $1 }
    if !part.mistakes.isEmpty { mistakes = Mistake.worst(mistakes + part.mistakes, most: mistakeCount) }
  }

  /// The figures on a question, or nil where nothing was asked about it.
  public subscript(question: Question) -> QuestionResult? { results.first { $0.question == question } }
}

/// The figures on one question.
public struct QuestionResult: Sendable {
  /// The question.
  public let question: Question
  /// The figures: on all posts, then the mean of sets, each set, each language, where there are several.
  public let scopes: [ScopeResult]

  init(_ question: Question, _ observations: [Observation], _ gold: GoldCollection, _ bootstrap: Bootstrap) {
    self.question = question
    var scopes = [ScopeResult(.all, question, observations, bootstrap)]
    let bySet = Dictionary(grouping: observations) { gold.posts[$0.post].set }
    if 1 < bySet.count {
      let sets = bySet.sorted { $0.key < $1.key }.map { key, own in
        ScopeResult(.set(gold.sets[key].name), question, own, bootstrap)
      }
      scopes.append(ScopeResult(meanOf: sets, question))
      scopes += sets
    }
    let byLanguage = Dictionary(grouping: observations) { gold.posts[$0.post].language }
    // Where each set is in a language of its own, the figures by set are those by language.
    let pairs = Set(
      observations.map { SetLanguage(set: gold.posts[$0.post].set, language: gold.posts[$0.post].language) })
    if 1 < byLanguage.count, byLanguage.count < pairs.count || bySet.count < pairs.count {
      let sorted = byLanguage.sorted { ($0.key?.description ?? "") < ($1.key?.description ?? "") }
      scopes += sorted.map { language, own in
        ScopeResult(.language(language?.description ?? "none"), question, own, bootstrap)
      }
    }
    self.scopes = scopes
  }
}

private struct SetLanguage: Hashable {
  let set: Int
  let language: LanguageCode?
}
