/// Memory that is read by many and changed by nobody, until the last who points into it is gone.
public final class FrozenMemory: Sendable {
  // As a number, which threads may share.
  private let address: UInt
  private let byteCount: Int
  /// Who keeps the memory; nil where it is its own.
  private let owner: (any AnyObject & Sendable)?

  /// The memory of `bytes`, which `owner` keeps as it is.
  package init(_ bytes: UnsafeRawBufferPointer, of owner: any AnyObject & Sendable) {
    (address, byteCount, self.owner) = (UInt(bitPattern: bytes.baseAddress), bytes.count, owner)
  }

  /// A copy of `bytes`.
  package init(copying bytes: UnsafeRawBufferPointer) {
    // There is an address even for no bytes.
    let copy = UnsafeMutableRawBufferPointer.allocate(
      byteCount: max(1, bytes.count), alignment: SnapshotWriter.alignment)
    copy.copyMemory(from: bytes)
    (address, byteCount, owner) = (UInt(bitPattern: copy.baseAddress), bytes.count, nil)
  }

  /// All of it.
  package var bytes: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: UnsafeRawPointer(bitPattern: address), count: byteCount)
  }

  deinit { if owner == nil { bytes.deallocate() } }
}
