/// What one post shows about one question.
struct Observation: Sendable {
  /// The post, by its index in the collection.
  let post: Int
  let question: Question
  let content: Content

  enum Content: Sendable {
    /// A class was given where a class was to be given; beside it what was stated, and what is the case, in
    /// thousandths.
    case answer(gold: String, answer: String, stated: Int, actual: Int)
    /// Places were found where places were to be found.
    case match(MatchCounts)
    /// Nothing can be said, and why.
    case leftOut(String)
  }

  /// How wrong it is, in thousandths; nil where it is right.
  var error: Int? {
    switch content {
    case .answer(let gold, let answer, let stated, let actual): gold == answer ? nil : abs(stated - actual)
    case .match(let counts):
      counts.expected + counts.found == 2 * counts.matched
        ? nil : 1000 * (counts.expected + counts.found - 2 * counts.matched)
    case .leftOut: nil
    }
  }
}

/// What a set calls yes and no.
enum YesNo {
  private static let words: [String: String] = [
    "yes": "yes", "claim": "yes", "fud": "yes", "fear": "yes", "true": "yes", "1": "yes",
    "no": "no", "no_claim": "no", "no_fud": "no", "no_fear": "no", "false": "no", "0": "no",
  ]

  /// `yes`, `no`, or nil for any other label.
  static func reading(_ label: String?) -> String? { label.flatMap { words[$0] } }

  /// `yes` or `no`.
  static func word(_ value: Bool) -> String { value ? "yes" : "no" }
}
