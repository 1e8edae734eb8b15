import Glibc
import HearsayCore

/// Memory in pages of two megabytes, where the system has them.
///
/// For tables that are looked at all over: the processor remembers where some thousand pages lie, and four kilobytes
/// each are less than compiled lexicons take. It is also filled with fewer interruptions.
package enum HugePages {
  private static let byteCount = 2 << 20

  /// Memory of `byteCount` bytes; pages take room from when they are first filled.
  package static func memory(byteCount: Int) -> FrozenMemory {
    let memory = FrozenMemory(byteCount: byteCount, alignment: Self.byteCount)
    // Where the system has none, there are smaller ones: nothing to be told.
    _ = madvise(UnsafeMutableRawPointer(mutating: memory.bytes.baseAddress), byteCount, MADV_HUGEPAGE)
    return memory
  }
}
