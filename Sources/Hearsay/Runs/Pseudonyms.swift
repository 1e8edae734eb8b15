import HearsayCore
import HearsayFiles

/// Turns authors into numbers that are the same for the same author and tell nothing without the key.
///
/// HMAC-SHA-256 over platform and identifier. With the public key, anyone can check whether a known
/// author is in a database; a key of one's own keeps even that secret. Each chunk makes its own.
public struct Pseudonyms {
  /// The key that is used where nobody gives one: it makes databases comparable, not secret.
  public static let publicKey = Array("hearsay".utf8)

  /// The key in the file at `path`: its bytes, of which there must be at least 16.
  ///
  /// - Throws: `file.unreadable`.
  public static func key(fromFile path: String) throws(Diagnostics) -> [UInt8] {
    let key = try TextFile.bytes(at: path)
    guard 16 <= key.count else {
      throw Diagnostics(
        Diagnostic(
          .fileUnreadable, "the key in \"\(path)\" has \(key.count) bytes; it needs at least 16",
          help: "make one with: head -c 32 /dev/urandom > \(path)"))
    }
    return key
  }

  private let hash: KeyedHash

  /// Pseudonyms under `key`.
  public init(key: [UInt8]) { hash = KeyedHash(key: key) }

  /// The pseudonym of the author of `post`, or nil where nobody is named.
  public func pseudonym(of post: Post) -> Int64? {
    guard let author = post.field(.authorID) ?? post.field(.authorHandle) ?? post.field(.authorName) else { return nil }
    return post.platform.withBytes { platform in
      withUnsafeBytes(of: UInt8(0)) { separator in
        author.withBytes { hash.number(of: platform, separator, $0) }
      }
    }
  }
}
