import HearsayCore

/// What learned weights can know of the signs of fear, uncertainty and doubt in a text, as the rules have put them
/// together, and of its tone.
package enum FUDTrait: String, CaseIterable, Sendable {
  /// Always 1.
  case always
  /// The strength of fear, 0 … 1.
  case fear
  /// The strength of uncertainty, 0 … 1.
  case uncertainty
  /// The strength of doubt, 0 … 1.
  case doubt
  /// 1 where the text rejects FUD.
  case counter
  /// How far below zero the score of the text is, 0 … 1.
  case bad
  /// How far above zero it is, 0 … 1.
  case good

  /// The values of all traits, in the order of the cases, for what the rules found and the score of the text.
  package static func values(_ fud: FUD, _ score: Score) -> [Double] {
    func share(_ thousandths: Int) -> Double { Double(max(0, thousandths)) / 1000 }
    return [
      1, share(fud.fear), share(fud.uncertainty), share(fud.doubt), fud.counter ? 1 : 0, share(-score.thousandths),
      share(score.thousandths),
    ]
  }
}
