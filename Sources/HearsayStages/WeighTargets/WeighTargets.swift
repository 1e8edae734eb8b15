import HearsayCore
import HearsayFiles
import HearsayLexicon

/// Weighs what a text conveys toward each entity that it names.
///
/// Toward an entity count the clauses that name it, in full; the other clauses of the same
/// sentence, in part; the claims about it, by the polarity of their frames and by how
/// surely they are made; and, where it is the only entity of the text, the rest in part.
package struct WeighTargets: ConfiguredStage {
  package static let reads: [LayerName] = [.words, .language, .segmentation, .mentions, .sentiment, .claims]
  package static let writes = Layer<[TargetStance]>.targets
  package static let summary = "weighs what the text conveys toward each entity that it names"

  private let lexicons: LexiconLibrary

  package init(_ options: inout YAMLReader, in workspace: Workspace) throws(Diagnostics) {
    lexicons = workspace.lexicons
  }

  package func run(on document: borrowing Document) throws(RecordProblem) -> Outcome<[TargetStance]> {
    let mentions = document.mentions.filled(.mentions, for: "weigh-targets")
    guard !mentions.isEmpty else { return .product([]) }
    let language = document.language.filled(.language, for: "weigh-targets").language
    let segmentation = document.segmentation.filled(.segmentation, for: "weigh-targets")
    let sentiment = document.sentiment.filled(.sentiment, for: "weigh-targets")
    let claims = document.claims.filled(.claims, for: "weigh-targets")
    let own = lexicons.lexicons(for: language)
    let scale = ScoreScale(own.parameters)
    let learned = own.weights(for: .sentiment).map(LearnedVerdict.init)
    let weigher = TargetWeigher(
      segmentation: segmentation, mentions: mentions, sentiment: sentiment, claims: claims, frames: lexicons.frames)
    return .product(
      weigher.weights().map { entity, weight in
        let byRules = scale.score(hundredths: weight.good - weight.bad)
        let score =
          learned?.verdict(good: weight.good, bad: weight.bad, score: byRules, leaning: weight.leaning).score ?? byRules
        return TargetStance(entity: entity, label: label(score), score: score)
      })
  }

  /// Which way a score points: most of those whom a text names it takes no side on, so that it takes more than for
  /// the text as a whole.
  private func label(_ score: Score) -> Polarity {
    let parameters = lexicons.frames.parameters
    if 0 < score.thousandths && parameters.targetPositiveFrom <= score.thousandths { return .positive }
    return score.thousandths < 0 && score.thousandths <= -parameters.targetNegativeFrom ? .negative : .neutral
  }
}
