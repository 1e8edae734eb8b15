import HearsayCore
import HearsayStore

/// What moves in an archive when lexicons change.
public struct ImpactReport: Sendable {
  /// A series: an entity on a day.
  public struct Series: Hashable, Sendable, Comparable {
    /// The entity.
    public let entity: EntityID
    /// The day; nil for posts without a time.
    public let day: Day?

    public static func < (left: Series, right: Series) -> Bool {
      (left.entity, left.day?.number ?? .min) < (right.entity, right.day?.number ?? .min)
    }
  }

  /// What a series, or an entity, was and is.
  public struct Movement: Hashable, Sendable {
    /// Without the edits.
    public internal(set) var old = ImpactSums()
    /// With them.
    public internal(set) var new = ImpactSums()

    /// By how much the sum of scores and the number of posts moved, in thousandths.
    var size: Int64 { abs(new.score - old.score) + 1000 * abs(new.posts - old.posts) + 1000 * abs(new.fud - old.fud) }

    static func + (left: Movement, right: Movement) -> Movement {
      Movement(old: left.old + right.old, new: left.new + right.new)
    }
  }

  /// A post that moved.
  public struct Example: Sendable {
    /// Its source and the number of its record.
    public let place: String
    /// Its text, cut to 400 characters.
    public let text: String
    /// What differs.
    public let aspects: [ImpactAspect]
    /// Its label and score without the edits; nil where it was not kept.
    public let old: (label: Polarity, score: Score)?
    /// Its label and score with them; nil where it is not kept.
    public let new: (label: Polarity, score: Score)?
    /// The edited entries that act in it, but not alike.
    public let entries: [LexiconEdits.Entry]
    let size: Int
    let sequence: Int
  }

  /// How the lexicons differ.
  public let edits: LexiconEdits
  /// What became of the records; `stored` counts the posts that were compared, each once.
  public internal(set) var counts = RecordCounts()
  /// The first records that failed, each with its place.
  public internal(set) var problems: [String] = []
  /// Number of posts about which anything changed.
  public private(set) var movedCount = 0
  /// Number of posts that moved although no edited entry acts in them: parameters, profiles, context.
  public private(set) var unexplainedCount = 0
  /// Number of posts by what changed about them.
  public private(set) var aspectCounts: [ImpactAspect: Int] = [:]
  private var entryCounts: [LexiconEdits.Entry: Int] = [:]
  private var series: [Series: Movement] = [:]
  /// The posts that moved most, the first first.
  public private(set) var examples: [Example] = []
  private let exampleCountMost: Int

  init(_ edits: LexiconEdits, exampleCountMost: Int) {
    self.edits = edits
    self.exampleCountMost = exampleCountMost
  }

  /// The edited entries that moved posts, the most first, with the number of posts.
  public var entries: [(entry: LexiconEdits.Entry, edit: LexiconEdits.Edit, posts: Int)] {
    entryCounts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.compactMap { entry, count in
      edits.all[entry].map { (entry, $0, count) }
    }
  }

  /// The series that moved, the most first.
  public var movedSeries: [(series: Series, movement: Movement)] {
    series.filter { $0.value.old != $0.value.new }
      .sorted { ($1.value.size, $0.key) < ($0.value.size, $1.key) }.map { ($0.key, $0.value) }
  }

  /// Number of series, moved or not.
  public var seriesCount: Int { series.count }

  /// The entities that moved, the most first, over all days.
  public var movedEntities: [(entity: EntityID, movement: Movement)] {
    let byEntity = series.reduce(into: [EntityID: Movement]()) { sums, item in
      sums[item.key.entity] = (sums[item.key.entity] ?? Movement()) + item.value
    }
    return byEntity.filter { $0.value.old != $0.value.new }
      .sorted { ($1.value.size, $0.key) < ($0.value.size, $1.key) }.map { ($0.key, $0.value) }
  }

  /// Adds what became of the records of a chunk, behind those before it; a post that was compared before is a duplicate.
  mutating func add(_ chunk: ChunkComparison, known: inout KnownPosts) {
    counts = counts + chunk.counts
    problems = Array((problems + chunk.problems).prefix(20))
    for post in chunk.posts {
      if known.insert(post.key, on: post.platform) { add(post) } else { counts.duplicate += 1 }
    }
    examples = Array(examples.sorted { ($1.size, $0.sequence) < ($0.size, $1.sequence) }.prefix(exampleCountMost))
  }

  private mutating func add(_ post: ChunkComparison.Post) {
    counts.stored += 1
    let movement = post.movement
    for item in movement.series {
      let moved = Movement(old: item.old, new: item.new)
      series[Series(entity: item.entity, day: post.day), default: Movement()] =
        (series[Series(entity: item.entity, day: post.day)] ?? Movement()) + moved
    }
    guard let example = post.example else { return }
    movedCount += 1
    if movement.entries.isEmpty { unexplainedCount += 1 }
    for aspect in movement.aspects { aspectCounts[aspect, default: 0] += 1 }
    for entry in movement.entries { entryCounts[entry, default: 0] += 1 }
    examples.append(example)
  }

  /// How much a post moved: the shift of its score, and a little for all else, so that a changed claim counts too.
  static func size(of post: PostMovement) -> Int { abs(post.shift) + 50 * post.aspects.count }
}
