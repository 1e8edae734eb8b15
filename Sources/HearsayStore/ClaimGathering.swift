import HearsayCore

/// Brings the claims of segments together by what they say.
struct ClaimGathering {
  private let query: ClaimQuery
  private let names: QueryNames
  private let pushed: PushedPosts
  private var gathered: [GatheredClaims] = []
  private var people = PeopleCounts()

  /// What makes claims the same beside the entity: a frame with amount, date and party, or a topic, kind and stance.
  private struct Heading: Hashable {
    var frame: String?
    var topic: Topic?
    var kind: ClaimKind?
    var stance: Polarity?
    var amount = ""
    var date = ""
    var party = ""

    /// What tells most headings apart; cases would be hashed as the words that they stand for.
    func hash(into hasher: inout Hasher) {
      if let frame { hasher.combine(frame) }
      if let topic, let kind, let stance { hasher.combine(ClaimFact.Matter.code(topic, kind, stance, .asserted)) }
      if !amount.isEmpty { hasher.combine(amount) }
      if !date.isEmpty { hasher.combine(date) }
    }
  }

  /// A matter of the segment that is read.
  private struct Matter {
    var heading: Int
    var modality: Int
    var stance: Int
    var isAsked: Bool
  }

  private var headings: [Heading] = []
  private var headingNumbers: [Heading: Int] = [:]
  private var matters: [Matter] = []
  /// By entity and heading, the index of what is gathered.
  private var indices = KeyNumbers<Place>()

  private struct Place: NumericKey {
    var entity: Int32
    var heading: Int

    var numbers: (UInt64, UInt64) { (UInt64(UInt32(bitPattern: entity)), UInt64(heading)) }
  }

  init(_ query: ClaimQuery, _ names: QueryNames, _ pushed: PushedPosts) {
    self.query = query
    self.names = names
    self.pushed = pushed
  }

  /// Begins a segment, and says which of its matters are asked about.
  mutating func begin(_ facts: [ClaimFact.Matter]) -> [Bool] {
    matters = facts.map { matter in
      let heading =
        matter.frame == nil
        ? Heading(topic: matter.topic, kind: matter.kind, stance: matter.stance)
        : Heading(frame: matter.frame, amount: matter.amount, date: matter.date, party: matter.party)
      let number = headingNumbers[heading] ?? headings.count
      if number == headings.count {
        headingNumbers[heading] = number
        headings.append(heading)
      }
      return Matter(
        heading: number, modality: matter.modality.place,
        stance: matter.stance.place, isAsked: isAsked(matter))
    }
    return matters.map(\.isAsked)
  }

  private func isAsked(_ matter: ClaimFact.Matter) -> Bool {
    (query.topic ?? matter.topic) == matter.topic && (query.kind ?? matter.kind) == matter.kind
      && (query.modality ?? matter.modality) == matter.modality
      && (query.frame.map { $0.description == matter.frame } ?? true)
  }

  /// Adds a claim.
  mutating func add(_ row: ClaimSegment.Row) {
    guard matters.indices.contains(row.matter), matters[row.matter].isAsked, 0 <= row.key.entity else { return }
    let matter = matters[row.matter]
    guard let index = index(row.key.entity, matter.heading) else { return }
    gathered[index].add(row, modality: matter.modality, stance: matter.stance, pushed)
    if let author = row.author { people.add(author: author, group: index) }
  }

  private mutating func index(_ entity: Int32, _ heading: Int) -> Int? {
    // There may be as many headings as amounts and dates, of which no entity has many.
    let place = Place(entity: entity, heading: heading)
    if let known = indices[place] { return known }
    // A number that no entity has stands in a damaged file only.
    let name = names.entity(Int64(entity))
    if entity != 0, name == nil { return nil }
    _ = indices.number(of: place)
    let heading = headings[heading]
    gathered.append(
      GatheredClaims(
        subject: ClaimSummary.Subject(
          entity: name, frame: heading.frame.map { FrameID($0) }, topic: heading.topic,
          kind: heading.kind, stance: heading.stance, amount: ClaimAmount(heading.amount),
          date: heading.date.isEmpty ? nil : heading.date, party: ClaimParty(heading.party)),
        entity: Int64(entity)))
    return gathered.count - 1
  }

  /// All that was gathered, with how many people make each claim.
  mutating func finished() -> [GatheredClaims] {
    for (index, count) in people.counts(groupCount: gathered.count).enumerated() { gathered[index].people = count }
    return gathered
  }
}
