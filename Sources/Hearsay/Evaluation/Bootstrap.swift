/// How far a figure would differ on other posts of the same sort, estimated by drawing the posts again
/// (Efron and Tibshirani 1993, An Introduction to the Bootstrap, chapter 13).
///
/// Whole posts are drawn, with all that was asked about them, because answers about one post are not
/// independent of each other. The same seed gives the same interval, on every machine.
public struct Bootstrap: Sendable {
  /// How often the posts are drawn again.
  public let sampleCount: Int
  /// What the draws depend on.
  public let seed: UInt64

  /// Draws of a seed.
  public init(sampleCount: Int = 1_000, seed: UInt64 = 1) {
    self.sampleCount = sampleCount
    self.seed = seed
  }

  /// An interval that covers 95 % of the draws.
  public struct Interval: Hashable, Sendable {
    /// Its lower end.
    public let low: Double
    /// Its upper end.
    public let high: Double
  }

  /// For each draw the sums over its units, measured.
  ///
  /// What a unit adds is a run of `cells`: those from `starts[unit]` to `starts[unit + 1]`, each counted once.
  ///
  /// - Returns: for each measure its values, one a draw; nil where a draw has none.
  /// - Complexity: O(draws × cells).
  func distributions(
    starts: [Int], cells: [Int], cellCount: Int, measures: (_ sums: [Int]) -> [Double?]
  ) -> [[Double?]] {
    let unitCount = starts.count - 1
    guard 0 < unitCount else { return [] }
    var generator = SplitMix64(seed: seed)
    var distributions: [[Double?]] = []
    for _ in 0..<sampleCount {
      var sums = Array(repeating: 0, count: cellCount)
      for _ in 0..<unitCount {
        let unit = generator.next(below: unitCount)
        for place in starts[unit]..<starts[unit + 1] { sums[cells[place]] += 1 }
      }
      let values = measures(sums)
      if distributions.isEmpty { distributions = Array(repeating: [], count: values.count) }
      for (index, value) in values.enumerated() { distributions[index].append(value) }
    }
    return distributions
  }

  /// The interval from the 2.5th to the 97.5th percentile of `values`; nil where there are too few.
  static func interval(of values: [Double?]) -> Interval? {
    let sorted = values.compactMap { $0 }.sorted()
    guard 20 <= sorted.count else { return nil }
    let most = sorted.count - 1
    let low = Int((0.025 * Double(most)).rounded(.down))
    let high = Int((0.975 * Double(most)).rounded(.up))
    return Interval(low: sorted[low], high: sorted[high])
  }
}
