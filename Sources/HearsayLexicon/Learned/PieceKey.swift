/// The bytes of a piece of a word, which are the same for no other piece, and the hash by which it is found.
struct PieceKey: BitwiseCopyable {
  /// Bytes of the longest piece: four letters of any script, and more of those of fewer bytes.
  static let byteMost = 16

  /// The first eight bytes, the first of them in the lowest bits; 0 behind the end.
  private let low: UInt64
  /// The other eight.
  private let high: UInt64

  /// The first `byteCount` of the sixteen bytes in `low` and `high`.
  ///
  /// - Precondition: `byteCount` is in 1 … 16.
  @inline(__always)
  init(_ low: UInt64, _ high: UInt64, byteCount: Int) {
    let unused = UInt64(truncatingIfNeeded: 64 &- 8 &* (byteCount & 7)) & 63
    let mask = UInt64.max >> unused
    self.low = byteCount < 8 ? low & mask : low
    self.high = byteCount <= 8 ? 0 : high & mask
  }

  /// The key of a piece with `form`, or nil where it is empty or too long.
  init?(_ form: some Collection<UInt8>) {
    guard 1...Self.byteMost ~= form.count else { return nil }
    var (low, high) = (UInt64(0), UInt64(0))
    for (place, byte) in form.enumerated() {
      if place < 8 { low |= UInt64(byte) << UInt64(8 * place) } else { high |= UInt64(byte) << UInt64(8 * (place - 8)) }
    }
    self.init(low, high, byteCount: form.count)
  }

  /// A hash, spread over all bits; that of no other piece of eight bytes or fewer.
  @inline(__always)
  var hash: UInt64 {
    let mixed = (low ^ high &* 0xFF51_AFD7_ED55_8CCD) &* 0x9E37_79B9_7F4A_7C15
    return mixed ^ mixed >> 32
  }
}
