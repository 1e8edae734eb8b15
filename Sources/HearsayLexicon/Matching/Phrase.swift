import HearsayText

/// A form of a lexicon, taken apart: its words, and the words behind a gap where it has one.
package struct Phrase: Sendable {
  /// The folded words up to the gap, or all of them.
  package var head: [[UInt8]]
  /// The folded words behind the gap; empty where there is none.
  package var tail: [[UInt8]]
  /// Whether the form is a hashtag, so that the plain word does not match.
  package let isHashtag: Bool

  /// How far behind the head the tail may begin, in tokens.
  package static let gapMost = 12

  /// The words of `form`, or nil where it has none.
  package init?(_ form: String, _ tokenizer: Tokenizer) {
    let parts = form.split(separator: " … ", maxSplits: 1).map { tokenizer.forms(of: String($0)) }
    guard let first = parts.first, !first.isEmpty else { return nil }
    head = first
    tail = parts.count == 2 ? parts[1] : []
    isHashtag = form.hasPrefix("#")
  }

  /// The phrase with another head.
  func with(head: [[UInt8]]) -> Phrase {
    var copy = self
    copy.head = head
    return copy
  }
}
