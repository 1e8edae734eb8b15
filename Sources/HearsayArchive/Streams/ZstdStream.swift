import CLibZstd
import HearsayCore

/// Unpacks zstd frames, one after the other, with windows of up to 2 GB.
///
/// libarchive refuses windows above 128 MB, which large dumps have.
final class ZstdStream: ByteStream {
  private let packed: any ByteStream
  private let context: OpaquePointer?
  private let storage: UnsafeMutableRawBufferPointer
  private var input: ZSTD_inBuffer
  /// What zstd still wants of the current frame; 0 between frames.
  private var isInsideFrame = false
  private var problem: RecordProblem?

  init(_ packed: any ByteStream) {
    self.packed = packed
    context = ZSTD_createDCtx()
    storage = .allocate(byteCount: 128 << 10, alignment: 16)
    input = ZSTD_inBuffer(src: storage.baseAddress, size: 0, pos: 0)
    ZSTD_DCtx_setParameter(context, ZSTD_d_windowLogMax, 31)
  }

  deinit {
    ZSTD_freeDCtx(context)
    storage.deallocate()
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(RecordProblem) -> Int {
    if let problem { throw problem }
    var output = ZSTD_outBuffer(dst: buffer.baseAddress, size: buffer.count, pos: 0)
    while output.pos == 0 {
      // A full output may leave unpacked bytes inside the context, so it is asked before more is read.
      if input.pos == input.size {
        let flushed = try step(&output)
        if 0 < flushed { break }
        guard try refill() else {
          if isInsideFrame { throw RecordProblem(.archiveTruncated, "the zstd data ends inside a frame") }
          return 0
        }
      }
      _ = try step(&output)
    }
    return output.pos
  }

  private func step(_ output: inout ZSTD_outBuffer) throws(RecordProblem) -> Int {
    guard input.pos < input.size || isInsideFrame else { return 0 }
    let before = (output.pos, input.pos)
    let hint = ZSTD_decompressStream(context, &output, &input)
    guard ZSTD_isError(hint) == 0 else {
      let reason = String(cString: ZSTD_getErrorName(hint))
      let found = RecordProblem(.archiveUnreadable, "the zstd data is damaged: \(reason)")
      problem = found
      // What came out before the damage is good, and handed out first.
      if 0 < output.pos { return output.pos - before.0 }
      throw found
    }
    if before != (output.pos, input.pos) { isInsideFrame = hint != 0 }
    return output.pos - before.0
  }

  private func refill() throws(RecordProblem) -> Bool {
    input.size = try packed.read(into: storage)
    input.pos = 0
    return 0 < input.size
  }
}
