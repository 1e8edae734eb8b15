import HearsayCore
import HearsayLexicon

/// Names that no gazetteer has, where their form says what they are.
enum OpenNames {
  /// The cashtags in `words` that do not stand in `known`, by index.
  ///
  /// Handles are left alone: most of those that no gazetteer has belong to private persons.
  static func cashtags(in words: Words, outside known: [Range<Int>]) -> [Int] {
    words.all.indices.filter { index in
      words.all[index].kind == .cashtag && !known.contains { $0.contains(index) }
    }
  }

  /// The mention by the cashtag with `index`: its id is the letters and digits of the cashtag, which may be the id of
  /// an entity of the gazetteer too; nil where it has none of ASCII.
  static func mention(_ index: Int, of words: Words, _ gazetteer: Gazetteer) -> Mention? {
    let name = words.form(index).filter { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) }
    guard !name.isEmpty else { return nil }
    let id = EntityID(String(decoding: name, as: UTF8.self))
    return Mention(
      span: words[index].span, words: index..<index + 1, entity: id, kind: gazetteer.entity(id)?.kind ?? .token,
      alias: .open, ground: .open)
  }
}
