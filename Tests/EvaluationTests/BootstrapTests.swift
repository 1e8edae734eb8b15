import Testing

@testable import Hearsay

struct `A bootstrap` {
  /// The interval of the share of cells 1, where each unit is one cell.
  private func interval(_ cells: [Int], seed: UInt64 = 1) -> Bootstrap.Interval? {
    let draws = Bootstrap(sampleCount: 1_000, seed: seed).distributions(
      starts: Array(0...cells.count), cells: cells, cellCount: 2
    ) { [Double($0[1]) / Double($0[0] + $0[1])] }
    return draws.first.flatMap { Bootstrap.interval(of: $0) }
  }

  @Test func `covers what the normal distribution covers`() throws {
    let interval = try #require(self.interval((0..<400).map { $0 % 4 == 0 ? 0 : 1 }))
    // A share of 0.75 of 400 has a standard error of 0.02165.
    #expect(abs(interval.low - (0.75 - 1.96 * 0.02165)) < 0.008)
    #expect(abs(interval.high - (0.75 + 1.96 * 0.02165)) < 0.008)
  }

  @Test func `is the same for the same seed, and another for another`() throws {
    let cells = (0..<50).map { $0 % 3 == 0 ? 0 : 1 }
    #expect(interval(cells, seed: 3) == interval(cells, seed: 3))
    let draws = { (seed: UInt64) in
      Bootstrap(sampleCount: 20, seed: seed).distributions(starts: Array(0...50), cells: cells, cellCount: 2) {
        [Double($0[1])]
      }
    }
    #expect(draws(3) != draws(4))
  }

  @Test func `has no width where all units are alike`() {
    #expect(interval(Array(repeating: 1, count: 30)) == Bootstrap.Interval(low: 1, high: 1))
  }

  @Test func `draws whole units`() {
    // Each unit has one cell of both sorts, so every draw has as many of one as of the other.
    let draws = Bootstrap(sampleCount: 100, seed: 1).distributions(
      starts: [0, 2, 4, 6], cells: [0, 1, 1, 0, 0, 1], cellCount: 2
    ) { [Double($0[0] - $0[1])] }
    #expect(draws == [Array(repeating: 0, count: 100)])
  }

  @Test func `of nothing, or of too few draws, gives no interval`() {
    #expect(Bootstrap(sampleCount: 10).distributions(starts: [0], cells: [], cellCount: 2) { _ in [1] }.isEmpty)
    #expect(Bootstrap.interval(of: [0.1, 0.2, nil]) == nil)
  }

  @Test func `takes the values at both ends`() {
    let values = (0...1_000).map { Double($0) }
    #expect(Bootstrap.interval(of: values) == Bootstrap.Interval(low: 25, high: 975))
  }

  @Test func `draws numbers that others draw from this seed`() {
    var generator = SplitMix64(seed: 1_234_567)
    #expect(generator.next() == 6_457_827_717_110_365_317)
    #expect(generator.next() == 3_203_168_211_198_807_973)
  }
}

struct `A reliability table` {
  @Test func `compares means by bin`() throws {
    var reliability = Reliability(range: 0...1000)
    for (stated, actual) in [(950, 1000), (1000, 1000), (900, 0), (150, 0), (100, 1000)] {
      reliability.add(stated: stated, actual: actual)
    }
    // The top bin states 2850/3 and 2000/3 is the case; the second states 250/2, and 1000/2 is:
    // (850 + 750) / 5 thousandths.
    let error = try #require(reliability.expectedError)
    #expect(abs(error - 0.32) < 1e-12)
    #expect(reliability.bins.map(\.count) == [0, 2, 0, 0, 0, 0, 0, 0, 0, 3])
    #expect(reliability.bins[1].meanStated == 0.125)
    #expect(reliability.bins[0].meanActual == nil)
  }

  @Test func `has bins on both sides of zero for scores`() {
    var reliability = Reliability(range: -1000...1000)
    for stated in [-1000, -801, -800, -1, 0, 999, 1000] { reliability.add(stated: stated, actual: 0) }
    #expect(reliability.bins.map(\.count) == [2, 1, 0, 0, 1, 1, 0, 0, 0, 2])
    #expect(reliability.bins[9].range == 800...1000)
  }

  @Test func `of nothing has no error`() {
    #expect(Reliability(range: 0...1000).expectedError == nil)
  }
}
