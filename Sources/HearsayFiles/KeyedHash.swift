import CLibCrypto

/// HMAC-SHA-256 (RFC 2104) under one key, for many short messages.
///
/// The two halves of the code are kept as they are behind the key, so that a message costs two or three blocks of
/// SHA-256. libcrypto's interface for any code of any provider allocates and looks up ten times as much for each.
package struct KeyedHash: Sendable {
  /// SHA-256 behind the key for what is inside, and behind the key for what is outside.
  private let inside: SHA256_CTX
  private let outside: SHA256_CTX

  /// Bytes that SHA-256 takes at once.
  private static let blockByteCount = 64

  /// No bytes.
  package static var nothing: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: nil, count: 0) }

  /// A hash under `key`.
  package init(key: [UInt8]) {
    // A longer key stands for its hash.
    var block = key.count <= Self.blockByteCount ? key : Self.digest(of: key)
    block += [UInt8](repeating: 0, count: Self.blockByteCount - block.count)
    inside = Self.state(behind: block.map { $0 ^ 0x36 })
    outside = Self.state(behind: block.map { $0 ^ 0x5c })
  }

  private static func state(behind bytes: [UInt8]) -> SHA256_CTX {
    var state = SHA256_CTX()
    let isDone = SHA256_Init(&state) == 1 && SHA256_Update(&state, bytes, bytes.count) == 1
    precondition(isDone, "SHA-256 cannot fail")
    return state
  }

  private static func digest(of bytes: [UInt8]) -> [UInt8] {
    var (state, digest) = (state(behind: bytes), [UInt8](repeating: 0, count: 32))
    precondition(SHA256_Final(&digest, &state) == 1, "SHA-256 cannot fail")
    return digest
  }

  /// The first 63 bits of the code of up to three parts of a message, one behind the other, as a non-negative integer.
  package func number(
    of first: UnsafeRawBufferPointer, _ second: UnsafeRawBufferPointer = Self.nothing,
    _ third: UnsafeRawBufferPointer = Self.nothing
  ) -> Int64 {
    var (inside, outside) = (inside, outside)
    var digest = InlineArray<32, UInt8>(repeating: 0)
    let value = withUnsafeMutableBytes(of: &digest) { digest -> UInt64 in
      let bytes = digest.bindMemory(to: UInt8.self).baseAddress
      var isDone = SHA256_Update(&inside, first.baseAddress, first.count) == 1
      isDone = isDone && SHA256_Update(&inside, second.baseAddress, second.count) == 1
      isDone = isDone && SHA256_Update(&inside, third.baseAddress, third.count) == 1
      isDone = isDone && SHA256_Final(bytes, &inside) == 1
      isDone = isDone && SHA256_Update(&outside, bytes, digest.count) == 1 && SHA256_Final(bytes, &outside) == 1
      precondition(isDone, "SHA-256 cannot fail")
      return digest.loadUnaligned(as: UInt64.self).bigEndian
    }
    return Int64(value >> 1)
  }
}
