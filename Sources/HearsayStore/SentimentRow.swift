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
