import Testing

@testable import HearsayText

struct `Scripts` {
  /// The first and the last letter of each stretch, and what stands beside it.
  @Test(
    arguments: [
      (0x41, .latin), (0x24F, .latin), (0x250, .other), (0x36F, .other), (0x370, .greek), (0x3FF, .greek),
      (0x400, .cyrillic), (0x52F, .cyrillic), (0x530, .armenian), (0x58F, .armenian), (0x590, .hebrew),
      (0x5FF, .hebrew), (0x600, .arabic), (0x6FF, .arabic), (0x700, .other), (0x750, .arabic), (0x77F, .arabic),
      (0x780, .other), (0x89F, .other), (0x8A0, .arabic), (0x900, .devanagari), (0x980, .bengali), (0xB00, .other),
      (0xDFF, .sinhala), (0xE00, .thai), (0xE7F, .thai), (0xE80, .lao), (0xEFF, .lao), (0xF00, .other),
      (0x1000, .burmese), (0x109F, .burmese), (0x10A0, .georgian), (0x10FF, .georgian), (0x1100, .hangul),
      (0x11FF, .hangul), (0x1200, .other), (0x177F, .other), (0x1780, .khmer), (0x17FF, .khmer), (0x1E00, .latin),
      (0x1F00, .greek), (0x2000, .other), (0x2C60, .latin), (0x2C80, .other), (0x3004, .other), (0x3005, .han),
      (0x3008, .other), (0x3040, .han), (0x312F, .other), (0x3130, .hangul), (0x318F, .hangul), (0x3190, .other),
      (0x31F0, .han), (0x3200, .other), (0x3400, .han), (0x9FFF, .han), (0xA000, .other), (0xA71F, .other),
      (0xA720, .latin), (0xA7FF, .latin), (0xA960, .hangul), (0xA980, .other), (0xAC00, .hangul), (0xD7FF, .hangul),
      (0xF8FF, .other), (0xF900, .han), (0xFAFF, .han), (0xFB1C, .other), (0xFB1D, .hebrew), (0xFB50, .arabic),
      (0xFDFF, .arabic), (0xFE00, .other), (0xFE70, .arabic), (0xFEFF, .other), (0xFF65, .other), (0xFF66, .han),
      (0xFFA0, .other), (0x1F680, .other), (0x20000, .han), (0x3FFFF, .han), (0x40000, .other),
    ] as [(UInt32, LanguageScript)])
  func `are told by the letter`(_ scalar: UInt32, _ script: LanguageScript) {
    #expect(LanguageScript(scalar) == script)
  }

  @Test(arguments: [
    ([5, 9, 7], 3, 1, 2), ([9, 9, 7], 3, 0, 0), ([-5, -9, 40], 2, 0, 4), ([7], 1, 0, 10_000), ([-3, -3], 2, 0, 0),
    (Array(0..<32), 32, 31, 1),
  ])
  func `lead by the largest of their columns`(_ values: [Int32], _ count: Int, _ column: Int, _ margin: Int32) {
    var columns = SIMD32<Int32>.zero
    for (index, value) in values.enumerated() { columns[index] = value }
    let lead = columns.lead(among: count)
    #expect(lead.column == column && lead.margin == margin)
  }
}
