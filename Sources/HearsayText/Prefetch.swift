public import CPrefetch

/// Memory that will soon be looked at.
///
/// Tables of words are larger than the fast caches, and what a look at one finds says where to look next: a text would
/// be read at the pace of memory. Whoever has many words asks for what all of them need before looking at any, so that
/// the processor waits once.
public enum Prefetch {
  /// Asks for the element of `elements` at `index`, and for the first one where `isWanted` is 0 and not 1; nothing is
  /// waited for.
  ///
  /// A number, so that loops over many words need no branch.
  @inlinable @inline(__always)
  public static func element<Element>(_ index: Int, of elements: UnsafeBufferPointer<Element>, isWanted: Int = 1) {
    guard let first = elements.baseAddress else { return }
    prefetchLine(first + (index & (0 &- isWanted)))
  }
}
