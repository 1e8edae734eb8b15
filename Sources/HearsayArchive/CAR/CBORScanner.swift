/// Reads DAG-CBOR, the binary form of Bluesky's records, from untrusted bytes.
///
/// Everything that DAG-CBOR forbids (lengths that are not known, keys that are no strings) ends the reading.
struct CBORScanner {
  /// What begins at a place.
  enum Head {
    case unsigned(UInt64)
    case negative(UInt64)
    case bytes(Range<Int>)
    case text(Range<Int>)
    case array(count: Int)
    case map(count: Int)
    /// A link: what follows are its bytes.
    case tag
    case bool(Bool)
    case null
    case double(Double)
  }

  let bytes: UnsafeRawBufferPointer
  var position: Int
  private let end: Int

  /// Deeper nesting ends the reading.
  static let depthMost = 128

  init(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) {
    self.bytes = bytes
    position = range.lowerBound
    end = range.upperBound
  }

  /// The next value, or the beginning of one with parts; nil where there is none.
  mutating func next() -> Head? {
    guard position < end else { return nil }
    let (major, info) = (bytes[position] >> 5, bytes[position] & 31)
    position += 1
    if major == 7 { return simple(info) }
    guard let argument = argument(info) else { return nil }
    switch major {
    case 0: return .unsigned(argument)
    case 1: return .negative(argument)
    case 2: return take(argument).map { .bytes($0) }
    case 3: return take(argument).map { .text($0) }
    // Each part has a byte at least, so a count beyond what is left is a lie.
    case 4: return argument <= UInt64(end - position) ? .array(count: Int(argument)) : nil
    case 5: return argument <= UInt64(end - position) / 2 ? .map(count: Int(argument)) : nil
    default: return .tag
    }
  }

  /// The bytes of the next value where it is a text.
  mutating func nextText() -> Range<Int>? {
    guard case .text(let range)? = next() else { return nil }
    return range
  }

  /// Passes over the next value with all its parts; false where there is none.
  mutating func skip() -> Bool {
    var left = 1
    while 0 < left {
      guard let head = next() else { return false }
      left -= 1
      switch head {
      case .array(let count): left += count
      case .map(let count): left += 2 * count
      case .tag: left += 1
      default: break
      }
    }
    return true
  }

  private mutating func simple(_ info: UInt8) -> Head? {
    switch info {
    case 20: return .bool(false)
    case 21: return .bool(true)
    case 22: return .null
    case 27: return argument(info).map { .double(Double(bitPattern: $0)) }
    default: return nil
    }
  }

  private mutating func argument(_ info: UInt8) -> UInt64? {
    if info < 24 { return UInt64(info) }
    guard info <= 27 else { return nil }
    let count = 1 << Int(info - 24)
    guard count <= end - position else { return nil }
    var value: UInt64 = 0
    for _ in 0..<count {
      value = value << 8 | UInt64(bytes[position])
      position += 1
    }
    return value
  }

  private mutating func take(_ count: UInt64) -> Range<Int>? {
    guard count <= UInt64(end - position) else { return nil }
    defer { position += Int(count) }
    return position..<position + Int(count)
  }
}

/// Writes DAG-CBOR as JSON, so that a record is read in one way whatever form it came in.
enum CBORToJSON {
  /// The value at `range` as JSON, links and bytes as null; nil where it is no DAG-CBOR.
  static func json(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) -> [UInt8]? {
    var scanner = CBORScanner(bytes, range)
    var output: [UInt8] = []
    output.reserveCapacity(range.count + range.count / 4)
    return write(&scanner, depth: 0, to: &output) ? output : nil
  }

  private static func write(_ scanner: inout CBORScanner, depth: Int, to output: inout [UInt8]) -> Bool {
    guard depth < CBORScanner.depthMost, let head = scanner.next() else { return false }
    switch head {
    case .unsigned(let value): output += String(value).utf8
    case .negative(let value): output += (value < UInt64(Int64.max) ? String(-1 - Int64(value)) : "null").utf8
    case .bytes, .null: output += "null".utf8
    case .tag:
      output += "null".utf8
      return scanner.skip()
    case .bool(let value): output += (value ? "true" : "false").utf8
    case .double(let value): output += (value.isFinite ? "\(value)" : "null").utf8
    case .text(let range): string(UnsafeRawBufferPointer(rebasing: scanner.bytes[range]), to: &output)
    case .array(let count):
      output.append(UInt8(ascii: "["))
      for index in 0..<count {
        if 0 < index { output.append(UInt8(ascii: ",")) }
        guard write(&scanner, depth: depth + 1, to: &output) else { return false }
      }
      output.append(UInt8(ascii: "]"))
    case .map(let count):
      output.append(UInt8(ascii: "{"))
      for index in 0..<count {
        if 0 < index { output.append(UInt8(ascii: ",")) }
        guard let key = scanner.nextText() else { return false }
        string(UnsafeRawBufferPointer(rebasing: scanner.bytes[key]), to: &output)
        output.append(UInt8(ascii: ":"))
        guard write(&scanner, depth: depth + 1, to: &output) else { return false }
      }
      output.append(UInt8(ascii: "}"))
    }
    return true
  }

  private static func string(_ text: UnsafeRawBufferPointer, to output: inout [UInt8]) {
    output.append(UInt8(ascii: "\""))
    for byte in text {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): output += [UInt8(ascii: "\\"), byte]
      case 0..<0x20:
        let digits = Array("0123456789abcdef".utf8)
        output += "\\u00".utf8 + [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      default: output.append(byte)
      }
    }
    output.append(UInt8(ascii: "\""))
  }
}
