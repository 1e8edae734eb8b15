import HearsayCore
import HearsayFiles
import HearsayText

/// The entities, the names they go by, and the words that show that the crypto world is meant.
package final class Gazetteer: Sendable {
  /// When an alias is meant.
  package enum EvidenceRule: String, CaseIterable, Sendable {
    case always
    case letterCase = "case"
    case context
    case caseAndContext = "case+context"
  }

  /// An entity.
  package struct Entity: Sendable {
    /// Its canonical name.
    package let id: EntityID
    /// What sort of thing it is.
    package let kind: EntityKind
    /// The name for people.
    package let name: String
    /// The ids of its sectors.
    package let sectors: [EntityID]
  }

  /// An alias of an entity.
  package struct Alias: Sendable {
    /// The entity, by index.
    package let entity: Int
    /// When it is meant.
    package let rule: EvidenceRule
    /// The languages in which it is an ordinary word too; empty for all.
    package let ordinary: [LanguageCode]
    /// The alias as it is written, where its letter case matters.
    package let exact: [UInt8]?
    /// The entry.
    package let entry: EntryID
    /// What kind of token the alias begins with.
    package let kind: Word.Kind
    /// What is written together with the alias in the form that matches, and is no part of the name.
    package var attached = Attached()

    /// Whether the alias may be an ordinary word in a text of `language`.
    package func isOrdinary(in language: LanguageCode) -> Bool {
      ordinary.isEmpty || ordinary.contains(language) || !LanguageCode.supported.contains(language)
    }
  }

  /// Words of their own that are written together with a name: Korean particles, Arabic conjunctions.
  package struct Attached: Hashable, Sendable {
    /// Number of scalars before the name.
    package var before = 0
    /// Number of scalars behind the name.
    package var after = 0
  }

  /// A word that shows that the crypto world is meant.
  package struct ContextWord: Hashable, Sendable {
    /// Where it stands, seen from the alias.
    package let place: ContextPlace
    /// The language that it belongs to.
    package let language: LanguageCode

    /// Whether the word says something where it stands beside an alias in a text of `language`.
    package func counts(in language: LanguageCode) -> Bool {
      self.language == language || self.language == .multiple || !LanguageCode.supported.contains(language)
    }
  }

  /// Where a context word stands, seen from the alias.
  package enum ContextPlace: String, CaseIterable, Sendable {
    case before, after, preposition, anywhere
    /// Behind a name, whether a gazetteer has it or not, and saying what it is: "Foo chain".
    case namesChain = "names-chain"
    case namesRollup = "names-rollup"
    case namesProtocol = "names-protocol"
    /// A cashtag that names a share of a company on a stock exchange: `$F`.
    case stock
    /// Anywhere in a text that speaks of shares: "earnings".
    case shares
    /// Beside the name for which a channel is named: "Scroll Community".
    case channel
    /// In the name of a channel that speaks of the crypto world.
    case channelOfCrypto = "channel-crypto"
    /// A phrase in which a name is something else: "Colorado Avalanche", "Near the".
    case otherSense = "other-sense"

    /// Whether the words of such a phrase mean what they mean alone.
    var leavesSense: Bool {
      switch self {
      case .before, .after, .preposition, .anywhere, .namesChain, .namesRollup, .namesProtocol: true
      case .stock, .shares, .channel, .channelOfCrypto, .otherSense: false
      }
    }

    /// Whether a word of this place at the tokens of `part` says within the longer phrase at `whole` what it says alone.
    func counts(at part: Range<Int>, of whole: Range<Int>) -> Bool {
      switch self {
      case .anywhere: true
      case .after, .namesChain, .namesRollup, .namesProtocol: part.lowerBound == whole.lowerBound
      case .before, .preposition: part.upperBound == whole.upperBound
      case .stock, .shares, .channel, .channelOfCrypto, .otherSense: false
      }
    }

    /// Whether such words count in the names of channels only.
    package var isOfChannels: Bool { self == .channel || self == .channelOfCrypto }

    /// What such a word says that the name before it is; nil for all others.
    package var named: EntityKind? {
      switch self {
      case .namesChain: .chain
      case .namesRollup: .rollup
      case .namesProtocol: .protocolKind
      case .before, .after, .preposition, .anywhere, .stock, .shares, .channel, .channelOfCrypto, .otherSense: nil
      }
    }
  }

  /// The entities.
  package let entities: [Entity]
  /// Finds aliases; payloads index `aliases`.
  package let matcher: PhraseMatcher
  /// The aliases that matches point to.
  package let aliases: [Alias]
  /// Finds context words; payloads index `contextWords`.
  package let contextMatcher: PhraseMatcher
  /// The context words that matches point to.
  package let contextWords: [ContextWord]
  /// Finds words of the names of channels; payloads index `channelWords`.
  package let channelMatcher: PhraseMatcher
  /// The words that matches point to.
  package let channelWords: [ContextWord]
  private let byID: [EntityID: Int]
  /// What aliases and context words begin with.
  private let beginnings: KeyFilter

  convenience init(
    _ folder: LexiconFolder, _ tokenizer: Tokenizer, _ inflections: [LanguageCode: Inflections], firstAlias: UInt32
  ) {
    let table = folder.tables[0]
    var entities: [Entity] = []
    var byID: [EntityID: Int] = [:]
    for row in 0..<table.rowCount where !table.equals(row, 9, "retired") {
      guard let kind = EntityKind(rawValue: table.string(row, 1)) else { continue }
      let id = EntityID(table.string(row, 0))
      byID[id] = entities.count
      entities.append(
        Entity(
          id: id, kind: kind, name: table.string(row, 2),
          sectors: table.string(row, 6).split(separator: " ").map { EntityID(String($0)) }))
    }
    let rules = NameInflections(inflections)
    self.init(
      entities, Self.aliases(folder.tables[1], byID, tokenizer, rules, firstAlias),
      context: Self.context(folder.tables[2], tokenizer) { !$0.isOfChannels },
      channels: Self.context(folder.tables[2], tokenizer) { $0.isOfChannels })
  }

  init(
    _ entities: [Entity], _ aliases: (PhraseMatcher, [Alias]), context: (PhraseMatcher, [ContextWord]),
    channels: (PhraseMatcher, [ContextWord])
  ) {
    self.entities = entities
    byID = Dictionary(
      entities.enumerated().map { ($0.element.id, $0.offset) }, uniquingKeysWith: { _, last in last })
    (matcher, self.aliases) = aliases
    (contextMatcher, contextWords) = context
    (channelMatcher, channelWords) = channels
    beginnings = matcher.filters.beginnings.union(contextMatcher.filters.beginnings)
  }

  /// Calls `context` with all context words in `words`, and then `names` with all that is written as aliases are, both
  /// from left to right.
  ///
  /// Most texts have little of either: one look at each token says so.
  package func find(
    in words: Words, context: (PhraseMatcher.Match) -> Void, names: (PhraseMatcher.Match) -> Void
  ) {
    PhraseMatcher.withCandidates(in: 0..<words.count, of: words, beginnings) { candidates, memory in
      // The names are asked for while the context is looked at.
      matcher.prefetchBeginnings(candidates, of: words)
      contextMatcher.matches(among: candidates, before: words.count, in: words, memory, context)
      matcher.matches(among: candidates, before: words.count, in: words, memory, names)
    }
  }

  private static func aliases(
    _ table: Table, _ byID: [EntityID: Int], _ tokenizer: Tokenizer, _ rules: NameInflections, _ first: UInt32
  ) -> (PhraseMatcher, [Alias]) {
    var builder = PhraseMatcherBuilder<Alias>(commas: .matter)
    let phrases = Phrase.forms(in: table, column: 0, tokenizer)
    for row in 0..<table.rowCount where !table.equals(row, 7, "retired") {
      let written = table.string(row, 0)
      guard let entity = byID[EntityID(table.string(row, 1))],
        let rule = EvidenceRule(rawValue: table.string(row, 2)), let phrase = phrases[row]
      else { continue }
      let kind = phrase.words[phrase.headTokens.lowerBound].kind
      let needsCase = rule == .letterCase || rule == .caseAndContext
      var alias = Alias(
        entity: entity, rule: rule,
        ordinary: table.string(row, 3).split(separator: " ").compactMap { LanguageCode($0) },
        exact: needsCase ? Array(written.utf8) : nil,
        entry: EntryID(number: first + UInt32(row)), kind: kind)
      rules.each(of: phrase, rules: table.string(row, 4)) { inflection, attached in
        alias.attached = attached
        builder.add(phrase, inflection, alias) { $0.entry == alias.entry }
      }
    }
    return builder.build()
  }

  private static func context(
    _ table: Table, _ tokenizer: Tokenizer, where isWanted: (ContextPlace) -> Bool
  ) -> (PhraseMatcher, [ContextWord]) {
    let words: [(phrase: Phrase, word: ContextWord)] = zip(
      0..<table.rowCount, Phrase.forms(in: table, column: 0, tokenizer)
    ).compactMap { row, phrase in
      guard !table.equals(row, 5, "retired"), let language = LanguageCode(table.string(row, 1)),
        let place = ContextPlace(rawValue: table.string(row, 2)), isWanted(place), let phrase
      else { return nil }
      return (phrase, ContextWord(place: place, language: language))
    }
    var alone = PhraseMatcherBuilder<ContextWord>(commas: .matter)
    for (phrase, word) in words { alone.add(phrase, word) }
    let (matcher, meanings) = alone.build()
    var builder = PhraseMatcherBuilder<ContextWord>(commas: .matter)
    for (phrase, word) in words {
      builder.add(phrase, word)
      guard word.place.leavesSense else { continue }
      // The longest phrase wins: "TVL on", which counts before a name, still says "TVL" where none stands behind it.
      for start in phrase.headTokens {
        matcher.eachPrefix(at: start, before: phrase.headTokens.upperBound, in: phrase.words) { match in
          guard match.words != phrase.headTokens else { return }
          for inner in match.payloads.map({ meanings[Int($0)] })
          where inner.place.counts(at: match.words, of: phrase.headTokens) {
            builder.add(phrase, Inflection(), inner) { $0 == inner }
          }
        }
      }
    }
    return builder.build()
  }

  /// The entity with the given id.
  package func entity(_ id: EntityID) -> Entity? { byID[id].map { entities[$0] } }
}
