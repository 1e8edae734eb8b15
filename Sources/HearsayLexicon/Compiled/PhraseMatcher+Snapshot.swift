import HearsayCore

extension PhraseMatcher {
  func write(to snapshot: inout SnapshotWriter) {
    snapshot.write(slots)
    snapshot.write(nodes)
    snapshot.write(filters.beginnings.words)
    snapshot.write(filters.others.words)
    snapshot.write(commas == .matter ? 1 : 0)
  }

  convenience init(from snapshot: inout SnapshotReader) throws(SnapshotReader.Damage) {
    let slots = try snapshot.frozen(of: Slot.self)
    let nodes = try snapshot.frozen(of: Node.self)
    guard let beginnings = KeyFilter(words: try snapshot.frozen(of: UInt64.self)),
      let others = KeyFilter(words: try snapshot.frozen(of: UInt64.self)), !slots.isEmpty,
      slots.count & (slots.count - 1) == 0
    else { throw SnapshotReader.Damage() }
    let commas: Commas = try snapshot.number(in: 0...1) == 1 ? .matter : .areSkipped
    self.init(slots: slots, nodes: nodes, filters: (beginnings, others), commas: commas)
  }
}

extension TermTable {
  func write(to snapshot: inout SnapshotWriter) {
    matcher.write(to: &snapshot)
    snapshot.write(senses)
    snapshot.write(tails)
  }

  convenience init(from snapshot: inout SnapshotReader) throws(SnapshotReader.Damage) {
    let matcher = try PhraseMatcher(from: &snapshot)
    let senses = try snapshot.frozen(of: Sense.self)
    let tails = try snapshot.frozen(of: UInt64.self)
    guard senses.allSatisfy({ Int($0.group) < Self.groupCountMost && $0.tail.upperBound <= tails.count }) else {
      throw SnapshotReader.Damage()
    }
    self.init(matcher, senses, tails)
  }
}

extension TermMatcher<Lexeme> {
  func write(to snapshot: inout SnapshotWriter) {
    table.write(to: &snapshot)
    snapshot.write(meanings.count)
    for meaning in meanings { meaning.write(to: &snapshot) }
  }

  init(from snapshot: inout SnapshotReader) throws(SnapshotReader.Damage) {
    let table = try TermTable(from: &snapshot)
    var meanings: [Lexeme] = []
    for _ in 0..<(try snapshot.number(in: 0...table.senses.count)) { meanings.append(try Lexeme(from: &snapshot)) }
    guard table.senses.allSatisfy({ 0..<meanings.count ~= Int($0.meaning) }) else { throw SnapshotReader.Damage() }
    self.init(table: table, meanings: meanings)
  }
}
