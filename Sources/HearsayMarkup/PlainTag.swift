import Glibc

/// A lone tag such as `<row Id="1" Body="a &lt; b" />`, read without libxml2 where nothing about it is out of the
/// ordinary.
///
/// Dumps consist of millions of such tags, and libxml2 needs most of the time for their values, which it decodes
/// character by character.
package struct PlainTag {
  /// An attribute: where its name and its value stand among the bytes.
  struct Attribute {
    let name: Range<Int>
    let value: Range<Int>
  }

  private var name = 0..<0
  /// Names, each with a NUL behind it, and values, decoded.
  private(set) var bytes: [UInt8] = []
  private(set) var attributes: [Attribute] = []

  /// The tag's name.
  var nameText: String { String(decoding: bytes[name], as: UTF8.self) }

  package init() {}

  /// Reads the tag; false where it is anything but a plain empty tag, of which nothing can be said then.
  package mutating func read(_ tag: UnsafeRawBufferPointer) -> Bool {
    bytes.removeAll(keepingCapacity: true)
    attributes.removeAll(keepingCapacity: true)
    bytes.reserveCapacity(tag.count)
    guard tag.first == UInt8(ascii: "<") else { return false }
    var position = 1
    guard let name = readName(tag, &position) else { return false }
    self.name = name
    while true {
      let blankStart = position
      while position < tag.count, tag[position] == 0x20 || tag[position] == 0x0A { position += 1 }
      guard position + 1 < tag.count else { return false }
      if tag[position] == UInt8(ascii: "/") {
        return tag[position + 1] == UInt8(ascii: ">") && position + 2 == tag.count
      }
      guard blankStart < position, attributes.count < 64, let name = readName(tag, &position), position + 1 < tag.count,
        tag[position] == UInt8(ascii: "="), tag[position + 1] == UInt8(ascii: "\"")
      else { return false }
      position += 2
      guard isNew(name), let value = readValue(tag, &position) else { return false }
      attributes.append(Attribute(name: name, value: value))
    }
  }

  private mutating func readName(_ tag: UnsafeRawBufferPointer, _ position: inout Int) -> Range<Int>? {
    let start = position
    while position < tag.count, (0x61...0x7A).contains(tag[position] | 0x20) { position += 1 }
    guard start < position else { return nil }
    let from = bytes.count
    bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: tag[start..<position]))
    bytes.append(0)
    return from..<bytes.count - 1
  }

  /// Whether no other attribute has the name, and it does not declare a namespace.
  private func isNew(_ name: Range<Int>) -> Bool {
    bytes.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress else { return false }
      let isTaken = attributes.contains {
        $0.name.count == name.count && memcmp(base + $0.name.lowerBound, base + name.lowerBound, name.count) == 0
      }
      return !isTaken && !(name.count == 5 && ByteSearch.has("xmlns", in: bytes, at: name.lowerBound))
    }
  }

  /// Whether a value has nothing in it that may not stand there as it is.
  private static func isPlain(_ value: UnsafeRawBufferPointer) -> Bool {
    // Without an early end, whole vectors of bytes are compared at a time.
    var isPlain = true
    for byte in value { isPlain = isPlain && 0x20 <= byte && byte != UInt8(ascii: "<") }
    guard isPlain, let base = value.baseAddress else { return isPlain }
    // U+FFFE and U+FFFF.
    var start = 0
    while let mark = memchr(base + start, 0xEF, value.count - start) {
      start = base.distance(to: UnsafeRawPointer(mark)) + 1
      if start + 1 < value.count, value[start] == 0xBF, 0xBE <= value[start + 1] { return false }
    }
    return true
  }

  private mutating func readValue(_ tag: UnsafeRawBufferPointer, _ position: inout Int) -> Range<Int>? {
    guard let base = tag.baseAddress, let found = memchr(base + position, 0x22, tag.count - position) else {
      return nil
    }
    let end = base.distance(to: UnsafeRawPointer(found))
    let value = UnsafeRawBufferPointer(rebasing: tag[position..<end])
    guard Self.isPlain(value) else { return nil }
    position = end + 1
    let from = bytes.count
    var start = 0
    while start < value.count, let valueBase = value.baseAddress,
      let mark = memchr(valueBase + start, 0x26, value.count - start)
    {
      let reference = valueBase.distance(to: UnsafeRawPointer(mark))
      bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: value[start..<reference]))
      guard let next = decode(value, reference) else { return nil }
      start = next
    }
    bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: value[start...]))
    return from..<bytes.count
  }

  /// Adds what a reference stands for, and returns where it ends; nil where it is none of XML's own.
  private mutating func decode(_ value: UnsafeRawBufferPointer, _ start: Int) -> Int? {
    guard start + 3 < value.count else { return nil }
    switch value[start + 1] {
    case UInt8(ascii: "#"):
      // Line feeds are nearly all of them.
      return decode("&#xA;", as: 0x0A, value, start)
    case UInt8(ascii: "l"): return decode("&lt;", as: 0x3C, value, start)
    case UInt8(ascii: "g"): return decode("&gt;", as: 0x3E, value, start)
    case UInt8(ascii: "a"): return decode("&amp;", as: 0x26, value, start)
    case UInt8(ascii: "q"): return decode("&quot;", as: 0x22, value, start)
    default: return nil
    }
  }

  private mutating func decode(
    _ reference: StaticString, as byte: UInt8, _ value: UnsafeRawBufferPointer, _ start: Int
  ) -> Int? {
    guard ByteSearch.has(reference, in: value, at: start) else { return nil }
    bytes.append(byte)
    return start + reference.utf8CodeUnitCount
  }
}
