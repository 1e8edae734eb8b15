import HearsayCore

/// Writes JSON (RFC 8259) into a growing buffer, without an intermediate tree.
///
/// Annotations are written by the hundred thousand a second, which rules out encoders that
/// build values first. Keys are written as given, so they must need no escapes.
package struct JSONWriter {
  /// What has been written.
  package private(set) var bytes: [UInt8] = []
  /// Whether a comma is due before the next value.
  private var needsComma = false

  /// Nothing written.
  package init() {}

  /// Forgets what was written and keeps the room.
  package mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    needsComma = false
  }

  /// Writes an object, whose members `body` writes.
  package mutating func object(_ body: (inout JSONWriter) -> Void) { container("{", "}", body) }

  /// Writes an array, whose elements `body` writes.
  package mutating func array(_ body: (inout JSONWriter) -> Void) { container("[", "]", body) }

  private mutating func container(_ open: Unicode.Scalar, _ close: Unicode.Scalar, _ body: (inout JSONWriter) -> Void) {
    separate()
    bytes.append(UInt8(ascii: open))
    needsComma = false
    body(&self)
    bytes.append(UInt8(ascii: close))
    needsComma = true
  }

  /// Writes the name of the next member.
  package mutating func key(_ name: String) {
    string(name)
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }

  /// Writes a string.
  package mutating func string(_ text: String) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 { escape(byte) }
    bytes.append(UInt8(ascii: "\""))
    needsComma = true
  }

  /// Writes a string.
  package mutating func string(_ text: ByteText) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    text.withBytes { for byte in $0 { escape(byte) } }
    bytes.append(UInt8(ascii: "\""))
    needsComma = true
  }

  /// Writes an integer.
  package mutating func integer(_ value: some BinaryInteger) {
    separate()
    bytes += Array(String(value).utf8)
    needsComma = true
  }

  /// Writes a number of thousandths as a decimal fraction: −250 as `-0.25`.
  package mutating func fraction(thousandths value: Int) {
    separate()
    if value < 0 { bytes.append(UInt8(ascii: "-")) }
    bytes += Array(String(abs(value) / 1000).utf8)
    var rest = abs(value) % 1000
    if rest != 0 {
      bytes.append(UInt8(ascii: "."))
      var unit = 100
      while rest != 0 {
        bytes.append(UInt8(ascii: "0") + UInt8(rest / unit))
        rest %= unit
        unit /= 10
      }
    }
    needsComma = true
  }

  /// Writes a truth value.
  package mutating func boolean(_ value: Bool) {
    separate()
    bytes += Array((value ? "true" : "false").utf8)
    needsComma = true
  }

  /// Writes `null`.
  package mutating func null() {
    separate()
    bytes += Array("null".utf8)
    needsComma = true
  }

  /// Ends a line of JSON lines.
  package mutating func endLine() {
    bytes.append(0x0A)
    needsComma = false
  }

  private mutating func separate() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
  }

  @inline(__always)
  private mutating func escape(_ byte: UInt8) {
    if 0x20 <= byte && byte != 0x22 && byte != 0x5C {
      bytes.append(byte)
      return
    }
    switch byte {
    case 0x22: bytes += [0x5C, 0x22]
    case 0x5C: bytes += [0x5C, 0x5C]
    case 0x0A: bytes += [0x5C, 0x6E]
    case 0x0D: bytes += [0x5C, 0x72]
    case 0x09: bytes += [0x5C, 0x74]
    default:
      let digits = Array("0123456789abcdef".utf8)
      bytes += [0x5C, 0x75, 0x30, 0x30, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
  }
}

/// JSON strings for output that is small.
public enum JSONText {
  /// `text` as a JSON string, with its quotes.
  public static func string(_ text: String) -> String {
    var writer = JSONWriter()
    writer.string(text)
    return String(decoding: writer.bytes, as: UTF8.self)
  }
}
