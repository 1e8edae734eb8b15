import HearsayCore
import HearsayLexicon
import HearsayStages

/// What made a label of a score, so that whoever sees both can follow.
public enum LabelReason: Hashable, Sendable {
  /// The score is compared with two thresholds, in thousandths: positive from one on, negative down from the other.
  case thresholds(negativeFrom: Int, positiveFrom: Int)
  /// Learned weights take the likeliest of three; the chances are in thousandths, and the score is that of positive
  /// less that of negative.
  case likeliest(negative: Int, neutral: Int, positive: Int)
  /// Much speaks for either side.
  case bothSides
}

extension Pipeline {
  /// Why the text of `document` has the label that it has; nil where its sentiment was not scored.
  public func reasonForSentiment(of document: borrowing Document) -> LabelReason? {
    guard let sentiment = document.sentiment, let language = document.language?.main else { return nil }
    if sentiment.label == .mixed { return .bothSides }
    let own = lexicons.lexicons(for: language)
    guard let weights = own.weights(for: .sentiment) else {
      return .thresholds(
        negativeFrom: min(-1, own.parameters.negativeFrom), positiveFrom: max(1, own.parameters.positiveFrom))
    }
    return LabelReason(LearnedVerdict(weights).chances(of: sentiment))
  }

  /// Why the stance toward each entity of `document` has the label that it has, in the order of its targets.
  public func reasonsForTargets(of document: borrowing Document) -> [LabelReason] {
    guard let targets = document.targets, !targets.isEmpty else { return [] }
    let reader = TargetReader(document, lexicons)
    let parameters = lexicons.frames.parameters
    let negativeFrom = targets.count == 1 ? parameters.targetOnlyNegativeFrom : parameters.targetNegativeFrom
    return targets.map { target in
      reader.chances(toward: target.entity).map { LabelReason($0) }
        ?? .thresholds(negativeFrom: -max(1, negativeFrom), positiveFrom: max(1, parameters.targetPositiveFrom))
    }
  }
}

extension LabelReason {
  /// The likeliest, by the chances of negative and positive.
  fileprivate init(_ chances: (against: Int, for: Int)) {
    self = .likeliest(
      negative: chances.against, neutral: 1000 - chances.against - chances.for, positive: chances.for)
  }
}
