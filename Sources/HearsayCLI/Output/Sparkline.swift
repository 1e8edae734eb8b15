/// A series as a line of small bars.
enum Sparkline {
  private static let bars = Array("▁▂▃▄▅▆▇█")

  /// Bars between `least` and `most`; a dot where there is no value, which is not the same as zero.
  static func render(_ values: [Double?], from least: Double, to most: Double) -> String {
    String(
      values.map { value in
        guard let value else { return "·" }
        let share = least < most ? (value - least) / (most - least) : 0.5
        return bars[max(0, min(bars.count - 1, Int((share * Double(bars.count - 1)).rounded())))]
      })
  }
}
