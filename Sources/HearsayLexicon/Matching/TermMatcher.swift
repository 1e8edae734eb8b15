import HearsayCore
import HearsayText

/// Finds the entries of a lexicon in a stretch of text, with gaps.
///
/// Wraps `PhraseMatcher` for lexicons whose forms may have a gap (`kündigte … an`).
package struct TermMatcher<Meaning: Sendable>: Sendable {
  /// An entry found in a text.
  package struct Term: Sendable {
    /// The tokens of the entry up to its gap.
    package let words: Range<Int>
    /// The tokens behind the gap; empty where there is none.
    package let tail: Range<Int>
    /// The entry.
    package let entry: EntryID
    /// What it means.
    package let meaning: Meaning
  }

  private struct Payload: Sendable {
    let entry: EntryID
    let meaning: Meaning
    let tail: [[UInt8]]
  }

  private let matcher: PhraseMatcher
  private let payloads: [Payload]

  private init(_ matcher: PhraseMatcher, _ payloads: [Payload]) {
    self.matcher = matcher
    self.payloads = payloads
  }

  /// The entries in the tokens of `range`, from left to right. Where entries overlap, the leftmost
  /// wins, and among those the longest; an entry with several meanings yields several terms.
  package func terms(in range: Range<Int>, of words: Words) -> [Term] {
    var terms: [Term] = []
    matcher.matches(in: range, of: words) { match in
      for index in match.payloads {
        let payload = payloads[Int(index)]
        guard let tail = tail(payload.tail, behind: match.words.upperBound, before: range.upperBound, words) else {
          continue
        }
        terms.append(Term(words: match.words, tail: tail, entry: payload.entry, meaning: payload.meaning))
      }
    }
    return terms
  }

  /// Where the words of `tail` stand within reach behind a head; an empty range for an empty tail.
  private func tail(_ tail: [[UInt8]], behind start: Int, before end: Int, _ words: Words) -> Range<Int>? {
    guard !tail.isEmpty else { return start..<start }
    let last = min(end - tail.count, start + Phrase.gapMost)
    guard start <= last else { return nil }
    for first in start...last
    where tail.indices.allSatisfy({ words.form(first + $0).elementsEqual(tail[$0]) }) {
      return first..<first + tail.count
    }
    return nil
  }

  /// Collects entries for a matcher.
  package struct Builder {
    private var builder = PhraseMatcherBuilder<Payload>()

    /// No entries yet.
    package init() {}

    /// Adds all inflected forms of an entry.
    package mutating func add(_ phrases: [Phrase], _ entry: EntryID, _ meaning: Meaning) {
      for phrase in phrases {
        builder.add(phrase.head, Payload(entry: entry, meaning: meaning, tail: phrase.tail))
      }
    }

    /// The matcher.
    package func build() -> TermMatcher {
      let (matcher, payloads) = builder.build()
      return TermMatcher(matcher, payloads)
    }
  }
}
