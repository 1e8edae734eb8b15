/// The 64-bit hash of a folded form: FNV-1a with a final mix, so that the low bits are good table indexes.
///
/// Fowler, Noll, Vo: offset basis and prime as published; the mix is the finaliser of MurmurHash3 (Appleby).
package enum WordHash {
  /// The hash of `bytes`.
  @inline(__always)
  package static func of(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in bytes { hash = step(hash, byte) }
    return mix(hash)
  }

  /// The state of a hash that goes on with `byte`, before the final mix.
  @inline(__always)
  package static func step(_ state: UInt64, _ byte: UInt8) -> UInt64 { (state ^ UInt64(byte)) &* 0x100_0000_01B3 }

  /// Combines the state of a phrase with the hash of its next word.
  @inline(__always)
  package static func combine(_ state: UInt64, _ word: UInt64) -> UInt64 {
    mix((state &* 0x9E37_79B9_7F4A_7C15) ^ word)
  }

  @inline(__always)
  private static func mix(_ value: UInt64) -> UInt64 {
    var hash = value
    hash ^= hash >> 33
    hash &*= 0xFF51_AFD7_ED55_8CCD
    hash ^= hash >> 33
    hash &*= 0xC4CE_B9FE_1A85_EC53
    return hash ^ (hash >> 33)
  }
}
