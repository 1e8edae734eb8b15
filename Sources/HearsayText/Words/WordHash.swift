/// The 64-bit hash of a folded form: FNV-1a with a final mix, so that the low bits are good table indexes.
///
/// Fowler, Noll, Vo: offset basis and prime as published; the mix is the finaliser of MurmurHash3 (Appleby).
public enum WordHash {
  /// The state of the hash of no bytes, before the final mix.
  @inlinable public static var start: UInt64 { 0xCBF2_9CE4_8422_2325 }

  /// The state with one more byte.
  @inlinable @inline(__always)
  public static func adding(_ byte: UInt8, to state: UInt64) -> UInt64 { (state ^ UInt64(byte)) &* 0x100_0000_01B3 }

  /// The hash that a state comes to.
  @inlinable @inline(__always)
  public static func finished(_ state: UInt64) -> UInt64 { mix(state) }

  /// The hash of `bytes`.
  @inlinable @inline(__always)
  public static func of(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var state = start
    for byte in bytes { state = adding(byte, to: state) }
    return mix(state)
  }

  /// Combines the state of a phrase with the hash of its next word.
  @inlinable @inline(__always)
  public static func combine(_ state: UInt64, _ word: UInt64) -> UInt64 {
    mix((state &* 0x9E37_79B9_7F4A_7C15) ^ word)
  }

  /// Spreads the bits of `value` over all 64, as the finaliser of MurmurHash3 does (Appleby 2011).
  @inlinable @inline(__always)
  public static func mix(_ value: UInt64) -> UInt64 {
    var hash = value
    hash ^= hash >> 33
    hash &*= 0xFF51_AFD7_ED55_8CCD
    hash ^= hash >> 33
    hash &*= 0xC4CE_B9FE_1A85_EC53
    return hash ^ (hash >> 33)
  }
}
