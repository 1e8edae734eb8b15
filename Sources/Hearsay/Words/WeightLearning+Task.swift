import HearsayLexicon

extension WeightLearning {
  /// What weights decide.
  public enum Task: String, CaseIterable, Sendable {
    /// Whether a text is negative, neutral or positive.
    case sentiment
    /// Whether a text states something that could be verified or refuted.
    case checkable
    /// Whether a text speaks for or against the words that a post gives as its target.
    case target
    /// Whether a text spreads fear, uncertainty or doubt.
    case fud

    /// Its classes.
    public var classes: [String] {
      switch self {
      case .sentiment, .target: ["negative", "neutral", "positive"]
      case .checkable, .fud: ["no", "yes"]
      }
    }

    /// Whether it has only the classes no and yes.
    var isYesNo: Bool { self == .checkable || self == .fud }

    /// The class that a set calls `label`, by number; nil where it is none.
    func number(of label: String) -> Int? {
      classes.firstIndex(of: isYesNo ? YesNo.reading(label) ?? "" : label)
    }

    /// The class with the given number, as the learner counts: 0 against, 1 neither, 2 for.
    func side(of number: Int) -> Int { isYesNo ? 2 * number : number }

    var learned: LearnedTask {
      switch self {
      case .sentiment: .sentiment
      case .checkable: .checkable
      case .target: .target
      case .fud: .fud
      }
    }

    /// What a post says about it, if anything: its label, or what its annotation in full comes to.
    func label(of post: GoldPost) -> String? {
      switch self {
      case .sentiment: post.sentiment
      case .checkable, .target: post.label
      case .fud:
        post.record.map { YesNo.word(!$0.flags.isDisjoint(with: ["fear", "uncertainty", "doubt"])) } ?? post.label
      }
    }
  }
}
