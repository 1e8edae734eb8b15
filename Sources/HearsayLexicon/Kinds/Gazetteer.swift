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

    /// Whether the alias may be an ordinary word in a text of `language`.
    package func isOrdinary(in language: LanguageCode) -> Bool {
      ordinary.isEmpty || ordinary.contains(language) || !LanguageCode.supported.contains(language)
    }
  }

  /// Where a context word stands, seen from the alias.
  package enum ContextPlace: String, CaseIterable, Sendable {
    case before, after, anywhere
  }

  /// The entities.
  package let entities: [Entity]
  /// Finds aliases; payloads index `aliases`.
  package let matcher: PhraseMatcher
  /// The aliases that matches point to.
  package let aliases: [Alias]
  /// Finds context words; payloads index `contextPlaces`.
  package let contextMatcher: PhraseMatcher
  /// Where the context words stand that matches point to.
  package let contextPlaces: [ContextPlace]
  private let byID: [EntityID: Int]

  init(
    _ folder: LexiconFolder, _ tokenizer: Tokenizer, _ inflections: (LanguageCode) -> Inflections, firstAlias: UInt32
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
    let rules = LanguageCode.supported.map(inflections)
    (matcher, aliases) = Self.aliases(folder.tables[1], byID, tokenizer, rules, firstAlias)
    (contextMatcher, contextPlaces) = Self.context(folder.tables[2], tokenizer)
    self.entities = entities
    self.byID = byID
  }

  private static func aliases(
    _ table: Table, _ byID: [EntityID: Int], _ tokenizer: Tokenizer, _ rules: [Inflections], _ first: UInt32
  ) -> (PhraseMatcher, [Alias]) {
    var builder = PhraseMatcherBuilder<Alias>()
    let phrases = Phrase.forms(in: table, column: 0, tokenizer)
    for row in 0..<table.rowCount where !table.equals(row, 7, "retired") {
      let written = table.string(row, 0)
      guard let entity = byID[EntityID(table.string(row, 1))],
        let rule = EvidenceRule(rawValue: table.string(row, 2)), let phrase = phrases[row]
      else { continue }
      let kind = phrase.words[phrase.headTokens.lowerBound].kind
      let needsCase = rule == .letterCase || rule == .caseAndContext
      let alias = Alias(
        entity: entity, rule: rule,
        ordinary: table.string(row, 3).split(separator: " ").compactMap { LanguageCode($0) },
        exact: needsCase ? Array(written.utf8) : nil,
        entry: EntryID(number: first + UInt32(row)), kind: kind)
      let inflect = table.string(row, 4)
      let own = inflect.isEmpty ? nil : rules.first { $0.has(inflect) }
      (own ?? Inflections()).each(of: phrase, rule: inflect) { inflection in
        builder.add(phrase, inflection, alias) { $0.entry == alias.entry }
      }
    }
    return builder.build(commas: .matter)
  }

  private static func context(_ table: Table, _ tokenizer: Tokenizer) -> (PhraseMatcher, [ContextPlace]) {
    var builder = PhraseMatcherBuilder<ContextPlace>()
    let phrases = Phrase.forms(in: table, column: 0, tokenizer)
    for row in 0..<table.rowCount where !table.equals(row, 5, "retired") {
      guard let place = ContextPlace(rawValue: table.string(row, 2)),
        let phrase = phrases[row]
      else { continue }
      builder.add(phrase, place)
    }
    return builder.build(commas: .matter)
  }

  /// The entity with the given id.
  package func entity(_ id: EntityID) -> Entity? { byID[id].map { entities[$0] } }
}
