extension UTCTime {
  /// The moment that `bytes` write in ISO 8601, or nil.
  ///
  /// Accepts what archives contain: `2026-03-02T08:15:00.123Z`, a blank for the `T`,
  /// an offset such as `+02:00` or `-0700`, minutes without seconds, and a date alone.
  /// A time without zone is taken as UTC. Fractions of a second are cut.
  ///
  /// - Complexity: O(1); no allocation.
  public init?(iso8601 bytes: UnsafeRawBufferPointer) {
    var scan = DigitScanner(bytes)
    guard let year = scan.number(4), scan.skip("-"), let month = scan.number(2), scan.skip("-"),
      let day = scan.number(2)
    else { return nil }
    guard !scan.isAtEnd else {
      self.init(year: year, month: month, day: day)
      return
    }
    guard scan.skip("T") || scan.skip("t") || scan.skip(" "), let hour = scan.number(2), scan.skip(":"),
      let minute = scan.number(2)
    else { return nil }
    var second = 0
    if scan.skip(":") {
      guard let value = scan.number(2) else { return nil }
      second = value
      if scan.skip(".") || scan.skip(",") { scan.skipDigits() }
    }
    _ = scan.skip(" ")
    guard let offset = scan.zoneSeconds(), scan.isAtEnd,
      let local = UTCTime(year: year, month: month, day: day, hour: hour, minute: minute, second: second)
    else { return nil }
    self.init(seconds: local.seconds - Int64(offset))
  }

  /// The moment that `text` writes in ISO 8601, or nil.
  public init?(iso8601 text: String) {
    var copy = text
    guard let time = copy.withUTF8({ UTCTime(iso8601: UnsafeRawBufferPointer($0)) }) else { return nil }
    self = time
  }

  /// The moment written the way the old Twitter API does, `Fri Mar 06 13:02:05 +0000 2026`, or nil.
  public init?(twitter bytes: UnsafeRawBufferPointer) {
    var scan = DigitScanner(bytes)
    guard bytes.count == 30, scan.advance(4), let month = scan.month(), scan.skip(" "), let day = scan.number(2),
      scan.skip(" "), let hour = scan.number(2), scan.skip(":"), let minute = scan.number(2), scan.skip(":"),
      let second = scan.number(2), scan.skip(" "), let offset = scan.zoneSeconds(), scan.skip(" "),
      let year = scan.number(4),
      let local = UTCTime(year: year, month: month, day: day, hour: hour, minute: minute, second: second)
    else { return nil }
    self.init(seconds: local.seconds - Int64(offset))
  }
}

/// Reads fixed-width numbers and marks from bytes.
private struct DigitScanner {
  private let bytes: UnsafeRawBufferPointer
  private var position = 0

  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  var isAtEnd: Bool { position == bytes.count }

  @inline(__always)
  mutating func number(_ digitCount: Int) -> Int? {
    guard position + digitCount <= bytes.count else { return nil }
    var value = 0
    for index in position..<position + digitCount {
      let digit = bytes[index] &- 0x30
      guard digit <= 9 else { return nil }
      value = value * 10 + Int(digit)
    }
    position += digitCount
    return value
  }

  mutating func skip(_ mark: Unicode.Scalar) -> Bool {
    guard position < bytes.count, bytes[position] == UInt8(ascii: mark) else { return false }
    position += 1
    return true
  }

  mutating func skipDigits() {
    while position < bytes.count, bytes[position] &- 0x30 <= 9 { position += 1 }
  }

  mutating func advance(_ byteCount: Int) -> Bool {
    guard position + byteCount <= bytes.count else { return false }
    position += byteCount
    return true
  }

  /// Seconds east of UTC; 0 where nothing is written.
  mutating func zoneSeconds() -> Int? {
    if isAtEnd || skip("Z") || skip("z") { return 0 }
    let sign: Int
    if skip("+") { sign = 1 } else if skip("-") { sign = -1 } else { return nil }
    guard let hours = number(2), hours < 24 else { return nil }
    _ = skip(":")
    let minutes = number(2) ?? 0
    return sign * (hours * 3_600 + minutes * 60)
  }

  /// An English three-letter month as 1–12.
  mutating func month() -> Int? {
    guard position + 3 <= bytes.count else { return nil }
    let names: StaticString = "JanFebMarAprMayJunJulAugSepOctNovDec"
    for index in 0..<12 where (0..<3).allSatisfy({ bytes[position + $0] == names.utf8Start[3 * index + $0] }) {
      position += 3
      return index + 1
    }
    return nil
  }
}
