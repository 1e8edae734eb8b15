import GRDB
import HearsayCore

/// Writes the claims of a batch, as rows and as facts for their segment.
///
/// What they say is told by a few words over and over; each of them is written once.
struct ClaimWriter {
  /// A frame of the batch.
  private struct Frame {
    var name: String
    var word: BulkRows.Word
    /// Its number among the facts.
    var number: Int
  }

  private var claims: BulkInsert
  private var about: BulkInsert
  private let kinds: BulkWords<ClaimKind>
  private let modalities: BulkWords<Modality>
  private let stances: BulkWords<Polarity>
  private let topics: BulkWords<Topic>
  private let frames: [Frame]

  /// A writer for the claims of `batch`, whose facts are added to `facts`.
  init(_ batch: RowBatch, edition: Int64, _ facts: inout ClaimFacts, _ db: Database) throws {
    claims = try BulkInsert(db, Statements.insertClaim, edition)
    about = try BulkInsert(db, Statements.insertClaimAbout)
    kinds = BulkWords(&claims.rows, \.rawValue)
    modalities = BulkWords(&claims.rows, \.rawValue)
    stances = BulkWords(&claims.rows, \.rawValue)
    topics = BulkWords(&claims.rows, \.rawValue)
    var frames: [Frame] = []
    for frame in batch.frames.all {
      let name = frame.description
      frames.append(Frame(name: name, word: claims.rows.lastingWord(name), number: facts.number(ofFrame: name)))
    }
    self.frames = frames
    claims.rows.reserve(batch.claims.count * Statements.insertClaim.columnCount)
    about.rows.reserve(batch.about.count * Statements.insertClaimAbout.columnCount)
  }

  /// Writes the rows that have gathered, whose texts stand in `bytes`.
  mutating func run(_ bytes: UnsafeRawBufferPointer) throws {
    try claims.run(bytes)
    try about.run()
  }

  /// Adds a claim of a post in `cell`, which is about the entities `named`, as the batch numbers them.
  ///
  /// `entities` are the numbers that the batch's entities have in the database.
  mutating func add(
    _ claim: ClaimRow, id: Int64, of post: PostRow, at cell: SignalKey, about named: ArraySlice<UInt32>,
    _ entities: [Int64], _ bytes: UnsafeRawBufferPointer, _ facts: inout ClaimFacts
  ) {
    addRow(claim, id: id, of: post, at: cell, entities)
    for local in named {
      about.rows.add(id)
      about.rows.add(entities[Int(local)])
    }
    let cited: ClaimFact.Cited =
      switch claim.source {
      case .author: .author
      case .entity(let local): .entity(entities[Int(local)])
      case .words(let words): .words(String(decoding: bytes[words.range], as: UTF8.self))
      }
    var fact = ClaimFact(
      key: cell, id: id, post: post.key, author: post.author, matter: number(of: claim, &facts),
      cited: facts.number(of: cited),
      quoteHash: ClaimFact.hash(claim.quote.isAbsent ? bytes[0..<0] : bytes[claim.quote.range]))
    fact.key.entity = 0
    if named.isEmpty { facts.append(fact) }
    for local in named {
      fact.key.entity = Int32(entities[Int(local)])
      facts.append(fact)
    }
  }

  private mutating func addRow(
    _ claim: ClaimRow, id: Int64, of post: PostRow, at cell: SignalKey, _ entities: [Int64]
  ) {
    claims.rows.add(id)
    claims.rows.add(Int64(cell.platform))
    claims.rows.add(post.key)
    claims.rows.add(Int64(cell.day))
    claims.rows.add(Int64(cell.language))
    claims.rows.add(post.author)
    claims.rows.add(Int64(claim.span.start))
    claims.rows.add(Int64(claim.span.end))
    claims.rows.add(claim.quote)
    claims.rows.add(kinds[claim.kind])
    claims.rows.add(modalities[claim.modality])
    switch claim.source {
    case .author: claims.rows.addNull(2)
    case .entity(let local):
      claims.rows.add(entities[Int(local)])
      claims.rows.addNull()
    case .words(let words):
      claims.rows.addNull()
      claims.rows.add(words)
    }
    claims.rows.add(stances[claim.stance])
    claims.rows.add(topics[claim.topic])
    claims.rows.add(claim.frame.map { frames[Int($0)].word })
    claims.rows.add(claim.checkable)
    claims.rows.add(claim.amount?.thousandths)
    claims.rows.add(claim.amount?.unit)
    claims.rows.add(claim.date?.description)
    claims.rows.add(claim.party?.description)
    claims.rows.add(claim.amount?.thousandthsUpTo)
  }

  private func number(of claim: ClaimRow, _ facts: inout ClaimFacts) -> Int {
    let frame = claim.frame.map { frames[Int($0)] }
    var matter: ClaimFact.Matter {
      ClaimFact.Matter(
        frame: frame?.name, topic: claim.topic, kind: claim.kind, stance: claim.stance, modality: claim.modality,
        amount: ClaimFact.Matter.written(claim.amount), date: claim.date?.description ?? "",
        party: claim.party?.description ?? "")
    }
    if claim.amount != nil || claim.date != nil || claim.party != nil { return facts.number(of: matter) }
    let code = ClaimFacts.PlainCode(
      frame: frame?.number, topic: claim.topic, kind: claim.kind, stance: claim.stance, modality: claim.modality)
    return facts.number(of: code, else: matter)
  }
}
