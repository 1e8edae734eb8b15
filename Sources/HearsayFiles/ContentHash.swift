import CLibCrypto

/// Names contents by what they are: SHA-256 (FIPS 180-4), and HMAC-SHA-256 (RFC 2104) for pseudonyms.
package enum ContentHash {
  /// The SHA-256 of `bytes`, as 64 hexadecimal digits.
  package static func sha256(_ bytes: [UInt8]) -> String {
    var digest = [UInt8](repeating: 0, count: 32)
    var count: UInt32 = 0
    let done = EVP_Digest(bytes, bytes.count, &digest, &count, EVP_sha256(), nil)
    precondition(done == 1 && count == 32, "SHA-256 gave \(count) bytes")
    return hexadecimal(digest)
  }

  /// The first 63 bits of the HMAC-SHA-256 of `bytes` under `key`, as a non-negative integer.
  package static func pseudonym(of bytes: UnsafeRawBufferPointer, key: [UInt8]) -> Int64 {
    var digest = [UInt8](repeating: 0, count: 32)
    var count: UInt32 = 0
    let message = bytes.bindMemory(to: UInt8.self).baseAddress
    let done = HMAC(EVP_sha256(), key, Int32(key.count), message, bytes.count, &digest, &count)
    precondition(done != nil && count == 32, "HMAC gave \(count) bytes")
    return Int64(digest[..<8].reduce(UInt64(0)) { $0 << 8 | UInt64($1) } >> 1)
  }

  private static func hexadecimal(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}
