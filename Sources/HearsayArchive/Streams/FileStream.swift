import Glibc
import HearsayCore

/// The bytes of a file, or of standard input.
final class FileStream: ByteStream {
  /// How far the file has been read.
  let meter: ReadMeter
  private let descriptor: Int32
  private let closesAtEnd: Bool
  /// Whether the file can be read at any place.
  let isSeekable: Bool

  /// Opens a file.
  ///
  /// - Throws: `file.unreadable`.
  init(path: String) throws(RecordProblem) {
    descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    closesAtEnd = true
    guard 0 <= descriptor else { throw Self.problem("cannot be opened", errno) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      let problem = Self.problem("cannot be opened", errno)
      close(descriptor)
      throw problem
    }
    isSeekable = status.st_mode & S_IFMT == S_IFREG
    meter = ReadMeter(byteCountTotal: isSeekable ? Int64(status.st_size) : nil)
  }

  /// The bytes that another program writes into the pipe at `path`, such as `<(zcat a.gz)` in a shell.
  ///
  /// - Throws: `file.unreadable`.
  init(pipe path: String) throws(RecordProblem) {
    // Waits for the writer: without one, a pipe is at its end.
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    closesAtEnd = true
    isSeekable = false
    meter = ReadMeter(byteCountTotal: nil)
    guard 0 <= descriptor else { throw Self.problem("cannot be opened", errno) }
  }

  /// The bytes of standard input.
  init() {
    descriptor = STDIN_FILENO
    closesAtEnd = false
    isSeekable = false
    meter = ReadMeter(byteCountTotal: nil)
  }

  deinit {
    if closesAtEnd { close(descriptor) }
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(RecordProblem) -> Int {
    while true {
      let byteCount = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      if 0 <= byteCount {
        meter.byteCount += Int64(byteCount)
        return byteCount
      }
      if errno != EINTR { throw Self.problem("cannot be read further", errno) }
    }
  }

  /// Continues reading at another place, and returns it; nil where the file has none.
  func seek(to offset: Int64, from origin: Int32) -> Int64? {
    let place = lseek(descriptor, off_t(offset), origin)
    return place < 0 ? nil : Int64(place)
  }

  private static func problem(_ what: String, _ code: Int32) -> RecordProblem {
    RecordProblem(.fileUnreadable, "the file \(what): \(String(cString: strerror(code)))")
  }
}

/// Counts the bytes read from a file, through whatever layers.
final class ReadMeter {
  /// Bytes read so far; a part that is read twice counts twice.
  var byteCount: Int64 = 0
  /// Bytes that its members came to when unpacked, so far.
  var unpackedByteCount: Int64 = 0
  /// Bytes of the file, or nil where it is not known.
  let byteCountTotal: Int64?

  init(byteCountTotal: Int64?) { self.byteCountTotal = byteCountTotal }
}
