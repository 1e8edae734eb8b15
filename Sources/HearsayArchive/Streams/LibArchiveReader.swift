import CLibArchive
import Glibc
import HearsayCore

/// Reads an archive of files, or one compressed stream, with libarchive.
///
/// Nothing is ever written to disk; names are labels only.
final class LibArchiveReader {
  /// What is expected.
  enum Shape {
    /// A zip, tar or 7z of files.
    case container
    /// One stream compressed with bzip2 or xz.
    case compressed
  }

  /// A file in the archive.
  struct Member {
    /// Its name, as the archive has it.
    let name: String
    /// Whether it is a plain file, and not a folder, link or device.
    let isPlainFile: Bool
    /// Bytes when unpacked, or nil where the archive does not say.
    let byteCount: Int64?
  }

  /// `AE_IFREG`, a macro that Swift does not see.
  private static let plainFileType: mode_t = 0o100000
  private let handle: OpaquePointer?
  private let input: LibArchiveInput
  private var isOpen = false
  /// Counts members, so that a stream of an earlier one can tell that it is over.
  private(set) var memberNumber = 0
  /// Names in UTF-8 would be lost in the C locale, which is the one of a program that sets none; the same one
  /// everywhere keeps names from depending on where the program runs.
  private let locale = newlocale(Int32(LC_CTYPE_MASK), "C.UTF-8", nil)
  /// Whether reading a member said already that the archive ends early.
  private(set) var isEndTold = false
  /// What is left of the block that libarchive unpacked last.
  private var block = MemberBlock()
  private var blockStatus = ARCHIVE_OK

  init(_ stream: any ByteStream, shape: Shape) {
    handle = archive_read_new()
    input = LibArchiveInput(stream)
    switch shape {
    case .container:
      archive_read_support_format_tar(handle)
      archive_read_support_format_zip(handle)
      archive_read_support_format_7zip(handle)
    case .compressed:
      archive_read_support_format_raw(handle)
      archive_read_support_filter_bzip2(handle)
      archive_read_support_filter_xz(handle)
    }
  }

  deinit {
    archive_read_free(handle)
    if let locale { freelocale(locale) }
  }

  /// Whether a compression was recognised; what is cut off in its first bytes may not be.
  var hasFilter: Bool { archive_filter_code(handle, 0) != ARCHIVE_FILTER_NONE }

  /// Goes to the next member; nil at the end.
  ///
  /// - Throws: `archive.truncated` or `archive.unreadable`; there are no further members then.
  func nextMember() throws(RecordProblem) -> Member? {
    let outerLocale = locale.map { uselocale($0) }
    defer { if let outerLocale { uselocale(outerLocale) } }
    if !isOpen {
      isOpen = true
      try check(openInput())
    }
    memberNumber += 1
    block = MemberBlock()
    blockStatus = ARCHIVE_OK
    var entry: OpaquePointer?
    var status = archive_read_next_header(handle, &entry)
    var retryCount = 0
    while status == ARCHIVE_RETRY, retryCount < 16 {
      status = archive_read_next_header(handle, &entry)
      retryCount += 1
    }
    if status == ARCHIVE_EOF {
      if let problem = input.problem, !isEndTold { throw problem }
      return nil
    }
    if status != ARCHIVE_OK, status != ARCHIVE_WARN, isEndTold { return nil }
    try check(status)
    guard let entry else { return nil }
    let isFile = archive_entry_filetype(entry) == Self.plainFileType && archive_entry_hardlink(entry) == nil
    return Member(
      name: name(of: entry), isPlainFile: isFile,
      byteCount: archive_entry_size_is_set(entry) == 0 ? nil : archive_entry_size(entry))
  }

  /// Reads bytes of the current member; 0 at its end.
  ///
  /// What libarchive could unpack before a damage is handed out before the damage is told: `archive_read_data` would
  /// drop it.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(RecordProblem) -> Int {
    while block.isEmpty {
      if blockStatus != ARCHIVE_OK { return try endMember() }
      nextBlock()
    }
    let byteCount = min(buffer.count, block.byteCount)
    block.take(byteCount, into: buffer)
    return byteCount
  }

  private func nextBlock() {
    var retryCount = 0
    repeat {
      var start: UnsafeRawPointer?
      var byteCount = 0
      var offset: Int64 = 0
      blockStatus = archive_read_data_block(handle, &start, &byteCount, &offset)
      if let start, blockStatus != ARCHIVE_EOF, blockStatus != ARCHIVE_FATAL {
        block.set(UnsafeRawBufferPointer(start: start, count: byteCount), at: offset)
      }
      retryCount += 1
    } while blockStatus == ARCHIVE_RETRY && block.isEmpty && retryCount < 16
  }

  /// Says how the current member ended, once all of its bytes are handed out.
  private func endMember() throws(RecordProblem) -> Int {
    guard blockStatus != ARCHIVE_EOF || input.problem != nil else { return 0 }
    let problem = problem()
    isEndTold = isEndTold || problem.code == .archiveTruncated || input.problem != nil
    throw problem
  }

  private func openInput() -> Int32 {
    archive_read_set_read_callback(handle) { _, client, place in
      guard let client else { return -1 }
      let input = Unmanaged<LibArchiveInput>.fromOpaque(client).takeUnretainedValue()
      place?.pointee = UnsafeRawPointer(input.storage.baseAddress)
      return input.read()
    }
    if input.isSeekable {
      archive_read_set_seek_callback(handle) { _, client, offset, origin in
        guard let client else { return Int64(ARCHIVE_FATAL) }
        return Unmanaged<LibArchiveInput>.fromOpaque(client).takeUnretainedValue().seek(offset, origin)
      }
    }
    archive_read_set_callback_data(handle, Unmanaged.passUnretained(input).toOpaque())
    return archive_read_open1(handle)
  }

  private func name(of entry: OpaquePointer) -> String {
    if let name = archive_entry_pathname_utf8(entry) { return String(cString: name) }
    if let name = archive_entry_pathname(entry) { return String(cString: name) }
    return "member-\(memberNumber)"
  }

  private func check(_ status: Int32) throws(RecordProblem) {
    guard status == ARCHIVE_OK || status == ARCHIVE_WARN else { throw problem() }
  }

  private func problem() -> RecordProblem {
    if let problem = input.problem { return problem }
    let message = archive_error_string(handle).map { String(cString: $0) } ?? "it is damaged"
    let isTruncated = input.isAtEnd && !message.contains("CRC") || message.contains("runcated")
    return isTruncated
      ? RecordProblem(.archiveTruncated, "the archive ends early: \(message)")
      : RecordProblem(.archiveUnreadable, "the archive cannot be read further: \(message)")
  }
}

