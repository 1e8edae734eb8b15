/// Numbers different texts from 0 in order of first appearance, by their bytes and without a string for each.
struct TextNumbers {
  /// The texts by their numbers.
  private(set) var all: [String] = []
  private var bytes: [UInt8] = []
  private var ranges: [Range<Int>] = []
  /// A hash table with linear probing: a power of two of places, at most half of them used; -1 where free.
  private var places = [Int32](repeating: -1, count: 64)

  /// The number of a text, and whether it is new.
  mutating func number(of text: UnsafeRawBufferPointer) -> (number: Int, isNew: Bool) {
    var place = Self.hash(text) & (places.count - 1)
    while 0 <= places[place] {
      let known = ranges[Int(places[place])]
      if known.count == text.count, bytes[known].elementsEqual(text) { return (Int(places[place]), false) }
      place = (place + 1) & (places.count - 1)
    }
    places[place] = Int32(all.count)
    all.append(String(decoding: text, as: UTF8.self))
    ranges.append(bytes.count..<bytes.count + text.count)
    bytes += text
    if places.count < 2 * all.count { grow() }
    return (all.count - 1, true)
  }

  private mutating func grow() {
    places = Array(repeating: -1, count: 2 * places.count)
    for (number, range) in ranges.enumerated() {
      var place = bytes[range].withUnsafeBytes(Self.hash) & (places.count - 1)
      while 0 <= places[place] { place = (place + 1) & (places.count - 1) }
      places[place] = Int32(number)
    }
  }

  private static func hash(_ text: UnsafeRawBufferPointer) -> Int {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in text { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    return Int(truncatingIfNeeded: hash ^ (hash >> 32))
  }
}
