import HearsayCore

extension PostRecord {
  /// Sets the time that the archive gives, and remarks on what is wrong with it; nothing where it gives none.
  package mutating func setTime(_ value: JSONValue?) {
    guard let value else { return }
    if let string = value.string { return setTime(string) }
    createdAt = UTCTime(value)
    if createdAt == nil { remarks.insert(.timeInvalid) }
  }

  /// Sets the time that a text writes: ISO 8601, as X's old API does, or seconds since 1970.
  package mutating func setTime(_ text: UnsafeRawBufferPointer) {
    if text.isEmpty { return }
    if let time = UTCTime(iso8601: text) {
      createdAt = time
      if !Self.hasZone(text) { remarks.insert(.timeWithoutZone) }
    } else if let time = UTCTime(twitter: text) ?? text.decimal.flatMap({ UTCTime(epoch: $0) }) {
      createdAt = time
    } else {
      remarks.insert(.timeInvalid)
    }
  }

  /// Whether a time in ISO 8601 says in which zone it is: "Z", "+02:00", "-0700".
  private static func hasZone(_ text: UnsafeRawBufferPointer) -> Bool {
    guard let last = text.last, last | 0x20 != UInt8(ascii: "z") else { return true }
    return text.dropFirst(10).contains { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") }
  }
}

extension UnsafeRawBufferPointer {
  /// The whole number that the bytes write in decimal, of at most 18 digits and without sign, or nil.
  var decimal: Int64? {
    guard !isEmpty, count <= 18 else { return nil }
    var value: Int64 = 0
    for byte in self {
      guard UInt8(ascii: "0") <= byte, byte <= UInt8(ascii: "9") else { return nil }
      value = value * 10 + Int64(byte - UInt8(ascii: "0"))
    }
    return value
  }
}
