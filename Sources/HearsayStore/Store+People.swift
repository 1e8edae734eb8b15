import GRDB
import HearsayCore

extension Store {
  /// Those of `targets` of whom any edition has a post, and those that were forgotten before.
  package func known(
    _ targets: [ForgetTarget], keyedHash: @escaping ForgottenPosts.KeyedHash
  ) throws(Diagnostics) -> Set<ForgetTarget> {
    try read { db in
      let forgotten = try ForgottenPosts(db, keyedHash: keyedHash)
      var known = Set(targets.filter(forgotten.contains))
      var authors: Set<Int64> = []
      for target in targets {
        switch target {
        case .author(let author): authors.insert(author)
        case .post(let platform, let id):
          let isKnown = try Bool.fetchOne(
            db,
            sql: """
              SELECT EXISTS (
                SELECT 1 FROM post WHERE edition IN (SELECT id FROM edition)
                  AND platform = (SELECT id FROM platform WHERE name = ?) AND key = ?)
              """, arguments: [platform, PostKey.key(ofID: id)])
          if isKnown ?? false { known.insert(target) }
        }
      }
      guard !authors.isEmpty else { return known }
      // One pass over the posts, which have no index by author, for all of them.
      let wanted = authors.sorted().map(String.init).joined(separator: ", ")
      let found = try Int64.fetchAll(db, sql: "SELECT DISTINCT author FROM post WHERE author IN (\(wanted))")
      return known.union(found.map { .author($0) })
    }
  }

  /// Calls `body` with the author and the address of each post on `platform` that has both.
  package func forEachAddress(on platform: String, _ body: (_ author: Int64, _ address: String) -> Void)
    throws(Diagnostics)
  {
    try read { db in
      let rows = try Row.fetchCursor(
        db,
        sql: """
          SELECT author, url FROM post
          WHERE edition IN (SELECT id FROM edition) AND platform = (SELECT id FROM platform WHERE name = ?)
            AND author IS NOT NULL AND url IS NOT NULL
          """, arguments: [platform])
      while let row = try rows.next() { body(row[0], row[1]) }
    }
  }
}
