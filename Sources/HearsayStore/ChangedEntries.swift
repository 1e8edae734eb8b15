import GRDB
import HearsayCore

/// The entries of lexicons that two editions do not have in common.
struct ChangedEntries {
  /// An entry, and what was done to it.
  struct Change: Hashable {
    var lexicon: String
    var name: String
    var kind: EditionDifference.Change
  }

  /// All of them, by lexicon and name; nil where the database does not know what the entries of one of the editions
  /// decide.
  static func all(_ db: Database, from before: Int64, to after: Int64, in schema: String) throws -> [Change]? {
    let sides = try [("main", before), (schema, after)].map { schema, edition in
      try Row.fetchAll(
        db, sql: "SELECT name, contentHash FROM \(schema).lexicon WHERE edition = ?", arguments: [edition]
      ).reduce(into: [String: String]()) { $0[$1[0]] = $1[1] }
    }
    guard sides.allSatisfy({ !$0.isEmpty }) else { return nil }
    var changes: [Change] = []
    for lexicon in Set(sides[0].keys).union(sides[1].keys).sorted() where sides[0][lexicon] != sides[1][lexicon] {
      let old = try entries(sides[0][lexicon], db, "main")
      let new = try entries(sides[1][lexicon], db, schema)
      for name in Set(old.keys).union(new.keys).sorted() where old[name] != new[name] {
        let kind: EditionDifference.Change = old[name] == nil ? .added : new[name] == nil ? .removed : .changed
        changes.append(Change(lexicon: lexicon, name: name, kind: kind))
      }
    }
    return changes
  }

  private static func entries(_ hash: String?, _ db: Database, _ schema: String) throws -> [String: UInt32] {
    var entries: [String: UInt32] = [:]
    guard let hash else { return entries }
    try NumberScan.run(db, "SELECT bytes FROM \(schema).lexiconContent WHERE hash = ?", [hash]) { row in
      row.withBlob(0) { entries = LexiconDigest.entries(in: $0) }
    }
    return entries
  }
}
