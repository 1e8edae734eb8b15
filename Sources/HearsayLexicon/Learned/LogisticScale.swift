import HearsayCore

/// Turns log odds into probabilities.
package enum LogisticScale {
  /// The probabilities of two classes against a third, whose logit is 0 (softmax), in thousandths.
  ///
  /// `against` and `for` are log odds in thousandths.
  package static func thousandths(against: Int, for positive: Int) -> (against: Int, for: Int) {
    // No more than one logit beyond the others matters; the cut keeps the exponential in range.
    let (left, right) = (exponential(clamped(against)), exponential(clamped(positive)))
    let sum = 1 + left + right
    return (Int((left / sum * 1000).rounded()), Int((right / sum * 1000).rounded()))
  }

  /// The most likely of negative, neutral and positive, and the chance of positive less that of negative.
  ///
  /// `against` and `for` are log odds over neutral, in thousandths.
  package static func verdict(against: Int, for positive: Int) -> (label: Polarity, score: Score) {
    let chances = thousandths(against: against, for: positive)
    let score = Score(thousandths: chances.for - chances.against)
    if max(chances.against, chances.for) <= 1000 - chances.against - chances.for { return (.neutral, score) }
    return (chances.against < chances.for ? .positive : .negative, score)
  }

  /// The probability of a class against the only other one, in thousandths; `odds` are log odds in thousandths.
  package static func thousandths(odds: Int) -> Int {
    let value = exponential(clamped(odds))
    return Int((value / (1 + value) * 1000).rounded())
  }

  private static func clamped(_ logit: Int) -> Double { Double(max(-20_000, min(20_000, logit))) / 1000 }

  /// `e` to the power of `x`, by halving the argument and a series.
  ///
  /// Uses additions, multiplications and divisions only, which are exactly rounded (IEEE 754), so that the result is
  /// the same on every machine; the mathematics library does not promise that.
  static func exponential(_ x: Double) -> Double {
    let small = x / 64
    var (term, sum) = (1.0, 1.0)
    for index in 1...8 {
      term = term * small / Double(index)
      sum += term
    }
    for _ in 0..<6 { sum *= sum }
    return sum
  }
}
