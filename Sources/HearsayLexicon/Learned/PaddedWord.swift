/// A word between two edges, as pieces are cut out of it.
///
/// Lives only within `withMemory`, whose memory it uses again from word to word.
package struct PaddedWord {
  /// Letters of a word beyond which no pieces are looked at, edges included.
  static let letterMost = 41
  /// 39 letters of at most 4 bytes, and two edges.
  static let byteMost = 158
  /// Stands before and behind a word.
  static let edge = UInt8(ascii: "_")

  private let memory: UnsafeMutablePointer<UInt8>
  private let starts: UnsafeMutablePointer<UInt8>
  /// Number of its letters, edges included.
  private(set) var letterCount = 0

  /// Calls `body` with a word that has no letters yet.
  @inline(__always)
  package static func withMemory<Result>(_ body: (inout PaddedWord) -> Result) -> Result {
    // The longest piece is read at once, wherever it begins.
    let byteCount = byteMost + PieceKey.byteMost
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: byteCount + letterMost + 1) { memory in
      guard let first = memory.baseAddress else { preconditionFailure("there is no memory for a word") }
      memory.initialize(repeating: 0)
      var word = PaddedWord(memory: first, starts: first + byteCount)
      return body(&word)
    }
  }

  private init(memory: UnsafeMutablePointer<UInt8>, starts: UnsafeMutablePointer<UInt8>) {
    self.memory = memory
    self.starts = starts
  }

  /// How many bytes of `form` stand between the edges: letters beyond the most are left out.
  @inline(__always)
  static func byteCount(of form: UnsafeBufferPointer<UInt8>) -> Int {
    if form.count <= letterMost - 2 { return form.count }
    var (letterCount, byteCount) = (0, 0)
    for byte in form {
      if byte & 0xC0 != 0x80 {
        if letterCount == letterMost - 2 { break }
        letterCount += 1
      }
      byteCount += 1
    }
    precondition(byteCount <= byteMost - 2, "a letter has more than four bytes")
    return byteCount
  }

  /// Becomes `form` between two edges; letters beyond the most are left out.
  @inline(__always)
  mutating func fill(_ form: UnsafeBufferPointer<UInt8>) {
    var (letterCount, count) = (1, 1)
    memory[0] = Self.edge
    starts[0] = 0
    for byte in form.prefix(Self.byteCount(of: form)) {
      if byte & 0xC0 != 0x80 {
        starts[letterCount] = UInt8(truncatingIfNeeded: count)
        letterCount += 1
      }
      memory[count] = byte
      count += 1
    }
    memory[count] = Self.edge
    starts[letterCount] = UInt8(truncatingIfNeeded: count)
    starts[letterCount + 1] = UInt8(truncatingIfNeeded: count + 1)
    self.letterCount = letterCount + 1
  }

  /// Where a letter starts, or, behind the last, the word ends.
  @inline(__always)
  func start(of letter: Int) -> Int { Int(starts[letter]) }

  /// Sixteen bytes from `start` on, the first in the lowest bits; what stands behind the word means nothing.
  @inline(__always)
  func bytes(from start: Int) -> (low: UInt64, high: UInt64) {
    let place = UnsafeRawPointer(memory + start)
    return (
      UInt64(littleEndian: place.loadUnaligned(as: UInt64.self)),
      UInt64(littleEndian: place.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
    )
  }

  /// The bytes of a piece.
  package subscript(range: Range<Int>) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: memory + range.lowerBound, count: range.count)
  }
}
