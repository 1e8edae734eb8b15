import HearsayCore
import HearsayText

/// What an entry means.
///
/// Meanings of one group compete for words; those of different groups do not.
package protocol TermMeaning: Sendable, Equatable {
  /// The group, a small number counted from 0.
  var group: Int { get }
}

/// Finds the entries of a lexicon in a stretch of text, with gaps, and says what they mean.
///
/// A thin typed layer over `TermTable`, which does the work and is not generic: that keeps the
/// hot path free of generic code.
package struct TermMatcher<Meaning: TermMeaning>: Sendable {
  /// An entry found in a text.
  package typealias Term = HearsayCore.Term<Meaning>

  @usableFromInline let table: TermTable
  @usableFromInline let meanings: [Meaning]

  /// The entries in the tokens of `range`, by where they begin.
  ///
  /// Where entries of one group overlap,
  /// the leftmost wins, and among those the longest; a form with several meanings yields several terms.
  @inlinable
  package func terms(in range: Range<Int>, of words: Words) -> [Term] {
    var terms: [Term] = []
    eachTerm(in: range, of: words) { terms.append($0) }
    return terms
  }

  /// Calls `body` with each of the terms that `terms(in:of:)` gives.
  @inlinable
  package func eachTerm(in range: Range<Int>, of words: Words, _ body: (Term) -> Void) {
    for found in table.found(in: range, of: words) {
      body(
        Term(words: found.words, tail: found.tail, entry: found.entry, meaning: meanings[Int(found.meaning)]))
    }
  }

  /// Collects entries for a matcher.
  package struct Builder {
    private var builder = PhraseMatcherBuilder<TermTable.Payload>()
    private var meanings: [Meaning] = []

    /// No entries yet.
    package init() {}

    /// Adds all inflected forms of an entry.
    package mutating func add(_ phrases: [Phrase], _ entry: EntryID, _ meaning: Meaning) {
      let number = Int32(meanings.count)
      meanings.append(meaning)
      // Taken out, so that the closure may look at the meanings while the builder changes; nothing is copied.
      var builder = PhraseMatcherBuilder<TermTable.Payload>()
      swap(&builder, &self.builder)
      for phrase in phrases {
        let payload = TermTable.Payload(
          entry: entry, meaning: number, group: UInt8(meaning.group), tail: phrase.tail, isHashtag: phrase.isHashtag)
        // Two entries may share an inflected form: `hasse` of `hassen` and of `Hass` counts once.
        builder.add(phrase.head, payload) { other in
          other.tail == payload.tail && other.isHashtag == payload.isHashtag
            && meanings[Int(other.meaning)] == meaning
        }
      }
      swap(&builder, &self.builder)
    }

    /// The matcher.
    package func build() -> TermMatcher {
      let (matcher, payloads) = builder.build(commas: .areSkipped)
      return TermMatcher(table: TermTable(matcher, payloads), meanings: meanings)
    }
  }
}
