import HearsayCore
import HearsayFiles
import HearsayLexicon

/// The entities of the gazetteer, as those who look them up want them: with all their names.
public struct EntityList: Sendable {
  /// An entity.
  public struct Item: Sendable {
    /// Its canonical name.
    public let id: String
    /// What sort of thing it is.
    public let kind: String
    /// The name for people.
    public let name: String
    /// Its EIP-155 chain id, where it has one.
    public let chainID: Int64?
    /// Its ticker, where it has one.
    public let ticker: String
    /// The id of the company or chain that it belongs to, where it belongs to one.
    public let parent: String
    /// The ids of its sectors.
    public let sectors: [String]
    /// The names that it goes by, each with the rule that decides when it is meant.
    public let aliases: [Alias]
  }

  /// A name that an entity goes by.
  public struct Alias: Sendable {
    /// The name as it is written.
    public let words: String
    /// When it is meant: `always`, `case`, `context`, `case+context`.
    public let evidence: String
  }

  /// All entities, by id.
  public let items: [Item]

  /// The entities of the lexicons below `root`, without those that are retired.
  ///
  /// - Throws: what keeps the tables from being read, or that there are none.
  public init(root: String) throws(Diagnostics) {
    let folder = try Self.folder(below: root)
    let (entities, aliases) = (folder.tables[0], folder.tables[1])
    var names: [String: [Alias]] = [:]
    for row in 0..<aliases.rowCount where !aliases.equals(row, 7, "retired") {
      names[aliases.string(row, 1), default: []].append(
        Alias(words: aliases.string(row, 0), evidence: aliases.string(row, 2)))
    }
    items = (0..<entities.rowCount).filter { !entities.equals($0, 9, "retired") }.map { row in
      Item(
        id: entities.string(row, 0), kind: entities.string(row, 1), name: entities.string(row, 2),
        chainID: entities.integer(row, 3).map(Int64.init), ticker: entities.string(row, 4),
        parent: entities.string(row, 5),
        sectors: entities.string(row, 6).split(separator: " ").map(String.init),
        aliases: names[entities.string(row, 0)] ?? [])
    }
  }

  /// The lexicon of kind `entities` below `root`.
  static func folder(below root: String) throws(Diagnostics) -> LexiconFolder {
    for (path, name) in LexiconFolder.find(below: root) {
      let about = Path.join(path, "about.yaml")
      if try LexiconAbout(try TextFile.bytes(at: about), file: about).kind == .entities {
        return try LexiconFolder(path: path, name: name)
      }
    }
    throw Diagnostics(Diagnostic(.lexiconMissing, "there is no lexicon of kind entities below \"\(root)\""))
  }

  /// The entities that go by `words`: as id, name, alias, ticker or chain id, in any letter case, with or without a
  /// sign before it.
  public func items(named words: String) -> [Item] {
    let wanted = Self.key(words)
    return items.filter { item in
      [item.id, item.name, item.ticker].contains { !$0.isEmpty && Self.key($0) == wanted }
        || item.chainID.map(String.init) == words || item.aliases.contains { Self.key($0.words) == wanted }
    }
  }

  /// The id that is nearest to `words`, if it is near enough to be meant.
  public func nearest(to words: String) -> String? { Suggestion.nearest(to: words, in: items.map(\.id)) }

  private static func key(_ words: String) -> FormKey {
    let sign = words.unicodeScalars.first.map { "@$#".unicodeScalars.contains($0) } ?? false
    return FormKey(sign ? String(words.unicodeScalars.dropFirst()) : words)
  }
}
