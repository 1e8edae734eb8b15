import HearsayCore
import HearsayFiles
import HearsayStore

/// Turns people and posts into what a database is told to forget.
public enum Forgetting {
  /// HMAC-SHA-256, cut to 63 bits.
  public static let keyedHash: @Sendable (_ message: [UInt8], _ salt: [UInt8]) -> Int64 = { message, salt in
    message.withUnsafeBytes { KeyedHash(key: salt).number(of: $0) }
  }

  /// Those of `targets` of whom `store` has anything, and those that it was told to forget before.
  public static func known(_ targets: [ForgetTarget], in store: Store) throws(Diagnostics) -> Set<ForgetTarget> {
    try store.known(targets, keyedHash: keyedHash)
  }

  /// The authors whom archives of `platform` may call `name`: an id, or a handle or name where they give no id.
  ///
  /// People write a handle with an @ or without, and in other letters; posts of an unknown platform may name none.
  /// The author that is called exactly so comes first. `key` is that of the pseudonyms that the runs were given.
  public static func authors(_ name: String, platform: String, key: [UInt8]) -> [ForgetTarget] {
    let plain = name.first == "@" ? String(name.dropFirst()) : name
    var batch = PostBatch()
    for platform in platform == "unknown" ? [platform, ""] : [platform] {
      for name in [name, plain, "@" + plain, plain.lowercased()] {
        var record = PostRecord()
        record[.platform] = batch.store(platform)
        record[.authorID] = batch.store(name)
        batch.append(record, at: RecordPlace(number: 1, byteOffset: 0))
      }
    }
    let pseudonyms = Pseudonyms(key: key)
    var targets: [ForgetTarget] = []
    for item in batch.items {
      guard case .post(let index) = item.outcome, let author = pseudonyms.pseudonym(of: batch[index]) else { continue }
      if !targets.contains(.author(author)) { targets.append(.author(author)) }
    }
    return targets
  }
}
