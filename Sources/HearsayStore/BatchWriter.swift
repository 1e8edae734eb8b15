import GRDB
import HearsayCore

/// Writes one batch in the transaction that is open: decides in archive order which posts are
/// new, writes their rows, and adds what they add to sums in memory.
struct BatchWriter {
  /// Most problems of one kind that are kept with their place, for each source; all are counted.
  static let problemsKeptMost: Int64 = 10_000

  private let db: Database
  private let batch: RowBatch
  private let source: Int64
  private let edition: Int64
  private var names: NameTables
  private var counts = RecordCounts()
  private var firstDay: Int32?
  private var lastDay: Int32?

  private let insertPost: BulkStatement
  private let insertOpinion: BulkStatement
  private let insertClaim: BulkStatement
  private let insertClaimAbout: BulkStatement

  /// Numbers of the batch's names in the database; 0 while nobody asked.
  private var platforms: [Int64]
  private var languages: [Int64]
  private var entities: [Int64]

  /// What a batch did to the database.
  struct Result {
    var counts: RecordCounts
    var names: NameTables
    var firstDay: Int32?
    var lastDay: Int32?
  }

  init(_ batch: RowBatch, source: Int64, edition: Int64, names: NameTables, _ db: Database) throws {
    self.db = db
    self.batch = batch
    self.source = source
    self.edition = edition
    self.names = names
    insertPost = try BulkStatement(db, Statements.insertPost)
    insertOpinion = try BulkStatement(db, Statements.insertOpinion)
    insertClaim = try BulkStatement(db, Statements.insertClaim)
    insertClaimAbout = try BulkStatement(db, Statements.insertClaimAbout)
    platforms = Array(repeating: 0, count: batch.platforms.all.count)
    languages = Array(repeating: 0, count: batch.languages.all.count)
    entities = Array(repeating: 0, count: batch.entities.all.count)
    // What is bound stays bound from row to row.
    insertPost.bind(edition, at: 19)
    insertOpinion.bind(edition, at: 15)
    insertClaim.bind(edition, at: 18)
  }

  /// Writes everything but the sums and the source's own row.
  mutating func write(addingTo sums: inout BatchSums) throws -> Result {
    if let digests = batch.entryNames?.digests { try names.learn(digests, edition: edition, db) }
    try batch.bytes.withUnsafeBytes { bytes in
      defer {
        insertPost.release()
        insertOpinion.release()
        insertClaim.release()
      }
      for post in batch.posts { try write(post, bytes, &sums) }
    }
    try writeOutcomes()
    return Result(counts: counts, names: names, firstDay: firstDay, lastDay: lastDay)
  }

  private mutating func write(
    _ post: PostRow, _ bytes: UnsafeRawBufferPointer, _ sums: inout BatchSums
  ) throws {
    let platform = try platform(post.platform)
    let language = try language(post.language)
    if post.day != StoredDay.unknown {
      firstDay = min(firstDay ?? post.day, post.day)
      lastDay = max(lastDay ?? post.day, post.day)
    }
    guard try insert(post, platform: platform, language: language, bytes) else {
      counts.duplicate += 1
      return
    }
    counts.stored += 1
    var key = SignalKey(day: post.day, entity: 0, language: Int32(language), platform: Int32(platform))
    sums.addPost(key, isRepost: post.isRepost)
    for index in post.opinions {
      let opinion = batch.opinions[Int(index)]
      let entity = try entity(opinion.entity)
      if let kind = opinion.kind { try names.learn(kind, of: entity, db) }
      key.entity = Int32(entity)
      sums.add(opinion, at: key, author: post.author, isRepost: post.isRepost)
      let why = opinion.why.isAbsent ? nil : UnsafeRawBufferPointer(rebasing: bytes[opinion.why.range])
      sums.addShares(why, at: key, score: opinion.label == nil ? 0 : opinion.score)
      try insert(opinion, entity: entity, of: post, platform: platform, language: language, bytes)
    }
    for index in post.claims {
      let claim = batch.claims[Int(index)]
      for local in batch.about[claim.about] {
        key.entity = Int32(try entity(local))
        sums.addClaim(SignalClaimKey(signal: key, kind: claim.kind, topic: claim.topic))
      }
      if .evidence <= batch.keep {
        let id = try insert(claim, of: post, platform: platform, language: language, bytes)
        try addFacts(claim, id: id, of: post, at: key, bytes, &sums)
      }
    }
  }

