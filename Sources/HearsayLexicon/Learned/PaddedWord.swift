/// A word between two edges, as pieces are cut out of it.
///
/// Lives only within `withMemory`, whose memory it uses again from word to word.
package struct PaddedWord {
  /// Letters of a word beyond which no pieces are looked at, the first edge included.
  private static let letterMost = 40
  /// 39 letters of at most 4 bytes, and two edges.
  private static let byteMost = 158
  private static let edge = UInt8(ascii: "_")

  private let bytes: UnsafeMutablePointer<UInt8>
  private let starts: UnsafeMutablePointer<UInt8>
  /// Number of its letters, edges included.
  private(set) var letterCount = 0

  /// Calls `body` with a word that has no letters yet.
  package static func withMemory<Result>(_ body: (inout PaddedWord) -> Result) -> Result {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: byteMost + letterMost + 2) { memory in
      guard let first = memory.baseAddress else { preconditionFailure("there is no memory for a word") }
      var word = PaddedWord(bytes: first, starts: first + byteMost)
      return body(&word)
    }
  }

  private init(bytes: UnsafeMutablePointer<UInt8>, starts: UnsafeMutablePointer<UInt8>) {
    self.bytes = bytes
    self.starts = starts
  }

  /// Becomes `form` between two edges.
  @inline(__always)
  mutating func fill(_ form: UnsafeBufferPointer<UInt8>) {
    bytes[0] = Self.edge
    starts[0] = 0
    var (letterCount, count) = (1, 1)
    for byte in form {
      if byte & 0xC0 != 0x80 {
        if letterCount == Self.letterMost { break }
        starts[letterCount] = UInt8(truncatingIfNeeded: count)
        letterCount += 1
      }
      precondition(count + 1 < Self.byteMost, "a letter has more than four bytes")
      bytes[count] = byte
      count += 1
    }
    bytes[count] = Self.edge
    starts[letterCount] = UInt8(truncatingIfNeeded: count)
    starts[letterCount + 1] = UInt8(truncatingIfNeeded: count + 1)
    self.letterCount = letterCount + 1
  }

  /// The byte at `index`.
  @inline(__always)
  subscript(index: Int) -> UInt8 { bytes[index] }

  /// Where a letter starts, or, behind the last, the word ends.
  @inline(__always)
  func start(of letter: Int) -> Int { Int(starts[letter]) }

  /// The bytes of a piece.
  @inline(__always)
  package subscript(range: Range<Int>) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: bytes + range.lowerBound, count: range.count)
  }
}
