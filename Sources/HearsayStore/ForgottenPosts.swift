import GRDB
import HearsayCore

/// Who and what is not to come back: authors and posts by keyed hashes.
///
/// A hash is made with a salt that the database holds, so that a re-run can recognise what was
/// forgotten, while the hash alone tells nobody who it was.
package struct ForgottenPosts: Sendable {
  /// A keyed hash: of a message under a salt.
  package typealias KeyedHash = @Sendable (_ message: [UInt8], _ salt: [UInt8]) -> Int64

  private let hashes: [[UInt8]: Set<Int64>]
  private let keyedHash: KeyedHash

  init(_ db: Database, schema: String = "main", keyedHash: @escaping KeyedHash) throws {
    var hashes: [[UInt8]: Set<Int64>] = [:]
    for row in try Row.fetchAll(db, sql: "SELECT salt, hash FROM \(schema).forgotten") {
      hashes[Salt.bytes(row[0]), default: []].insert(row[1])
    }
    self.hashes = hashes
    self.keyedHash = keyedHash
  }

  /// Whether nobody and nothing was forgotten.
  package var isEmpty: Bool { hashes.isEmpty }

  /// Whether a post, or its author, was forgotten.
  package func contains(_ post: Post, at place: RecordPlace, sourceName: String, author: Int64?) -> Bool {
    let platform = post.platform.isEmpty ? "unknown" : post.platform.string
    return contains(platform: platform, key: PostKey.key(of: post, at: place, sourceName: sourceName), author: author)
  }

  /// Whether `target` itself was forgotten.
  func contains(_ target: ForgetTarget) -> Bool {
    let message = target.message
    return hashes.contains { salt, known in known.contains(keyedHash(message, salt)) }
  }

  func contains(platform: String, key: Int64, author: Int64?) -> Bool {
    let messages = [Self.message(platform: platform, key: key)] + (author.map { [Self.message(author: $0)] } ?? [])
    return hashes.contains { salt, known in messages.contains { known.contains(keyedHash($0, salt)) } }
  }

  /// What is hashed for a post.
  static func message(platform: String, key: Int64) -> [UInt8] { Array("post\u{0}\(platform)\u{0}\(key)".utf8) }

  /// What is hashed for an author.
  static func message(author: Int64) -> [UInt8] { Array("author\u{0}\(author)".utf8) }
}

/// Salts as they are read from SQLite.
enum Salt {
  /// The bytes behind hexadecimal digits.
  static func bytes(_ hexadecimal: String) -> [UInt8] {
    let digits = Array(hexadecimal.utf8).map { $0 < 0x3A ? $0 &- 0x30 : ($0 | 0x20) &- 0x57 }
    return stride(from: 0, to: digits.count - 1, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
  }

  /// Hexadecimal digits for `bytes`.
  static func hexadecimal(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}