  /// Adds a claim to the segment, once for each entity that it is about.
  private mutating func addFacts(
    _ claim: ClaimRow, id: Int64, of post: PostRow, at cell: SignalKey, _ bytes: UnsafeRawBufferPointer,
    _ sums: inout BatchSums
  ) throws {
    let matter = ClaimFact.Matter(
      frame: claim.frame.map { batch.frames.all[Int($0)].description }, topic: claim.topic, kind: claim.kind,
      stance: claim.stance, modality: claim.modality, amount: ClaimFact.Matter.written(claim.amount),
      date: claim.date?.description ?? "", party: claim.party?.description ?? "")
    let cited: ClaimFact.Cited =
      switch claim.source {
      case .author: .author
      case .entity(let local): .entity(try entity(local))
      case .words(let words): .words(String(decoding: bytes[words.range], as: UTF8.self))
      }
    var fact = ClaimFact(
      key: cell, id: id, post: post.key, author: post.author, matter: sums.claims.number(of: matter),
      cited: sums.claims.number(of: cited),
      quoteHash: ClaimFact.hash(claim.quote.isAbsent ? bytes[0..<0] : bytes[claim.quote.range]))
    fact.key.entity = 0
    if claim.about.isEmpty { sums.claims.append(fact) }
    for local in batch.about[claim.about] {
      fact.key.entity = Int32(try entity(local))
      sums.claims.append(fact)
    }
  }

  /// Inserts a post, unless the database has it.
  private func insert(
    _ post: PostRow, platform: Int64, language: Int64, _ bytes: UnsafeRawBufferPointer
  ) throws -> Bool {
    insertPost.bind(platform, at: 1)
    insertPost.bind(post.key, at: 2)
    insertPost.bind(post.createdAt?.seconds, at: 3)
    insertPost.bind(Int64(post.day), at: 4)
    insertPost.bind(language, at: 5)
    insertPost.bind(post.author, at: 6)
    insertPost.bind(source, at: 7)
    insertPost.bind(post.place.number, at: 8)
    insertPost.bind(Int64(post.place.part), at: 9)
    insertPost.bind(post.isRepost ? 1 : 0, at: 10)
    insertPost.bind(post.label?.rawValue, at: 11)
    insertPost.bind(post.label == nil ? nil : Int64(post.score), at: 12)
    insertPost.bind(post.originalID, of: bytes, at: 13)
    insertPost.bind(post.url, of: bytes, at: 14)
    insertPost.bind(post.conversation, of: bytes, at: 15)
    insertPost.bind(post.text, of: bytes, at: 16)
    insertPost.bind(post.sketch?.high, at: 17)
    insertPost.bind(post.sketch?.low, at: 18)
    return try insertPost.run() == 1
  }

  private mutating func insert(
    _ opinion: OpinionRow, entity: Int64, of post: PostRow, platform: Int64, language: Int64,
    _ bytes: UnsafeRawBufferPointer
  ) throws {
    if let entryName = batch.entryNames?.name {
      for index in opinion.entries {
        try names.learn(batch.entries[Int(index)], edition: edition, name: entryName, db)
      }
    }
    insertOpinion.bind(platform, at: 1)
    insertOpinion.bind(post.key, at: 2)
    insertOpinion.bind(entity, at: 3)
    insertOpinion.bind(opinion.label?.rawValue, at: 4)
    insertOpinion.bind(opinion.label == nil ? nil : Int64(opinion.score), at: 5)
    insertOpinion.bind(opinion.fear ? 1 : 0, at: 6)
    insertOpinion.bind(opinion.uncertainty ? 1 : 0, at: 7)
    insertOpinion.bind(opinion.doubt ? 1 : 0, at: 8)
    insertOpinion.bind(opinion.counter ? 1 : 0, at: 9)
    insertOpinion.bind(opinion.hype ? 1 : 0, at: 10)
    insertOpinion.bind(Int64(post.day), at: 11)
    insertOpinion.bind(language, at: 12)
    insertOpinion.bind(opinion.claimCounts, of: bytes, at: 13)
    insertOpinion.bindBlob(opinion.why, of: bytes, at: 14)
    try insertOpinion.run()
  }

