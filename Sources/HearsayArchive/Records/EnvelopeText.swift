/// Gathers what stands around an array of records while a source is split.
///
///     {"name": "Metis", "id": 7, "messages": [{…}, {…}]}      the envelope is {"name":"Metis","id":7,"messages":[]}
///
/// The envelope is the innermost object that the array is in, as far as it stands before the array. What is closed
/// and long, or one of many in an outer array, such as the chat before this one, is forgotten, so that memory stays flat.
struct EnvelopeText {
  /// Changes with every array of records; 0 before the first.
  private(set) var number = 0
  /// JSON; empty where nothing is known, or where it is too long.
  private(set) var envelope: [UInt8] = []

  private var text: [UInt8] = []
  /// Where the open brackets stand in the text.
  private var starts: [Int] = []
  private var isOverfull = false

  private static let byteCountMost = 64 << 10
  /// A closed object or array that is longer than this is forgotten.
  private static let memberByteCountMost = 8 << 10
  /// Elements of an array that is longer than this are forgotten.
  private static let arrayByteCountMost = 2 << 10
  private static let depthMost = 256

  mutating func append(_ byte: UInt8) {
    guard text.count < Self.byteCountMost else {
      isOverfull = true
      return
    }
    text.append(byte)
  }

  mutating func append(_ bytes: Slice<UnsafeRawBufferPointer>) {
    guard text.count + bytes.count < Self.byteCountMost else {
      isOverfull = true
      return
    }
    text.append(contentsOf: bytes)
  }

  mutating func open(_ bracket: UInt8) {
    if starts.count < Self.depthMost { starts.append(text.count) } else { isOverfull = true }
    append(bracket)
  }

  mutating func close(_ bracket: UInt8) {
    append(bracket)
    guard let start = starts.popLast() else { return reset() }
    if starts.isEmpty { return reset() }
    let outer = starts.last ?? 0
    let isInLongArray =
      outer < text.count && text[outer] == UInt8(ascii: "[") && Self.arrayByteCountMost < text.count - outer
    if isOverfull || isInLongArray || Self.memberByteCountMost < text.count - start {
      text.removeSubrange(start...)
      text.append(contentsOf: "null".utf8)
      isOverfull = false
    }
  }

  /// The bracket that was opened last is that of an array of records.
  mutating func beginRecords() {
    number += 1
    envelope = []
    guard !isOverfull, 2 <= starts.count else { return }
    envelope = Array(text[starts[starts.count - 2]...]) + "]}".utf8
  }

  private mutating func reset() {
    text.removeAll(keepingCapacity: true)
    starts.removeAll(keepingCapacity: true)
    isOverfull = false
  }
}
