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

  private var postInsert: BulkInsert
  private var opinionInsert: BulkInsert
  private var entryInsert: BulkInsert
  /// Writes claims where they are kept.
  private var claimWriter: ClaimWriter?
  private let postLabels: BulkWords<Polarity>
  private let opinionLabels: BulkWords<Polarity>

  /// Numbers of the batch's names in the database; 0 while nobody asked.
  private var platforms: [Int64]
  private var languages: [Int64]
  private var entities: [Int64]
  /// Of which of the batch's entities the database knows what sort of thing they are.
  private var hasKind: [Bool]

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
    postInsert = try BulkInsert(db, Statements.insertPost, edition, source)
    opinionInsert = try BulkInsert(db, Statements.insertOpinion, edition)
    entryInsert = try BulkInsert(db, Statements.insertEntry, edition)
    postLabels = BulkWords(&postInsert.rows, \.rawValue)
    opinionLabels = BulkWords(&opinionInsert.rows, \.rawValue)
    platforms = Array(repeating: 0, count: batch.platforms.all.count)
    languages = Array(repeating: 0, count: batch.languages.all.count)
    entities = Array(repeating: 0, count: batch.entities.all.count)
    hasKind = Array(repeating: false, count: batch.entities.all.count)
  }

  /// Writes everything but the sums and the source's own row.
  mutating func write(addingTo sums: inout BatchSums) throws -> Result {
    if let digests = batch.entryNames?.digests { try names.learn(digests, edition: edition, db) }
    try batch.bytes.withUnsafeBytes { bytes in
      let isNew = try insertPosts(bytes)
      if .evidence <= batch.keep { claimWriter = try ClaimWriter(batch, edition: edition, &sums.claims, db) }
      var opinions: [OpinionPlace] = []
      opinions.reserveCapacity(batch.opinions.count)
      for (post, isNew) in zip(batch.posts, isNew) where isNew { try add(post, &opinions, bytes, &sums) }
      opinions.sort()
      opinionInsert.reserve(opinions.count)
      for opinion in opinions { add(batch.opinions[opinion.index], at: opinion) }
      try opinionInsert.run(bytes)
      try claimWriter?.run(bytes)
      try entryInsert.run()
    }
    try writeOutcomes()
    return Result(counts: counts, names: names, firstDay: firstDay, lastDay: lastDay)
  }

  /// Inserts the posts, and says of each whether it is new to the database.
  private mutating func insertPosts(_ bytes: UnsafeRawBufferPointer) throws -> [Bool] {
    // Names are numbered in the order of the archive, posts inserted in the order of their keys. Of several posts
    // with one key, the first is the one that is stored: sorting keeps their order.
    for post in batch.posts {
      _ = try platform(post.platform)
      _ = try language(post.language)
      if post.day != StoredDay.unknown {
        firstDay = min(firstDay ?? post.day, post.day)
        lastDay = max(lastDay ?? post.day, post.day)
      }
    }
    let order = batch.posts.indices.sorted {
      let (left, right) = (batch.posts[$0], batch.posts[$1])
      return left.platform != right.platform ? left.platform < right.platform : left.key < right.key
    }
    postInsert.reserve(order.count)
    for index in order { add(batch.posts[index]) }
    var isNew = Array(repeating: true, count: order.count)
    for row in try postInsert.run(bytes) { isNew[order[row]] = false }
    for isNew in isNew { if isNew { counts.stored += 1 } else { counts.duplicate += 1 } }
    return isNew
  }

  /// Adds a new post to the sums, and its opinions and claims to those that are to be inserted.
  private mutating func add(
    _ post: PostRow, _ opinions: inout [OpinionPlace], _ bytes: UnsafeRawBufferPointer, _ sums: inout BatchSums
  ) throws {
    let platform = platforms[Int(post.platform)]
    let language = languages[Int(post.language)]
    var key = SignalKey(day: post.day, entity: 0, language: Int32(language), platform: Int32(platform))
    sums.addPost(key, isRepost: post.isRepost)
    for index in post.opinions {
      let opinion = batch.opinions[Int(index)]
      let entity = try entity(opinion.entity)
      if let kind = opinion.kind, !hasKind[Int(opinion.entity)] {
        try names.learn(kind, of: entity, db)
        hasKind[Int(opinion.entity)] = true
      }
      key.entity = Int32(entity)
      let place = sums.add(opinion, at: key, author: post.author, isRepost: post.isRepost)
      let why = opinion.why.isAbsent ? nil : UnsafeRawBufferPointer(rebasing: bytes[opinion.why.range])
      sums.addShares(why, at: place, score: opinion.label == nil ? 0 : opinion.score)
      opinions.append(OpinionPlace(index: Int(index), cell: key, post: post.key, author: post.author))
      if let entryName = batch.entryNames?.name {
        for entry in batch.entries[opinion.entries] where names.isNew(entry) { add(entry, entryName(entry)) }
      }
    }
    for index in post.claims {
      let claim = batch.claims[Int(index)]
      let about = batch.about[claim.about]
      for local in about {
        key.entity = Int32(try entity(local))
        sums.addClaim(SignalClaimKey(signal: key, kind: claim.kind, topic: claim.topic))
      }
      guard claimWriter != nil else { continue }
      if case .entity(let local) = claim.source { _ = try entity(local) }
      claimWriter?.add(
        claim, id: names.takeClaim(), of: post, at: key, about: about, entities, bytes, &sums.claims)
    }
  }

  private mutating func add(_ post: PostRow) {
    let sketch = postInsert.rows.cell(of: post.sketch)
    postInsert.rows.add([
      .number(platforms[Int(post.platform)]), .number(post.key), .optional(post.createdAt?.seconds),
      .number(Int64(post.day)), .number(languages[Int(post.language)]), .optional(post.author),
      .number(post.place.number), .number(Int64(post.place.part)), .flag(post.isRepost),
      .lasting(post.label.flatMap { postLabels[$0] }), .optional(post.label == nil ? nil : Int64(post.score)), sketch,
      .textPart(post.originalID), .textPart(post.url), .textPart(post.conversation), .textPart(post.text),
    ])
  }

  private mutating func add(_ opinion: OpinionRow, at place: OpinionPlace) {
    opinionInsert.rows.add([
      .number(Int64(place.cell.day)), .number(Int64(place.cell.entity)), .number(Int64(place.cell.platform)),
      .number(place.post), .number(Int64(place.cell.language)), .optional(place.author),
      .lasting(opinion.label.flatMap { opinionLabels[$0] }),
      .optional(opinion.label == nil ? nil : Int64(opinion.score)), .flag(opinion.fear), .flag(opinion.uncertainty),
      .flag(opinion.doubt), .flag(opinion.counter), .flag(opinion.hype), .textPart(opinion.claimCounts),
      .blobPart(opinion.why),
    ])
  }

  private mutating func add(_ entry: EntryID, _ name: (lexicon: String, entry: String)) {
    entryInsert.rows.add(Int64(entry.number))
    entryInsert.rows.add(name.lexicon)
    entryInsert.rows.add(name.entry)
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

/// An opinion with its place in the table, whose order is that of the key.
private struct OpinionPlace: Comparable {
  /// Its place among those of the batch.
  var index: Int
  var cell: SignalKey
  var post: Int64
  var author: Int64?

  static func < (left: OpinionPlace, right: OpinionPlace) -> Bool {
    let (leftPlace, rightPlace) = (left.cell.dayAndEntity, right.cell.dayAndEntity)
    if leftPlace != rightPlace { return leftPlace < rightPlace }
    return left.cell.platform != right.cell.platform
      ? left.cell.platform < right.cell.platform : left.post < right.post
  }
}
