/// Tells whether a text has bytes of a few sorts, from eight bytes at a time.
struct ByteLook {
  private var high: UInt64 = 0
  private var ampersands: UInt64 = 0
  private var brackets: UInt64 = 0

  /// The bit of each byte that no ASCII character has.
  private static var highBits: UInt64 { 0x8080_8080_8080_8080 }

  /// Looks at eight bytes.
  @inline(__always)
  mutating func add(_ bytes: UInt64) {
    high |= bytes
    ampersands |= Self.zeros(in: bytes ^ 0x2626_2626_2626_2626)
    brackets |= Self.zeros(in: bytes ^ 0x3C3C_3C3C_3C3C_3C3C)
  }

  /// Whether one of the bytes was not of ASCII.
  var hasHigh: Bool { high & Self.highBits != 0 }
  /// Whether one of the bytes was an ampersand.
  var hasAmpersand: Bool { ampersands & Self.highBits != 0 }
  /// Whether one of the bytes was an opening angle bracket.
  var hasBracket: Bool { brackets & Self.highBits != 0 }

  /// The high bit is set where a byte is zero, and not anywhere where none is: subtracting one borrows from a zero.
  @inline(__always)
  private static func zeros(in bytes: UInt64) -> UInt64 { (bytes &- 0x0101_0101_0101_0101) & ~bytes }
}
