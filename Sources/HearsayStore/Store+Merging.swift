import GRDB
import Glibc
import HearsayCore

/// What merging one database into another did.
public struct MergeReport: Hashable, Sendable {
  /// The path of the database that was merged.
  public var path: String
  /// Posts that were new.
  public var posts: Int64 = 0
  /// Posts that were known already, and were counted as duplicates or belong to a source that was read before.
  public var duplicates: Int64 = 0
  /// Whether it had been merged before, so that nothing was to be done.
  public var wasMerged = false
}

extension Store {
  /// Adds everything that the database at `path` holds, as if its archives had been read after those of
  /// this one.
  ///
  /// Posts that are known already, by edition, platform and identifier, are counted as duplicates and
  /// add nothing. Sources that were read before are left out. What either database was told to forget
  /// is forgotten. One transaction: after an error, or a kill at any time, this database is as it was
  /// before, and the next call starts anew; a database that was merged completely is not merged again.
  ///
  /// - Throws: `database.unfinished` where a source of either was not read to its end; what `open` throws.
  public func merge(
    _ path: String, keyedHash: @escaping @Sendable ([UInt8], [UInt8]) -> Int64
  ) throws(Diagnostics) -> MergeReport {
    // A shard of an older version is brought up to date; attaching would make a file that is not there.
    guard access(path, F_OK) == 0 else { throw StoreMessages.missing(path) }
    try Store.open(path: path, .changing).close()
    do {
      return try queue.writeWithoutTransaction { db in
        try db.execute(sql: "ATTACH DATABASE ? AS shard", arguments: [path])
        defer { try? db.execute(sql: "DETACH DATABASE shard") }
        var report = MergeReport(path: path)
        try db.inTransaction(.immediate) {
          report = try ShardMerge(db, path: path, into: self.path, keyedHash).run()
          return .commit
        }
        return report
      }
    } catch {
      // Only this database grows.
      let isFull = (error as? DatabaseError)?.resultCode == .SQLITE_FULL
      throw StoreMessages.diagnostics(for: error, path: isFull ? self.path : path)
    }
  }
}
