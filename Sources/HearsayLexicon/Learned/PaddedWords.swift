/// Words between two edges, one after the other, as pieces are cut out of them.
///
/// Lives only within `withMemory`.
package struct PaddedWords {
  /// Letters of a word beyond which no pieces are looked at, edges included.
  static let letterMost = 41
  /// 39 letters of at most 4 bytes, and two edges.
  private static let byteMost = 158
  private static let edge = UInt8(ascii: "_")

  private let bytes: UnsafeMutableBufferPointer<UInt8>
  private var byteCount = 0
  /// Where the letters of the last word start, and where it ends.
  private let starts: UnsafeMutablePointer<Int32>
  /// Number of letters of the last word, edges included.
  private(set) var letterCount = 0

  /// Calls `body` with memory for at least one word, in which there is none yet.
  package static func withMemory<Result>(
    byteCount: Int = byteMost, _ body: (inout PaddedWords) -> Result
  ) -> Result {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: max(byteCount, byteMost)) { bytes in
      withUnsafeTemporaryAllocation(of: Int32.self, capacity: letterMost + 1) { starts in
        guard let first = starts.baseAddress else { preconditionFailure("there is no memory for a word") }
        var words = PaddedWords(bytes: bytes, starts: first)
        return body(&words)
      }
    }
  }

  private init(bytes: UnsafeMutableBufferPointer<UInt8>, starts: UnsafeMutablePointer<Int32>) {
    self.bytes = bytes
    self.starts = starts
  }

  /// Whether another word, however long, has room.
  @inline(__always)
  var hasRoom: Bool { byteCount + Self.byteMost <= bytes.count }

  /// Makes room.
  @inline(__always)
  mutating func removeAll() { byteCount = 0 }

  /// Adds `form` between two edges; letters beyond the most are left out.
  @inline(__always)
  mutating func add(_ form: UnsafeBufferPointer<UInt8>) {
    precondition(hasRoom, "there is no room for a word")
    var (letterCount, count) = (1, byteCount + 1)
    bytes[byteCount] = Self.edge
    starts[0] = Int32(truncatingIfNeeded: byteCount)
    for byte in form {
      if byte & 0xC0 != 0x80 {
        if letterCount + 1 == Self.letterMost { break }
        starts[letterCount] = Int32(truncatingIfNeeded: count)
        letterCount += 1
      }
      precondition(count + 1 < bytes.count, "a letter has more than four bytes")
      bytes[count] = byte
      count += 1
    }
    bytes[count] = Self.edge
    starts[letterCount] = Int32(truncatingIfNeeded: count)
    starts[letterCount + 1] = Int32(truncatingIfNeeded: count + 1)
    self.letterCount = letterCount + 1
    byteCount = count + 1
  }

  /// The byte at `index`.
  @inline(__always)
  subscript(index: Int) -> UInt8 { bytes[index] }

  /// Where a letter of the last word starts, or, behind the last, the word ends.
  @inline(__always)
  func start(of letter: Int) -> Int { Int(starts[letter]) }

  /// The bytes of a piece.
  @inline(__always)
  package subscript(range: Range<Int>) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: bytes[range])
  }
}
