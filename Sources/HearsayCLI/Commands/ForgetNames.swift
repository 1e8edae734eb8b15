import Hearsay

/// Whom and what is to be forgotten, and what is to be said of those who were named and not found.
struct ForgetNames {
  /// Those who were found, and, where it is asked for, those who were not.
  private(set) var targets: [ForgetTarget] = []
  /// Warnings about those who were not found.
  private(set) var remarks = Diagnostics()
  private let remembersAll: Bool
  private let database: String

  init(remembersAll: Bool, database: String) {
    self.remembersAll = remembersAll
    self.database = database
  }

  /// Adds authors by the pseudonyms that the database has.
  mutating func add(pseudonyms: [Int64], in store: Store) throws(Diagnostics) {
    let known = try Forgetting.known(pseudonyms.map { .author($0) }, in: store)
    for pseudonym in pseudonyms {
      if known.contains(.author(pseudonym)) || remembersAll {
        targets.append(.author(pseudonym))
      } else {
        remark("no author has the pseudonym \(pseudonym)", "the column author of the table post holds pseudonyms")
      }
    }
  }

  /// Adds posts by their ids.
  mutating func add(posts: [String], on platform: String, in store: Store) throws(Diagnostics) {
    if !posts.isEmpty { try addPlatform(platform, store) }
    for id in posts {
      let target = ForgetTarget.post(platform: platform, id: id)
      let known = try Forgetting.known([target], in: store)
      if remembersAll || !known.isEmpty {
        targets.append(target)
      } else {
        remark("no post on \(platform) has the id \"\(id)\"", "give the id that the archive has, not the address")
      }
    }
  }

  /// Adds authors by id, handle or name.
  mutating func add(authors: [String], on platform: String, lookedUpIn archives: [String], _ search: AuthorSearch)
    throws(Diagnostics)
  {
    guard !authors.isEmpty else { return }
    try addPlatform(platform, search.store)
    var search = search
    if !archives.isEmpty { try search.look(for: authors, in: archives) }
    for name in authors {
      switch try search.find(name) {
      case .authors(let found, let means):
        targets += found.map { .author($0) }
        if let means { Terminal.report("\"\(name)\" is author \(found[0]), known by \(means)\n") }
      case .several(let found):
        remark(
          "\(found.count) authors on \(platform) are called \"\(name)\"",
          "choose among them with --pseudonym: \(found.prefix(6).map(String.init).joined(separator: ", "))")
      case .nobody(let near):
        if remembersAll, let exact = search.exactly(name) {
          targets.append(exact)
        } else {
          remark("nobody on \(platform) is called \"\(name)\"", Self.remedy(near, isLookedUp: !archives.isEmpty))
        }
      }
    }
  }

  private static func remedy(_ near: String?, isLookedUp: Bool) -> String {
    if let near { return "did you mean \"\(near)\"?" }
    let lookUp = isLookedUp ? "" : "name the archives with --in, so that the id is looked up there; "
    return "give the id that the archives have for the author; \(lookUp)"
      + "give --author-key where the run was given one; --remember keeps out of later runs who is not here yet"
  }

  /// A mistyped platform is found out first: nothing would be found on it.
  private mutating func addPlatform(_ platform: String, _ store: Store) throws(Diagnostics) {
    guard !remembersAll else { return }
    let unknown = try store.unknownNames(platform: platform)
    if !unknown.isEmpty {
      throw Diagnostics(unknown.all.map { Diagnostic(.error, $0.code, $0.message, help: $0.help) })
    }
  }

  private mutating func remark(_ message: String, _ help: String) {
    remarks.add(
      Diagnostic(
        .warning, .databaseNameUnknown, "\(message) in \"\(database)\"; nothing is remembered of it", help: help))
  }
}
