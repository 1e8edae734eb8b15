/// Valid UTF-8 text as a range of a shared byte array.
///
/// Posts arrive by the million; a `String` for each of their fields would cost an
/// allocation and a copy. A `ByteText` shares the storage of the batch it came in,
/// so taking a part of it copies nothing.
///
///     let text: ByteText = "Scroll pausiert"
///     text.count                          // 15
///     text[TextSpan(0..<6)].string        // "Scroll"
public struct ByteText: Sendable {
  /// The shared storage, of which this text is a part.
  @usableFromInline let storage: [UInt8]
  /// Offset of the first byte in the storage.
  @usableFromInline let offset: Int
  /// Number of bytes.
  public let count: Int

  /// The part `range` of `storage`, which must be valid UTF-8 that starts and ends between scalars.
  @inlinable
  public init(_ storage: [UInt8], range: Range<Int>) {
    precondition(
      0 <= range.lowerBound && range.upperBound <= storage.count, "range \(range) is outside \(storage.count) bytes")
    self.storage = storage
    offset = range.lowerBound
    count = range.count
  }

  /// All of `bytes`, which must be valid UTF-8.
  public init(_ bytes: [UInt8]) { self.init(bytes, range: 0..<bytes.count) }

  /// The UTF-8 bytes of `string`.
  public init(_ string: String) { self.init(Array(string.utf8)) }

  /// Whether there are no bytes.
  @inlinable
  public var isEmpty: Bool { count == 0 }

  /// The byte at `index`, counted from the beginning of this text.
  @inlinable
  public subscript(index: Int) -> UInt8 {
    precondition(0 <= index && index < count, "byte \(index) is outside a text of \(count) bytes")
    return storage[offset + index]
  }

  /// The part of this text that `span` covers.
  @inlinable
  public subscript(span: TextSpan) -> ByteText {
    precondition(Int(span.end) <= count, "span \(span) ends outside a text of \(count) bytes")
    return ByteText(storage, range: offset + Int(span.start)..<offset + Int(span.end))
  }

  /// The text as a string.
  public var string: String {
    withBytes { String(decoding: $0, as: UTF8.self) }
  }

  /// Calls `body` with the bytes, which are valid only until it returns.
  @inlinable
  public func withBytes<Result, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try storage.withUnsafeBytesTyped { (bytes) throws(Failure) -> Result in
      try body(UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + count]))
    }
  }

  /// A copy of the bytes.
  public var bytes: [UInt8] { Array(storage[offset..<offset + count]) }
}

extension [UInt8] {
  /// `withUnsafeBytes` with a typed error, which the standard library's does not keep.
  @inlinable
  func withUnsafeBytesTyped<Result, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let outcome: Swift.Result<Result, Failure> = withUnsafeBytes { bytes in
      do throws(Failure) { return .success(try body(bytes)) } catch { return .failure(error) }
    }
    return try outcome.get()
  }
}

extension ByteText: Hashable {
  public static func == (left: ByteText, right: ByteText) -> Bool {
    left.count == right.count && left.withBytes { a in right.withBytes { b in a.elementsEqual(b) } }
  }

  public func hash(into hasher: inout Hasher) {
    withBytes { hasher.combine(bytes: $0) }
  }
}

extension ByteText: ExpressibleByStringLiteral, CustomStringConvertible {
  public init(stringLiteral value: String) { self.init(value) }
  public var description: String { string }
}
