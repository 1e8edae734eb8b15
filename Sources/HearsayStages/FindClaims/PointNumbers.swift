import HearsayCore

/// Tells the numbers of points and of the posts of a thread from those that a text speaks of.
struct PointNumbers {
  let words: Words

  /// Number of digits of the number of a point.
  private static let digitsMost = 2

  /// Whether the token is the number of a point: `1)`, `2/7`, `(3)`, or `4.` where a line begins.
  func isNumber(_ index: Int) -> Bool {
    guard words[index].kind == .number, index + 1 < words.count, words[index].foldedCount <= Self.digitsMost else {
      return false
    }
    switch words.onlyScalar(index + 1).flatMap(Unicode.Scalar.init) {
    case ")", "/": return true
    case ".", ":", "、", "．": return words[index].shape.contains(.afterLineBreak) && isFollowedByWord(index + 2)
    default: break
    }
    // The second number of "2/7".
    guard 1 < index, words.form(index - 1).elementsEqual("/".utf8), !words[index].shape.contains(.afterSpace) else {
      return false
    }
    return isNumber(index - 2)
  }

  /// The same, or whether a number alone at the beginning of a line counts points, and not the name behind it:
  /// "5 Arbitrum is dead", and not "5 ETH were stolen".
  func isNumber(_ index: Int, in clause: ClauseReading) -> Bool {
    if isNumber(index) { return true }
    guard words[index].kind == .number, words[index].foldedCount <= Self.digitsMost,
      words[index].shape.contains(.afterLineBreak), let name = clause.mentions.first,
      name.words.lowerBound == index + 1, !words[index + 1].shape.contains(.allCapitals)
    else { return false }
    return clause.terms.contains { term in
      switch term.meaning.role {
      case .event, .state, .prediction: term.words.lowerBound == name.words.upperBound
      default: false
      }
    }
  }

  private func isFollowedByWord(_ index: Int) -> Bool { index < words.count && words[index].isLexical }
}
