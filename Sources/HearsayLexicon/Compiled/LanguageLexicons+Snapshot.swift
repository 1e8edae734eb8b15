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
      let weights = weights(for: task)
      snapshot.write(weights == nil ? 0 : 1)
      weights?.write(to: &snapshot)
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
