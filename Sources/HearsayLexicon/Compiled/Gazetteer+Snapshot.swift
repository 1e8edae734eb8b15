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
    snapshot.write(aliases.count)
    for alias in aliases { alias.write(to: &snapshot) }
    contextMatcher.write(to: &snapshot)
    snapshot.write(contextWords.count)
    for word in contextWords {
      snapshot.write(case: word.place)
      snapshot.write(word.language.description)
    }
  }

  convenience init(from snapshot: inout SnapshotReader) throws(SnapshotReader.Damage) {
    var entities: [Entity] = []
    for _ in 0..<(try snapshot.number(in: 0...Int(Int32.max))) { entities.append(try Entity(from: &snapshot)) }
    let matcher = try PhraseMatcher(from: &snapshot)
    var aliases: [Alias] = []
    for _ in 0..<(try snapshot.number(in: 0...Int(Int32.max))) {
      aliases.append(try Alias(from: &snapshot, entityCount: entities.count))
    }
    let contextMatcher = try PhraseMatcher(from: &snapshot)
    var words: [ContextWord] = []
    for _ in 0..<(try snapshot.number(in: 0...Int(Int32.max))) {
      guard let place = try snapshot.value(of: ContextPlace.self), let language = LanguageCode(try snapshot.text())
      else { throw SnapshotReader.Damage() }
      words.append(ContextWord(place: place, language: language))
    }
    self.init(entities, (matcher, aliases), context: (contextMatcher, words))
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

extension Gazetteer.Alias {
  fileprivate func write(to snapshot: inout SnapshotWriter) {
    snapshot.write(entity)
    snapshot.write(case: rule)
    snapshot.write(ordinary.map(\.description).joined(separator: " "))
    snapshot.write(exact == nil ? 0 : 1)
    snapshot.write(exact ?? [])
    snapshot.write(Int(entry.number))
    snapshot.write(case: kind)
    snapshot.write(attached.before)
    snapshot.write(attached.after)
  }

  fileprivate init(from snapshot: inout SnapshotReader, entityCount: Int) throws(SnapshotReader.Damage) {
    let entity = try snapshot.number(in: 0...max(0, entityCount - 1))
    guard let rule = try snapshot.value(of: Gazetteer.EvidenceRule.self) else { throw SnapshotReader.Damage() }
    let ordinary = try snapshot.text().split(separator: " ").compactMap { LanguageCode($0) }
    let isExact = try snapshot.number(in: 0...1) == 1
    let exact = try snapshot.elements(of: UInt8.self)
    let entry = EntryID(number: UInt32(try snapshot.number(in: 0...Int(UInt32.max))))
    guard let kind = try snapshot.value(of: Word.Kind.self) else { throw SnapshotReader.Damage() }
    self.init(
      entity: entity, rule: rule, ordinary: ordinary, exact: isExact ? exact : nil, entry: entry, kind: kind,
      attached: Gazetteer.Attached(before: try snapshot.number(), after: try snapshot.number()))
  }
}
