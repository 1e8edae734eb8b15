import Testing

@testable import HearsayLexicon

@Suite
struct `The search for a minimum` {
  /// A function of any number of variables, with how often it was asked for.
  private final class Counted {
    private(set) var values: [Double] = []
    private let function: ([Double], inout [Double]) -> Double

    init(_ function: @escaping ([Double], inout [Double]) -> Double) { self.function = function }

    /// A bowl around 1 in all directions, as steep in each as `steepness` says, over `floor`.
    convenience init(bowl steepness: [Double], floor: Double = 0) {
      self.init { place, gradient in
        var value = floor
        for (index, steep) in steepness.enumerated() {
          gradient[index] = steep * (place[index] - 1)
          value += steep * (place[index] - 1) * (place[index] - 1) / 2
        }
        return value
      }
    }

    func value(_ place: [Double], _ gradient: inout [Double]) -> Double {
      let value = function(place, &gradient)
      values.append(value)
      return value
    }
  }

  @Test func `finds that of a bowl`() {
    let search = LimitedMemoryBFGS(rounds: 50, tolerance: 1e-12, gradientTolerance: 1e-9)
    let found = search.minimum(from: [0, 0]) { place, gradient in
      gradient = [2 * (place[0] - 3), 20 * (place[1] + 1)]
      return (place[0] - 3) * (place[0] - 3) + 10 * (place[1] + 1) * (place[1] + 1)
    }
    #expect(abs(found[0] - 3) < 1e-4 && abs(found[1] + 1) < 1e-4)
  }

  @Test func `goes on where single rounds gain little`() {
    // Twenty directions, each three times as steep as the one before.
    let steepness = (0..<20).map { (0..<$0).reduce(1e-4) { value, _ in value * 3 } }
    let bowl = Counted(bowl: steepness, floor: 1)
    let search = LimitedMemoryBFGS(rounds: 500, tolerance: 1e-4, gradientTolerance: 0)
    let found = search.minimum(from: [Double](repeating: 0, count: 20), of: bowl.value)
    // Each value that is lower than all before is a round.
    var rounds: [Double] = []
    for value in bowl.values where value < rounds.last ?? .infinity { rounds.append(value) }
    let small = rounds.indices.dropFirst().first { rounds[$0 - 1] - rounds[$0] <= 1e-4 * rounds[$0] } ?? rounds.count
    #expect(small + 10 < rounds.count)
    var gradient = [Double](repeating: 0, count: 20)
    #expect(bowl.value(found, &gradient) - 1 < (rounds[small] - 1) / 2)
  }

  @Test func `ends where ten rounds gain too little`() {
    let steepness = (0..<40).map { Double(1 + $0 * $0 * $0) }
    var counts: [Int] = []
    for tolerance in [1e-12, 1e-2] {
      let bowl = Counted(bowl: steepness, floor: 1e6)
      let search = LimitedMemoryBFGS(rounds: 500, tolerance: tolerance, gradientTolerance: 0)
      _ = search.minimum(from: [Double](repeating: 0, count: 40), of: bowl.value)
      counts.append(bowl.values.count)
    }
    #expect(10 < counts[1] && counts[1] < counts[0] / 2, "\(counts)")
  }

  @Test func `ends where the gradient is short`() {
    var lengths: [Double] = []
    var counts: [Int] = []
    for share in [1e-1, 1e-3] {
      let bowl = Counted(bowl: (0..<30).map { Double(1 + $0 * $0) })
      let search = LimitedMemoryBFGS(rounds: 500, tolerance: 0, gradientTolerance: share)
      let found = search.minimum(from: [Double](repeating: 0, count: 30), of: bowl.value)
      counts.append(bowl.values.count)
      var (start, end) = ([Double](repeating: 0, count: 30), [Double](repeating: 0, count: 30))
      _ = bowl.value([Double](repeating: 0, count: 30), &start)
      _ = bowl.value(found, &end)
      lengths.append((end.map { $0 * $0 }.reduce(0, +) / start.map { $0 * $0 }.reduce(0, +)).squareRoot())
    }
    #expect(lengths[0] <= 1e-1 && lengths[1] <= 1e-3 && counts[0] < counts[1], "\(lengths) \(counts)")
  }

  @Test func `stays where there is nothing lower`() {
    let bowl = Counted(bowl: [1, 2])
    let search = LimitedMemoryBFGS(rounds: 500, tolerance: 1e-4, gradientTolerance: 1e-4)
    #expect(search.minimum(from: [1, 1], of: bowl.value) == [1, 1])
    #expect(bowl.values.count == 1)
  }

  @Test func `ends after the most rounds`() {
    let bowl = Counted(bowl: (0..<30).map { Double(1 + $0 * $0) })
    let search = LimitedMemoryBFGS(rounds: 3, tolerance: 0, gradientTolerance: 0)
    _ = search.minimum(from: [Double](repeating: 0, count: 30), of: bowl.value)
    // No round needs more than some halvings.
    #expect(4...94 ~= bowl.values.count)
  }
}
