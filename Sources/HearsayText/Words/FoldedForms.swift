/// The folded forms of a text's tokens while they are written, one after the other, into memory of a fixed size.
///
/// Lives only while that memory does. Most words are hashed while they are folded, so that
/// their letters are looked at once.
struct FoldedForms {
  private let memory: UnsafeMutableBufferPointer<UInt8>
  /// Number of bytes written.
  private(set) var count = 0
  /// The hash of what was written since `begin`, before the final mix.
  private(set) var hashState = WordHash.start

  /// Forms that go into `memory`.
  init(_ memory: UnsafeMutableBufferPointer<UInt8>) { self.memory = memory }

  /// The most bytes that the forms of a text of `byteCount` bytes take.
  ///
  /// Folding makes one and a half bytes of one at most: two of `Ⱥ` become three of `ⱥ`.
  static func byteCountMost(ofText byteCount: Int) -> Int { 2 * byteCount + 8 }

  /// Begins the form of a token.
  @inline(__always)
  mutating func begin() { hashState = WordHash.start }

  /// Appends a byte.
  @inline(__always)
  mutating func append(_ byte: UInt8) {
    precondition(count < memory.count, "folded forms need more than \(memory.count) bytes")
    memory[count] = byte
    count += 1
    hashState = WordHash.adding(byte, to: hashState)
  }

  /// Appends the `byteCount` lowest of eight bytes, from the lowest on.
  @inline(__always)
  mutating func append(_ byteCount: Int, of bytes: UInt64) {
    precondition(count &+ 8 <= memory.count, "folded forms need more than \(memory.count) bytes")
    // All eight are written at once; what is too much of them will be written over.
    UnsafeMutableRawBufferPointer(memory).storeBytes(of: bytes.littleEndian, toByteOffset: count, as: UInt64.self)
    count &+= byteCount
    var (rest, state) = (bytes, hashState)
    for _ in 0..<byteCount {
      state = WordHash.adding(UInt8(truncatingIfNeeded: rest), to: state)
      rest >>= 8
    }
    hashState = state
  }

  /// Bytes on their way, hashed in registers; there must be room for them.
  struct Run {
    /// Where the next byte goes.
    fileprivate var next: UnsafeMutablePointer<UInt8>
    fileprivate var hashState: UInt64

    /// Appends the UTF-8 bytes, three at most, of a scalar value below 0x10000.
    @inline(__always)
    mutating func shortScalar(_ value: UInt32) {
      if value < 0x80 { return byte(UInt8(truncatingIfNeeded: value)) }
      if value < 0x800 {
        byte(UInt8(truncatingIfNeeded: 0xC0 | value >> 6))
      } else {
        byte(UInt8(truncatingIfNeeded: 0xE0 | value >> 12))
        byte(UInt8(truncatingIfNeeded: 0x80 | value >> 6 & 0x3F))
      }
      byte(UInt8(truncatingIfNeeded: 0x80 | value & 0x3F))
    }

    @inline(__always)
    private mutating func byte(_ byte: UInt8) {
      next.pointee = byte
      next += 1
      hashState = WordHash.adding(byte, to: hashState)
    }
  }

  /// Appends what `body` does: the forms of `byteCount` bytes of text.
  @inline(__always)
  mutating func appendEach(ofText byteCount: Int, _ body: (inout Run) -> Void) {
    let byteCountMost = Self.byteCountMost(ofText: byteCount)
    guard let start = memory.baseAddress, byteCountMost <= memory.count - count else {
      preconditionFailure("folded forms need more than \(memory.count) bytes")
    }
    var run = Run(next: start + count, hashState: hashState)
    body(&run)
    count = run.next - start
    hashState = run.hashState
  }

  /// The last byte, or nil.
  var last: UInt8? { count == 0 ? nil : memory[count - 1] }

  /// The byte at `index`.
  subscript(index: Int) -> UInt8 { memory[index] }

  /// The bytes from `start` on.
  func bytes(from start: Int) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: memory[start..<count])
  }

  /// Takes away the bytes from `end` on, of the form that begins at `start`.
  mutating func removeAll(from end: Int, ofFormFrom start: Int) {
    count = end
    begin()
    for byte in bytes(from: start) { hashState = WordHash.adding(byte, to: hashState) }
  }

  /// Appends the UTF-8 bytes of a scalar value; `FoldingTable.doubleS` as `ss`, 0 as nothing.
  @inline(__always)
  mutating func append(scalar value: UInt32) {
    if value < 0x80 {
      if value != 0 { append(UInt8(truncatingIfNeeded: value)) }
    } else {
      appendLong(value)
    }
  }

  /// Appends the UTF-8 bytes of an ideograph.
  @inline(__always)
  mutating func append(ideograph value: UInt32) {
    if 0x80 <= value && value < 0x10000 {
      appendEach(ofText: 2) { $0.shortScalar(value) }
    } else {
      append(scalar: value)
    }
  }

  private mutating func appendLong(_ value: UInt32) {
    if value < 0x800 {
      append(UInt8(0xC0 | value >> 6))
    } else if value == FoldingTable.doubleS {
      append(0x73)
      append(0x73)
      return
    } else if value < 0x10000 {
      append(UInt8(0xE0 | value >> 12))
      append(UInt8(0x80 | value >> 6 & 0x3F))
    } else {
      append(UInt8(0xF0 | value >> 18))
      append(UInt8(0x80 | value >> 12 & 0x3F))
      append(UInt8(0x80 | value >> 6 & 0x3F))
    }
    append(UInt8(0x80 | value & 0x3F))
  }
}
