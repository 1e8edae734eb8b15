import Testing

@testable import HearsayFiles

struct `Keyed hashes` {
  private func number(_ text: String, _ key: [UInt8]) -> Int64 {
    Array(text.utf8).withUnsafeBytes { KeyedHash(key: key).number(of: $0) }
  }

  @Test(arguments: [
    // Test cases 1, 2 and 6 of RFC 4231; the first eight bytes of the code, without the lowest bit.
    ([UInt8](repeating: 0x0b, count: 20), "Hi There", 0xb034_4c61_d8db_3853 as UInt64),
    (Array("Jefe".utf8), "what do ya want for nothing?", 0x5bdc_c146_bf60_754e),
    (
      [UInt8](repeating: 0xaa, count: 131), "Test Using Larger Than Block-Size Key - Hash Key First",
      0x60e4_3159_1ee0_b67f
    ),
  ])
  func `are HMAC-SHA-256`(_ key: [UInt8], _ text: String, _ expected: UInt64) {
    #expect(number(text, key) == Int64(expected >> 1))
  }

  @Test func `depend on the key`() {
    #expect(number("x:17", [1]) != number("x:17", [2]))
    #expect(number("x:17", [1]) != number("x:18", [1]))
    #expect(number("x:17", [1]) == number("x:17", [1]))
    #expect(0 <= number("", [1]))
  }

  @Test func `are the same for a message in parts, and after other messages`() {
    let hash = KeyedHash(key: Array("Jefe".utf8))
    Array("what do ya want for nothing?".utf8).withUnsafeBytes { text in
      for cut in 0...text.count {
        let parts = (UnsafeRawBufferPointer(rebasing: text[..<cut]), UnsafeRawBufferPointer(rebasing: text[cut...]))
        #expect(hash.number(of: parts.0, parts.1) == number("what do ya want for nothing?", Array("Jefe".utf8)))
      }
    }
  }
}
