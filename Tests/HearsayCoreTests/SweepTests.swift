import HearsayCore
import Testing

struct Sweeps {
  @Test(arguments: 0..<20 as Range<UInt64>)
  func `find in each stretch what a search finds`(_ seed: UInt64) {
    var numbers = SeededGenerator(seed: seed)
    for _ in 0..<20 {
      let tokenCount = Int.random(in: 0...40, using: &numbers)
      let list = (0..<Int.random(in: 0...20, using: &numbers))
        .map { _ in Int.random(in: 0...tokenCount, using: &numbers) }.sorted()
        .map { Valence(words: $0..<$0 + Int.random(in: 1...3, using: &numbers), hundredths: 1) }
      // Some tokens stand between two stretches, and some stretches are empty.
      let ends = (0..<8).map { _ in Int.random(in: 0...tokenCount, using: &numbers) }.sorted()
      var sweep = Sweep(list)
      for place in stride(from: 0, to: ends.count, by: 2) {
        let range = ends[place]..<ends[place + 1]
        let found = sweep.indices(in: range)
        #expect(found.map { list[$0] } == Array(list.beginning(in: range)))
        #expect(found.allSatisfy { range.contains(list[$0].words.lowerBound) })
      }
    }
  }
}
