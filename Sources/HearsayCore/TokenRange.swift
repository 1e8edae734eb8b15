/// A range of tokens in eight bytes: what is found in texts is kept and copied by the dozen for each of them.
public struct TokenRange: Hashable, BitwiseCopyable, Sendable {
  @usableFromInline let start: Int32
  @usableFromInline let end: Int32

  /// The tokens of `range`, of which no text has 2³¹.
  @inlinable
  public init(_ range: Range<Int>) {
    start = Int32(truncatingIfNeeded: range.lowerBound)
    end = Int32(truncatingIfNeeded: range.upperBound)
  }

  /// The tokens, by index.
  @inlinable
  public var range: Range<Int> { Range(uncheckedBounds: (Int(start), Int(end))) }
}
