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
  private let db: Database
  private var latestID: Int64?

  /// A writer for the claims of `batch`, whose facts are added to `facts`.
  init(_ batch: RowBatch, edition: Int64, _ facts: inout ClaimFacts, _ db: Database) throws {
    self.db = db
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
    claims.reserve(batch.claims.count)
    about.reserve(batch.about.count)
  }

  /// Writes the rows that have gathered, whose texts stand in `bytes`.
  mutating func run(_ bytes: UnsafeRawBufferPointer) throws {
    try claims.run(bytes)
    precondition(latestID == nil || latestID == db.lastInsertedRowID, "claims are counted up")
    try about.run()
  }

  /// Adds a claim of a post in `cell`, which is about the entities `named`, as the batch numbers them.
  ///
  /// `id` is the number that SQLite is going to give it, one more than the last; `entities` are the numbers that the
  /// batch's entities have in the database.
  mutating func add(
    _ claim: ClaimRow, id: Int64, of post: PostRow, at cell: SignalKey, about named: ArraySlice<UInt32>,
    _ entities: [Int64], _ bytes: UnsafeRawBufferPointer, _ facts: inout ClaimFacts
  ) {
    latestID = id
    addRow(claim, of: post, at: cell, entities)
    for local in named {
      about.rows.add([.number(id), .number(entities[Int(local)])])
    }
    let cited: ClaimFact.Cited =
      switch claim.source {
      case .author: .author
      case .entity(let local): .entity(entities[Int(local)])
      case .words(let words): .words(String(decoding: bytes[words.range], as: UTF8.self))
      }
    let fact = ClaimFact(
      id: id, post: post.key, author: post.author, matter: number(of: claim, &facts), cited: facts.number(of: cited),
      relay: claim.via.map { facts.number(of: .words($0)) } ?? 0,
      quoteHash: ClaimFact.hash(UnsafeRawBufferPointer(rebasing: bytes[claim.quote.range])))
    var key = cell
    key.entity = 0
    if named.isEmpty { facts.append(fact, at: key) }
    for local in named {
      key.entity = Int32(entities[Int(local)])
      facts.append(fact, at: key)
    }
  }

  private mutating func addRow(_ claim: ClaimRow, of post: PostRow, at cell: SignalKey, _ entities: [Int64]) {
    let source: (entity: BulkRows.Cell, words: BulkRows.Cell) =
      switch claim.source {
      case .author: (.null, .null)
      case .entity(let local): (.number(entities[Int(local)]), .null)
      case .words(let words): (.null, .textPart(words))
      }
    let unit = claims.rows.cell(of: claim.amount?.unit)
    let date = claims.rows.cell(of: claim.date?.description)
    let party = claims.rows.cell(of: claim.party?.description)
    let via = claims.rows.cell(of: claim.via)
    claims.rows.add([
      .number(Int64(cell.platform)), .number(post.key), .number(Int64(cell.day)), .number(Int64(cell.language)),
      .optional(post.author), .number(Int64(claim.span.start)), .number(Int64(claim.span.end)),
      .textPart(claim.quote), .lasting(kinds[claim.kind]), .lasting(modalities[claim.modality]), source.entity,
      source.words, .lasting(stances[claim.stance]), .lasting(topics[claim.topic]),
      .lasting(claim.frame.map { frames[Int($0)].word }), .flag(claim.checkable),
      .optional(claim.amount?.thousandths), unit, date, party, .optional(claim.amount?.thousandthsUpTo), via,
    ])
  }

  private func number(of claim: ClaimRow, _ facts: inout ClaimFacts) -> Int32 {
    var matter: ClaimFact.Matter {
      ClaimFact.Matter(
        frame: claim.frame.map { frames[Int($0)].name }, topic: claim.topic, kind: claim.kind, stance: claim.stance,
        modality: claim.modality, amount: ClaimFact.Matter.written(claim.amount),
        date: claim.date?.description ?? "", party: claim.party?.description ?? "")
    }
    if claim.amount != nil || claim.date != nil || claim.party != nil { return facts.number(of: matter) }
    let code = ClaimFacts.PlainCode(
      frame: claim.frame.map { frames[Int($0)].number }, topic: claim.topic, kind: claim.kind, stance: claim.stance,
      modality: claim.modality)
    return facts.number(of: code, else: matter)
  }
}
