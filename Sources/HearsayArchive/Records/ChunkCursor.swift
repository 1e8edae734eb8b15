import HearsayCore

/// Reads a source and cuts it into chunks at the borders of records, without understanding them.
public struct ChunkCursor {
  private let stream: any ByteStream
  private let format: any ArchiveFormat
  private let meter: ReadMeter?
  private var splitter: any RecordSplitter
  private let recordByteCountMost: Int
  private let chunkByteCount: Int
  /// Records with smaller numbers are passed over.
  private let startRecord: Int64

  /// Bytes read that belong to no finished record, and where they stand in the source.
  private var carry: [UInt8] = []
  private var carryOffset: Int64
  /// How much of `carry` the splitter has seen.
  private var scanned = 0
  /// Where the record began that is not finished yet, in the source.
  private var openOffset: Int64?
  private var isOpenTooLong = false
  private var nextNumber: Int64 = 1
  private var isAtEnd = false
  /// The envelopes of the chunk that is being cut, each with the first of its slices.
  private var envelopes: [ChunkEnvelope] = []
  private var envelopeNumber = 0

  init(
    _ stream: any ByteStream, format: any ArchiveFormat, meter: ReadMeter?, startingAtRecord startRecord: Int64,
    byteOffset: Int64, chunkByteCount: Int = ArchiveLimits.chunkByteCount
  ) {
    self.stream = stream
    self.format = format
    self.meter = meter
    self.startRecord = startRecord
    self.chunkByteCount = chunkByteCount
    splitter = format.framing.splitter
    recordByteCountMost = format.framing.recordByteCountMost
    carryOffset = byteOffset
  }

  /// Bytes read so far of the file that the source is in, and of how many, for showing progress.
  public var progress: (byteCount: Int64, byteCountTotal: Int64?) {
    (meter?.byteCount ?? 0, meter?.byteCountTotal)
  }

  /// The next chunk, of about 1 MB or one record, whichever is more; nil at the end.
  public mutating func next() -> ArchiveChunk? {
    while !isAtEnd {
      if let chunk = advance() { return chunk }
    }
    return nil
  }

  /// Reads one stretch; nil where no record ended in it.
  private mutating func advance() -> ArchiveChunk? {
    let (buffer, byteCount, problem) = readStretch()
    let firstNumber = nextNumber
    envelopes = []
    envelopeNumber = 0
    var slices = split(buffer, byteCount)
    if isAtEnd { closeOpenRecord(at: byteCount, into: &slices) }
    let base = carryOffset
    keepRest(of: buffer, byteCount)
    return chunk(buffer, slices, firstNumber, problem, offsetAfter: base + Int64(byteCount))
  }

  private mutating func readStretch() -> (buffer: [UInt8], byteCount: Int, problem: RecordProblem?) {
    let carried = carry
    // Reading as much as is carried doubles the stretch, so a long record is copied a few times only.
    let wanted = max(chunkByteCount, carried.count)
    var problem: RecordProblem?
    var filled = 0
    let padding = JSONParser.paddingByteCount
    let buffer = [UInt8](unsafeUninitializedCapacity: carried.count + wanted + padding) { target, count in
      let raw = UnsafeMutableRawBufferPointer(target)
      carried.withUnsafeBytes { raw.copyMemory(from: $0) }
      let space = UnsafeMutableRawBufferPointer(rebasing: raw[carried.count..<carried.count + wanted])
      (filled, problem) = stream.fill(space)
      count = carried.count + filled + padding
      for index in count - padding..<count { target[index] = 0 }
    }
    isAtEnd = filled < wanted
    return (buffer, carried.count + filled, problem)
  }

  private mutating func split(_ buffer: [UInt8], _ byteCount: Int) -> [RecordSlice] {
    var slices: [RecordSlice] = []
    var position = scanned
    buffer.withUnsafeBytes { raw in
      let bytes = UnsafeRawBufferPointer(rebasing: raw[..<byteCount])
      while let mark = splitter.nextMark(in: bytes, from: &position) {
        switch mark {
        case .begin(let start): openOffset = carryOffset + Int64(start)
        case .end(let end): finishRecord(at: end, .complete, into: &slices)
        }
      }
    }
    scanned = position
    return slices
  }

  private mutating func finishRecord(at end: Int, _ ending: RecordSlice.Ending, into slices: inout [RecordSlice]) {
    guard let offset = openOffset else { return }
    let start = Int(offset - carryOffset)
    let isTooLong = isOpenTooLong || recordByteCountMost < end - start
    if startRecord <= nextNumber {
      if splitter.envelopeNumber != envelopeNumber {
        envelopeNumber = splitter.envelopeNumber
        envelopes.append(ChunkEnvelope(firstSlice: slices.count, text: splitter.envelope))
      }
      slices.append(
        isTooLong
          ? RecordSlice(byteOffset: offset, start: 0, end: 0, ending: .tooLong)
          : RecordSlice(byteOffset: offset, start: UInt32(start), end: UInt32(end), ending: ending))
    }
    nextNumber += 1
    openOffset = nil
    isOpenTooLong = false
  }

  private mutating func closeOpenRecord(at end: Int, into slices: inout [RecordSlice]) {
    if openOffset != nil { finishRecord(at: end, .atSourceEnd, into: &slices) }
  }

  /// Keeps the bytes of the unfinished record for the next stretch, unless it is too long already.
  private mutating func keepRest(of buffer: [UInt8], _ byteCount: Int) {
    var keptFrom = scanned
    if let openOffset, !isOpenTooLong {
      keptFrom = Int(openOffset - carryOffset)
      if recordByteCountMost < byteCount - keptFrom {
        isOpenTooLong = true
        keptFrom = scanned
      }
    }
    carry = isAtEnd ? [] : Array(buffer[keptFrom..<byteCount])
    carryOffset += Int64(keptFrom)
    scanned -= keptFrom
  }

  private mutating func chunk(
    _ buffer: [UInt8], _ slices: [RecordSlice], _ firstNumber: Int64, _ problem: RecordProblem?, offsetAfter: Int64
  ) -> ArchiveChunk? {
    var trailing = isAtEnd ? problem ?? splitter.problemAtEnd : nil
    let isOwnItem = trailing != nil && slices.last?.ending != .atSourceEnd
    if isOwnItem {
      if nextNumber < startRecord { trailing = nil }
      nextNumber += 1
    }
    guard !slices.isEmpty || trailing != nil else { return nil }
    return ArchiveChunk(
      bytes: buffer, slices: slices, envelopes: envelopes, format: format, firstRecord: max(firstNumber, startRecord),
      trailing: trailing, offsetAfter: offsetAfter)
  }
}
