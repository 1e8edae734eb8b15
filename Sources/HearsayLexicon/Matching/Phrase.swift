import HearsayText

/// A form of a lexicon, taken apart: its words, and the words behind a gap where it has one.
package struct Phrase: Sendable {
  /// The folded words up to the gap, or all of them.
  package let head: [[UInt8]]
  /// The folded words behind the gap; empty where there is none.
  package let tail: [[UInt8]]
  /// Whether the form is a hashtag, so that the plain word does not match.
  package let isHashtag: Bool

  /// How far behind the head the tail may begin, in tokens.
  package static let gapMost = 12

  /// The words of `form`, or nil where it has none.
  package init?(_ form: String, _ tokenizer: Tokenizer) { self.init(Array(form.utf8)[...], tokenizer) }

  /// The words of the form in `bytes`, or nil where it has none.
  package init?(_ bytes: ArraySlice<UInt8>, _ tokenizer: Tokenizer) {
    let gap = Self.gap(in: bytes)
    head = tokenizer.forms(of: bytes[..<(gap?.lowerBound ?? bytes.endIndex)])
    tail = gap.map { tokenizer.forms(of: bytes[$0.upperBound...]) } ?? []
    isHashtag = bytes.first == UInt8(ascii: "#")
    if head.isEmpty { return nil }
  }

  /// Where ` … ` stands in a form.
  private static func gap(in bytes: ArraySlice<UInt8>) -> Range<Int>? {
    guard let ellipsis = bytes.firstIndex(of: 0xE2), bytes.startIndex < ellipsis,
      bytes[(ellipsis - 1)...].starts(with: [0x20, 0xE2, 0x80, 0xA6, 0x20])
    else { return nil }
    return ellipsis - 1..<ellipsis + 4
  }
}
