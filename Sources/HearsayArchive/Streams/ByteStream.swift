import HearsayCore

/// Bytes that come one stretch after the other.
package protocol ByteStream: AnyObject {
  /// Fills `buffer` from its beginning and returns how many bytes were written; 0 is the end.
  ///
  /// - Throws: `archive.truncated`, `archive.unreadable` or `archive.limit`; nothing can be read afterwards.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(RecordProblem) -> Int
}

extension ByteStream {
  /// Reads until `buffer` is full or the stream ends.
  ///
  /// - Returns: the number of bytes read, and the problem that ended reading, if any.
  func fill(_ buffer: UnsafeMutableRawBufferPointer) -> (byteCount: Int, problem: RecordProblem?) {
    var filled = 0
    while filled < buffer.count {
      do throws(RecordProblem) {
        let byteCount = try read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[filled...]))
        if byteCount == 0 { break }
        filled += byteCount
      } catch { return (filled, error) }
    }
    return (filled, nil)
  }

  /// Reads at most `byteCountMost` bytes.
  func readAll(atMost byteCountMost: Int) -> (bytes: [UInt8], problem: RecordProblem?) {
    var bytes: [UInt8] = []
    while bytes.count < byteCountMost {
      let step = min(byteCountMost - bytes.count, 64 << 10)
      var problem: RecordProblem?
      let stretch = [UInt8](unsafeUninitializedCapacity: step) { buffer, count in
        (count, problem) = fill(UnsafeMutableRawBufferPointer(buffer))
      }
      bytes += stretch
      if problem != nil || stretch.count < step { return (bytes, problem) }
    }
    return (bytes, nil)
  }
}

/// Hands out a stream in stretches; what ended it is told behind the bytes that came before.
struct StretchReader {
  private let stream: any ByteStream
  private var problem: RecordProblem?

  init(_ stream: any ByteStream) { self.stream = stream }

  /// The next bytes; none at the end.
  mutating func next() throws(RecordProblem) -> [UInt8] {
    if let problem { throw problem }
    let (bytes, problem) = stream.readAll(atMost: 64 << 10)
    self.problem = problem
    if bytes.isEmpty, let problem { throw problem }
    return bytes
  }
}

/// Bytes that are there already, and then the rest of a stream they were taken from.
final class HeadedStream: ByteStream {
  /// The bytes that were read in advance.
  let head: [UInt8]
  private let rest: any ByteStream
  private var problem: RecordProblem?
  private var position: Int
  private let isWhole: Bool

  /// Reads the first `byteCount` bytes of `stream` in advance.
  init(_ stream: any ByteStream, byteCount: Int = ArchiveLimits.sampleByteCount) {
    (head, problem) = stream.readAll(atMost: byteCount)
    isWhole = head.count < byteCount
    position = 0
    rest = stream
  }

  /// A stream of bytes in memory.
  init(bytes: [UInt8]) {
    head = bytes
    rest = EmptyStream()
    position = 0
    isWhole = true
  }

  /// Whether the head is all that could be read.
  var isAllInHead: Bool { isWhole }

  /// The problem with which the stream ended within the head.
  var problemInHead: RecordProblem? { problem }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(RecordProblem) -> Int {
    if position < head.count {
      let byteCount = min(buffer.count, head.count - position)
      head.withUnsafeBytes { bytes in
        buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[position..<position + byteCount]))
      }
      position += byteCount
      return byteCount
    }
    if let problem { throw problem }
    return isWhole ? 0 : try rest.read(into: buffer)
  }

  /// Passes over the next `byteCount` bytes, which must lie in the head.
  func skipInHead(_ byteCount: Int) { position = min(position + byteCount, head.count) }
}

/// A stream that ends at once.
final class EmptyStream: ByteStream {
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(RecordProblem) -> Int { 0 }
}

/// A stream that says at once what is wrong with it.
final class BrokenStream: ByteStream {
  private let problem: RecordProblem

  init(_ problem: RecordProblem) { self.problem = problem }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(RecordProblem) -> Int { throw problem }
}
