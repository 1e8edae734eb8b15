/// A half-open range of byte offsets into one document's text.
///
/// Offsets count UTF-8 bytes because archives and files do; counting
/// characters would give other numbers under another Unicode version.
///
///     let text: ByteText = "Ærlig talt"
///     text[TextSpan(0..<6)].string        // "Ærlig": the Æ takes two bytes
///
/// - Precondition: both ends lie between two Unicode scalars of the text.
public struct TextSpan: Hashable, BitwiseCopyable, Sendable {
  /// Offset of the first byte.
  public let start: Int32
  /// Offset behind the last byte.
  public let end: Int32

  /// The span from `start` up to, not including, `end`.
  @inlinable
  public init(start: Int32, end: Int32) {
    precondition(0 <= start && start <= end, "span \(start)..<\(end) is not a range")
    self.start = start
    self.end = end
  }

  /// The span of a range of byte offsets.
  @inlinable
  public init(_ range: Range<Int>) {
    self.init(start: Int32(range.lowerBound), end: Int32(range.upperBound))
  }

  /// The span as a range of byte offsets.
  @inlinable
  public var range: Range<Int> { Int(start)..<Int(end) }
  /// Number of bytes.
  @inlinable
  public var byteCount: Int { Int(end - start) }
  /// Whether the span has no bytes.
  @inlinable
  public var isEmpty: Bool { start == end }

  /// Whether `other` lies in this span entirely.
  @inlinable
  public func contains(_ other: TextSpan) -> Bool { start <= other.start && other.end <= end }
  /// Whether the two spans share at least one byte.
  @inlinable
  public func overlaps(_ other: TextSpan) -> Bool {
    max(start, other.start) < min(end, other.end)
  }
  /// The smallest span that covers both.
  @inlinable
  public func union(_ other: TextSpan) -> TextSpan {
    TextSpan(start: min(start, other.start), end: max(end, other.end))
  }
}

extension TextSpan: Comparable {
  /// Orders by start, then by end.
  @inlinable
  public static func < (left: TextSpan, right: TextSpan) -> Bool {
    (left.start, left.end) < (right.start, right.end)
  }
}

extension TextSpan: CustomStringConvertible {
  public var description: String { "\(start)..<\(end)" }
}
