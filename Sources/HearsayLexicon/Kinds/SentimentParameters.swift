/// The numbers that steer how valences become a score.
///
/// They stand in `about.yaml` of the modifiers.
package struct SentimentParameters: Sendable {
  /// Their names, all required, with the ranges that make sense.
  package static let ranges: [(name: String, range: ClosedRange<Int>)] = [
    ("saturation", 1...1000), ("positiveFrom", 0...999), ("negativeFrom", -999...0), ("mixedFrom", 1...1000),
    ("capitals", 100...300), ("exclamation", 100...300), ("question", 0...200), ("elongation", 100...300),
  ]
  /// Those that may be absent, which is 0.
  package static let optional: [(name: String, range: ClosedRange<Int>)] = [("negativeConcord", 0...1)]

  /// Added to the square of a sum of valences under the root.
  package let saturation: Int
  /// Positive from this score on, in thousandths.
  package let positiveFrom: Int
  /// Negative down from this score, in thousandths.
  package let negativeFrom: Int
  /// How much valence both sides need for a mixed verdict, in tenths of a point.
  package let mixedFrom: Int
  /// Percent for a word in capitals.
  package let capitals: Int
  /// Percent for a sentence that ends in an exclamation mark.
  package let exclamation: Int
  /// Percent for a sentence that ends in a question mark.
  package let question: Int
  /// Percent for a stretched word.
  package let elongation: Int
  /// Whether several negators of a clause negate once: `no … nada`.
  package let hasNegativeConcord: Bool

  /// The parameters by name; nil where one is absent.
  package init?(_ values: [String: Int]) {
    guard let saturation = values["saturation"], let positiveFrom = values["positiveFrom"],
      let negativeFrom = values["negativeFrom"], let mixedFrom = values["mixedFrom"],
      let capitals = values["capitals"], let exclamation = values["exclamation"],
      let question = values["question"], let elongation = values["elongation"]
    else { return nil }
    self.saturation = saturation
    self.positiveFrom = positiveFrom
    self.negativeFrom = negativeFrom
    self.mixedFrom = mixedFrom
    self.capitals = capitals
    self.exclamation = exclamation
    self.question = question
    self.elongation = elongation
    hasNegativeConcord = values["negativeConcord"] == 1
  }

  /// For languages without modifiers, where only emoji count.
  static let plain = SentimentParameters(
    saturation: 15, positiveFrom: 60, negativeFrom: -60, mixedFrom: 25, capitals: 100, exclamation: 100,
    question: 100, elongation: 100)

  private init(
    saturation: Int, positiveFrom: Int, negativeFrom: Int, mixedFrom: Int, capitals: Int, exclamation: Int,
    question: Int, elongation: Int
  ) {
    self.saturation = saturation
    self.positiveFrom = positiveFrom
    self.negativeFrom = negativeFrom
    self.mixedFrom = mixedFrom
    self.capitals = capitals
    self.exclamation = exclamation
    self.question = question
    self.elongation = elongation
    hasNegativeConcord = false
  }
}
