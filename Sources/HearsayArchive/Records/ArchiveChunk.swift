import HearsayCore

/// A stretch of an archive that is read but not yet understood: raw records, in order.
///
/// Chunks are cut on one thread and understood on any: `posts(using:)` depends on nothing but the chunk.
public struct ArchiveChunk: Sendable {
  /// The bytes, with padding behind them.
  private let bytes: [UInt8]
  private let slices: [RecordSlice]
  private let envelopes: [ChunkEnvelope]
  private let format: any ArchiveFormat
  /// Number of the first record, counted from 1 in the source.
  public let firstRecord: Int64
  /// What ended the source, told as one more item behind the last record.
  private let trailing: RecordProblem?
  private let offsetAfter: Int64

  init(
    bytes: [UInt8], slices: [RecordSlice], envelopes: [ChunkEnvelope], format: any ArchiveFormat, firstRecord: Int64,
    trailing: RecordProblem?, offsetAfter: Int64
  ) {
    self.bytes = bytes
    self.slices = slices
    self.envelopes = envelopes
    self.format = format
    self.firstRecord = firstRecord
    self.trailing = trailing
    self.offsetAfter = offsetAfter
  }

  /// Whether the problem that ended the source is told with the last record, which it cut off.
  private var isTrailingInLast: Bool { slices.last?.ending == .atSourceEnd }

  /// Number of records; where the source ended in a problem between records, that counts as one.
  public var recordCount: Int { slices.count + (trailing == nil || isTrailingInLast ? 0 : 1) }
  /// Number of the record that follows, for resuming behind this chunk.
  public var nextRecord: Int64 { firstRecord + Int64(recordCount) }
  /// Number of raw bytes.
  public var byteCount: Int { max(0, bytes.count - JSONParser.paddingByteCount) }

  /// Understands the records: posts, and what is none, in archive order.
  ///
  /// Every record is one item at least; a record with several posts is one item for each (`RecordPlace.part`).
  /// The same chunk gives the same batch, with any parser, on any thread.
  public func posts(using parser: JSONParser) -> PostBatch {
    var sink = RecordSink(expectedByteCount: byteCount / 3, expectedPostCount: recordCount)
    var following = envelopes[...]
    bytes.withUnsafeBytes { buffer in
      for (index, slice) in slices.enumerated() {
        let number = firstRecord + Int64(index)
        if following.first?.firstSlice == index, let next = following.popFirst() {
          sink.envelope = next.envelope(using: parser)
        }
        sink.begin(RecordPlace(number: number, byteOffset: slice.byteOffset))
        read(slice, number: number, of: buffer, using: parser, into: &sink)
        sink.end()
      }
    }
    if let trailing, !isTrailingInLast {
      sink.begin(RecordPlace(number: nextRecord - 1, byteOffset: offsetAfter))
      sink.fail(trailing)
      sink.end()
    }
    return sink.batch
  }

  /// Calls `body` with each record as JSON, whatever its fields, in archive order; or with why it is none.
  ///
  /// For records that are more than posts. A value is valid only until `body` returns.
  package func forEachRecord(
    using parser: JSONParser, _ body: (RecordPlace, Result<JSONValue, RecordProblem>) -> Void
  ) {
    bytes.withUnsafeBytes { buffer in
      for (index, slice) in slices.enumerated() {
        let place = RecordPlace(number: firstRecord + Int64(index), byteOffset: slice.byteOffset)
        guard slice.ending != .tooLong else {
          body(place, .failure(tooLong))
          continue
        }
        let text = UnsafeRawBufferPointer(rebasing: buffer[Int(slice.start)..<Int(slice.end)])
        do throws(RecordProblem) {
          try parser.withValue(of: text) { value in body(place, .success(value)) }
        } catch {
          body(place, .failure(slice.ending == .atSourceEnd ? trailing ?? Self.cutOff(error) : error))
        }
      }
    }
    if let trailing, !isTrailingInLast {
      body(RecordPlace(number: nextRecord - 1, byteOffset: offsetAfter), .failure(trailing))
    }
  }

  private var tooLong: RecordProblem {
    let most = format.framing.recordByteCountMost
    return RecordProblem(.recordTooLong, "the record has more than \(most) bytes and was passed over")
  }

  private func read(
    _ slice: RecordSlice, number: Int64, of buffer: UnsafeRawBufferPointer, using parser: JSONParser,
    into sink: inout RecordSink
  ) {
    guard slice.ending != .tooLong else { return sink.fail(tooLong) }
    let text = UnsafeRawBufferPointer(rebasing: buffer[Int(slice.start)..<Int(slice.end)])
    do throws(RecordProblem) {
      try format.read(
        ArchiveRecord(bytes: text, number: number, isAtSourceEnd: slice.ending == .atSourceEnd), using: parser,
        into: &sink)
      // What was cut off may be whole all the same; that the source ended early is told nevertheless.
      if slice.ending == .atSourceEnd, let trailing { sink.fail(trailing) }
    } catch {
      sink.fail(slice.ending == .atSourceEnd ? trailing ?? Self.cutOff(error) : error)
    }
  }

  private static func cutOff(_ problem: RecordProblem) -> RecordProblem {
    guard problem.code == .recordInvalidJSON else { return problem }
    return RecordProblem(.recordTruncated, "the record is cut off by the end of the source")
  }
}

/// What stands around the records of a chunk, from one of them on.
struct ChunkEnvelope: Sendable {
  /// The first record that it is around.
  let firstSlice: Int
  /// JSON, or nothing.
  let text: [UInt8]

  /// What it says; nothing where it is not JSON.
  func envelope(using parser: JSONParser) -> Envelope {
    guard !text.isEmpty else { return .unknown }
    let padded = text + [UInt8](repeating: 0, count: JSONParser.paddingByteCount)
    return padded.withUnsafeBytes { bytes in
      let text = UnsafeRawBufferPointer(rebasing: bytes[..<text.count])
      // A broken envelope costs what it would have told, not the posts.
      return (try? parser.withValue(of: text) { (root) throws(RecordProblem) in Envelope(root) }) ?? .unknown
    }
  }
}

/// A record's place in a chunk.
struct RecordSlice: Sendable {
  /// How the record ends.
  enum Ending {
    /// As the format has it.
    case complete
    /// With the source, perhaps in its middle.
    case atSourceEnd
    /// It is longer than the limit, and its bytes are gone.
    case tooLong
  }

  var byteOffset: Int64
  var start: UInt32
  var end: UInt32
  var ending: Ending
}
