/// Tells of most words by the two bytes at an edge that no known beginning, or ending, stands there.
struct EdgeFilter: Sendable {
  /// A bit for the lower six bits of either byte: those by which letters differ, whatever their script.
  private var bits = [UInt64](repeating: 0, count: 64)

  /// Nothing is known to stand at the edge.
  init() {}

  /// Adds what stands at the edge with `outer` and, where it has more than one byte, `inner`.
  mutating func insert(_ outer: UInt8, _ inner: UInt8?) {
    bits[Int(outer & 63)] |= inner.map { 1 << UInt64($0 & 63) } ?? .max
  }

  /// Whether something known may stand at an edge with these bytes.
  @inline(__always)
  func mayHave(_ outer: UInt8, _ inner: UInt8) -> Bool { bits[Int(outer & 63)] >> UInt64(inner & 63) & 1 != 0 }
}

extension UnsafeBufferPointer<UInt8> {
  /// Whether the first bytes are `bytes`.
  @inline(__always)
  func begins(with bytes: [UInt8]) -> Bool { hold(bytes, at: 0) }

  /// Whether the last bytes are `bytes`.
  @inline(__always)
  func ends(with bytes: [UInt8]) -> Bool { hold(bytes, at: count - bytes.count) }

  @inline(__always)
  private func hold(_ bytes: [UInt8], at start: Int) -> Bool {
    0 <= start && start + bytes.count <= count && bytes.indices.allSatisfy { self[start + $0] == bytes[$0] }
  }
}
