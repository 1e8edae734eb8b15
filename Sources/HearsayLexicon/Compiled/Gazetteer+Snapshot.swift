import HearsayCore

extension Gazetteer {
  func write(to snapshot: inout SnapshotWriter) {
    snapshot.write(entities.count)
    for entity in entities {
      snapshot.write(entity.id.description)
      snapshot.write(case: entity.kind)
      snapshot.write(entity.name)
      snapshot.write(entity.sectors.map(\.description).joined(separator: " "))
    }
    matcher.write(to: &snapshot)
    AliasRows(aliases).write(to: &snapshot)
    for (matcher, words) in [(contextMatcher, contextWords), (channelMatcher, channelWords)] {
      matcher.write(to: &snapshot)
      snapshot.write(words.count)
      for word in words {
        snapshot.write(case: word.place)
        snapshot.write(word.language.description)
      }
    }
  }

  convenience init(from snapshot: inout SnapshotReader) throws(SnapshotReader.Damage) {
    var entities: [Entity] = []
    for _ in 0..<(try snapshot.number(in: 0...Int(Int32.max))) { entities.append(try Entity(from: &snapshot)) }
    let matcher = try PhraseMatcher(from: &snapshot)
    let aliases = try AliasRows(from: &snapshot).aliases(entityCount: entities.count)
    self.init(
      entities, (matcher, aliases), context: try Self.context(from: &snapshot),
      channels: try Self.context(from: &snapshot))
  }

  private static func context(
    from snapshot: inout SnapshotReader
  ) throws(SnapshotReader.Damage) -> (PhraseMatcher, [ContextWord]) {
    let matcher = try PhraseMatcher(from: &snapshot)
    var words: [ContextWord] = []
    for _ in 0..<(try snapshot.number(in: 0...Int(Int32.max))) {
      guard let place = try snapshot.value(of: ContextPlace.self), let language = LanguageCode(try snapshot.text())
      else { throw SnapshotReader.Damage() }
      words.append(ContextWord(place: place, language: language))
    }
    return (matcher, words)
  }
}

extension Gazetteer.Entity {
  fileprivate init(from snapshot: inout SnapshotReader) throws(SnapshotReader.Damage) {
    id = EntityID(try snapshot.text())
    guard let kind = try snapshot.value(of: EntityKind.self) else { throw SnapshotReader.Damage() }
    self.kind = kind
    name = try snapshot.text()
    sectors = try snapshot.text().split(separator: " ").map { EntityID(String($0)) }
  }
}

/// Aliases as rows of numbers: there are tens of thousands, all of which are read at every start.
private struct AliasRows {
  struct Row: BitwiseCopyable {
    var entity: Int32
    var entry: UInt32
    var rule: UInt8
    var kind: UInt8
    var before: Int32
    var after: Int32
    /// How many of `languages` and of `exacts` are its own, behind those of the rows before; -1 where there is no
    /// exact form.
    var languageCount: Int32
    var exactCount: Int32
  }

  private var rows: [Row] = []
  private var languages: [LanguageCode] = []
  private var exacts: [UInt8] = []

  init(_ aliases: [Gazetteer.Alias]) {
    for alias in aliases {
      rows.append(
        Row(
          entity: Int32(alias.entity), entry: alias.entry.number,
          rule: UInt8(Gazetteer.EvidenceRule.allCases.firstIndex(of: alias.rule) ?? 0), kind: alias.kind.rawValue,
          before: Int32(alias.attached.before), after: Int32(alias.attached.after),
          languageCount: Int32(alias.ordinary.count), exactCount: alias.exact.map { Int32($0.count) } ?? -1))
      languages += alias.ordinary
      exacts += alias.exact ?? []
    }
  }

  func write(to snapshot: inout SnapshotWriter) {
    snapshot.write(rows)
    snapshot.write(languages)
    snapshot.write(exacts)
  }

  init(from snapshot: inout SnapshotReader) throws(SnapshotReader.Damage) {
    rows = try snapshot.elements(of: Row.self)
    languages = try snapshot.elements(of: LanguageCode.self)
    exacts = try snapshot.elements(of: UInt8.self)
  }

  func aliases(entityCount: Int) throws(SnapshotReader.Damage) -> [Gazetteer.Alias] {
    let rules = Gazetteer.EvidenceRule.allCases
    var (language, exact) = (0, 0)
    var aliases: [Gazetteer.Alias] = []
    aliases.reserveCapacity(rows.count)
    for row in rows {
      let ownLanguages = language..<language + Int(row.languageCount)
      let ownExact = exact..<exact + max(0, Int(row.exactCount))
      guard 0..<entityCount ~= Int(row.entity), Int(row.rule) < rules.count, let kind = Word.Kind(rawValue: row.kind),
        ownLanguages.upperBound <= languages.count, ownExact.upperBound <= exacts.count
      else { throw SnapshotReader.Damage() }
      aliases.append(
        Gazetteer.Alias(
          entity: Int(row.entity), rule: rules[Int(row.rule)],
          ordinary: ownLanguages.isEmpty ? [] : Array(languages[ownLanguages]),
          exact: row.exactCount < 0 ? nil : Array(exacts[ownExact]), entry: EntryID(number: row.entry), kind: kind,
          attached: Gazetteer.Attached(before: Int(row.before), after: Int(row.after))))
      (language, exact) = (ownLanguages.upperBound, ownExact.upperBound)
    }
    return aliases
  }
}
