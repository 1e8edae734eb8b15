/// Tells lists of figures, such as times, numbers and counts, from what people write.
enum FigureList {
  /// Fewer lines may be anything.
  private static let lineCountLeast = 3

  /// Whether nine of ten lines have more digits than letters; lines that begin with `#` are comments.
  static func isList(_ text: [UInt8]) -> Bool {
    var (lineCount, figureCount) = (0, 0)
    for line in text.split(separator: 0x0A) {
      let words = line.drop { $0 <= 0x20 }
      if words.isEmpty || words.first == UInt8(ascii: "#") { continue }
      lineCount += 1
      if isFigure(words) { figureCount += 1 }
    }
    return lineCountLeast <= lineCount && 9 * lineCount <= 10 * figureCount
  }

  private static func isFigure(_ line: ArraySlice<UInt8>) -> Bool {
    var (digits, letters) = (0, 0)
    for byte in line {
      if byte &- 0x30 < 10 { digits += 1 }
      // A scalar beyond ASCII begins with such a byte.
      if (byte | 0x20) &- 0x61 < 26 || 0xC0 <= byte { letters += 1 }
    }
    return letters < digits
  }
}
