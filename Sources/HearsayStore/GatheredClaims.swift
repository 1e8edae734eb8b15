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
  /// The number of the entity that they are about; 0 where they name nobody.
  let entity: Int64
  private(set) var claims: Int64 = 0
  /// Different known authors, once all claims have been gathered.
  var people = 0
  private(set) var firstClaim: Int64 = .max
  /// Their languages and platforms in the order of their numbers: a few, which are searched from the beginning.
  private(set) var languages: [Int64] = []
  private(set) var platforms: [Int64] = []
  private(set) var posts: Int64 = 0
  private(set) var pushedPosts: Int64 = 0
  private(set) var reported: Int64 = 0
  private(set) var firstDay: Int64?
  private(set) var lastDay: Int64?
  /// How many there are of each modality and stance, in the order of all of them.
  private var modalityCounts = SIMD8<Int64>.zero
  private var stanceCounts = SIMD4<Int64>.zero
  private var cited: [ClaimFact.Cited: Int64] = [:]
  private var relays: [ClaimFact.Cited: Int64] = [:]
  private var latestPost: (platform: Int32, key: Int64)?
  /// Of the first claims of posts, those with different quotes that stand first in the archive.
  private var firsts: [(id: Int64, quoteHash: UInt32)] = []

  init(subject: ClaimSummary.Subject, entity: Int64) {
    self.subject = subject
    self.entity = entity
  }

  /// Ids of the claims that are quoted.
  var quoted: [Int64] { firsts.map(\.id) }

  /// How many there are of each modality, in the order of all modalities.
  var modalities: [Int64] { Modality.allCases.indices.map { modalityCounts[$0] } }

  /// How many there are of each stance, in the order of all stances.
  var stances: [Int64] { Polarity.allCases.indices.map { stanceCounts[$0] } }

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
    Self.insert(language, into: &languages)
    Self.insert(platform, into: &platforms)
    modalityCounts[modality] += 1
    stanceCounts[stance] += 1
    if case .author = row.cited { return }
    reported += 1
    cited[row.cited, default: 0] += 1
    if case .author = row.relay { return }
    relays[row.relay, default: 0] += 1
  }

  private static func insert(_ number: Int64, into numbers: inout [Int64]) {
    var place = 0
    while place < numbers.count, numbers[place] < number { place += 1 }
    if place == numbers.count || numbers[place] != number { numbers.insert(number, at: place) }
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
    summary.citedSources = citedSources(names)
    summary.relays = relays(names)
    return summary
  }

  /// Whom they are ascribed to, most often first, at most five.
  func citedSources(_ names: QueryNames) -> [ClaimSummary.CitedSource] { Self.told(cited, names) }

  /// Who relays what they say, most often first, at most five.
  func relays(_ names: QueryNames) -> [ClaimSummary.CitedSource] { Self.told(relays, names) }

  private static func told(_ cited: [ClaimFact.Cited: Int64], _ names: QueryNames) -> [ClaimSummary.CitedSource] {
    if cited.isEmpty { return [] }
    var byName: [String: Int64] = [:]
    for (source, count) in cited {
      switch source {
      case .author: break
      case .entity(let number): byName[names.entity(number)?.description ?? "", default: 0] += count
      case .words(let words): byName[words, default: 0] += count
      }
    }
    let sources = byName.map { ClaimSummary.CitedSource(name: $0.key, claims: $0.value) }
      .sorted { $0.claims != $1.claims ? $1.claims < $0.claims : $0.name < $1.name }
    return Array(sources.prefix(5))
  }
}
