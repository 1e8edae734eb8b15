import CLibXML2

/// Decodes the character references of HTML in plain text: `&amp;`, `&#39;`, `&#x1F680;`.
///
/// What is no reference stays as it is: `AT&T`, `&nosuchname;`.
enum EntityDecoder {
  /// References are at most this long: `&CounterClockwiseContourIntegral;` is the longest name.
  static let byteCountMost = 34

  static func decode(_ bytes: [UInt8]) -> [UInt8] {
    var decoded: [UInt8] = []
    decoded.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "&"), let (scalar, end) = reference(bytes, index) {
        decoded += Array(String(scalar).utf8)
        index = end
      } else {
        decoded.append(bytes[index])
        index += 1
      }
    }
    return decoded
  }

  private static func reference(_ bytes: [UInt8], _ start: Int) -> (Unicode.Scalar, Int)? {
    let limit = min(bytes.count, start + byteCountMost)
    guard let end = bytes[start..<limit].firstIndex(of: UInt8(ascii: ";")), start + 1 < end else { return nil }
    let name = String(decoding: bytes[start + 1..<end], as: UTF8.self)
    guard let scalar = name.hasPrefix("#") ? numeric(name.dropFirst()) : named(name) else { return nil }
    return (scalar, end + 1)
  }

  private static func numeric(_ digits: Substring) -> Unicode.Scalar? {
    guard let value = number(digits), 0x20 <= value || value == 0x0A || value == 0x09 else { return nil }
    return Unicode.Scalar(value)
  }

  /// The number that stands in a reference behind the `#`: decimal digits, or hexadecimal ones behind an `x`.
  static func number(_ digits: some StringProtocol) -> UInt32? {
    let isHexadecimal = digits.hasPrefix("x") || digits.hasPrefix("X")
    let number = digits.dropFirst(isHexadecimal ? 1 : 0)
    // "UInt32" would take a leading plus sign.
    guard let first = number.first, first != "+" else { return nil }
    return UInt32(number, radix: isHexadecimal ? 16 : 10)
  }

  /// Whether names of entities contain such a byte.
  static func isNameByte(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte)
  }

  /// The character that HTML gives a name to, such as `eacute`; nil where there is no such name.
  static func named(_ name: String) -> Unicode.Scalar? {
    if name == "apos" { return "'" }
    guard let entity = htmlEntityLookup(name) else { return nil }
    return Unicode.Scalar(entity.pointee.value)
  }
}
