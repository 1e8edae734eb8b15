import HearsayCore

/// What learned weights can know of the words with valence in a text, as the rules have put them together.
package enum SentimentTrait: String, CaseIterable, Sendable {
  /// Always 1.
  case always
  /// The score of the rules, −1 … 1.
  case score
  /// Its absolute value.
  case strength
  /// The sum of what is good, in fours of a point of valence, 2 at most.
  case good
  /// The sum of what is bad, likewise.
  case bad
  /// 1 where something is good.
  case anyGood = "any-good"
  /// 1 where something is bad.
  case anyBad = "any-bad"
  /// 1 where something is good and something bad.
  case both
  /// 1 where neither is.
  case neither

  /// The values of all traits, in the order of the cases, for the valence on either side and the rules' score.
  package static func values(good: Int, bad: Int, score: Score) -> [Double] {
    let values = all(good: good, bad: bad, score: score)
    return values.indices.map { values[$0] }
  }

  /// The same without memory of its own, for every text.
  package static func all(good: Int, bad: Int, score: Score) -> InlineArray<9, Double> {
    let share = Double(score.thousandths) / 1000
    return [
      1, share, abs(share), Double(min(good, 800)) / 400, Double(min(bad, 800)) / 400, 0 < good ? 1 : 0,
      0 < bad ? 1 : 0, 0 < good && 0 < bad ? 1 : 0, good == 0 && bad == 0 ? 1 : 0,
    ]
  }
}