/// A block of a member that libarchive lends until it is asked for the next one, and the hole before it in files that
/// have such.
private struct MemberBlock {
  /// How many zeros come before `bytes`.
  private var holeByteCount = 0
  private var bytes = UnsafeRawBufferPointer(start: nil, count: 0)
  /// Where in the member it ends.
  private var end: Int64 = 0

  var byteCount: Int { holeByteCount + bytes.count }
  var isEmpty: Bool { byteCount == 0 }

  /// Takes the block at `offset` of the member.
  mutating func set(_ block: UnsafeRawBufferPointer, at offset: Int64) {
    bytes = block
    holeByteCount = Int(max(0, offset - end))
    end = max(offset, end) + Int64(block.count)
  }

  /// Moves the first `byteCount` bytes to `buffer`.
  mutating func take(_ byteCount: Int, into buffer: UnsafeMutableRawBufferPointer) {
    let zeroCount = min(byteCount, holeByteCount)
    UnsafeMutableRawBufferPointer(rebasing: buffer[..<zeroCount]).initializeMemory(as: UInt8.self, repeating: 0)
    let copied = byteCount - zeroCount
    UnsafeMutableRawBufferPointer(rebasing: buffer[zeroCount..<byteCount])
      .copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[..<copied]))
    holeByteCount -= zeroCount
    bytes = UnsafeRawBufferPointer(rebasing: bytes[copied...])
  }
}

/// What libarchive's callbacks see: a stream and the buffer that it is read into.
private final class LibArchiveInput {
  let storage: UnsafeMutableRawBufferPointer
  private let stream: any ByteStream
  private(set) var problem: RecordProblem?
  private(set) var isAtEnd = false

  init(_ stream: any ByteStream) {
    self.stream = stream
    storage = .allocate(byteCount: 128 << 10, alignment: 16)
  }

  deinit { storage.deallocate() }

  var isSeekable: Bool { (stream as? FileStream)?.isSeekable ?? false }

  func read() -> Int {
    do throws(RecordProblem) {
      let byteCount = try stream.read(into: storage)
      isAtEnd = byteCount == 0
      return byteCount
    } catch {
      // libarchive sees the end of its input; what really happened is kept, and told in its place.
      problem = error
      isAtEnd = true
      return 0
    }
  }

  func seek(_ offset: Int64, _ origin: Int32) -> Int64 {
    (stream as? FileStream)?.seek(to: offset, from: origin) ?? Int64(ARCHIVE_FATAL)
  }
}

/// The bytes of one member of an archive, while it is the current one.
final class MemberStream: ByteStream {
  private let reader: LibArchiveReader
  private let number: Int

  /// The bytes of the current member of `reader`.
  init(_ reader: LibArchiveReader) {
    self.reader = reader
    number = reader.memberNumber
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(RecordProblem) -> Int {
    guard number == reader.memberNumber else {
      throw RecordProblem(.archiveUnreadable, "the archive was read beyond this member before the member was read")
    }
    return try reader.read(into: buffer)
  }
}

/// A stream compressed with bzip2 or xz, unpacked.
final class DecompressedStream: ByteStream {
  private let reader: LibArchiveReader
  private var isStarted = false
  private var isAtEnd = false

  init(_ packed: any ByteStream) { reader = LibArchiveReader(packed, shape: .compressed) }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(RecordProblem) -> Int {
    if !isStarted {
      isStarted = true
      isAtEnd = try reader.nextMember() == nil
      guard isAtEnd || reader.hasFilter else {
        throw RecordProblem(.archiveTruncated, "the compressed data ends, or is damaged, in its first bytes")
      }
    }
    return isAtEnd ? 0 : try reader.read(into: buffer)
  }
}
