import GRDB
import HearsayCore

/// Claims on their way into a segment.
///
/// What they are about and whom they cite stands here once, and is known by numbers: claims are sorted.
struct ClaimFacts {
  private(set) var all: [ClaimFact] = []
  private(set) var matters: [ClaimFact.Matter] = []
  private(set) var cited: [ClaimFact.Cited] = [.author]
  private var numbers: [ClaimFact.Matter: Int] = [:]
  private var frames: [String: Int] = [:]
  private var plainCodes = KeyNumbers<PlainCode>()
  /// The matters of plain codes, by the numbers of those.
  private var plainMatters: [Int] = []

  /// A matter without amount, date and party as one number, which is hashed faster than words: most are such.
  struct PlainCode: NumericKey {
    private let code: Int

    var numbers: (UInt64, UInt64) { (UInt64(code), 0) }

    /// The code of a frame by its number, if there is one, and of the rest by the bytes that tell values apart.
    init(frame: Int?, topic: Topic, kind: ClaimKind, stance: Polarity, modality: Modality) {
      let rest = withUnsafeBytes(of: (topic, kind, stance, modality)) { $0.loadUnaligned(as: UInt32.self) }
      code = (frame.map { $0 + 1 } ?? 0) << 32 | Int(rest)
    }
  }

  /// A number for a frame, for codes.
  mutating func number(ofFrame name: String) -> Int {
    if let known = frames[name] { return known }
    frames[name] = frames.count
    return frames.count - 1
  }

  /// The number of a matter that has no amount, date or party.
  mutating func number(of code: PlainCode, else matter: @autoclosure () -> ClaimFact.Matter) -> Int {
    let plain = plainCodes.number(of: code)
    if plain == plainMatters.count { plainMatters.append(number(of: matter())) }
    return plainMatters[plain]
  }

  /// Makes room for so many claims.
  mutating func reserve(_ count: Int) { all.reserveCapacity(count) }

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

  /// Writes the claims as a segment, and begins anew; numbers of frames are given anew then.
  mutating func write(edition: Int64, _ db: Database) throws {
    // Sorting moves numbers, not claims, which are large.
    let order = all.indices.sorted { ClaimFact.precedes(all[$0], all[$1]) }
    var builder = ClaimSegment.Builder(self)
    for index in order { builder.add(all[index]) }
    try builder.write(edition: edition, db)
    self = ClaimFacts()
  }
}
