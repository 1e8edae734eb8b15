/// Writes numbers in as few bytes as they need (LEB128; signed ones zigzag).
struct SegmentBytes {
  private(set) var bytes: [UInt8] = []

  mutating func append(_ number: UInt64) { bytes.append(leb128: number) }

  mutating func append(signed number: Int64) { append(UInt64(bitPattern: (number << 1) ^ (number >> 63))) }

  /// Appends the place of a cell behind one of `day`.
  mutating func append(_ key: SignalKey, after day: Int32) {
    append(signed: Int64(key.day) - Int64(day))
    append(UInt64(key.entity))
    append(UInt64(key.language))
    append(UInt64(key.platform))
  }

  /// Appends eight bytes, for numbers that look random.
  mutating func append(whole number: Int64) {
    withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
  }

  mutating func append(_ other: SegmentBytes) { bytes += other.bytes }

  /// Appends the length of a text times 2 plus `tag`, and the text.
  mutating func append(text: String, tag: UInt64) {
    append(UInt64(text.utf8.count) << 1 | tag)
    bytes += text.utf8
  }

  mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }
}

/// Reads what `SegmentBytes` wrote; bytes that end early give zeros, and `isAtEnd`.
struct SegmentCursor {
  private let bytes: UnsafeRawBufferPointer
  private var index: Int

  init(_ bytes: UnsafeRawBufferPointer) {
    self.bytes = bytes
    index = 0
  }

  var isAtEnd: Bool { bytes.count <= index }

  @inline(__always)
  mutating func next() -> UInt64 {
    // Most numbers have one byte or two.
    guard index + 1 < bytes.count else { return nextLong() }
    let first = UInt64(bytes[index])
    if first < 0x80 {
      index += 1
      return first
    }
    let second = UInt64(bytes[index + 1])
    guard second < 0x80 else { return nextLong() }
    index += 2
    return first & 0x7F | second << 7
  }

  private mutating func nextLong() -> UInt64 {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while index < bytes.count, shift < 64 {
      let byte = bytes[index]
      index += 1
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return value }
      shift += 7
    }
    return value
  }

  mutating func nextSigned() -> Int64 {
    let zigzag = next()
    return Int64(bitPattern: zigzag >> 1) ^ -Int64(bitPattern: zigzag & 1)
  }

  /// The place of a cell behind one of `day`.
  mutating func nextKey(after day: Int32) -> SignalKey {
    SignalKey(
      day: Int32(truncatingIfNeeded: Int64(day) &+ nextSigned()), entity: Int32(truncatingIfNeeded: next()),
      language: Int32(truncatingIfNeeded: next()), platform: Int32(truncatingIfNeeded: next()))
  }

  mutating func nextWhole() -> Int64 {
    guard index + 8 <= bytes.count else {
      index = bytes.count
      return 0
    }
    defer { index += 8 }
    return Int64(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: Int64.self))
  }

  /// The text of the next `count` bytes.
  mutating func text(_ count: UInt64) -> String { String(decoding: take(count), as: UTF8.self) }

  /// The next `count` bytes, or those that are left.
  mutating func take(_ count: UInt64) -> UnsafeRawBufferPointer {
    let end = index + Int(min(count, UInt64(bytes.count - index)))
    defer { index = end }
    return UnsafeRawBufferPointer(rebasing: bytes[index..<end])
  }
}

extension [UInt8] {
  /// Appends a number in as few bytes as it needs, seven bits each, the lowest first (LEB128).
  mutating func append(leb128 number: UInt64) {
    var rest = number
    while 0x80 <= rest {
      append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    append(UInt8(truncatingIfNeeded: rest))
  }
}
