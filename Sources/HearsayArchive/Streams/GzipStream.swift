import CLibZ
import HearsayCore

/// Unpacks gzip members, one after the other.
///
/// libarchive unpacks 64 KB at a time and drops what it has of them where the data ends early: all of a small file.
final class GzipStream: ByteStream {
  private let packed: any ByteStream
  private let state: UnsafeMutablePointer<z_stream>
  private let storage: UnsafeMutablePointer<UInt8>
  private static let storageByteCount = 128 << 10
  /// Number of members that were unpacked to their end.
  private var memberCount = 0
  private var isInsideMember = true
  /// Whether what follows is no gzip: filling behind the last member.
  private var isAtEnd = false
  /// What is told once all that came before it is handed out.
  private var problem: RecordProblem?

  init(_ packed: any ByteStream) {
    self.packed = packed
    storage = .allocate(capacity: Self.storageByteCount)
    state = .allocate(capacity: 1)
    state.initialize(to: z_stream())
    // 15 for the largest window, 16 for the header of gzip; the macro that hides the rest is none of Swift's.
    if inflateInit2_(state, 15 + 16, zlibVersion(), Int32(MemoryLayout<z_stream>.size)) != Z_OK {
      problem = RecordProblem(.archiveUnreadable, "there is no memory to unpack the gzip data")
    }
  }

  deinit {
    inflateEnd(state)
    state.deallocate()
    storage.deallocate()
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(RecordProblem) -> Int {
    guard let start = buffer.baseAddress?.assumingMemoryBound(to: UInt8.self), !buffer.isEmpty else { return 0 }
    if let problem { throw problem }
    while !isAtEnd {
      if state.pointee.avail_in == 0, try !refill() {
        guard isInsideMember else { return 0 }
        throw RecordProblem(.archiveTruncated, "the gzip data ends early")
      }
      guard isInsideMember || beginMember() else { return 0 }
      state.pointee.next_out = start
      state.pointee.avail_out = UInt32(clamping: buffer.count)
      let room = Int(state.pointee.avail_out)
      let status = inflate(state, Z_NO_FLUSH)
      let byteCount = room - Int(state.pointee.avail_out)
      switch status {
      case Z_STREAM_END:
        isInsideMember = false
        memberCount += 1
      case Z_OK, Z_BUF_ERROR: break
      default:
        if 0 < memberCount, byteCount == 0, state.pointee.total_out == 0 {
          isAtEnd = true
          continue
        }
        let reason = state.pointee.msg.map { String(cString: $0) } ?? "error \(status)"
        let found = RecordProblem(.archiveUnreadable, "the gzip data is damaged: \(reason)")
        problem = found
        if byteCount == 0 { throw found }
      }
      if 0 < byteCount { return byteCount }
    }
    return 0
  }

  /// Makes ready for the member that follows; false where what follows is none.
  private func beginMember() -> Bool {
    guard state.pointee.next_in.pointee == 0x1F, inflateReset(state) == Z_OK else {
      isAtEnd = true
      return false
    }
    isInsideMember = true
    return true
  }

  private func refill() throws(RecordProblem) -> Bool {
    let byteCount = try packed.read(
      into: UnsafeMutableRawBufferPointer(start: storage, count: Self.storageByteCount))
    state.pointee.next_in = storage
    state.pointee.avail_in = UInt32(byteCount)
    return 0 < byteCount
  }
}
