import HearsayCore
import HearsayLexicon

/// Names that a word beside them marks: whom a text compares others with ("Solana is faster than Ethereum", "unlike
/// Scroll, …"), or whom it names only as examples ("protocols such as Uniswap and Aave").
///
/// What is said of the others points the other way for whom they are compared with, and hardly counts for examples.
struct MarkedNames {
  /// The first tokens of the names.
  private var places: [Int] = []

  /// Number of tokens that may stand between the word and the name: "than on the Ethereum chain".
  private static let gapMost = 2

  /// The names beside words of `role`; most texts have none of these words.
  init(_ role: ClaimRole, words: Words, terms: [Term<ClaimMeaning>], mentions: [Mention]) {
    guard terms.contains(where: { $0.meaning.role == role }) else { return }
    for term in terms where term.meaning.role == role {
      let end = max(term.words.upperBound, term.tail.upperBound)
      let found =
        term.meaning.isBeforeSource
        ? mentions.firstIndex { mention in
          (end...end + Self.gapMost).contains(mention.words.lowerBound)
            && (end..<mention.words.lowerBound).allSatisfy { words[$0].kind == .word }
        }
        // An ending such as the Korean for "than" is the word of the name itself.
        : mentions.lastIndex {
          (term.words.lowerBound...term.words.lowerBound + 1).contains($0.words.upperBound)
        }
      guard var last = found else { continue }
      places.append(mentions[last].words.lowerBound)
      // "than Ethereum and Bitcoin"; a comma goes on with examples, and ends a comparison.
      let step = term.meaning.isBeforeSource ? 1 : -1
      while mentions.indices.contains(last + step) {
        let (left, right) = (mentions[min(last, last + step)].words, mentions[max(last, last + step)].words)
        guard left.upperBound < right.lowerBound, right.lowerBound - left.upperBound <= Self.gapMost,
          (left.upperBound..<right.lowerBound).allSatisfy({ index in
            role == .example && words[index].kind == .punctuation
              || terms.contains { $0.meaning.role == .connector && $0.words.lowerBound == index }
          })
        else { break }
        last += step
        places.append(mentions[last].words.lowerBound)
      }
    }
  }

  /// The names that only say what is counted, in a text that names others too: a theft of 400 ETH is told of an
  /// exchange, and not of Ethereum.
  init(measuresIn words: Words, mentions: [Mention]) {
    guard 1 < mentions.count, mentions.contains(where: { $0.entity != mentions[0].entity }) else { return }
    for mention in mentions {
      let place = mention.words.lowerBound
      if 0 < place, words[place - 1].kind == .number, !words[place].shape.contains(.afterLineBreak) {
        places.append(place)
      }
    }
  }

  /// Whether `mention` is marked so.
  func contains(_ mention: Mention) -> Bool { places.contains(mention.words.lowerBound) }

  /// These and `others`.
  func joined(with others: MarkedNames) -> MarkedNames {
    if others.isEmpty { return self }
    var joined = self
    joined.places += others.places
    return joined
  }

  /// Whether no name is.
  var isEmpty: Bool { places.isEmpty }
}
