import HearsayCore

/// Stops a stream that grows out of all proportion to the file it is unpacked from.
final class GuardedStream: ByteStream {
  private let stream: any ByteStream
  private let meter: ReadMeter
  private let consumedBefore: Int64
  private var byteCount: Int64 = 0
  /// Most of what layers read ahead.
  private static let readAheadByteCount: Int64 = 512 << 10

  /// Guards what is unpacked from the file that `meter` counts.
  init(_ stream: any ByteStream, meter: ReadMeter) {
    self.stream = stream
    self.meter = meter
    consumedBefore = meter.byteCount
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(RecordProblem) -> Int {
    let read = try stream.read(into: buffer)
    byteCount += Int64(read)
    meter.unpackedByteCount += Int64(read)
    // Layers read ahead, so the bytes of a small member may have been read before its turn.
    let readAhead = min(Self.readAheadByteCount, consumedBefore)
    guard Self.isInProportion(byteCount, to: meter.byteCount - consumedBefore + readAhead),
      Self.isInProportion(meter.unpackedByteCount, to: meter.byteCount)
    else {
      throw RecordProblem(
        .archiveLimit,
        "more than \(ArchiveLimits.unpackRatioMost) bytes come out of each byte of the file; reading stops here")
    }
    return read
  }

  private static func isInProportion(_ unpacked: Int64, to consumed: Int64) -> Bool {
    unpacked <= ArchiveLimits.unpackedByteCountFree || unpacked / ArchiveLimits.unpackRatioMost <= consumed
  }
}
