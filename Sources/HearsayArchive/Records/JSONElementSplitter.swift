import HearsayCore

/// One record for each element of a JSON array, or for each JSON value of several in a row.
///
/// Scans depth and strings only, so a source of any size is split while it is read.
///
///     [{"id": 1}, {"id": 2}]                    two records (elements of an array)
///     window.YTD.tweets.part0 = [ {…} ]         one record  (what stands before the array is passed over)
///     {"messages": [{…}, {…}], "name": "x"}     two records (elements of the array "messages")
package struct JSONElementSplitter: RecordSplitter {
  /// What the records are.
  package enum Target: Sendable {
    /// The elements of arrays that stand at the top.
    case topArray
    /// The elements of arrays that are values of one of these keys, at any depth outside such arrays.
    ///
    /// What stands around such an array is its records' envelope.
    case arrays(named: [String])
    /// Objects and arrays in a row, over any number of lines.
    case values
  }

  private let target: Target
  private let names: [[UInt8]]
  /// Depth of open brackets.
  private var depth = 0
  /// Depth inside the array whose elements are records, or nil outside.
  private var arrayDepth: Int?
  private var isInString = false
  private var isEscaped = false
  private var isInRecord = false
  private var isScalarRecord = false
  /// The last string outside records, while it may be a key.
  private var lastString: [UInt8] = []
  private var isAfterKey = false
  private var surroundings = EnvelopeText()

  package init(_ target: Target) {
    self.target = target
    if case .arrays(let names) = target { self.names = names.map { Array($0.utf8) } } else { names = [] }
    if case .values = target { arrayDepth = 0 } else { arrayDepth = nil }
  }

  package var problemAtEnd: RecordProblem? {
    depth == 0 && !isInString
      ? nil : RecordProblem(.archiveTruncated, "the source ends inside a JSON array; what stands before is read")
  }

  package var envelopeNumber: Int { surroundings.number }
  package var envelope: [UInt8] { surroundings.envelope }

  package mutating func nextMark(in bytes: UnsafeRawBufferPointer, from position: inout Int) -> RecordMark? {
    while position < bytes.count {
      if isInString {
        if isInRecord || names.isEmpty {
          skipString(in: bytes, from: &position)
        } else {
          noteString(in: bytes, from: &position)
        }
        if !isInString, isInRecord, isScalarRecord { return endRecord(at: position) }
        continue
      }
      if isInRecord {
        if let mark = insideRecord(in: bytes, from: &position) { return mark }
        continue
      }
      if let mark = outsideRecord(bytes[position], at: position) {
        // A scalar ends before the byte that ends it, which is looked at again.
        if case .begin = mark, !isScalarRecord || isInString { position += 1 }
        return mark
      }
      position += 1
    }
    return nil
  }

  private mutating func skipString(in bytes: UnsafeRawBufferPointer, from position: inout Int) {
    var next = position
    var isEscaped = isEscaped
    while next < bytes.count {
      let byte = bytes[next]
      next += 1
      if isEscaped {
        isEscaped = false
      } else if byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else if byte == UInt8(ascii: "\"") {
        isInString = false
        break
      }
    }
    self.isEscaped = isEscaped
    position = next
  }

  /// Passes over a string outside records, which may be the key of a wanted array.
  private mutating func noteString(in bytes: UnsafeRawBufferPointer, from position: inout Int) {
    let start = position
    skipString(in: bytes, from: &position)
    surroundings.append(bytes[start..<position])
    // Keys of wanted arrays are short; longer strings are of no interest.
    let end = isInString ? position : position - 1
    if lastString.count < 64 { lastString.append(contentsOf: bytes[start..<end].prefix(64)) }
  }

  private mutating func endRecord(at position: Int) -> RecordMark {
    isInRecord = false
    isScalarRecord = false
    return .end(position)
  }

  /// Goes on inside a record, up to its end or the next string.
  private mutating func insideRecord(in bytes: UnsafeRawBufferPointer, from position: inout Int) -> RecordMark? {
    if isScalarRecord { return insideScalar(in: bytes, from: &position) }
    var next = position
    var depth = depth
    let outerDepth = arrayDepth ?? 0
    defer {
      position = next
      self.depth = depth
    }
    while next < bytes.count {
      let byte = bytes[next]
      next += 1
      switch byte {
      case UInt8(ascii: "\""):
        isInString = true
        return nil
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        if depth <= outerDepth { return endRecord(at: next) }
      default: break
      }
    }
    return nil
  }

  private mutating func insideScalar(in bytes: UnsafeRawBufferPointer, from position: inout Int) -> RecordMark? {
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "\""):
        isInString = true
        position += 1
        return nil
      case UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: ","), 0x20, 0x0A, 0x0D, 0x09:
        return endRecord(at: position)
      default: position += 1
      }
    }
    return nil
  }

  private mutating func outsideRecord(_ byte: UInt8, at position: Int) -> RecordMark? {
    guard let arrayDepth else {
      findArray(byte)
      return nil
    }
    switch byte {
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      depth += 1
      isInRecord = true
      return .begin(position)
    case UInt8(ascii: "]"), UInt8(ascii: "}"):
      if 0 < arrayDepth {
        depth -= 1
        self.arrayDepth = nil
        if !names.isEmpty { surroundings.close(byte) }
      }
      return nil
    case UInt8(ascii: ","), 0...0x20: return nil
    default:
      // Between values in a row anything else is noise; in an array it is an element, though a poor one.
      guard 0 < arrayDepth else { return nil }
      isInRecord = true
      isScalarRecord = true
      isInString = byte == UInt8(ascii: "\"")
      return .begin(position)
    }
  }

  private mutating func findArray(_ byte: UInt8) {
    let isNoted = !names.isEmpty
    switch byte {
    case UInt8(ascii: "\""):
      isInString = true
      isAfterKey = false
      lastString.removeAll(keepingCapacity: true)
      if isNoted { surroundings.append(byte) }
    case UInt8(ascii: ":"):
      isAfterKey = names.contains { $0 == lastString }
      if isNoted { surroundings.append(byte) }
    case UInt8(ascii: "["):
      depth += 1
      if isNoted { surroundings.open(byte) }
      if case .topArray = target {
        arrayDepth = depth
      } else if isAfterKey {
        arrayDepth = depth
        surroundings.beginRecords()
      }
      isAfterKey = false
    case UInt8(ascii: "{"):
      depth += 1
      isAfterKey = false
      if isNoted { surroundings.open(byte) }
    case UInt8(ascii: "]"), UInt8(ascii: "}"):
      depth = max(0, depth - 1)
      if isNoted { surroundings.close(byte) }
    case 0...0x20: break
    default:
      isAfterKey = false
      if isNoted { surroundings.append(byte) }
    }
  }
}
