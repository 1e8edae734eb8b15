import HearsayTestSupport
import Testing

@testable import HearsayLexicon

@Suite
struct `Letters between joined words` {
  @Test func `are small or capitals as Unicode has it, whatever the script`() {
    for number in (0x80...0x1_FFFF) as ClosedRange<UInt32> {
      guard let scalar = Unicode.Scalar(number) else { continue }
      let bytes = Array(String(scalar).utf8)
      let (letterCase, end) = bytes.withUnsafeBytes { LetterCase.read($0, 0) }
      let properties = scalar.properties
      let expected: LetterCase = properties.isLowercase ? .small : properties.isUppercase ? .capital : .none
      if letterCase != expected || end != bytes.count { Issue.record("U+\(String(number, radix: 16)): \(letterCase)") }
    }
  }

  @Test func `are what they are in ASCII`() {
    let read = "aZ_9".utf8.map { byte in [byte].withUnsafeBytes { LetterCase.read($0, 0).letterCase } }
    #expect(read == [.small, .capital, .none, .none])
  }
}

@Suite
struct `A filter of the keys of two filters` {
  @Test(arguments: [(10, 3000), (3000, 10), (500, 500)])
  func `knows the keys of both, and hardly any others`(firstCount: Int, secondCount: Int) {
    var random = SeededGenerator(seed: 7)
    let first = (0..<firstCount).map { _ in random.next() }
    let second = (0..<secondCount).map { _ in random.next() }
    let both = KeyFilter(first).union(KeyFilter(second))
    #expect((first + second).allSatisfy { both.mayHave($0) == 1 })
    let others = (0..<10_000).count { _ in both.mayHave(random.next()) == 1 }
    #expect(others < 2000)
  }
}
