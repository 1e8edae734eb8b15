import HearsayCore

/// What learned weights can know of how a text is written that may state something checkable.
///
/// Weights of words are divided by their number and know nothing of it; but who states facts writes longer texts, with
/// numbers and names in them, and asks and shouts less.
package enum CheckableTrait: String, CaseIterable, Sendable {
  /// Always 1.
  case always
  /// The number of words, in thirties, 2 at most.
  case length
  /// The number of numbers, in threes, 1 at most.
  case numbers
  /// The share of words that begin with a capital, 0 … 1.
  case capitals
  /// The number of links, in twos, 1 at most.
  case links
  /// The number of handles, in fours, 1 at most.
  case handles
  /// The number of hashtags, in fours, 1 at most.
  case hashtags
  /// 1 where a question mark stands in the text.
  case question
  /// The number of exclamation marks, in threes, 1 at most.
  case exclamations
  /// The number of emoji, in threes, 1 at most.
  case emoji

  /// The values of all traits, in the order of the cases, for a text with the tokens `words`.
  package static func values(of words: Words) -> [Double] {
    var counts = InlineArray<9, Int>(repeating: 0)
    var (capitalCount, questionCount, exclamationCount) = (0, 0, 0)
    for index in 0..<words.count {
      let word = words[index]
      counts[Int(word.kind.rawValue)] += 1
      if word.kind == .word && word.shape.contains(.capitalised) { capitalCount += 1 }
      guard word.kind == .punctuation else { continue }
      switch words.onlyScalar(index) {
      case 0x3F, 0x61F, 0xFF1F: questionCount += 1
      case 0x21, 0xFF01: exclamationCount += 1
      default: break
      }
    }
    func share(_ count: Int, of most: Int, most limit: Double = 1) -> Double {
      min(Double(count) / Double(most), limit)
    }
    func count(_ kind: Word.Kind) -> Int { counts[Int(kind.rawValue)] }
    // Two ideographs are about a word.
    let wordCount = count(.word) + count(.ideograph) / 2
    return [
      1, share(wordCount, of: 30, most: 2), share(count(.number), of: 3),
      share(capitalCount, of: max(1, count(.word))), share(count(.link), of: 2), share(count(.handle), of: 4),
      share(count(.hashtag) + count(.cashtag), of: 4), share(questionCount, of: 1), share(exclamationCount, of: 3),
      share(count(.emoji), of: 3),
    ]
  }
}
