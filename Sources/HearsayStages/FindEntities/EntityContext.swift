import HearsayCore
import HearsayLexicon

/// The words of a text that show that the crypto world is meant.
struct EntityContext {
  /// What context words say of a token.
  private struct Signs: OptionSet {
    let rawValue: UInt8

    /// It begins a word that stands behind names.
    static let after = Signs(rawValue: 1)
    /// A word that stands before names ends before it.
    static let before = Signs(rawValue: 2)
    /// A preposition that goes with names of networks ends before it.
    static let preposition = Signs(rawValue: 4)
    /// A name that begins with it is something else.
    static let otherSense = Signs(rawValue: 8)
    /// It is a cashtag that names a share of a company.
    static let stock = Signs(rawValue: 16)
  }

  /// The language of the text.
  let language: LanguageCode
  /// Whether there is any.
  private(set) var isAnywhere = false
  /// Whether the text speaks of shares of companies.
  private(set) var isOfShares = false
  /// Tokens that begin a word which says what the name before it is.
  private(set) var namings: [(index: Int, kind: EntityKind)] = []
  /// What is said of each token, and of the end of the text; empty where nothing is said of any.
  private var signs: [Signs] = []

  /// No context words yet in a text in `language`.
  init(_ language: LanguageCode) { self.language = language }

  /// Adds context words that were found in `words`.
  mutating func add(_ match: PhraseMatcher.Match, _ words: Words, _ gazetteer: Gazetteer) {
    let start = match.words.lowerBound
    for index in match.payloads {
      let word = gazetteer.contextWords[Int(index)]
      switch word.place {
      case .anywhere: isAnywhere = true
      case .shares: isOfShares = true
      case .stock: if words[start].kind == .cashtag { add(.stock, to: start, words) }
      case .channel, .channelOfCrypto: break
      case .before, .after, .preposition, .otherSense, .namesChain, .namesRollup, .namesProtocol:
        if word.counts(in: language) { add(word.place, match.words, words) }
      }
    }
  }

  private mutating func add(_ place: Gazetteer.ContextPlace, _ range: Range<Int>, _ words: Words) {
    let start = range.lowerBound
    switch place {
    case .after:
      add(.after, to: start, words)
      if Self.isPossessive(start - 1, words) { add(.after, to: start - 1, words) }
    case .before: add(.before, to: range.upperBound, words)
    case .preposition: add(.preposition, to: range.upperBound, words)
    case .otherSense: for token in range { add(.otherSense, to: token, words) }
    default: if let kind = place.named { namings.append((start, kind)) }
    }
  }

  private mutating func add(_ sign: Signs, to token: Int, _ words: Words) {
    if signs.isEmpty { signs = [Signs](repeating: [], count: words.count + 1) }
    signs[token].insert(sign)
  }

  /// Whether a token is the ending of "Optimism's governance".
  private static func isPossessive(_ index: Int, _ words: Words) -> Bool {
    0 <= index && words[index].shape.contains(.joined) && words.form(index).elementsEqual("s".utf8)
  }

  private func has(_ sign: Signs, _ token: Int) -> Bool { !signs.isEmpty && signs[token].contains(sign) }

  /// Whether a context word stands directly before or behind the tokens of `range`.
  func standsBeside(_ range: Range<Int>) -> Bool { has(.after, range.upperBound) || has(.before, range.lowerBound) }

  /// Whether the tokens of `range` are part of a phrase in which they are something else than a name.
  func isOtherwise(_ range: Range<Int>) -> Bool { has(.otherSense, range.lowerBound) }

  /// Whether a preposition that goes with names of networks stands directly before the tokens of `range`.
  func followsPreposition(_ range: Range<Int>) -> Bool { has(.preposition, range.lowerBound) }

  /// Whether a token is a cashtag that names a share of a company.
  func isStock(_ token: Int) -> Bool { has(.stock, token) }
}
