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

      An author is named as in the archives: by id, or by handle or name where they have no id.
      """)

  @Option(help: "The database.")
  var db: String = "hearsay.sqlite"
  @Option(help: "Authors by id, handle or name; may be repeated.")
  var author: [String] = []
  @Option(help: "Authors by the pseudonym that the database has; may be repeated.")
  var pseudonym: [Int64] = []
  @Option(help: "Posts by id; may be repeated.")
  var post: [String] = []
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
    let (db, platform, authors, posts) = (db, platform ?? "", author, post)
    var key = Pseudonyms.publicKey
    if let authorKey {
      key = try Failure.orCannot { () throws(Diagnostics) in try Pseudonyms.key(fromFile: authorKey) }
    }
    var targets = pseudonym.map { ForgetTarget.author($0) }
    targets += authors.map { Forgetting.author($0, platform: platform, key: key) }
    targets += posts.map { ForgetTarget.post(platform: platform, id: $0) }
    let salt = Terminal.randomBytes(32)
    let receipt = try Failure.orCannot { () throws(Diagnostics) in
      // A mistyped name must not make a database.
      try Store.open(path: db, .reading).close()
      let store = try Store.open(path: db, .changing)
      let receipt = try store.forget(targets, salt: salt, Forgetting.keyedHash)
      try store.settle()
      try store.close()
      return receipt
    }
    if receipt.posts == 0 {
      Terminal.report(
        "hearsay: nothing of them was found in \"\(db)\"; they are remembered, so that nothing comes in later\n")
    }
    try Terminal.write(text(receipt))
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
