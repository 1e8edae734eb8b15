import Testing

@testable import HearsayFiles

struct `Content hashes` {
  @Test(arguments: [
    // Examples of FIPS 180-4.
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
  ])
  func `are SHA-256`(_ text: String, _ expected: String) {
    #expect(ContentHash.sha256(Array(text.utf8)) == expected)
  }

  @Test func `of a million bytes are SHA-256`() {
    let bytes = [UInt8](repeating: UInt8(ascii: "a"), count: 1_000_000)
    #expect(ContentHash.sha256(bytes) == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  }

  private func pseudonym(_ text: String, _ key: [UInt8]) -> Int64 {
    Array(text.utf8).withUnsafeBytes { ContentHash.pseudonym(of: $0, key: key) }
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
  func `of authors are HMAC-SHA-256`(_ key: [UInt8], _ text: String, _ expected: UInt64) {
    #expect(pseudonym(text, key) == Int64(expected >> 1))
  }

  @Test func `of authors depend on the key`() {
    #expect(pseudonym("x:17", [1]) != pseudonym("x:17", [2]))
    #expect(pseudonym("x:17", [1]) != pseudonym("x:18", [1]))
    #expect(pseudonym("x:17", [1]) == pseudonym("x:17", [1]))
    #expect(0 <= pseudonym("", [1]))
  }
}
