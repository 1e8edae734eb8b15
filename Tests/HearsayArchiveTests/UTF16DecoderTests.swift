import HearsayTestSupport
import Testing

@testable import HearsayArchive

struct `UTF-16` {
  /// Units of all kinds in stretches of all lengths: ASCII, two and three bytes, pairs, and surrogates alone.
  private func units(_ numbers: inout SeededGenerator) -> [UInt16] {
    var units: [UInt16] = []
    for _ in 0..<12 {
      let kind = numbers.number(below: 7)
      for _ in 0..<numbers.number(below: kind < 4 ? 40 : 3) {
        switch kind {
        case 0...2: units.append(UInt16(numbers.number(below: 0x80)))
        case 3: units.append(UInt16(numbers.number(below: 0xD800)))
        case 4: units += [UInt16(0xD800 + numbers.number(below: 0x400)), UInt16(0xDC00 + numbers.number(below: 0x400))]
        case 5: units.append(UInt16(0xD800 + numbers.number(below: 0x800)))
        default: units.append(UInt16(0xE000 + numbers.number(below: 0x2000)))
        }
      }
    }
    return units
  }

  @Test(arguments: [UTF16Decoder.ByteOrder.little, .big])
  func `is what the standard library makes of it, wherever it is cut`(_ order: UTF16Decoder.ByteOrder) {
    var numbers = SeededGenerator(seed: 16)
    for _ in 0..<300 {
      let units = units(&numbers)
      let bytes = units.flatMap { unit in
        let both = [UInt8(unit & 0xFF), UInt8(unit >> 8)]
        return order == .little ? both : both.reversed()
      }
      let expected = Array(String(decoding: units, as: UTF16.self).utf8)
      let cuts = [numbers.number(below: bytes.count + 1), numbers.number(below: bytes.count + 1)].sorted()
      var decoder = UTF16Decoder(order)
      var decoded = decoder.decode(Array(bytes[..<cuts[0]]), isLast: false)
      decoded += decoder.decode(Array(bytes[cuts[0]..<cuts[1]]), isLast: false)
      decoded += decoder.decode(Array(bytes[cuts[1]...]), isLast: true)
      #expect(decoded == expected)
    }
  }
}
