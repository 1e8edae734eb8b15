import GRDB
import HearsayCore

/// A claim in the words of this module.
struct ReadClaim {
  var subject: ClaimSummary.Subject
  var modality: Modality?
  var stance: Polarity?
  /// Whom it is ascribed to; nil for the author.
  var cited: String?
}

/// Turns the words of rows into values, each word once.
struct ClaimWords {
  private var topics: [String: Topic] = [:]
  private var kinds: [String: ClaimKind] = [:]
  private var stances: [String: Polarity] = [:]
  private var modalities: [String: Modality] = [:]

  /// A row of `Store.gather`.
  mutating func read(_ row: borrowing NumberRow, _ names: QueryNames) -> ReadClaim {
    var claim = ReadClaim(subject: ClaimSummary.Subject())
    claim.subject.entity = row.isNull(0) ? nil : names.entity(row[0])
    claim.stance = Self.value(row.text(11), &stances)
    claim.modality = Self.value(row.text(12), &modalities)
    if let frame = row.text(8) {
      claim.subject.frame = FrameID(frame)
    } else {
      claim.subject.topic = Self.value(row.text(9), &topics)
      claim.subject.kind = Self.value(row.text(10), &kinds)
      claim.subject.stance = claim.stance
    }
    claim.cited = row.isNull(7) ? row.text(13) : names.entity(row[7])?.description ?? ""
    return claim
  }

  private static func value<Value: RawRepresentable<String>>(_ text: String?, _ known: inout [String: Value]) -> Value?
  {
    guard let text else { return nil }
    if let value = known[text] { return value }
    let value = Value(rawValue: text)
    known[text] = value
    return value
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
  private(set) var languages: Set<Int64> = []
  private(set) var platforms: Set<Int64> = []
  private var posts: Int64 = 0
  private var pushedPosts: Int64 = 0
  private var reported: Int64 = 0
  private var firstDay: Int64?
  private var lastDay: Int64?
  private var modalities: [Modality: Int64] = [:]
  private var stances: [Polarity: Int64] = [:]
  private var cited: [String: Int64] = [:]
  private var latestPost: (platform: Int64, key: Int64)?
  private var quotes: Set<String> = []

  init(subject: ClaimSummary.Subject) { self.subject = subject }

  /// Adds a claim; the claims of a post come one after the other.
  mutating func add(_ row: borrowing NumberRow, _ claim: ReadClaim, _ pushed: PushedPosts) {
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
    languages.insert(row[5])
    platforms.insert(post.platform)
    if !row.isNull(6) { authors.insert(row[6]) }
    if let modality = claim.modality { modalities[modality, default: 0] += 1 }
    if let stance = claim.stance { stances[stance, default: 0] += 1 }
    if let name = claim.cited {
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
    summary.modalities = modalities
    summary.stances = stances
    summary.reported = reported
    summary.pushedPosts = pushedPosts
    summary.citedSources = cited.map { ClaimSummary.CitedSource(name: $0.key, claims: $0.value) }
      .sorted { $0.claims != $1.claims ? $1.claims < $0.claims : $0.name < $1.name }
    if 5 < summary.citedSources.count { summary.citedSources.removeSubrange(5...) }
    return summary
  }
}
