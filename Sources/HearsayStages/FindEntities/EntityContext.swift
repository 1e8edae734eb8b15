import HearsayCore
import HearsayLexicon

/// The words of a text that show that the crypto world is meant.
struct EntityContext {
  /// The language of the text.
  let language: LanguageCode
  /// Whether there is any.
  private(set) var isAnywhere = false
  /// Tokens that begin a word which stands behind names.
  private var afterStarts: Set<Int> = []
  /// Ends of words which stand before names.
  private var beforeEnds: Set<Int> = []
  /// Tokens that begin a word which says what the name before it is.
  private(set) var namings: [(index: Int, kind: EntityKind)] = []
  /// Cashtags that name shares of companies.
  private(set) var stocks: Set<Int> = []
  /// Tokens of phrases in which a name is something else.
  private var otherSense: Set<Int> = []
  /// Ends of prepositions.
  private var prepositionEnds: Set<Int> = []

  init(_ gazetteer: Gazetteer, _ words: Words, _ language: LanguageCode) {
    self.language = language
    gazetteer.contextMatcher.matches(in: 0..<words.count, of: words) { match in
      for index in match.payloads {
        let word = gazetteer.contextWords[Int(index)]
        switch word.place {
        case .after:
          if word.counts(in: language) {
            let start = match.words.lowerBound
            afterStarts.insert(start)
            if Self.isPossessive(start - 1, words) { afterStarts.insert(start - 1) }
          }
        case .before: if word.counts(in: language) { beforeEnds.insert(match.words.upperBound) }
        case .preposition: if word.counts(in: language) { prepositionEnds.insert(match.words.upperBound) }
        case .anywhere: isAnywhere = true
        case .stock: if words[match.words.lowerBound].kind == .cashtag { stocks.insert(match.words.lowerBound) }
        case .otherSense: if word.counts(in: language) { otherSense.formUnion(match.words) }
        case .channel, .channelOfCrypto: break
        case .namesChain, .namesRollup, .namesProtocol:
          if let kind = word.place.named, word.counts(in: language) { namings.append((match.words.lowerBound, kind)) }
        }
      }
    }
  }

  /// Whether a token is the ending of "Optimism's governance".
  private static func isPossessive(_ index: Int, _ words: Words) -> Bool {
    0 <= index && words[index].shape.contains(.joined) && words.form(index).elementsEqual("s".utf8)
  }

  /// Whether a context word stands directly before or behind the tokens of `range`.
  func standsBeside(_ range: Range<Int>) -> Bool {
    afterStarts.contains(range.upperBound) || beforeEnds.contains(range.lowerBound)
  }

  /// Whether the tokens of `range` are part of a phrase in which they are something else than a name.
  func isOtherwise(_ range: Range<Int>) -> Bool { otherSense.contains(range.lowerBound) }

  /// Whether a preposition that goes with names of networks stands directly before the tokens of `range`.
  func followsPreposition(_ range: Range<Int>) -> Bool { prepositionEnds.contains(range.lowerBound) }
}
