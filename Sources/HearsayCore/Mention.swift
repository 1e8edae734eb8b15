/// The canonical name of an entity: a lower-case kebab-case English name such as `vitalik-buterin`.
public struct EntityID: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The name.
  public let description: String

  /// The entity with the given canonical name.
  public init(_ name: String) { description = name }

  /// The whole market, as the target of fear that names nobody.
  public static let market = EntityID("market")

  public static func < (left: EntityID, right: EntityID) -> Bool { left.description < right.description }
}

/// What sort of thing an entity is.
public enum EntityKind: String, CaseIterable, Sendable {
  case chain, rollup
  case protocolKind = "protocol"
  case exchange, company, regulator, person, token, media, sector
}

/// What shows that an entity is meant by words that may mean something else.
public enum MentionGround: String, CaseIterable, Sendable {
  /// The name means nothing else.
  case name
  /// It is written in the letters of the name: `ARB`, not `arb`.
  case letters
  /// It is a hashtag.
  case hashtag
  /// A word of the crypto world stands directly beside it: `Base chain`.
  case neighbour
  /// A preposition that goes with names stands before it: `auf Base`.
  case preposition
  /// It is no ordinary word of the text's language.
  case language
  /// The text has words of the crypto world.
  case context
  /// The text names another entity.
  case company
  /// What stands before the text in its thread names the entity, or speaks of the crypto world.
  case thread
  /// The channel bears the entity's name, or is one of the crypto world.
  case channel
  /// No gazetteer has it: its form says what it is, and the text speaks of the crypto world.
  case open
}

/// A place in a text that names an entity.
public struct Mention: Sendable {
  /// The bytes of the name, with the sigil of a handle, cashtag or hashtag.
  public var span: TextSpan
  /// The tokens of the name, by index.
  public var words: Range<Int>
  /// Who is meant.
  public var entity: EntityID
  /// What sort of thing it is.
  public var kind: EntityKind
  /// The alias that matched.
  public var alias: EntryID
  /// What shows that the entity is meant.
  public var ground: MentionGround
  /// Whom else the gazetteer gives this name to; mostly nobody.
  public var candidates: [EntityID]

  /// A mention of `entity`.
  public init(
    span: TextSpan, words: Range<Int>, entity: EntityID, kind: EntityKind, alias: EntryID,
    ground: MentionGround = .name, candidates: [EntityID] = []
  ) {
    self.span = span
    self.words = words
    self.entity = entity
    self.kind = kind
    self.alias = alias
    self.ground = ground
    self.candidates = candidates
  }
}
