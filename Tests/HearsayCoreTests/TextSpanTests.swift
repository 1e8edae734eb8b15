import HearsayCore
import Testing

struct `Text spans` {
  @Test func `count bytes`() {
    let text: ByteText = "Ærlig talt"
    #expect(text[TextSpan(0..<6)].string == "Ærlig")
    #expect(TextSpan(2..<7).byteCount == 5)
    #expect(TextSpan(3..<3).isEmpty && !TextSpan(3..<4).isEmpty)
    #expect(TextSpan(2..<7).description == "2..<7")
  }

  @Test(arguments: [
    (0..<4, 1..<3, true, true), (0..<4, 0..<4, true, true), (0..<4, 2..<5, false, true), (0..<4, 4..<6, false, false),
    (0..<4, 4..<4, true, false), (2..<2, 2..<2, true, false), (5..<9, 0..<5, false, false),
  ])
  func `contain and overlap`(_ a: Range<Int>, _ b: Range<Int>, _ contains: Bool, _ overlaps: Bool) {
    #expect(TextSpan(a).contains(TextSpan(b)) == contains)
    #expect(TextSpan(a).overlaps(TextSpan(b)) == overlaps)
    #expect(TextSpan(b).overlaps(TextSpan(a)) == overlaps)
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `keep the laws of ranges`(_ seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    func span() -> TextSpan {
      let start = Int.random(in: 0..<30, using: &generator)
      return TextSpan(start..<start + Int.random(in: 0..<10, using: &generator))
    }
    for _ in 0..<100 {
      let (a, b, c) = (span(), span(), span())
      #expect(TextSpan(a.range) == a)
      let union = a.union(b)
      #expect(union.contains(a) && union.contains(b) && union == b.union(a), "seed \(seed): \(a) \(b)")
      #expect(a.union(b).union(c) == a.union(b.union(c)), "seed \(seed): \(a) \(b) \(c)")
      #expect(a.overlaps(b) == !Set(a.range).isDisjoint(with: b.range), "seed \(seed): \(a) \(b)")
      #expect([a < b, b < a, a == b].count { $0 } == 1, "seed \(seed): \(a) \(b)")
    }
  }

  @Test func `are ordered by start, then by end`() {
    let spans = [TextSpan(3..<4), TextSpan(0..<9), TextSpan(3..<3), TextSpan(0..<2)]
    #expect(spans.sorted() == [TextSpan(0..<2), TextSpan(0..<9), TextSpan(3..<3), TextSpan(3..<4)])
  }

  @Test func `that are no range stop the program`() async {
    await #expect(processExitsWith: .failure) { _ = TextSpan(start: 4, end: 3) }
    await #expect(processExitsWith: .failure) { _ = TextSpan(start: -1, end: 3) }
  }
}
