import GRDB
import HearsayCore

/// Claims on their way into a segment.
///
/// What they are about and whom they cite stands here once, and is known by numbers: claims are sorted.
struct ClaimFacts {
  private var claims = CellRows<ClaimFact>()
  private var cells = KeyNumbers<SignalKey>()
  private(set) var matters: [ClaimFact.Matter] = []
  private(set) var cited: [ClaimFact.Cited] = [.author]
  private var numbers: [ClaimFact.Matter: Int32] = [:]
  private var frames: [String: Int] = [:]
  private var plainCodes = KeyNumbers<PlainCode>()
  /// The matters of plain codes, by the numbers of those.
  private var plainMatters: [Int32] = []

  /// A matter without amount, date and party as one number, which is hashed faster than words: most are such.
  struct PlainCode: NumericKey {
    private let code: Int

    var numbers: (UInt64, UInt64) { (UInt64(code), 0) }

    /// The code of a frame by its number, if there is one, and of the rest by the bytes that tell values apart.
    init(frame: Int?, topic: Topic, kind: ClaimKind, stance: Polarity, modality: Modality) {
      code = (frame.map { $0 + 1 } ?? 0) << 32 | Int(ClaimFact.Matter.code(topic, kind, stance, modality))
    }
  }

  /// A number for a frame, for codes.
  mutating func number(ofFrame name: String) -> Int {
    if let known = frames[name] { return known }
    frames[name] = frames.count
    return frames.count - 1
  }

  /// The number of a matter that has no amount, date or party, and that is asked for by its code alone.
  mutating func number(of code: PlainCode, else matter: @autoclosure () -> ClaimFact.Matter) -> Int32 {
    let plain = plainCodes.number(of: code)
    if plain == plainMatters.count { plainMatters.append(add(matter())) }
    return plainMatters[plain]
  }

  /// Makes room for so many claims.
  mutating func reserve(_ count: Int) { claims.reserve(count) }

  /// How many claims there are.
  var count: Int { claims.count }

  /// The number of a matter.
  mutating func number(of matter: ClaimFact.Matter) -> Int32 {
    if let known = numbers[matter] { return known }
    let number = add(matter)
    numbers[matter] = number
    return number
  }

  private mutating func add(_ matter: ClaimFact.Matter) -> Int32 {
    matters.append(matter)
    return Int32(matters.count - 1)
  }

  /// A number for whom a claim is ascribed to, or who relays it.
  mutating func number(of source: ClaimFact.Cited) -> Int32 {
    if case .author = source { return 0 }
    cited.append(source)
    return Int32(cited.count - 1)
  }

  /// Adds a claim, whose numbers are of these facts, to a cell, whose entity is 0 where it names nobody.
  ///
  /// Claims come in the order of the archive, which is that of their ids.
  mutating func append(_ claim: ClaimFact, at key: SignalKey) { claims.append(claim, cell: cells.number(of: key)) }

  /// Writes the claims as a segment, and begins anew; numbers of frames are given anew then.
  mutating func write(edition: Int64, _ db: Database) throws {
    var builder = ClaimSegment.Builder(self)
    claims.forEachCell(in: cells.order) { cell, rows in
      for claim in rows { builder.add(claim, at: cells.keys[cell]) }
    }
    try builder.write(edition: edition, db)
    self = ClaimFacts()
  }
}
