import GRDB
import HearsayCore

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
  /// Different known authors, once all claims have been gathered.
  var people = 0
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
  private var cited: [ClaimFact.Cited: Int64] = [:]
  private var latestPost: (platform: Int32, key: Int64)?
  /// Of the first claims of posts, those with different quotes that stand first in the archive.
  private var firsts: [(id: Int64, quoteHash: UInt32)] = []

  init(subject: ClaimSummary.Subject) { self.subject = subject }

  /// Ids of the claims that are quoted.
  var quoted: [Int64] { firsts.map(\.id) }

  /// Adds a claim; the claims of a post come one after the other.
  mutating func add(_ row: ClaimSegment.Row, modality: Int, stance: Int, _ pushed: PushedPosts) {
    claims += 1
    firstClaim = min(firstClaim, row.id)
    let post = (platform: row.key.platform, key: row.post)
    let isNewPost = latestPost.map { $0 != post } ?? true
    latestPost = post
    if isNewPost {
      posts += 1
      if pushed.contains(platform: Int64(post.platform), key: post.key) { pushedPosts += 1 }
      addQuote(row.id, row.quoteHash)
    }
    if row.key.day != StoredDay.unknown {
      let day = Int64(row.key.day)
      firstDay = min(firstDay ?? day, day)
      lastDay = max(lastDay ?? day, day)
    }
    let (language, platform) = (Int64(row.key.language), Int64(row.key.platform))
    if !languages.contains(language) { languages.append(language) }
    if !platforms.contains(platform) { platforms.append(platform) }
    modalities[modality] += 1
    stances[stance] += 1
    if row.cited != .author {
      reported += 1
      cited[row.cited, default: 0] += 1
    }
  }

  private mutating func addQuote(_ id: Int64, _ quoteHash: UInt32) {
    if firsts.count == 3, firsts[2].id <= id { return }
    if let known = firsts.firstIndex(where: { $0.quoteHash == quoteHash }) {
      guard id < firsts[known].id else { return }
      firsts.remove(at: known)
    }
    firsts.insert((id, quoteHash), at: firsts.firstIndex { id < $0.id } ?? firsts.count)
    if 3 < firsts.count { firsts.removeLast() }
  }

  func summary(_ names: QueryNames) -> ClaimSummary {
    var summary = ClaimSummary(subject: subject)
    summary.claims = claims
    summary.posts = posts
    summary.people = Int64(people)
    summary.languages = languages.compactMap(names.language).sorted()
    summary.platforms = platforms.compactMap(names.platform).sorted()
    summary.firstDay = StoredDay.day(firstDay)
    summary.lastDay = StoredDay.day(lastDay)
    for (modality, count) in zip(Modality.allCases, modalities) where 0 < count { summary.modalities[modality] = count }
    for (stance, count) in zip(Polarity.allCases, stances) where 0 < count { summary.stances[stance] = count }
    summary.reported = reported
    summary.pushedPosts = pushedPosts
    var byName: [String: Int64] = [:]
    for (source, count) in cited {
      switch source {
      case .author: break
      case .entity(let number): byName[names.entity(number)?.description ?? "", default: 0] += count
      case .words(let words): byName[words, default: 0] += count
      }
    }
    summary.citedSources = byName.map { ClaimSummary.CitedSource(name: $0.key, claims: $0.value) }
      .sorted { $0.claims != $1.claims ? $1.claims < $0.claims : $0.name < $1.name }
    if 5 < summary.citedSources.count { summary.citedSources.removeSubrange(5...) }
    return summary
  }
}
