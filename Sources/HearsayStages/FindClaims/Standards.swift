import HearsayCore
import HearsayLexicon

/// Whom a text compares others with: Ethereum in "Solana is faster than Ethereum", Scroll in "unlike Scroll, …".
///
/// What is said there of the others points the other way for them.
struct Standards {
  /// The first tokens of the names.
  private var places: [Int] = []

  /// Number of tokens that may stand between a word of comparison and the name: "than on the Ethereum chain".
  private static let gapMost = 2

  /// The names beside words of comparison; most texts have none of these words.
  init(words: Words, terms: [Term<ClaimMeaning>], mentions: [Mention]) {
    for term in terms where term.meaning.role == .than {
      let end = max(term.words.upperBound, term.tail.upperBound)
      guard
        let found = term.meaning.isBeforeSource
          ? mentions.firstIndex(where: { mention in
            (end...end + Self.gapMost).contains(mention.words.lowerBound)
              && (end..<mention.words.lowerBound).allSatisfy { words[$0].kind == .word }
          })
          // An ending such as the Korean for "than" is the word of the name itself.
          : mentions.lastIndex(where: {
            (term.words.lowerBound...term.words.lowerBound + 1).contains($0.words.upperBound)
          })
      else { continue }
      places.append(mentions[found].words.lowerBound)
      // "than Ethereum and Bitcoin"
      var last = found
      while term.meaning.isBeforeSource, last + 1 < mentions.count,
        mentions[last + 1].words.lowerBound - mentions[last].words.upperBound == 1,
        terms.contains(where: {
          $0.meaning.role == .connector && $0.words.lowerBound == mentions[last].words.upperBound
        })
      {
        last += 1
        places.append(mentions[last].words.lowerBound)
      }
    }
  }

  /// Whether others are compared with whom `mention` names.
  func contains(_ mention: Mention) -> Bool { places.contains(mention.words.lowerBound) }

  /// Whether nobody is compared with anybody.
  var isEmpty: Bool { places.isEmpty }
}
