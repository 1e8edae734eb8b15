/// The 64-bit Fowler–Noll–Vo hash, variant 1a: simple, and the same on every machine.
package struct FNV1a {
  /// The hash of what was added so far.
  package private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  package init() {}

  /// Begins with another value, for a second hash of the same bytes.
  package init(seed: UInt64) { value ^= seed &* 0x9E37_79B9_7F4A_7C15 }

  /// Adds bytes.
  package mutating func add(_ bytes: UnsafeRawBufferPointer) {
    var hash = value
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    value = hash
  }

  /// Adds bytes, eight at a time: another hash than that of the bytes one by one, and eight times as fast.
  package mutating func addWords(of bytes: UnsafeRawBufferPointer) {
    var hash = value
    var position = 0
    while position + 8 <= bytes.count {
      let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self))
      hash = (hash ^ word) &* 0x0000_0100_0000_01B3
      // Multiplying carries nothing from high bits to low ones.
      hash ^= hash >> 32
      position += 8
    }
    value = hash
    add(UnsafeRawBufferPointer(rebasing: bytes[position...]))
  }

  /// Adds the bytes of a string, and a border behind it.
  package mutating func add(_ string: String) {
    for byte in string.utf8 { value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    value = (value ^ 0xFF) &* 0x0000_0100_0000_01B3
  }

  /// Adds a number.
  package mutating func add(_ number: Int64) {
    withUnsafeBytes(of: number.littleEndian) { add($0) }
  }

  /// Sixteen hexadecimal digits.
  package var hexadecimal: String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
