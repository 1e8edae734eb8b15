import HearsayCore

extension LanguageLexicons {
  func write(to snapshot: inout SnapshotWriter) {
    snapshot.write(isCovered ? 1 : 0)
    snapshot.write(numbers.modifiers)
    snapshot.write(numbers.claims)
    matcher.write(to: &snapshot)
    endings.write(to: &snapshot)
    compounds.write(to: &snapshot)
    for task in LearnedTask.allCases {
      snapshot.write(learned[task] == nil ? 0 : 1)
      learned[task]?.write(to: &snapshot)
    }
  }

  convenience init(from snapshot: inout SnapshotReader) throws(SnapshotReader.Damage) {
    let isCovered = try snapshot.number(in: 0...1) == 1
    let numbers = (modifiers: try snapshot.numbers(), claims: try snapshot.numbers())
    let matcher = try TermMatcher<Lexeme>(from: &snapshot)
    let endings = try WordEndings(from: &snapshot)
    let compounds = try CompoundParts(from: &snapshot)
    var learned: [LearnedTask: LearnedWeights] = [:]
    for task in LearnedTask.allCases where try snapshot.number(in: 0...1) == 1 {
      learned[task] = try LearnedWeights(from: &snapshot)
    }
    self.init(
      matcher: matcher, numbers: numbers, learned: learned, endings: endings, compounds: compounds,
      isCovered: isCovered)
  }
}

extension CompoundParts {
  func write(to snapshot: inout SnapshotWriter) {
    for parts in [lasts, firsts] {
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
      for _ in 0..<(try snapshot.number(in: 0...Int(UInt16.max))) {
        let bytes = try snapshot.elements(of: UInt8.self)
        let entry = EntryID(number: UInt32(try snapshot.number(in: 0...Int(UInt32.max))))
        add(
          Part(bytes: bytes, entry: entry, meaning: ValenceMeaning(hundredths: try snapshot.number())),
          isLast: isLast)
      }
    }
  }
}
