import Hearsay
import Testing

struct `A fold` {
  @Test(arguments: [
    ("post-1", 2, 1), ("post-2", 3, 4), ("ä", 5, 5), ("", 2, 1), ("1234567890", 4, 3),
  ])
  func `takes the posts that the documented hash says`(_ key: String, _ number: Int, _ seeded: Int) {
    for fold in (1...5).compactMap({ Fold("\($0)/5") }) { #expect(fold.contains(key) == (fold.number == number)) }
    for fold in (1...5).compactMap({ Fold("\($0)/5", seed: 7) }) {
      #expect(fold.contains(key) == (fold.number == seeded))
    }
  }

  @Test func `is about as large as any other`() {
    for number in 1...10 {
      let fold = Fold("\(number)/10")
      let count = (0..<10_000).count { fold?.contains("tweet-\($0)") ?? false }
      #expect(abs(count - 1_000) < 130)
    }
  }

  @Test(arguments: ["", "1", "0/5", "6/5", "1/1", "1/0", "-1/5", "1/5/5", "a/b", "1/1001", "1/99999999999999999999"])
  func `is not written like this`(_ text: String) { #expect(Fold(text) == nil) }
}
