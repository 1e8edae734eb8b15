import HearsayCore
import HearsayLexicon

/// What learned weights make of a text whose words the rules have put together.
package struct LearnedVerdict {
  private let weights: LearnedWeights

  /// The verdict of `weights`.
  package init(_ weights: LearnedWeights) { self.weights = weights }

  /// The sentiment with the verdict of the weights, and with what each token adds to it.
  package func applied(to sentiment: Sentiment, _ words: Words) -> Sentiment {
    var sentiment = sentiment
    sentiment.leanings = weights.leanings(in: words)
    let (good, bad) = sentiment.valences.sides
    let traits = SentimentTrait.values(good: good, bad: bad, score: sentiment.ruleScore)
    let sums = sentiment.leanings.reduce(into: weights.logOdds(ofTraits: traits)) { sums, leaning in
      sums.against += leaning.against
      sums.for += leaning.for
    }
    let chances = LogisticScale.thousandths(against: sums.against, for: sums.for)
    let neither = 1000 - chances.against - chances.for
    sentiment.score = Score(thousandths: chances.for - chances.against)
    // Much speaks for either side, and the weights cannot decide: that is what mixed means.
    if sentiment.ruleLabel == .mixed && abs(sentiment.score.thousandths) < weights.mixedBelow {
      sentiment.label = .mixed
    } else if max(chances.against, chances.for) <= neither {
      sentiment.label = .neutral
    } else {
      sentiment.label = chances.against < chances.for ? .positive : .negative
    }
    let shown = sentiment.leanings.compactMap { leaning -> Evidence? in
      let difference = leaning.for - leaning.against
      guard weights.shownFrom <= abs(difference) else { return nil }
      return Evidence(span: words[leaning.token].span, entry: leaning.entry, effect: .leaning(difference))
    }
    sentiment.evidence = (sentiment.evidence + shown).sorted { $0.span < $1.span }
    return sentiment
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
