import HearsayCore

/// A question for claims; whatever is nil is not restricted.
public struct ClaimQuery: Hashable, Sendable {
  /// Whom the claims are about.
  public var about: [EntityID] = []
  /// Their subject.
  public var topic: Topic?
  /// Their kind.
  public var kind: ClaimKind?
  /// How surely they are made.
  public var modality: Modality?
  /// The frame that they fill.
  public var frame: FrameID?
  /// The language of the posts.
  public var language: LanguageCode?
  /// The platform of the posts.
  public var platform: String?
  /// The first day.
  ///
  /// Posts without a day are left out when `since` or `until` is given.
  public var since: Day?
  /// The last day, included.
  public var until: Day?
  /// Fewest different known authors of a summary.
  public var peopleLeast: Int = 0
  /// Whether claims without a frame are left out.
  public var isFramedOnly = false
  /// Whether claims that fill a frame come before all others, which are heaps rather than claims.
  public var areFramesFirst = false
  /// Most summaries, or nil for all.
  public var rowCountMost: Int?

  /// All claims.
  public init() {}
}

/// Claims of many posts that say the same: of one frame, amount, date and party or, without a frame, of one topic, kind
/// and stance, about one entity.
public struct ClaimSummary: Hashable, Sendable {
  /// What makes claims the same.
  public struct Subject: Hashable, Sendable {
    /// Whom they are about; nil where they name nobody.
    public var entity: EntityID?
    /// The frame, or nil where they fill none.
    public var frame: FrameID?
    /// The topic, where there is no frame.
    public var topic: Topic?
    /// The kind, where there is no frame.
    public var kind: ClaimKind?
    /// The stance, where there is no frame.
    public var stance: Polarity?
    /// How much they speak of, to two digits; nil where the frame has no such role, or they do not tell.
    public var amount: ClaimAmount?
    /// When it happens, as `ClaimDate` writes it; nil where the frame has no such role, or they do not tell.
    public var date: String?
    /// Who else takes part; nil where the frame has no such role, or they do not tell.
    public var party: ClaimParty?
  }

  /// Words of a post, and where it is found.
  public struct Quote: Hashable, Sendable {
    /// The words, at most 280 bytes.
    public var text: String
    /// The language of the post.
    public var language: LanguageCode
    /// The platform.
    public var platform: String
    /// The post's identifier, or nil where the archive gave none.
    public var postID: String?
    /// A link to the post.
    public var url: String?
    /// The name of the source.
    public var source: String
    /// The record of the source, counted from 1.
    public var record: Int64
  }

  /// Whom claims are ascribed to, or who relays them, and how often.
  public struct CitedSource: Hashable, Sendable {
    /// An entity's name, or the words of the post.
    public var name: String
    /// How many claims.
    public var claims: Int64
  }

  /// What makes the claims the same.
  public var subject: Subject
  /// Claims.
  public var claims: Int64 = 0
  /// Posts that make them.
  public var posts: Int64 = 0
  /// Different known authors.
  public var people: Int64 = 0
  /// The languages in which they are made, sorted by code.
  public var languages: [LanguageCode] = []
  /// The first known day.
  public var firstDay: Day?
  /// The last known day.
  public var lastDay: Day?
  /// How often they are asserted, hedged, denied.
  public var modalities: [Modality: Int64] = [:]
  /// The platforms on which they are made, sorted.
  public var platforms: [String] = []
  /// Claims that are ascribed to somebody else than the author.
  public var reported: Int64 = 0
  /// Which way they point, toward whom they are about.
  public var stances: [Polarity: Int64] = [:]
  /// Posts among them that belong to clusters which are taken as coordinated.
  public var pushedPosts: Int64 = 0
  /// Whom they are ascribed to, most often first, at most five; the author is not listed.
  public var citedSources: [CitedSource] = []
  /// Who relays what they say, most often first, at most five; the author is not listed.
  public var relays: [CitedSource] = []
  /// Up to three of them, of different posts and with different words, the first in the archive.
  public var quotes: [Quote] = []

  init(subject: Subject) { self.subject = subject }

  /// The share of the claims that are made with a modality, 0 … 1.
  public func share(_ modality: Modality) -> Double {
    claims == 0 ? 0 : Double(modalities[modality] ?? 0) / Double(claims)
  }
}
