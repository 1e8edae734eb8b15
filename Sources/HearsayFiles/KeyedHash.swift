import CLibCrypto

/// HMAC-SHA-256 (RFC 2104) under one key, for many short messages.
///
/// The key is worked in once: that and fetching the algorithm would cost three times as much as a message.
/// Not for use by two threads at once.
package final class KeyedHash {
  private let context: OpaquePointer

  /// A hash under `key`.
  package init(key: [UInt8]) {
    var digest = Array("SHA256".utf8CString)
    let made = digest.withUnsafeMutableBufferPointer { name -> OpaquePointer? in
      let algorithm = EVP_MAC_fetch(nil, "HMAC", nil)
      defer { EVP_MAC_free(algorithm) }
      guard let context = EVP_MAC_CTX_new(algorithm) else { return nil }
      let parameters = [
        OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, name.baseAddress, 0), OSSL_PARAM_construct_end(),
      ]
      return EVP_MAC_init(context, key, key.count, parameters) == 1 ? context : nil
    }
    guard let made else { preconditionFailure("libcrypto has no HMAC with SHA-256") }
    context = made
  }

  deinit { EVP_MAC_CTX_free(context) }

  /// The first 63 bits of the code of `parts`, one behind the other, as a non-negative integer.
  package func number(of parts: UnsafeRawBufferPointer...) -> Int64 {
    // Without a key it begins anew with the one it has.
    var isDone = EVP_MAC_init(context, nil, 0, nil) == 1
    for part in parts where !part.isEmpty {
      isDone = isDone && EVP_MAC_update(context, part.bindMemory(to: UInt8.self).baseAddress, part.count) == 1
    }
    var code = InlineArray<32, UInt8>(repeating: 0)
    var count = 0
    let value = withUnsafeMutableBytes(of: &code) { bytes -> UInt64 in
      let start = bytes.bindMemory(to: UInt8.self).baseAddress
      isDone = isDone && EVP_MAC_final(context, start, &count, bytes.count) == 1
      return bytes.loadUnaligned(as: UInt64.self).bigEndian
    }
    precondition(isDone && count == 32, "HMAC gave \(count) bytes")
    return Int64(value >> 1)
  }
}
