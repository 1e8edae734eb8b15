import GRDB
import HearsayCore

/// Goes through the posts of an edition in order of time, and writes down which of them say nearly the same.
struct ClusterPass {
  /// Thrown where posts that were not sorted are not in order of time.
  struct Disorder: Error {}

  private let edition: Int64
  private let platforms: [Int64]
  private let insert: BulkStatement
  private var finder: NearDuplicates
  private var keys: RecentKeys
  /// Posts that come next, as many as are compared together.
  private var waiting: [Post] = []
  private static let waitingMost = 32

  private struct Post {
    var sketch: TextSketch
    var slots: NearDuplicates.Slots
    var day: Int32
    var key: RecentKeys.Key
  }

  /// A pass over about `postCount` posts of the `platforms`, which come in the order that is theirs at one time.
  init(_ edition: Int64, _ platforms: [Int64], postCount: Int64, _ db: Database) throws {
    self.edition = edition
    self.platforms = platforms
    insert = try BulkStatement(
      db, "INSERT INTO clusterPost (edition, cluster, platform, key, isFirst) VALUES (?, ?, ?, ?, ?)")
    insert.bind(edition, at: 1)
    finder = NearDuplicates(postCount: postCount)
    keys = RecentKeys(count: postCount)
  }

  /// Writes the rows of `clusterPost`.
  ///
  /// Most platforms count their posts up, so that the posts of one stand in the table in order of time. Sorting them
  /// costs more than all else here; so they are taken as they stand first, and sorted where that fails.
  ///
  /// - Throws: `Disorder`, unless posts are sorted; some rows are written then.
  mutating func run(isSorted: Bool, _ db: Database) throws {
    guard isSorted || platforms.count == 1 else { throw Disorder() }
    // All that is asked for is sorted by, but for the sketch: days follow from times, and platforms from their ranks.
    let rank = platforms.enumerated().map { "WHEN \($1) THEN \($0) " }.joined()
    let sql =
      isSorted
      ? """
      SELECT createdAt, key, sketch, CASE platform \(rank)END AS rank FROM post
      WHERE edition = ? AND sketch IS NOT NULL ORDER BY createdAt, rank, key
      """
      : """
      SELECT createdAt, key, sketch FROM post WHERE edition = ? AND platform = \(platforms[0]) ORDER BY key
      """
    var latest = Int64.min
    try NumberScan.run(db, sql, [edition]) { row in
      guard let sketch = row.sketch(2) else { return }
      let seconds = row.optional(0) ?? .min
      if seconds < latest { throw Disorder() }
      latest = seconds
      let day = StoredDay.number(of: UTCTime(seconds: seconds))
      let key = RecentKeys.Key(platform: isSorted ? platforms[Int(row[3])] : platforms[0], key: row[1])
      waiting.append(Post(sketch: sketch, slots: finder.slots(of: sketch), day: day, key: key))
      if waiting.count == Self.waitingMost { try compareAll() }
    }
    try compareAll()
  }

  private mutating func compareAll() throws {
    finder.fetch(waiting.lazy.map(\.slots))
    for post in waiting { try compare(post) }
    waiting.removeAll(keepingCapacity: true)
  }

  private mutating func compare(_ post: Post) throws {
    let number = finder.postNumber
    switch finder.add(post.sketch, at: post.slots, day: post.day) {
    case .alone: break
    case .begins(let cluster, let first):
      try write(keys[first], cluster, isFirst: true)
      try write(post.key, cluster, isFirst: false)
    case .joins(let cluster): try write(post.key, cluster, isFirst: false)
    }
    keys[number] = post.key
  }

  private func write(_ key: RecentKeys.Key, _ cluster: Int64, isFirst: Bool) throws {
    insert.bind(cluster, at: 2)
    insert.bind(key.platform, at: 3)
    insert.bind(key.key, at: 4)
    insert.bind(isFirst ? 1 : 0, at: 5)
    try insert.run()
  }
}

/// The keys of the posts that `NearDuplicates` remembers, by their numbers.
private struct RecentKeys {
  struct Key {
    var platform: Int64 = 0
    var key: Int64 = 0
  }

  private var keys: [Int64]
  private var platforms: [Int32]

  init(count: Int64) {
    var size = 1 << 10
    while size < count && size < 1 << 20 { size <<= 1 }
    keys = Array(repeating: 0, count: size)
    platforms = Array(repeating: 0, count: size)
  }

  subscript(number: Int64) -> Key {
    get {
      let place = Int(number) & (keys.count - 1)
      return Key(platform: Int64(platforms[place]), key: keys[place])
    }
    set {
      let place = Int(number) & (keys.count - 1)
      (keys[place], platforms[place]) = (newValue.key, Int32(truncatingIfNeeded: newValue.platform))
    }
  }
}
