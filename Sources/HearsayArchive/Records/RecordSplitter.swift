import Glibc
import HearsayCore

/// Finds where records begin and end in bytes that come one stretch after the other.
///
/// A splitter keeps its state between calls, so no record is scanned twice, however many stretches it spans.
package protocol RecordSplitter: Sendable {
  /// The next mark in `bytes` from `position` on; nil when more bytes are needed.
  ///
  /// Moves `position` behind what was scanned.
  mutating func nextMark(in bytes: UnsafeRawBufferPointer, from position: inout Int) -> RecordMark?
  /// What is wrong when the source ends here, between records; nil where nothing is.
  var problemAtEnd: RecordProblem? { get }
  /// Changes whenever `envelope` does.
  var envelopeNumber: Int { get }
  /// JSON that stands around the present record, see `Envelope`; empty where nothing does.
  var envelope: [UInt8] { get }
}

extension RecordSplitter {
  package var envelopeNumber: Int { 0 }
  package var envelope: [UInt8] { [] }
}

/// A place where a record begins or ends.
package enum RecordMark: Equatable {
  /// A record begins with this byte.
  case begin(Int)
  /// The record ends before this byte.
  case end(Int)
}

/// One record a line; blank lines are none.
package struct LineSplitter: RecordSplitter {
  private var isInside = false

  package init() {}

  package var problemAtEnd: RecordProblem? { nil }

  package mutating func nextMark(in bytes: UnsafeRawBufferPointer, from position: inout Int) -> RecordMark? {
    if isInside { return end(in: bytes, from: &position) }
    // A NUL is what a crashed writer leaves at the end, a record separator begins lines of JSON text sequences.
    while position < bytes.count, bytes[position] <= 0x20 { position += 1 }
    guard position < bytes.count else { return nil }
    isInside = true
    return .begin(position)
  }

  private mutating func end(in bytes: UnsafeRawBufferPointer, from position: inout Int) -> RecordMark? {
    guard position < bytes.count, let start = bytes.baseAddress else { return nil }
    guard let newline = memchr(start + position, 0x0A, bytes.count - position) else {
      position = bytes.count
      return nil
    }
    isInside = false
    let end = start.distance(to: newline)
    position = end + 1
    return .end(end)
  }
}

/// The whole source is one record.
package struct WholeSplitter: RecordSplitter {
  private var isInside = false

  package init() {}

  package var problemAtEnd: RecordProblem? { nil }

  package mutating func nextMark(in bytes: UnsafeRawBufferPointer, from position: inout Int) -> RecordMark? {
    guard position < bytes.count else { return nil }
    defer { isInside = true }
    if isInside {
      position = bytes.count
      return nil
    }
    return .begin(position)
  }
}
