/// Memory that is filled once and read by many, until the last who points into it is gone.
public final class FrozenMemory: Sendable {
  // As a number, which threads may share.
  private let address: UInt
  private let byteCount: Int

  /// Memory of `byteCount` bytes that begins at a multiple of `alignment`, a power of two; filled with anything.
  package init(byteCount: Int, alignment: Int) {
    address = UInt(bitPattern: UnsafeMutableRawPointer.allocate(byteCount: byteCount, alignment: alignment))
    self.byteCount = byteCount
  }

  /// All of it.
  package var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(mutable) }

  /// Fills the bytes of `range`, at which nobody looks yet, with those of `source`, as many.
  package func fill(_ range: Range<Int>, from source: UnsafeRawBufferPointer) {
    UnsafeMutableRawBufferPointer(rebasing: mutable[range]).copyMemory(from: source)
  }

  private var mutable: UnsafeMutableRawBufferPointer {
    UnsafeMutableRawBufferPointer(start: UnsafeMutableRawPointer(bitPattern: address), count: byteCount)
  }

  deinit { mutable.deallocate() }
}
