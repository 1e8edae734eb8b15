import HearsayCore
import HearsayText

/// What an entry means. Meanings of one group compete for words; those of different groups do not.
package protocol TermMeaning: Sendable, Equatable {
  /// The group, a small number counted from 0.
  var group: Int { get }
}

/// Finds the entries of a lexicon in a stretch of text, with gaps.
///
/// Wraps `PhraseMatcher` for lexicons whose forms may have a gap (`kündigte … an`), and in
/// which one form may mean several things: a word of speech inside a longer proposal is
/// still a word of speech.
package struct TermMatcher<Meaning: TermMeaning>: Sendable {
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

    /// The stretches of tokens that it consists of: one, or two where it has a gap.
    package var ranges: [Range<Int>] { tail.isEmpty ? [words] : [words, tail] }
  }

  private struct Payload: Sendable {
    let entry: EntryID
    let meaning: Meaning
    let tail: [[UInt8]]
    let isHashtag: Bool

    /// Two entries may share an inflected form: `hasse` of `hassen` and of `Hass` counts once.
    func saysTheSame(_ other: Payload) -> Bool {
      meaning == other.meaning && tail == other.tail && isHashtag == other.isHashtag
    }
  }

  private let matcher: PhraseMatcher
  private let payloads: [Payload]
  private let groupCount: Int

  private init(_ matcher: PhraseMatcher, _ payloads: [Payload]) {
    self.matcher = matcher
    self.payloads = payloads
    groupCount = 1 + payloads.reduce(0) { max($0, $1.meaning.group) }
    precondition(groupCount < Int.bitWidth, "there are \(groupCount) groups of meanings; the most is \(Int.bitWidth - 1)")
  }

  /// The entries in the tokens of `range`, by where they begin. Where entries of one group overlap,
  /// the leftmost wins, and among those the longest; a form with several meanings yields several terms.
  package func terms(in range: Range<Int>, of words: Words) -> [Term] {
    var terms: [Term] = []
    var ends: [Int] = Array(repeating: range.lowerBound, count: groupCount)
    for start in range {
      matcher.eachPrefix(at: start, before: range.upperBound, in: words) { match in
        add(match, to: &terms, &ends, range, words)
      }
    }
    return terms
  }

  /// Adds what `match` means, in place of shorter terms of the same group that begin where it does.
  private func add(
    _ match: PhraseMatcher.Match, to terms: inout [Term], _ ends: inout [Int], _ range: Range<Int>, _ words: Words
  ) {
    let start = match.words.lowerBound
    var replaced = 0
    for index in match.payloads {
      let payload = payloads[Int(index)]
      if payload.isHashtag && words[start].kind != .hashtag { continue }
      let group = payload.meaning.group
      let mayBegin = ends[group] <= start || terms.contains { $0.words.lowerBound == start && $0.meaning.group == group }
      guard mayBegin, let tail = tail(payload.tail, behind: match.words.upperBound, before: range.upperBound, words)
      else { continue }
      if replaced & (1 << group) == 0 {
        terms.removeAll { $0.words.lowerBound == start && $0.meaning.group == group }
        replaced |= 1 << group
      }
      terms.append(Term(words: match.words, tail: tail, entry: payload.entry, meaning: payload.meaning))
      ends[group] = match.words.upperBound
    }
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
        let payload = Payload(entry: entry, meaning: meaning, tail: phrase.tail, isHashtag: phrase.isHashtag)
        builder.add(phrase.head, payload, unless: payload.saysTheSame)
      }
    }

    /// The matcher.
    package func build() -> TermMatcher {
      let (matcher, payloads) = builder.build(commas: .areSkipped)
      return TermMatcher(matcher, payloads)
    }
  }
}
