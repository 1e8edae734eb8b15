import CLibCrypto

/// Names contents by what they are: SHA-256 (FIPS 180-4).
package enum ContentHash {
  /// The SHA-256 of `bytes`, as 64 hexadecimal digits.
  package static func sha256(_ bytes: [UInt8]) -> String {
    var digest = [UInt8](repeating: 0, count: 32)
    var count: UInt32 = 0
    let done = EVP_Digest(bytes, bytes.count, &digest, &count, EVP_sha256(), nil)
    precondition(done == 1 && count == 32, "SHA-256 gave \(count) bytes")
    return hexadecimal(digest)
  }

  private static func hexadecimal(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}
