import HearsayArchive
import HearsayCore
import HearsayFiles
import HearsayStore

/// Finds the authors whom somebody means by a handle, an id or a name.
///
/// A database knows authors by pseudonyms alone, made of the id where the archive had one, so that a handle need not
/// lead to them. Three ways are tried: the pseudonym of what was given; archives, where some are named; the addresses
/// of stored posts, in which many platforms write the handle.
public struct AuthorSearch {
  /// What came of looking for a name.
  public enum Found: Hashable, Sendable {
    /// One author, or the same one written in several ways; with what showed it, where that was not the name itself.
    case authors([Int64], by: String?)
    /// Several people are called so.
    case several([Int64])
    /// Nobody; with a handle on the platform that is nearly the same.
    case nobody(near: String?)
  }

  /// Where they are looked for.
  public let store: Store
  private let platform: String
  private let key: [UInt8]
  /// The authors whom archives call so, by the handle or id in small letters.
  private var inArchives: [String: Set<Int64>] = [:]

  /// A search for people on `platform` whose pseudonyms were made with `key`.
  public init(_ store: Store, platform: String, key: [UInt8]) {
    self.store = store
    self.platform = platform
    self.key = key
  }

  /// Looks in the archives at `paths` for the authors called `names`, whom `find` then knows.
  ///
  /// They are read as the pipelines read them that the database has figures of: with the columns that these name.
  public mutating func look(for names: [String], in paths: [String]) throws(Diagnostics) {
    let wanted = Set(names.map(Self.normal))
    let readings = Set(try store.editions().map { PipelineFile.reading(ofText: $0.edition.pipelineText) })
    for reading in readings.union([ReadingOptions()]) {
      for source in try ArchiveOpener(reading).sources(for: paths) { look(for: wanted, in: source) }
    }
  }

  private mutating func look(for wanted: Set<String>, in source: ArchiveSource) {
    let (pseudonyms, parser) = (Pseudonyms(key: key), JSONParser())
    var cursor = source.chunks()
    while let chunk = cursor.next() {
      let posts = chunk.posts(using: parser)
      for item in posts.items {
        guard case .post(let index) = item.outcome else { continue }
        let post = posts[index]
        guard platform == (post.platform.isEmpty ? "unknown" : post.platform.string) else { continue }
        for field in [PostRecord.Field.authorID, .authorHandle] {
          guard let name = post.field(field).map({ Self.normal($0.string) }), wanted.contains(name),
            let author = pseudonyms.pseudonym(of: post)
          else { continue }
          inArchives[name, default: []].insert(author)
        }
      }
    }
  }

  /// Finds the author called `name` among those of whom the database has posts.
  public func find(_ name: String) throws(Diagnostics) -> Found {
    let own = Forgetting.authors(name, platform: platform, key: key)
    let known = try Forgetting.known(
      own + inArchives[Self.normal(name), default: []].map { .author($0) }, in: store)
    let direct = Self.pseudonyms(known.intersection(own))
    if !direct.isEmpty { return .authors(direct, by: nil) }
    let named = Self.pseudonyms(known)
    if !named.isEmpty { return named.count == 1 ? .authors(named, by: "the archives") : .several(named) }
    return try findByAddress(name)
  }

  /// The author who is called exactly so, whether anybody is or not.
  public func exactly(_ name: String) -> ForgetTarget? {
    Forgetting.authors(name, platform: platform, key: key).first
  }

  private func findByAddress(_ name: String) throws(Diagnostics) -> Found {
    let wanted = Self.normal(name)
    var handles: Set<String> = []
    var authors: [Int64: String] = [:]
    try store.forEachAddress(on: platform) { author, address in
      guard let handle = Self.handle(in: address) else { return }
      if handle == wanted {
        authors[author] = address
      } else if handles.count < Self.handlesMost {
        handles.insert(handle)
      }
    }
    guard let (author, address) = authors.first else {
      return .nobody(near: Suggestion.nearest(to: wanted, in: handles.sorted()))
    }
    return authors.count == 1 ? .authors([author], by: address) : .several(authors.keys.sorted())
  }

  /// Among so many handles a near one is looked for.
  private static let handlesMost = 20_000

  private static func pseudonyms(_ targets: Set<ForgetTarget>) -> [Int64] {
    targets.compactMap { if case .author(let author) = $0 { author } else { nil } }.sorted()
  }

  /// A handle as it is compared: small letters, no @ before it.
  static func normal(_ name: String) -> String { (name.first == "@" ? String(name.dropFirst()) : name).lowercased() }

  /// The handle in the address of a post, such as `https://x.com/ann/status/1` or `https://bsky.app/profile/ann/post/1`;
  /// nil where there is none.
  static func handle(in address: String) -> String? {
    let parts = address.split(separator: "/", omittingEmptySubsequences: true).map(String.init)
    guard parts.count > 3, parts[0].hasSuffix(":") else { return nil }
    let isBehindWord = ["profile", "users", "user", "u"].contains(parts[2])
    guard isBehindWord ? parts.count > 4 : !["i", "r", "web"].contains(parts[2]) else { return nil }
    return normal(isBehindWord ? parts[3] : parts[2])
  }
}
