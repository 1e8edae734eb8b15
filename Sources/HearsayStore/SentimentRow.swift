import HearsayCore

/// A question for sentiment and FUD.
public struct SentimentQuery: Hashable, Sendable {
  /// The order of the rows.
  public enum Order: Hashable, Sendable {
    /// Most posts first.
    case posts
    /// Oldest first; rows of the same time by posts.
    case time
  }

  /// What is asked about.
  public var filter: SignalFilter
  /// What the rows stand for; without any there is one row.
  ///
  /// At most one of day, week and month.
  public var groups: [SignalGroup]
  /// The order of the rows.
  public var order: Order
  /// Most rows, or nil for all.
  public var rowCountMost: Int?
  /// Whether the four counts of `OrganicCounts` are asked for.
  public var isOrganicAsked = false
  /// What is held constant before rows are compared: languages, platforms or both.
  ///
  /// Each row's mean becomes that of the mix that all rows of the same entity have together.
  public var standardised: [SignalGroup] = []

  /// A question with all of its parts.
  public init(_ filter: SignalFilter, by groups: [SignalGroup], order: Order, rowCountMost: Int?) {
    self.filter = filter
    self.groups = groups
    self.order = order
    self.rowCountMost = rowCountMost
  }
}

/// What is said about an entity, or a group of them.
///
/// A post that names three entities is a post about each of them: in rows that stand for several
/// entities it counts three times, once for each opinion. People count once.
public struct SentimentRow: Hashable, Sendable {
  /// The entity, where rows are grouped by it.
  public var chain: EntityID?
  /// Its kind, where rows are grouped by entity or kind.
  public var kind: EntityKind?
  /// The day, Monday or first of the month, where rows are grouped by time and the time is known.
  public var period: Day?
  /// The language, where rows are grouped by it.
  public var language: LanguageCode?
  /// The platform, where rows are grouped by it.
  public var platform: String?

  /// Posts about it.
  public var posts: Int64 = 0
  /// Those among the posts that repeat another post.
  public var reposts: Int64 = 0
  /// Different known authors.
  public var people: Int64 = 0
  /// Posts that are positive toward it.
  public var positive: Int64 = 0
  /// Posts that are neutral toward it.
  public var neutral: Int64 = 0
  /// Posts that are negative toward it.
  public var negative: Int64 = 0
  /// Posts that are both, strongly.
  public var mixed: Int64 = 0
  /// The mean score, −1 … 1, of the posts that were judged; nil where there are none.
  public var meanScore: Double?
  /// The standard error of the mean, clustered by author (a post without known author is a cluster
  /// of its own); nil below two clusters.
  ///
  /// Ten posts of one person are not ten opinions: √(G/(G−1) · Σ(Sₐ − nₐ·m)²) / n over the authors a.
  public var standardError: Double?
  /// Half of the 95 % interval of the mean; nil where there is no standard error.
  ///
  /// The standard error times the quantile of Student's t for as many degrees of freedom as there are
  /// clusters of equal size; on simulated archives it covers the truth in 95 % of trials.
  public var intervalHalf: Double?
  /// The same in four counts; nil where a query did not ask for them.
  public var organic: OrganicCounts?
  /// Where means are standardised: the share of the whole's posts whose language and platform occur here, 0 … 1.
  public var standardShare: Double?
  /// Posts with alarm aimed at it.
  public var fear: Int64 = 0
  /// Posts that call an outcome unclear.
  public var uncertainty: Int64 = 0
  /// Posts with distrust of it.
  public var doubt: Int64 = 0
  /// Posts that reject FUD.
  public var counter: Int64 = 0
  /// Posts that push greed.
  public var hype: Int64 = 0
  /// Claims about it.
  public var claims: Int64 = 0
  /// All stored posts of the same time, language and platform, whatever they name: with none of
  /// them, "nothing was said" would only mean that nothing was read.
  public var coveragePosts: Int64 = 0

  /// Posts with a verdict.
  public var judged: Int64 { positive + neutral + negative + mixed }

  /// A count as a share of the posts, 0 … 1.
  public func share(of count: Int64) -> Double { posts == 0 ? 0 : Double(count) / Double(posts) }
}

/// Posts and mean score, −1 … 1, under one way of counting.
public struct CountedPosts: Hashable, Sendable {
  /// How many.
  public var posts: Int64 = 0
  /// The mean score of those that were judged; nil where there are none.
  public var meanScore: Double?
}

/// Organic or pushed: what is left when copies are not counted.
public struct OrganicCounts: Hashable, Sendable {
  /// Each author once a day for each entity, language and platform, with the mean of what they say;
  /// posts without a known author count each.
  public var capped = CountedPosts()
  /// Near-duplicates once: the first post of each cluster.
  public var collapsed = CountedPosts()
  /// Without the posts of clusters that are taken as coordinated.
  public var organic = CountedPosts()
  /// Whether what one would conclude differs between the four counts: positive, neutral (within
  /// `neutralWithin`) or negative.
  public var flips = false

  /// Mean scores up to this far from 0 are taken as neutral.
  public static let neutralWithin = 0.05

  /// Counts of nothing.
  public init() {}

  init(capped: CountedPosts) { self.capped = capped }

  static func conclusion(_ mean: Double?) -> Polarity? {
    mean.map { neutralWithin < $0 ? .positive : $0 < -neutralWithin ? .negative : .neutral }
  }
}

/// A step of a series.
public struct SeriesPoint: Hashable, Sendable {
  /// The day, or the Monday of the week.
  public var period: Day
  /// Posts about the entity.
  public var posts: Int64
  /// The mean score, −1 … 1; nil where no post was judged.
  public var meanScore: Double?
  /// Posts with fear, uncertainty or doubt; a post with two of them counts twice.
  public var fudFlags: Int64
  /// All stored posts of that time: 0 means that nothing was read, not that nothing was said.
  public var coveragePosts: Int64
}
