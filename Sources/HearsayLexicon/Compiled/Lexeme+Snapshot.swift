import HearsayCore

extension Lexeme {
  func write(to snapshot: inout SnapshotWriter) {
    switch self {
    case .valence(let meaning):
      snapshot.write(0)
      snapshot.write(meaning.hundredths)
    case .modifier(let meaning):
      snapshot.write(1)
      snapshot.write(case: meaning.effect)
      snapshot.write(meaning.percent)
      snapshot.write(meaning.reach)
      snapshot.write(case: meaning.direction)
    case .claim(let meaning):
      snapshot.write(2)
      meaning.write(to: &snapshot)
    case .fud(let meaning):
      snapshot.write(3)
      snapshot.write(case: meaning.component)
      snapshot.write(meaning.weight)
    }
  }

  init(from snapshot: inout SnapshotReader) throws(SnapshotReader.Damage) {
    switch try snapshot.number() {
    case 0: self = .valence(ValenceMeaning(hundredths: try snapshot.number()))
    case 1:
      let effect = try snapshot.value(of: ModifierEffect.self)
      let (percent, reach) = (try snapshot.number(), try snapshot.number())
      guard let direction = try snapshot.value(of: ModifierMeaning.Direction.self) else {
        throw SnapshotReader.Damage()
      }
      self = .modifier(ModifierMeaning(effect: effect, percent: percent, reach: reach, direction: direction))
    case 2: self = .claim(try ClaimMeaning(from: &snapshot))
    case 3:
      guard let component = try snapshot.value(of: FUDComponent.self) else { throw SnapshotReader.Damage() }
      self = .fud(FUDMeaning(component: component, weight: try snapshot.number()))
    default: throw SnapshotReader.Damage()
    }
  }
}

extension ClaimMeaning {
  func write(to snapshot: inout SnapshotWriter) {
    snapshot.write(case: role)
    snapshot.write(concept.map { Int($0.number) } ?? -1)
    snapshot.write(case: speech)
    snapshot.write(isBeforeSource ? 1 : 0)
    snapshot.write(strength)
    snapshot.write(case: hidden)
  }

  init(from snapshot: inout SnapshotReader) throws(SnapshotReader.Damage) {
    guard let role = try snapshot.value(of: ClaimRole.self) else { throw SnapshotReader.Damage() }
    let concept = try snapshot.number(in: -1...Int(Int32.max))
    self.init(
      role: role, concept: concept < 0 ? nil : ConceptID(number: Int32(concept)),
      speech: try snapshot.value(of: SpeechKind.self), isBeforeSource: try snapshot.number(in: 0...1) == 1,
      strength: try snapshot.number(), hidden: try snapshot.value(of: ClaimRole.self))
  }
}

extension WordEndings {
  func write(to snapshot: inout SnapshotWriter) {
    let endings = all
    snapshot.write(endings.count)
    for ending in endings {
      snapshot.write(ending.bytes)
      snapshot.write(Int(ending.entry.number))
      ending.meaning.write(to: &snapshot)
    }
  }

  init(from snapshot: inout SnapshotReader) throws(SnapshotReader.Damage) {
    self.init()
    for _ in 0..<(try snapshot.number(in: 0...Int(UInt16.max))) {
      let bytes = try snapshot.elements(of: UInt8.self)
      let entry = EntryID(number: UInt32(try snapshot.number(in: 0...Int(UInt32.max))))
      add(Ending(bytes: bytes, entry: entry, meaning: try ClaimMeaning(from: &snapshot)))
    }
  }
}

extension CompoundParts {
  func write(to snapshot: inout SnapshotWriter) {
    for parts in [lasts, firsts] {
      let parts = parts.flatMap(\.self)
      snapshot.write(parts.count)
      for part in parts {
        snapshot.write(part.bytes)
        snapshot.write(Int(part.entry.number))
        snapshot.write(part.meaning.hundredths)
      }
    }
  }

  init(from snapshot: inout SnapshotReader) throws(SnapshotReader.Damage) {
    self.init()
    for isLast in [true, false] {
      for _ in 0..<(try snapshot.number(in: 0...Int(Int32.max))) {
        let bytes = try snapshot.elements(of: UInt8.self)
        let entry = EntryID(number: UInt32(try snapshot.number(in: 0...Int(UInt32.max))))
        let meaning = ValenceMeaning(hundredths: try snapshot.number())
        add(Part(bytes: bytes, entry: entry, meaning: meaning), isLast: isLast)
      }
    }
  }
}
