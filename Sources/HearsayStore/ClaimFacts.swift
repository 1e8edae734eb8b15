import GRDB

/// Claims on their way into a segment.
///
/// What they are about and whom they cite stands here once, and is known by numbers: claims are sorted.
struct ClaimFacts {
  private(set) var all: [ClaimFact] = []
  private(set) var matters: [ClaimFact.Matter] = []
  private(set) var cited: [ClaimFact.Cited] = [.author]
  private var numbers: [ClaimFact.Matter: Int] = [:]

  /// The number of a matter.
  mutating func number(of matter: ClaimFact.Matter) -> Int {
    if let known = numbers[matter] { return known }
    numbers[matter] = matters.count
    matters.append(matter)
    return matters.count - 1
  }

  /// A number for whom a claim is ascribed to.
  mutating func number(of source: ClaimFact.Cited) -> Int {
    if source == .author { return 0 }
    cited.append(source)
    return cited.count - 1
  }

  /// Adds a claim, whose numbers are of these facts.
  mutating func append(_ claim: ClaimFact) { all.append(claim) }

  /// Writes the claims as a segment, and begins anew.
  mutating func write(edition: Int64, _ db: Database) throws {
    // Sorting moves numbers, not claims, which are large.
    let order = all.indices.sorted { ClaimFact.precedes(all[$0], all[$1]) }
    var builder = ClaimSegment.Builder(self)
    for index in order { builder.add(all[index]) }
    try builder.write(edition: edition, db)
    self = ClaimFacts()
  }
}
