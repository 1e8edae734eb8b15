/// Whether a figure that is stated means what it says: what is stated, beside what is the case.
///
/// Both are thousandths. A probability of 0 … 1000 is compared with how often it came true (0 or 1000); the score
/// of a text, −1000 … 1000, with its polarity (−1000, 0 or 1000).
public struct Reliability: Sendable, Equatable {
  /// The posts whose stated figure lies in one stretch.
  public struct Bin: Sendable, Equatable {
    /// The stretch, in thousandths: half-open but for the last.
    public let range: ClosedRange<Int>
    /// How many.
    public fileprivate(set) var count = 0
    fileprivate var statedSum = 0
    fileprivate var actualSum = 0

    /// The mean of what is stated, −1 … 1; nil where there is none.
    public var meanStated: Double? { count == 0 ? nil : Double(statedSum) / Double(count) / 1000 }
    /// The mean of what is the case, −1 … 1; nil where there is none.
    public var meanActual: Double? { count == 0 ? nil : Double(actualSum) / Double(count) / 1000 }
  }

  /// The stretches, ten of equal width.
  public private(set) var bins: [Bin]
  private let range: ClosedRange<Int>

  /// Empty bins over `range`.
  public init(range: ClosedRange<Int>) {
    self.range = range
    let width = (range.upperBound - range.lowerBound) / 10
    bins = (0..<10).map { index in
      let low = range.lowerBound + index * width
      return Bin(range: low...(index == 9 ? range.upperBound : low + width))
    }
  }

  /// Counts one figure; what lies outside the range counts in the bin next to it.
  public mutating func add(stated: Int, actual: Int) {
    let width = max(1, (range.upperBound - range.lowerBound) / 10)
    let index = max(0, min(9, (stated - range.lowerBound) / width))
    bins[index].count += 1
    bins[index].statedSum += stated
    bins[index].actualSum += actual
  }

  /// The expected calibration error: the mean distance between what is stated and what is the case, by bin
  /// (Naeini, Cooper and Hauskrecht 2015); nil without figures.
  public var expectedError: Double? {
    let total = bins.reduce(0) { $0 + $1.count }
    guard 0 < total else { return nil }
    let distance = bins.reduce(0) { $0 + abs($1.statedSum - $1.actualSum) }
    return Double(distance) / Double(total) / 1000
  }
}
