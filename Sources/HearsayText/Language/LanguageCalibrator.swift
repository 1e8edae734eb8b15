/// Measures how often answers of a given lead are right, and makes `calibration.tsv` of it.
///
/// Give it answers for texts that the profiles were not learned from.
package struct LanguageCalibrator: Sendable {
  /// Texts of so many words are measured together, up to the next number.
  private static let wordSteps = [0, 2, 3, 5, 9]
  /// The margins, in eighths of a nat, at which confidence is measured.
  private static let marginSteps = [0, 2, 5, 9, 14, 20, 28, 38, 50, 66, 90, 130]

  private var right: [[Int]]
  private var all: [[Int]]

  /// A calibrator that has seen nothing.
  package init() {
    right = Self.wordSteps.map { _ in Self.marginSteps.map { _ in 0 } }
    all = right
  }

  /// Adds an answer that was right.
  package mutating func addRight(words: Int, margin: Int) { add(words, margin, right: 1) }

  /// Adds an answer that was wrong.
  package mutating func addWrong(words: Int, margin: Int) { add(words, margin, right: 0) }

  private mutating func add(_ words: Int, _ margin: Int, right added: Int) {
    let band = Self.wordSteps.lastIndex { $0 <= words } ?? 0
    let step = Self.marginSteps.lastIndex { $0 <= margin } ?? 0
    right[band][step] += added
    all[band][step] += 1
  }

  /// The table: for each number of words and margin the share of right answers, in thousandths.
  ///
  /// Shares that would fall while margins rise are pooled with their neighbours.
  package func table() -> ProfileTable {
    var text = "words\tmargin\tconfidence\n"
    for (band, words) in Self.wordSteps.enumerated() {
      for (step, share) in Self.ascending(right[band], all[band]).enumerated() {
        // A step holds the answers up to the next one; its share is theirs in the middle.
        let next = step + 1 < Self.marginSteps.count ? Self.marginSteps[step + 1] : Self.marginSteps[step]
        text += "\(words)\t\((Self.marginSteps[step] + next) / 2)\t\(share)\n"
      }
    }
    return ProfileTable(file: "calibration.tsv", bytes: Array(text.utf8))
  }

  /// Pooling of adjacent violators, after Ayer and others (1955).
  private static func ascending(_ right: [Int], _ all: [Int]) -> [Int] {
    var pools: [(right: Double, all: Double, steps: Int)] = []
    for (right, all) in zip(right, all) {
      // One imagined answer, half right, keeps empty steps from being certain.
      pools.append((Double(right) + 0.5, Double(all) + 1, 1))
      while 1 < pools.count, let last = pools.last,
        last.right * pools[pools.count - 2].all < pools[pools.count - 2].right * last.all
      {
        let before = pools[pools.count - 2]
        pools.removeLast(2)
        pools.append((before.right + last.right, before.all + last.all, before.steps + last.steps))
      }
    }
    return pools.flatMap { [Int](repeating: Int($0.right / $0.all * 1000), count: $0.steps) }
  }
}