  private mutating func insert(
    _ claim: ClaimRow, of post: PostRow, platform: Int64, language: Int64, _ bytes: UnsafeRawBufferPointer
  ) throws -> Int64 {
    let id = names.takeClaim()
    insertClaim.bind(id, at: 1)
    insertClaim.bind(platform, at: 2)
    insertClaim.bind(post.key, at: 3)
    insertClaim.bind(Int64(post.day), at: 4)
    insertClaim.bind(language, at: 5)
    insertClaim.bind(post.author, at: 6)
    insertClaim.bind(Int64(claim.span.start), at: 7)
    insertClaim.bind(Int64(claim.span.end), at: 8)
    insertClaim.bind(claim.quote, of: bytes, at: 9)
    insertClaim.bind(claim.kind.rawValue, at: 10)
    insertClaim.bind(claim.modality.rawValue, at: 11)
    insertClaim.bind(nil as Int64?, at: 12)
    insertClaim.bind(nil as String?, at: 13)
    switch claim.source {
    case .author: break
    case .entity(let local): insertClaim.bind(try entity(local), at: 12)
    case .words(let words): insertClaim.bind(words, of: bytes, at: 13)
    }
    insertClaim.bind(claim.stance.rawValue, at: 14)
    insertClaim.bind(claim.topic.rawValue, at: 15)
    insertClaim.bind(claim.frame.map { batch.frames.all[Int($0)].description }, at: 16)
    insertClaim.bind(claim.checkable ? 1 : 0, at: 17)
    insertClaim.bind(claim.amount?.thousandths, at: 19)
    insertClaim.bind(claim.amount?.unit, at: 20)
    insertClaim.bind(claim.date?.description, at: 21)
    insertClaim.bind(claim.party?.description, at: 22)
    insertClaim.bind(claim.amount?.thousandthsUpTo, at: 23)
    try insertClaim.run()
    for local in batch.about[claim.about] {
      insertClaimAbout.bind(try entity(local), at: 1)
      insertClaimAbout.bind(id, at: 2)
      try insertClaimAbout.run()
    }
    return id
  }

  private mutating func writeOutcomes() throws {
    for (reason, records) in batch.skips.sorted(by: { $0.key < $1.key }) {
      counts.skipped += records
      _ = try count(records, of: reason, fate: "skipped")
    }
    let insert = try BulkStatement(db, Statements.insertProblem)
    for row in batch.problems {
      if row.isFailure { counts.failed += 1 }
      let code = row.problem.code.rawValue
      let total = try count(1, of: code, fate: row.isFailure ? "failed" : "noted")
      guard total <= Self.problemsKeptMost else { continue }
      insert.bind(names.takeProblem(), at: 1)
      insert.bind(source, at: 2)
      insert.bind(row.place.number, at: 3)
      insert.bind(row.place.byteOffset, at: 4)
      insert.bind(code, at: 5)
      insert.bind(row.problem.message, at: 6)
      try insert.run()
    }
  }

  /// Counts records of this source by what became of them, and returns their number so far.
  private func count(_ records: Int64, of reason: String, fate: String) throws -> Int64 {
    let statement = try db.cachedStatement(sql: Statements.countOutcome)
    return try Int64.fetchOne(statement, arguments: [source, fate, reason, records]) ?? 0
  }

  private mutating func platform(_ local: UInt32) throws -> Int64 {
    let index = Int(local)
    if platforms[index] == 0 { platforms[index] = try names.platform(batch.platforms.all[index], db) }
    return platforms[index]
  }

  private mutating func language(_ local: UInt32) throws -> Int64 {
    let index = Int(local)
    if languages[index] == 0 { languages[index] = try names.language(batch.languages.all[index], db) }
    return languages[index]
  }

  private mutating func entity(_ local: UInt32) throws -> Int64 {
    let index = Int(local)
    if entities[index] == 0 { entities[index] = try names.entity(batch.entities.all[index], db) }
    return entities[index]
  }
}

extension Array {
  /// The elements at a range of 32-bit indices.
  fileprivate subscript(range: Range<Int32>) -> ArraySlice<Element> {
    self[Int(range.lowerBound)..<Int(range.upperBound)]
  }
}
