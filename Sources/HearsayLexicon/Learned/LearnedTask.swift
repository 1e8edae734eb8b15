/// What learned weights decide.
package enum LearnedTask: String, CaseIterable, Sendable {
  /// Whether a text is negative, neutral or positive.
  case sentiment
  /// Whether a text states something that could be verified or refuted.
  case checkable
  /// Whether a text speaks for or against an entity that it names.
  case target
  /// Whether a text spreads fear, uncertainty or doubt.
  case fud

  /// Its place among all tasks.
  var place: Int {
    switch self {
    case .sentiment: 0
    case .checkable: 1
    case .target: 2
    case .fud: 3
    }
  }

  /// The names of the traits that its weights can know.
  package var traits: [String] {
    switch self {
    case .sentiment: SentimentTrait.allCases.map(\.rawValue)
    case .checkable: CheckableTrait.allCases.map(\.rawValue)
    case .target: TargetTrait.allCases.map(\.rawValue)
    case .fud: FUDTrait.allCases.map(\.rawValue)
    }
  }
}

/// What an entry of learned weights stands for.
package enum LearnedUnit: String, CaseIterable, Sendable {
  /// Letters within a word; `_` is the edge of the word.
  case piece
  /// A trait of the whole text, such as the score of its words with valence.
  case trait
  /// One token, or several in a row.
  case words
}
