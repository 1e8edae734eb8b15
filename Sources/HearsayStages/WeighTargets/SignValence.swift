import HearsayCore
import HearsayLexicon

/// What words of fear, uncertainty, doubt and hype say toward whom their clause concerns: "nobody uses it" has no word
/// that is bad by itself.
struct SignValence {
  let fud: [Term<FUDMeaning>]
  let modifiers: [Term<ModifierMeaning>]
  /// The words of the text with valence.
  let valences: [Valence]

  /// Number of words that a negation reaches.
  private static let reach = 3

  /// Whether there is such a word in `clause`.
  func stand(in clause: Range<Int>) -> Bool {
    fud.beginning(in: clause).contains { $0.meaning.component != .counter }
  }

  /// The valence of the signs in `clause`, in hundredths of a point.
  func hundredths(in clause: Range<Int>, _ parameters: ClaimParameters) -> Int {
    if fud.isEmpty { return 0 }
    return fud.beginning(in: clause).reduce(0) { sum, term in
      let valence = Self.percent(of: term.meaning.component) * term.meaning.weight * parameters.fudValence / 10_000
      guard valence != 0, !isNegated(term, in: clause) else { return sum }
      let inside = valences.beginning(in: term.words).reduce(0) { $0 + $1.hundredths }
      // "You will cry if you do not buy" is no complaint.
      if term.meaning.component == .hype { return 0 < inside ? sum : sum + valence - inside }
      return inside < 0 ? sum : sum + valence
    }
  }

  /// Which way a component points, and how strongly, in percent; what rejects FUD has its valence already.
  private static func percent(of component: FUDComponent) -> Int {
    switch component {
    case .fear, .doubt: -100
    case .uncertainty: -50
    case .hype: 100
    case .counter: 0
    }
  }

  private func isNegated(_ term: Term<FUDMeaning>, in clause: Range<Int>) -> Bool {
    modifiers.beginning(in: max(clause.lowerBound, term.words.lowerBound - Self.reach)..<term.words.lowerBound)
      .contains { $0.meaning.effect == .negate }
  }
}
