import HearsayCore
import HearsayFiles
import HearsayStore

/// Turns people and posts into what a database is told to forget.
public enum Forgetting {
  /// HMAC-SHA-256, cut to 63 bits.
  public static let keyedHash: @Sendable (_ message: [UInt8], _ salt: [UInt8]) -> Int64 = { message, salt in
    message.withUnsafeBytes { KeyedHash(key: salt).number(of: $0) }
  }

  /// The author whom archives of `platform` call `name`: an id, or a handle or name where they give no id.
  ///
  /// `key` is that of the pseudonyms that the runs were given.
  public static func author(_ name: String, platform: String, key: [UInt8]) -> ForgetTarget {
    var batch = PostBatch()
    var record = PostRecord()
    record[.platform] = batch.store(platform)
    record[.authorID] = batch.store(name)
    batch.append(record, at: RecordPlace(number: 1, byteOffset: 0))
    return .author(Pseudonyms(key: key).pseudonym(of: batch[0]) ?? 0)
  }
}
