import ArgumentParser
import Hearsay

/// The command `hearsay forget`.
struct ForgetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forget",
    abstract: "Removes a person's posts, or single posts, and all that they have added to any figure.",
    discussion: """
      Posts, opinions, claims and quotes are deleted and overwritten in all editions, and every sum is lessened by \
      what they added. A keyed hash is remembered, so that reading the archives again does not bring them back. \
      Other people's posts stay, whomever they quote. The receipt goes to standard output.

        hearsay forget --author 12345 --platform x --db my.sqlite
        hearsay forget --post 1900000000000000001 --platform x --db my.sqlite

      A database knows authors by pseudonyms alone, made of their ids where the archives have ids. Give the id, or the \
      handle: it leads to the author where the archives have no id, where the addresses of the posts name it, and \
      where --in names the archives again. Whoever is not found is not remembered, but with --remember.

      Exit code 1 means that somebody or something was not found.
      """)

  @Option(help: "The database.")
  var db: String = "hearsay.sqlite"
  @Option(help: "Authors by id, handle or name; may be repeated.")
  var author: [String] = []
  @Option(help: "Authors by the pseudonym that the database has; may be repeated.")
  var pseudonym: [Int64] = []
  @Option(help: "Posts by id; may be repeated.")
  var post: [String] = []
  @Option(
    name: .customLong("in"),
    help: """
      An archive in which the ids of those are looked up who are named by their handles, read as the runs read it, \
      with the columns of their pipeline files; may be repeated.
      """)
  var archive: [String] = []
  @Flag(help: "Remember those too of whom nothing is found, exactly as they are named, so that nothing comes in later.")
  var remember = false
  @Option(help: "The platform of the authors and posts.")
  var platform: String?
  @Option(help: "The file with the key of the pseudonyms, where runs were given one.")
  var authorKey: String?

  mutating func validate() throws {
    if author.isEmpty && pseudonym.isEmpty && post.isEmpty {
      throw ValidationError("name whom or what to forget with --author, --pseudonym or --post")
    }
    if platform == nil && !(author.isEmpty && post.isEmpty) {
      throw ValidationError("--author and --post need --platform, because ids are known by platform")
    }
  }

  mutating func run() throws {
    let (db, platform, pseudonyms, posts, authors, archives) = (db, platform, pseudonym, post, author, archive)
    var key = Pseudonyms.publicKey
    if let authorKey {
      key = try Failure.orCannot { () throws(Diagnostics) in try Pseudonyms.key(fromFile: authorKey) }
    }
    // A mistyped name must not make a database.
    let asked = try Failure.orCannot { () throws(Diagnostics) in try Store.open(path: db, .reading) }
    var wanted = ForgetNames(remembersAll: remember, database: db)
    try Failure.orCannot { () throws(Diagnostics) in
      try wanted.add(pseudonyms: pseudonyms, in: asked)
      if let platform {
        try wanted.add(posts: posts, on: platform, in: asked)
        let search = AuthorSearch(asked, platform: platform, key: key)
        try wanted.add(authors: authors, on: platform, lookedUpIn: archives, search)
      }
      try asked.close()
    }
    Terminal.warn(wanted.remarks)
    if wanted.targets.isEmpty { throw Failure.somethingFailed }
    let (targets, salt) = (wanted.targets, Terminal.randomBytes(32))
    let receipt = try Failure.orCannot { () throws(Diagnostics) in
      let store = try Store.open(path: db, .changing)
      let receipt = try store.forget(targets, salt: salt, Forgetting.keyedHash)
      try store.settle()
      try store.close()
      return receipt
    }
    try Terminal.show(text(receipt))
    if !wanted.remarks.isEmpty { throw Failure.somethingFailed }
  }

  private func text(_ receipt: ForgetReceipt) -> String {
    let days = [receipt.firstDay?.description, receipt.lastDay?.description].map { JSONValueText.optional($0) }
    return """
      {
        "database": \(JSONText.string(db)),
        "posts": \(receipt.posts), "opinions": \(receipt.opinions), "claims": \(receipt.claims),
        "first_day": \(days[0]), "last_day": \(days[1]),
        "entities": [\(receipt.entities.map(JSONText.string).joined(separator: ", "))],
        "remembered": [\(receipt.hashes.map(String.init).joined(separator: ", "))]
      }

      """
  }
}

/// Texts of JSON that may be missing.
private enum JSONValueText {
  static func optional(_ text: String?) -> String { text.map(JSONText.string) ?? "null" }
}
