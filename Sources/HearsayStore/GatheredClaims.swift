import GRDB
import HearsayCore

/// A claim of a row, in numbers.
struct ReadClaim {
  /// What makes claims the same, in numbers of `ClaimWords`; -1 where nothing is said.
  struct Key: Hashable {
    var entity: Int64 = -1
    var frame: Int32 = -1
    var topic: Int8 = -1
    var kind: Int8 = -1
    var stance: Int8 = -1
  }

  var key: Key
  /// Which of all modalities it has.
  var modality: Int
  /// Which of all stances it has.
  var stance: Int
}

/// Turns the words of rows into numbers, each word once.
struct ClaimWords {
  private var frames = TextNumbers()
  private var topics = EnumWords<Topic>()
  private var kinds = EnumWords<ClaimKind>()
  private var stances = EnumWords<Polarity>()
  private var modalities = EnumWords<Modality>()

  /// A row of `Store.gather`.
  mutating func read(_ row: borrowing NumberRow) -> ReadClaim {
    let stance = stances.index(of: row.bytes(11))
    var key = ReadClaim.Key()
    if !row.isNull(0) { key.entity = row[0] }
    if let frame = row.bytes(8) {
      key.frame = Int32(frames.number(of: frame).number)
    } else {
      key.topic = Int8(topics.index(of: row.bytes(9)))
      key.kind = Int8(kinds.index(of: row.bytes(10)))
      key.stance = Int8(stance)
    }
    return ReadClaim(key: key, modality: modalities.index(of: row.bytes(12)), stance: stance)
  }

  /// What a key stands for.
  func subject(_ key: ReadClaim.Key, _ names: QueryNames) -> ClaimSummary.Subject {
    func value<Value: CaseIterable>(_ index: Int8) -> Value? {
      index < 0 ? nil : Array(Value.allCases)[Int(index)]
    }
    return ClaimSummary.Subject(
      entity: key.entity < 0 ? nil : names.entity(key.entity),
      frame: key.frame < 0 ? nil : FrameID(frames.all[Int(key.frame)]), topic: value(key.topic), kind: value(key.kind),
      stance: value(key.stance))
  }
}

/// Which of all values of an enumeration a word stands for.
private struct EnumWords<Value: RawRepresentable<String> & CaseIterable> {
  private var words = TextNumbers()
  private var indices: [Int] = []

  /// The index of the value among all; -1 for none, and for a word of a newer version.
  mutating func index(of word: UnsafeRawBufferPointer?) -> Int {
    guard let word else { return -1 }
    let (number, isNew) = words.number(of: word)
    if isNew { indices.append(Array(Value.allCases).firstIndex { $0.rawValue == words.all[number] } ?? -1) }
    return indices[number]
  }
}

/// The posts of clusters that are taken as coordinated.
struct PushedPosts {
  private struct Key: Hashable {
    var platform: Int64
    var key: Int64
  }

  private var keys: Set<Key> = []

  init(_ edition: Int64, _ db: Database) throws {
    let sql = """
      SELECT p.platform, p.key FROM cluster c CROSS JOIN clusterPost p ON p.edition = c.edition AND p.cluster = c.id
      WHERE c.edition = ? AND c.coordinated
      """
    var keys: Set<Key> = []
    try NumberScan.run(db, sql, [edition]) { row in keys.insert(Key(platform: row[0], key: row[1])) }
    self.keys = keys
  }

  func contains(platform: Int64, key: Int64) -> Bool {
    !keys.isEmpty && keys.contains(Key(platform: platform, key: key))
  }
}

/// A summary in the making.
struct GatheredClaims {
  let subject: ClaimSummary.Subject
  var claims: Int64 = 0
  var authors: Set<Int64> = []
  /// Ids of the claims that are quoted.
  var quoted: [Int64] = []
  var firstClaim: Int64 = .max
  /// Their languages and platforms in order of appearance: a few, which are searched from the beginning.
  private(set) var languages: [Int64] = []
  private(set) var platforms: [Int64] = []
  private var posts: Int64 = 0
  private var pushedPosts: Int64 = 0
  private var reported: Int64 = 0
  private var firstDay: Int64?
  private var lastDay: Int64?
  private var modalities = [Int64](repeating: 0, count: Modality.allCases.count)
  private var stances = [Int64](repeating: 0, count: Polarity.allCases.count)
  private var cited: [String: Int64] = [:]
  private var latestPost: (platform: Int64, key: Int64)?
  private var quotes: Set<String> = []

  init(subject: ClaimSummary.Subject) { self.subject = subject }

  /// Adds a claim; the claims of a post come one after the other.
  mutating func add(_ row: borrowing NumberRow, _ claim: ReadClaim, _ names: QueryNames, _ pushed: PushedPosts) {
    claims += 1
    let id = row[1]
    firstClaim = min(firstClaim, id)
    let post = (platform: row[2], key: row[3])
    let isNewPost = latestPost.map { $0 != post } ?? true
    latestPost = post
    if isNewPost {
      posts += 1
      if pushed.contains(platform: post.platform, key: post.key) { pushedPosts += 1 }
    }
    let day = row[4]
    if day != Int64(StoredDay.unknown) {
      firstDay = min(firstDay ?? day, day)
      lastDay = max(lastDay ?? day, day)
    }
    if !languages.contains(row[5]) { languages.append(row[5]) }
    if !platforms.contains(post.platform) { platforms.append(post.platform) }
    if !row.isNull(6) { authors.insert(row[6]) }
    if 0 <= claim.modality { modalities[claim.modality] += 1 }
    if 0 <= claim.stance { stances[claim.stance] += 1 }
    if let name = row.isNull(7) ? row.text(13) : names.entity(row[7])?.description ?? "" {
      reported += 1
      cited[name, default: 0] += 1
    }
    if isNewPost, quoted.count < 3, let quote = row.text(14), quotes.insert(quote).inserted { quoted.append(id) }
  }

  func summary(_ names: QueryNames) -> ClaimSummary {
    var summary = ClaimSummary(subject: subject)
    summary.claims = claims
    summary.posts = posts
    summary.people = Int64(authors.count)
    summary.languages = languages.compactMap(names.language).sorted()
    summary.platforms = platforms.compactMap(names.platform).sorted()
    summary.firstDay = StoredDay.day(firstDay)
    summary.lastDay = StoredDay.day(lastDay)
    for (modality, count) in zip(Modality.allCases, modalities) where 0 < count { summary.modalities[modality] = count }
    for (stance, count) in zip(Polarity.allCases, stances) where 0 < count { summary.stances[stance] = count }
    summary.reported = reported
    summary.pushedPosts = pushedPosts
    summary.citedSources = cited.map { ClaimSummary.CitedSource(name: $0.key, claims: $0.value) }
      .sorted { $0.claims != $1.claims ? $1.claims < $0.claims : $0.name < $1.name }
    if 5 < summary.citedSources.count { summary.citedSources.removeSubrange(5...) }
    return summary
  }
}
