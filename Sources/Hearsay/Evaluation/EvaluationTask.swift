import HearsayCore

/// What can be asked of labelled posts.
public enum EvaluationTask: String, CaseIterable, Sendable {
  /// The sentiment of the whole text.
  case sentiment
  /// The stance toward words of the text that the set names, which may be no known entity.
  case target
  /// The language.
  case language
  /// The places that name entities, and whom they name.
  case mentions
  /// The stance toward each entity.
  case targets
  /// Fear, uncertainty and doubt.
  case fud
  /// What is claimed.
  case claims
  /// Whether anything checkable is claimed.
  case checkable
  /// Whether there is fear.
  case fear
  /// The places that name coins.
  case coins

  /// The tasks that the fields of `post` speak of.
  ///
  /// The labels yes and no speak of none: of what they are meant, only the caller knows.
  static func inferred(from post: GoldPost) -> [EvaluationTask] {
    if post.record != nil { return [.language, .sentiment, .mentions, .targets, .fud, .claims] }
    if post.spans.contains(where: { $0.type == Coin.type }) { return [.coins] }
    guard let label = post.label else { return post.target != nil && post.scoreSign != nil ? [.target] : [] }
    switch label {
    case "negative", "neutral", "positive", "mixed": return [post.target == nil ? .sentiment : .target]
    case "fud", "no_fud": return [.fud]
    case "fear", "no_fear": return [.fear]
    case "claim", "no_claim": return [.checkable]
    case post.language?.description: return [.language]
    default: return []
    }
  }
}

/// What figures are given for: a task is one question, or several.
public enum Question: String, CaseIterable, Sendable {
  case sentiment
  case sentimentStrict = "sentiment-strict"
  case target
  case targetStrict = "target-strict"
  case language
  case languageOurs = "language-ours"
  case mentions
  case mentionSpans = "mention-spans"
  case traps
  case targets
  case targetsFound = "targets-found"
  case fud, fear, uncertainty, doubt, counter, hype
  case claims
  case claimKind = "claim-kind"
  case claimModality = "claim-modality"
  case claimSource = "claim-source"
  case claimStance = "claim-stance"
  case claimTopic = "claim-topic"
  case claimCheckable = "claim-checkable"
  case checkable
  case coins
  case coinsKnown = "coins-known"

  /// What is asked, in one line.
  public var explanation: String {
    switch self {
    case .sentiment:
      "the sentiment of the text; \"mixed\" counts by the sign of the score, and so does \"neutral\" in a set that has none"
    case .sentimentStrict: "the same in sets without neutral posts, where \"neutral\" is wrong"
    case .target: "the stance toward the words that the set names, found or not as an entity"
    case .targetStrict: "the same in sets without neutral stances, where \"neutral\" is wrong"
    case .language: "the language, over the posts in a supported one"
    case .languageOurs: "whether the language is a supported one"
    case .mentions: "the places that name entities, with the same bytes and the same id"
    case .mentionSpans: "the places that name entities, with the same bytes, whoever is meant"
    case .traps: "posts that name nobody with words that are names elsewhere"
    case .targets: "the stance toward each entity of the set; \"missing\" where the entity was not found"
    case .targetsFound: "the stance toward each entity of the set that was found"
    case .fud: "whether there is fear, uncertainty or doubt"
    case .fear: "whether there is fear"
    case .uncertainty: "whether there is uncertainty"
    case .doubt: "whether there is doubt"
    case .counter: "whether FUD is rejected"
    case .hype: "whether greed or certainty of gain is pushed"
    case .claims: "the claims, whose places overlap by at least half of their union"
    case .claimKind: "the kind of the claims that were found"
    case .claimModality: "the modality of the claims that were found"
    case .claimSource: "whether the claims that were found are ascribed to whom they are said by"
    case .claimStance: "the stance of the claims that were found"
    case .claimTopic: "the topic of the claims that were found"
    case .claimCheckable: "whether the claims that were found are checkable"
    case .checkable: "whether anything checkable is claimed"
    case .coins: "the places that name coins, with the same bytes"
    case .coinsKnown: "the same without the coins whose names the lexicons do not have"
    }
  }

  /// Whether the share of right answers tells more than the mean over classes, which there are many of, or one.
  var isMeasuredByAccuracy: Bool {
    switch self {
    case .language, .traps, .claimKind, .claimModality, .claimSource, .claimStance, .claimTopic, .claimCheckable: true
    default: false
    }
  }

  /// The order of the classes; what is not listed comes behind in the order of the alphabet.
  var classOrder: [String] { ["no", "yes", "negative", "neutral", "positive"] }

  /// The stretch of what is stated beside an answer, in thousandths; nil where nothing is.
  var statedRange: ClosedRange<Int>? {
    switch self {
    case .sentiment, .target, .targetsFound: -1000...1000
    case .language, .fud, .fear, .uncertainty, .doubt: 0...1000
    default: nil
    }
  }
}
