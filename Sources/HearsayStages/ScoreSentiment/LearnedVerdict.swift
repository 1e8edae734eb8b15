import HearsayCore
import HearsayLexicon

/// What learned weights make of a text whose words the rules have put together.
package struct LearnedVerdict: Sendable {
  private let weights: LearnedWeights

  /// The verdict of `weights`.
  package init(_ weights: LearnedWeights) { self.weights = weights }

  /// The sentiment with the verdict of the weights, and with what each token adds to it.
  package func applied(to byRules: Sentiment, _ words: Words) -> Sentiment {
    applied(to: byRules, weights.leanings(in: words), tokenCount: words.count)
  }

  /// The sentiment with the verdict of the weights on a text of so many tokens, and on `leanings`, what each adds.
  func applied(to byRules: Sentiment, _ leanings: consuming [Leaning], tokenCount: Int) -> Sentiment {
    // Weights know no negation: "not bad" and "stop the FUD" say what the rules make of them, and not the opposite.
    if !byRules.valences.isEmpty { Self.removeOpposed(by: byRules.valences, from: &leanings, tokenCount) }
    let (good, bad) = byRules.valences.sides
    let verdict = verdict(good: good, bad: bad, score: byRules.ruleScore, leaning: leanings.sum)
    // Much speaks for either side, and the weights cannot decide: that is what mixed means.
    let isMixed = byRules.ruleLabel == .mixed && abs(verdict.score.thousandths) < weights.mixedBelow
    return Sentiment(
      byRules, label: isMixed ? .mixed : verdict.label, score: verdict.score, leanings: leanings,
      leaningShownFrom: weights.shownFrom)
  }

  /// Takes away the leanings of tokens to which a valence gives the other sign.
  private static func removeOpposed(by valences: [Valence], from leanings: inout [Leaning], _ tokenCount: Int) {
    // One look at each token, however many words have valence.
    withUnsafeTemporaryAllocation(of: (isBad: Bool, isGood: Bool).self, capacity: tokenCount) { signs in
      signs.initialize(repeating: (false, false))
      for valence in valences {
        for token in valence.words {
          if valence.hundredths < 0 { signs[token].isBad = true } else { signs[token].isGood = true }
        }
      }
      leanings.removeAll { leaning in
        leaning.for < leaning.against ? signs[leaning.token].isGood : signs[leaning.token].isBad
      }
    }
  }

  /// The verdict on what is good and bad by the rules, in hundredths of a point, on their score, and on what tokens add.
  func verdict(
    good: Int, bad: Int, score: Score, leaning: (against: Int, for: Int)
  ) -> (label: Polarity, score: Score) {
    let odds = logOdds(good: good, bad: bad, score: score, leaning: leaning)
    return LogisticScale.verdict(against: odds.against, for: odds.for)
  }

  /// The chances of negative and of positive for a sentiment that this verdict made, in thousandths.
  package func chances(of sentiment: Sentiment) -> (against: Int, for: Int) {
    let (good, bad) = sentiment.valences.sides
    let odds = logOdds(good: good, bad: bad, score: sentiment.ruleScore, leaning: sentiment.leanings.sum)
    return LogisticScale.thousandths(against: odds.against, for: odds.for)
  }

  /// The log odds of negative and of positive over neutral, in thousandths.
  func logOdds(
    good: Int, bad: Int, score: Score, leaning: (against: Int, for: Int)
  ) -> (against: Int, for: Int) {
    let traits = weights.logOdds(ofTraits: SentimentTrait.all(good: good, bad: bad, score: score))
    return (traits.against + leaning.against, traits.for + leaning.for)
  }
}

extension Array where Element == Leaning {
  /// What all of them add.
  var sum: (against: Int, for: Int) {
    reduce(into: (against: 0, for: 0)) { sum, leaning in
      sum.against += leaning.against
      sum.for += leaning.for
    }
  }
}

extension Array where Element == Valence {
  /// The sums of what is good and of what is bad, in hundredths of a point, both as positive numbers.
  package var sides: (good: Int, bad: Int) {
    reduce(into: (0, 0)) { sums, valence in
      if valence.hundredths < 0 { sums.1 -= valence.hundredths } else { sums.0 += valence.hundredths }
    }
  }
}
