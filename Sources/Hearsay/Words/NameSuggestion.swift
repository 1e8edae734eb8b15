import HearsayCore
import HearsayStore

/// A name in a database that no gazetteer has, as an editor of the gazetteer weighs it.
public struct NameSuggestion: Sendable {
  /// What showed that it is a name.
  public enum Form: String, Sendable {
    case cashtag, handle
    /// What stands beside it: "the Foo chain", or a quotation.
    case words
  }

  /// Its letters in lower case, with hyphens between words.
  public let name: String
  /// How it was written.
  public let form: Form
  /// What it is; nil where nothing tells, for handles are those of companies, people and media alike.
  public let kind: EntityKind?
  /// The id of an entity that goes by the same letters: the name may be one more alias of it.
  public let like: String?
  /// Posts about it.
  public let posts: Int64
  /// Different known authors of those.
  public let people: Int64
}

extension EntityList {
  /// The names among `rows`, the sums of a database by entity, that this list lacks: those that most people use first.
  public func suggestions(among rows: [SentimentRow]) -> [NameSuggestion] {
    let known = Set(items.map(\.id))
    var owners: [String: String] = [:]
    for item in items {
      for name in [item.id, item.name] + item.aliases.map(\.words) where owners[Self.letters(of: name)] == nil {
        owners[Self.letters(of: name)] = item.id
      }
    }
    let found = rows.compactMap { row -> NameSuggestion? in
      guard let name = row.chain?.description, row.chain != .market, !known.contains(name) else { return nil }
      let form = Self.form(of: row.kind)
      return NameSuggestion(
        name: name, form: form, kind: form == .handle ? nil : row.kind, like: owners[Self.letters(of: name)],
        posts: row.posts, people: row.people)
    }
    return found.sorted { left, right in
      if left.people != right.people { return right.people < left.people }
      return left.posts != right.posts ? right.posts < left.posts : left.name < right.name
    }
  }

  /// How a name of a kind was written: `find-entities` takes every unknown handle for a company, every unknown cashtag
  /// for a token, and gives other kinds by what stands beside a name.
  private static func form(of kind: EntityKind?) -> NameSuggestion.Form {
    switch kind {
    case .company: .handle
    case .token: .cashtag
    default: .words
    }
  }

  /// The letters and digits of a name, in lower case: `@BitPay` and `bit-pay` have the same.
  private static func letters(of name: String) -> String { name.lowercased().filter { $0.isLetter || $0.isNumber } }
}
