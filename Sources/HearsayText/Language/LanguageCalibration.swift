import HearsayCore

/// How sure an answer is, given the number of words and the lead of the best language over the next.
///
/// A sum of evidence is far too sure of itself, since the words of a text depend on each other;
/// the table was measured on texts that the profiles had not seen.
struct LanguageCalibration: Sendable {
  /// From this many words on.
  private struct Band {
    var words: Int
    var steps: [(margin: Int, confidence: Int)] = []
  }

  private var bands: [Band] = []

  /// Reads `calibration.tsv`.
  init(_ table: ProfileTable, _ problems: inout Diagnostics) {
    var bands: [Band] = []
    table.read(columns: ["words", "margin", "confidence"], &problems) { reader in
      guard let words = reader.number(0, in: 0...100_000), let margin = reader.number(1, in: 0...100_000),
        let confidence = reader.number(2, in: 0...1000)
      else { return }
      if bands.last.map({ $0.words < words }) ?? true { bands.append(Band(words: words)) }
      if words < bands[bands.count - 1].words
        || bands[bands.count - 1].steps.last.map({ margin <= $0.margin }) ?? false
      {
        return reader.report(.tableOrder, "rows must ascend by words, then by margin", cell: 0)
      }
      bands[bands.count - 1].steps.append((margin, confidence))
    }
    self.bands = bands
  }

  /// The confidence in thousandths, on a straight line between the steps of the table.
  func confidence(words: Int, margin: Int) -> Int {
    guard let steps = bands.last(where: { $0.words <= words })?.steps ?? bands.first?.steps else { return 500 }
    guard let above = steps.firstIndex(where: { margin < $0.margin }) else { return steps.last?.confidence ?? 500 }
    guard 0 < above else { return steps[0].confidence }
    let (low, high) = (steps[above - 1], steps[above])
    return low.confidence + (high.confidence - low.confidence) * (margin - low.margin) / (high.margin - low.margin)
  }
}
