import HearsayCore
import HearsayText

/// What an entry means.
///
/// Meanings of one group compete for words; those of different groups do not.
package protocol TermMeaning: Sendable, Hashable {
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

  let table: TermTable
  let meanings: [Meaning]

  /// The entries in the tokens of `range`, by where they begin.
  ///
  /// Where entries of one group overlap,
  /// the leftmost wins, and among those the longest; a form with several meanings yields several terms.
  package func terms(in range: Range<Int>, of words: Words) -> [Term] {
    table.withFound(in: range, of: words) { $0.map { $0.term(meanings[Int($0.meaning)]) } }
  }

  /// Collects entries for a matcher.
  package struct Builder {
    private var builder = PhraseMatcherBuilder<TermTable.Sense>(commas: .areSkipped)
    private var meanings: [Meaning] = []
    private var numbers: [Meaning: Int32] = [:]
    private var tails: [UInt64] = []

    /// No entries yet.
    package init() {}

    /// Adds the forms of `phrase` under a rule of `inflections`.
    package mutating func add(
      _ phrase: Phrase, _ entry: EntryID, _ meaning: Meaning, _ rule: String = "",
      of inflections: Inflections = Inflections()
    ) {
      var sense = TermTable.Sense(
        entry: entry, meaning: number(of: meaning), group: UInt8(meaning.group), isHashtag: phrase.isHashtag)
      if !phrase.tailTokens.isEmpty {
        let start = tails.count
        tails += phrase.tail.map { $0.withUnsafeBufferPointer(WordHash.of) }
        sense.tail = start..<tails.count
      }
      let tails = tails
      inflections.each(of: phrase, rule: rule) { inflection in
        // Two entries may share an inflected form: `hasse` of `hassen` and of `Hass` counts once.
        builder.add(phrase, inflection, sense) { other in
          other.meaning == sense.meaning && other.isHashtag == sense.isHashtag
            && tails[other.tail] == tails[sense.tail]
        }
      }
    }

    /// Many entries mean the same; each meaning is kept once.
    private mutating func number(of meaning: Meaning) -> Int32 {
      if let known = numbers[meaning] { return known }
      let number = Int32(meanings.count)
      meanings.append(meaning)
      numbers[meaning] = number
      return number
    }

    /// The matcher.
    package func build() -> TermMatcher {
      let (matcher, senses) = builder.build()
      return TermMatcher(table: TermTable(matcher, FrozenArray(senses), FrozenArray(tails)), meanings: meanings)
    }
  }
}
