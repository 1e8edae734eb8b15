import HearsayTestSupport

/// Ways in which files are damaged, the same on every run.
enum Damage {
  /// Samples of at most so many bytes are cut at every byte.
  static let byteCountForEveryCut = 4_096
  /// Longer ones are cut at so many places.
  private static let cutCount = 200

  /// Where a file of `byteCount` bytes is cut.
  static func cuts(of byteCount: Int, seed: UInt64) -> [Int] {
    if byteCount <= byteCountForEveryCut { return Array(0..<byteCount) }
    var random = SeededGenerator(seed: seed)
    return (0..<cutCount).map { _ in random.number(below: byteCount) }.sorted()
  }

  /// What hurts readers most: marks of all the formats, ends of numbers, and bytes that are no text.
  private static let spikes: [[UInt8]] =
    [
      "<", ">", "</", "/>", "&", ";", "&#0;", "&#xD800;", "&lt;", "<![CDATA[", "]]>", "<!--", "-->", "<?", "\"", "'",
      "{", "}", "[", "]", ":", ",", "\\", "\\u0000", "\\ud83d", "\n", "\r\n", "\t", "\0", "0", "-1", "1e999",
      "9223372036854775808", "99999999999999999999", "true", "null",
    ].map { Array($0.utf8) } + [
      [0xFF], [0xFE, 0xFF], [0xED, 0xA0, 0x80], [0xC0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0x80],
    ]

  /// `bytes` with a few places changed, removed, doubled or filled with something nasty.
  static func mutated(_ bytes: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
    var bytes = bytes
    for _ in 0...random.number(below: 4) where !bytes.isEmpty {
      let place = random.number(below: bytes.count)
      let length = min(1 + random.number(below: 64), bytes.count - place)
      switch random.number(below: 6) {
      case 0: bytes[place] = UInt8(truncatingIfNeeded: random.next())
      case 1: bytes[place] ^= 1 << UInt8(random.number(below: 8))
      case 2: bytes.removeSubrange(place..<place + length)
      case 3: bytes.insert(contentsOf: bytes[place..<place + length], at: random.number(below: bytes.count))
      case 4: bytes.insert(contentsOf: random.choice(spikes), at: place)
      default: bytes.replaceSubrange(place..<min(bytes.count, place + 1), with: random.choice(spikes))
      }
    }
    return bytes
  }
}
