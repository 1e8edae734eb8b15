/// Which way an opinion points.
public enum Polarity: String, CaseIterable, Sendable {
  case negative, neutral, positive, mixed
}

/// How positive or negative a text is, in thousandths: −1000 … 1000.
///
/// An integer, so that sums do not depend on the order of addition.
public struct Score: Hashable, Sendable, Comparable {
  // Four bytes: every document has two, and is handed from stage to stage.
  @usableFromInline let value: Int32

  /// A score in thousandths; values outside −1000 … 1000 are cut.
  @inlinable
  public init(thousandths: Int) { value = Int32(max(-1000, min(1000, thousandths))) }

  /// Thousandths.
  @inlinable public var thousandths: Int { Int(value) }

  /// Neither good nor bad.
  public static let zero = Score(thousandths: 0)

  /// The side that it is on; neutral where it is on none.
  public var side: Polarity { thousandths < 0 ? .negative : 0 < thousandths ? .positive : .neutral }

  public static func < (left: Score, right: Score) -> Bool { left.thousandths < right.thousandths }
}

/// What a text says is good or bad.
public struct Sentiment: Sendable {
  /// The verdict on the whole text.
  public var label: Polarity
  /// The verdict of the rules on the words with valence, before learned weights.
  public var ruleLabel: Polarity
  /// The score of the whole text: the probability that it is positive less the probability that it is negative, where
  /// the language has learned weights; else what the rules make of its words.
  public var score: Score
  /// The score of the rules, before learned weights.
  public var ruleScore: Score
  /// The words with valence, after modification, in text order.
  public var valences: [Valence]
  /// What each token adds by learned weights, in text order; tokens that add nothing are left out.
  public var leanings: [Leaning]
  /// Leanings whose sides differ by so much, in thousandths of log odds, are evidence.
  public var leaningShownFrom: Int
  /// The words behind the verdict of the rules, in text order.
  public var ruleEvidence: [Evidence]

  /// A verdict of the rules with its reasons.
  public init(
    label: Polarity, score: Score, valences: [Valence], ruleEvidence: [Evidence]
  ) {
    self.label = label
    ruleLabel = label
    ruleScore = score
    self.score = score
    self.valences = valences
    leanings = []
    leaningShownFrom = .max
    self.ruleEvidence = ruleEvidence
  }

  /// The verdict of learned weights on a text of which the rules made `byRules`, with what each token adds.
  @inlinable
  public init(
    _ byRules: Sentiment, label: Polarity, score: Score, leanings: [Leaning], leaningShownFrom: Int
  ) {
    self.label = label
    ruleLabel = byRules.ruleLabel
    self.score = score
    ruleScore = byRules.ruleScore
    valences = byRules.valences
    self.leanings = leanings
    self.leaningShownFrom = leaningShownFrom
    ruleEvidence = byRules.ruleEvidence
  }
}

extension Sentiment {
  /// A text in which nothing is good or bad.
  public static let silent = Sentiment(label: .neutral, score: .zero, valences: [], ruleEvidence: [])

  /// The words behind the verdict, in the order of the text whose tokens are `words`.
  ///
  /// Made when it is asked for: most posts are counted, and few are explained.
  public func evidence(in words: Words) -> [Evidence] {
    let shown = leanings.lazy.filter { leaningShownFrom <= abs($0.difference) }.map { leaning in
      Evidence(span: words[leaning.token].span, entry: leaning.entry, effect: .leaning(leaning.difference))
    }
    return (ruleEvidence + shown).sorted { $0.span < $1.span }
  }
}

/// Words with valence, as modified by the words around them.
public struct Valence: Hashable, Sendable {
  /// The tokens, by index.
  public var words: Range<Int>
  /// Hundredths of a point on the −5 … 5 scale.
  public var hundredths: Int

  /// The valence of the given tokens.
  public init(words: Range<Int>, hundredths: Int) {
    self.words = words
    self.hundredths = hundredths
  }
}

/// What a token adds by learned weights to the log odds that a text is negative, and that it is positive, rather than
/// neither.
public struct Leaning: Hashable, Sendable {
  // Four bytes each: there is one for nearly every token.
  @usableFromInline let place: Int32
  @usableFromInline let negative: Int32
  @usableFromInline let positive: Int32
  /// The entry that adds most of it.
  public let entry: EntryID

  /// What `token` adds.
  @inlinable
  public init(token: Int, against: Int, for positive: Int, entry: EntryID) {
    place = Int32(truncatingIfNeeded: token)
    negative = Int32(clamping: against)
    self.positive = Int32(clamping: positive)
    self.entry = entry
  }

  /// The token, by index.
  @inlinable public var token: Int { Int(place) }
  /// The token, as a range.
  @inlinable public var words: Range<Int> { Range(uncheckedBounds: (token, token + 1)) }
  /// What it adds to the log odds of negative, in thousandths.
  @inlinable public var against: Int { Int(negative) }
  /// What it adds to the log odds of positive, in thousandths.
  @inlinable public var `for`: Int { Int(positive) }
  /// How much more it adds to positive than to negative, in thousandths.
  @inlinable public var difference: Int { self.for - against }
}

/// The stance that a text conveys toward one entity.
public struct TargetStance: Hashable, Sendable {
  /// The entity.
  public var entity: EntityID
  /// The verdict.
  public var label: Polarity
  /// The score.
  public var score: Score

  /// A stance toward `entity`.
  public init(entity: EntityID, label: Polarity, score: Score) {
    self.entity = entity
    self.label = label
    self.score = score
  }
}
