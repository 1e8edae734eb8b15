import HearsayCore

/// Finds what stands between quotation marks beside a word of saying.
struct Quotations {
  let words: Words

  /// Most tokens of a quotation.
  private static let tokensMost = 160
  /// Most marks between a quotation and the word of saying: `",` and a dash.
  private static let marksMost = 4

  /// The quotation that ends right before the token at `index`: `"…", said`; nil where none does.
  func quotation(before index: Int) -> Range<Int>? {
    var place = index - 1
    while index - Self.marksMost <= place, 0 <= place, words[place].kind == .punctuation {
      if let opening = words.onlyScalar(place).flatMap(Self.opening) {
        let start = max(0, place - Self.tokensMost)
        guard let first = (start..<place).last(where: { has($0, opening) }) else { return nil }
        return first + 1 < place ? first + 1..<place : nil
      }
      place -= 1
    }
    return nil
  }

  /// The quotation that begins right at the token at `index`, or with the mark before it; nil where none does.
  func quotation(from index: Int) -> Range<Int>? {
    for place in [index - 1, index] where words.indices.contains(place) {
      guard words[place].kind == .punctuation, let closing = words.onlyScalar(place).flatMap(Self.closing) else {
        continue
      }
      let end = min(words.count, place + Self.tokensMost)
      guard let last = (place + 1..<max(place + 1, end)).first(where: { has($0, closing) }) else { return nil }
      return place + 1 < last ? place + 1..<last : nil
    }
    return nil
  }

  private func has(_ index: Int, _ marks: [Unicode.Scalar]) -> Bool {
    guard words[index].kind == .punctuation, let scalar = words.onlyScalar(index).flatMap(Unicode.Scalar.init) else {
      return false
    }
    return marks.contains(scalar)
  }

  /// The marks that open what the mark `closing` closes; nil where it closes nothing.
  private static func opening(_ closing: UInt32) -> [Unicode.Scalar]? {
    switch Unicode.Scalar(closing) {
    case "\"": ["\""]
    case "”": ["“", "„", "”"]
    case "“": ["„"]
    case "»": ["«"]
    case "«": ["»"]
    case "」": ["「"]
    case "』": ["『"]
    default: nil
    }
  }

  /// The marks that close what the mark `opening` opens; nil where it opens nothing.
  private static func closing(_ opening: UInt32) -> [Unicode.Scalar]? {
    switch Unicode.Scalar(opening) {
    case "\"": ["\""]
    case "„": ["“", "”"]
    case "“": ["”"]
    case "«": ["»"]
    case "»": ["«"]
    case "「": ["」"]
    case "『": ["』"]
    default: nil
    }
  }
}
