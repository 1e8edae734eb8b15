/// Tells whether a text has bytes of a few sorts, from sixteen bytes at a time.
struct ByteLook {
  private var high = SIMD16<UInt8>.zero
  private var ampersands = SIMDMask<SIMD16<Int8>>(repeating: false)
  private var brackets = SIMDMask<SIMD16<Int8>>(repeating: false)

  /// A look at all of `bytes`.
  init(_ bytes: UnsafeRawBufferPointer) {
    var position = 0
    while position &+ 16 <= bytes.count {
      add(bytes.loadUnaligned(fromByteOffset: position, as: SIMD16<UInt8>.self))
      position &+= 16
    }
    if position == bytes.count { return }
    if 16 <= bytes.count {
      // Bytes that were looked at already change nothing.
      add(bytes.loadUnaligned(fromByteOffset: bytes.count &- 16, as: SIMD16<UInt8>.self))
    } else {
      var last = SIMD16<UInt8>.zero
      for index in bytes.indices { last[index] = bytes[index] }
      add(last)
    }
  }

  @inline(__always)
  private mutating func add(_ bytes: SIMD16<UInt8>) {
    high |= bytes
    ampersands .|= bytes .== SIMD16(repeating: UInt8(ascii: "&"))
    brackets .|= bytes .== SIMD16(repeating: UInt8(ascii: "<"))
  }

  /// Whether one of the bytes was not of ASCII.
  var hasHigh: Bool { any(high .>= SIMD16(repeating: 0x80)) }
  /// Whether one of the bytes was an ampersand.
  var hasAmpersand: Bool { any(ampersands) }
  /// Whether one of the bytes was an opening angle bracket.
  var hasBracket: Bool { any(brackets) }
}
