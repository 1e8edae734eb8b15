import GRDB
import HearsayCore

/// What moved between two runs over the same posts.
public struct EditionDifference: Sendable {
  /// The figures of an entity in both.
  public struct Subject: Hashable, Sendable {
    /// The entity.
    public var entity: EntityID
    /// Posts about it, before and after.
    public var posts: (before: Int64, after: Int64)
    /// The mean score, before and after; nil where none was judged.
    public var meanScore: (before: Double?, after: Double?)
    /// Posts with fear, uncertainty or doubt; a post with two of them counts twice.
    public var fudFlags: (before: Int64, after: Int64)
    /// Opinions on it that are not the same.
    public var changed: Int64

    public static func == (left: Subject, right: Subject) -> Bool {
      left.entity == right.entity && left.posts == right.posts && left.changed == right.changed
    }
    public func hash(into hasher: inout Hasher) { hasher.combine(entity) }
  }

  /// What was done to an entry between two editions.
  public enum Change: String, Hashable, Sendable {
    case changed, added, removed
  }

  /// What an entry of a lexicon did in both.
  public struct Entry: Hashable, Sendable {
    /// The lexicon; for tables beside the one with its entries, and for its parameters, followed by their name.
    public var lexicon: String
    /// The entry.
    public var name: String
    /// What was done to the entry itself; nil where it is the same, or where that is not known.
    public var change: Change? = nil
    /// Opinions that changed, and in which its part changed.
    public var changed: Int64
    /// Opinions that cite it in either run.
    public var cited: Int64
    /// Its share of all scores before, in thousandths.
    public var shareBefore: Int64
    /// And after.
    public var shareAfter: Int64
    /// By how much its part of the opinions that changed has moved, in millionths, and a tenth for each of them: one
    /// that stands alone in an opinion is all of it before and after.
    var moved: Int64 = 0
  }

  /// An opinion that is not the same.
  public struct Opinion: Hashable, Sendable {
    /// About whom.
    public var entity: EntityID
    /// The platform of the post.
    public var platform: String
    /// The identifier of the post, where it is a number; else its key.
    public var post: String
    /// The score before in thousandths; nil where there was no opinion or no verdict.
    public var before: Int64?
    /// And after.
    public var after: Int64?
  }

  /// The entities whose opinions changed, those with the most changes first.
  public var subjects: [Subject] = []
  /// The entries that explain the changes: first those that were changed, added or removed themselves, and
  /// among these, as among the others, those first whose part of the opinions has moved furthest.
  ///
  /// Opinions cite words with valence, frames, aliases and signs of fear, uncertainty and doubt; modifiers, cues of
  /// claims, learned weights and parameters are cited by none, so nothing is said of how far they moved opinions.
  public var entries: [Entry] = []
  /// How many entries are not the same in both, moved or not; nil where that is not known, as of editions that were made
  /// before databases kept it: then the entries are in the order of how far their part has moved alone.
  public var changedEntryCount: Int?
  /// The opinions that moved furthest.
  public var opinions: [Opinion] = []
  /// Opinions that are the same in both.
  public var same: Int64 = 0
  /// Opinions that are not.
  public var changed: Int64 = 0
}

extension Store {
  /// Compares what the edition `before` made of posts with what the edition `after` made of them.
  ///
  /// `path` names the database that holds `after`, where that is another one; each list has at most
  /// `rowCountMost` entities, entries or opinions. An edition that is not there is
  /// `database.edition-unknown`.
  public func difference(
    from before: Int64, to after: Int64, in path: String? = nil, rowCountMost: Int
  ) throws(Diagnostics) -> EditionDifference {
    if let path { try Store.open(path: path, .readingEdition(after)).close() }
    do {
      return try queue.inDatabase { db in
        let schema = path == nil ? "main" : "other"
        if let path { try db.execute(sql: "ATTACH DATABASE ? AS other", arguments: [path]) }
        defer { if path != nil { try? db.execute(sql: "DETACH DATABASE other") } }
        var difference: EditionDifference?
        try db.inTransaction(.deferred) {
          var gathering = try DifferenceGathering(db, before: before, after: after, schema)
          try gathering.gather(rowCountMost)
          difference = gathering.result(rowCountMost)
          return .commit
        }
        return difference ?? EditionDifference()
      }
    } catch { throw StoreMessages.diagnostics(for: error, path: self.path) }
  }
}

private struct DifferenceGathering {
  private let db: Database
  private let before: Int64
  private let after: Int64
  private let schema: String
  private let names: QueryNames
  /// Entries by lexicon and name, and their indices by the numbers of the two editions.
  private var entries: [EditionDifference.Entry] = []
  private var numbers: [[UInt32: Int]] = [[:], [:]]
  private var subjects: [Int64: Sums] = [:]
  private var difference = EditionDifference()

  private struct Sums {
    var posts = [Int64](repeating: 0, count: 2)
    var judged = [Int64](repeating: 0, count: 2)
    var scores = [Int64](repeating: 0, count: 2)
    var flags = [Int64](repeating: 0, count: 2)
    var changed: Int64 = 0
  }

  init(_ db: Database, before: Int64, after: Int64, _ schema: String) throws {
    self.db = db
    self.before = before
    self.after = after
    self.schema = schema
    names = try QueryNames(db)
    var indices: [String: Int] = [:]
    for (side, edition, schema) in [(0, before, "main"), (1, after, schema)] {
      for row in try Row.fetchAll(
        db, sql: "SELECT number, lexicon, name FROM \(schema).entry WHERE edition = ?", arguments: [edition])
      {
        let (lexicon, name): (String, String) = (row[1], row[2])
        let key = lexicon + "\u{0}" + name
        let index = indices[key] ?? entries.count
        if index == entries.count {
          indices[key] = index
          entries.append(.init(lexicon: lexicon, name: name, changed: 0, cited: 0, shareBefore: 0, shareAfter: 0))
        }
        numbers[side][UInt32(clamping: row[0] as Int64)] = index
      }
    }
    let changes = try ChangedEntries.all(db, from: before, to: after, in: schema)
    difference.changedEntryCount = changes?.count
    for change in changes ?? [] {
      if let index = indices[change.lexicon + "\u{0}" + change.name] {
        entries[index].change = change.kind
      } else {
        entries.append(
          .init(
            lexicon: change.lexicon, name: change.name, change: change.kind, changed: 0, cited: 0, shareBefore: 0,
            shareAfter: 0))
      }
    }
  }

  /// Opinions of both runs side by side: those of the first with what the second made of them, then those that only the second has.
  ///
  /// Names are the same in two databases, and numbers are not.
  private var sql: String {
    func columns(_ table: String) -> String {
      "\(table).label, \(table).score, \(table).fear + 2 * \(table).uncertainty + 4 * \(table).doubt + "
        + "8 * \(table).counter + 16 * \(table).hype, \(table).why"
    }
    func joined(_ left: String, _ right: String, _ edition: Int64, _ schema: (String, String)) -> String {
      """
      FROM \(schema.0).opinion \(left) JOIN \(schema.0).entity le ON le.id = \(left).entity
        JOIN \(schema.0).platform lp ON lp.id = \(left).platform
        LEFT JOIN \(schema.1).entity re ON re.name = le.name LEFT JOIN \(schema.1).platform rp ON rp.name = lp.name
        LEFT JOIN \(schema.1).opinion \(right) ON \(right).edition = \(edition) AND \(right).day = \(left).day
          AND \(right).entity = re.id AND \(right).platform = rp.id AND \(right).key = \(left).key
      """
    }
    return """
      SELECT le.id, lp.name, a.key, \(columns("a")), b.key IS NOT NULL, \(columns("b"))
      \(joined("a", "b", after, ("main", schema))) WHERE a.edition = \(before)
      UNION ALL
      SELECT ifnull(re.id, -le.id), lp.name, b.key, NULL, NULL, NULL, NULL, 2, \(columns("b"))
      \(joined("b", "a", before, (schema, "main"))) WHERE b.edition = \(after) AND a.key IS NULL
      """
  }

  mutating func gather(_ rowCountMost: Int) throws {
    let rows = try Row.fetchCursor(db, sql: sql)
    while let row = try rows.next() {
      let state: Int64 = row[7]
      let (labels, scores): ([String?], [Int64?]) = ([row[3], row[8]], [row[4], row[9]])
      let flags: [Int64?] = [row[5], row[10]]
      let isSame = state == 1 && labels[0] == labels[1] && scores[0] == scores[1] && flags[0] == flags[1]
      let entity: Int64 = row[0]
      for side in 0..<2 where side == 0 ? state != 2 : state != 0 {
        subjects[entity, default: Sums()].posts[side] += 1
        subjects[entity, default: Sums()].judged[side] += labels[side] == nil ? 0 : 1
        subjects[entity, default: Sums()].scores[side] += scores[side] ?? 0
        subjects[entity, default: Sums()].flags[side] += Int64(((flags[side] ?? 0) & 7).nonzeroBitCount)
      }
      try addReasons(row, isSame: isSame)
      guard !isSame else {
        difference.same += 1
        continue
      }
      difference.changed += 1
      subjects[entity, default: Sums()].changed += 1
      let key: Int64 = row[2]
      difference.opinions.append(
        EditionDifference.Opinion(
          entity: names.entity(entity) ?? EntityID("?"), platform: row[1], post: String(key), before: scores[0],
          after: scores[1]))
      if 4 * rowCountMost + 1000 < difference.opinions.count { trim(rowCountMost) }
    }
  }

  private mutating func addReasons(_ row: Row, isSame: Bool) throws {
    var shares: [Int: (Int?, Int?)] = [:]
    for (side, column) in [(0, 6), (1, 11)] {
      let numbers = numbers[side]
      try row.withUnsafeData(atIndex: column) { data in
        data?.withUnsafeBytes { bytes in
          Reasons.read(bytes) { part in
            guard let index = numbers[part.entry.number] else { return }
            if side == 0 {
              shares[index, default: (nil, nil)].0 = part.share + (shares[index]?.0 ?? 0)
            } else {
              shares[index, default: (nil, nil)].1 = part.share + (shares[index]?.1 ?? 0)
            }
          }
        }
      }
    }
    // What an entry adds to a score is a part of it, so all parts change with the score; the entry that has changed
    // is the one whose part is another one.
    let wholes = shares.values.reduce(into: (0, 0)) { sums, share in
      sums.0 += abs(share.0 ?? 0)
      sums.1 += abs(share.1 ?? 0)
    }
    func part(_ share: Int?, of whole: Int) -> Int64 { whole == 0 ? 0 : Int64((share ?? 0) * 1_000_000 / whole) }
    for (index, share) in shares {
      entries[index].cited += 1
      entries[index].shareBefore += Int64(share.0 ?? 0)
      entries[index].shareAfter += Int64(share.1 ?? 0)
      guard !isSame && share.0 != share.1 else { continue }
      entries[index].changed += 1
      entries[index].moved += 100_000 + abs(part(share.1, of: wholes.1) - part(share.0, of: wholes.0))
    }
  }

  private mutating func trim(_ rowCountMost: Int) {
    func distance(_ opinion: EditionDifference.Opinion) -> Int64 {
      opinion.before == nil && opinion.after == nil ? 0 : abs((opinion.before ?? 0) - (opinion.after ?? 0))
    }
    difference.opinions.sort {
      if distance($0) != distance($1) { return distance($1) < distance($0) }
      return ($0.entity.description, $0.platform, $0.post) < ($1.entity.description, $1.platform, $1.post)
    }
    if rowCountMost < difference.opinions.count { difference.opinions.removeSubrange(rowCountMost...) }
  }

  mutating func result(_ rowCountMost: Int) -> EditionDifference {
    trim(rowCountMost)
    difference.subjects = subjects.compactMap { number, sums in
      guard 0 < sums.changed, let entity = names.entity(number) else { return nil }
      func mean(_ side: Int) -> Double? {
        sums.judged[side] == 0 ? nil : Double(sums.scores[side]) / Double(sums.judged[side]) / 1000
      }
      return EditionDifference.Subject(
        entity: entity, posts: (sums.posts[0], sums.posts[1]), meanScore: (mean(0), mean(1)),
        fudFlags: (sums.flags[0], sums.flags[1]), changed: sums.changed)
    }.sorted {
      $0.changed != $1.changed ? $1.changed < $0.changed : $0.entity.description < $1.entity.description
    }
    difference.entries = entries.filter { $0.change != nil || 0 < $0.changed }.sorted {
      if ($0.change == nil) != ($1.change == nil) { return $1.change == nil }
      if $0.moved != $1.moved { return $1.moved < $0.moved }
      if $0.changed != $1.changed { return $1.changed < $0.changed }
      let moves = (abs($0.shareAfter - $0.shareBefore), abs($1.shareAfter - $1.shareBefore))
      if moves.0 != moves.1 { return moves.1 < moves.0 }
      return ($0.lexicon, $0.name) < ($1.lexicon, $1.name)
    }
    difference.subjects = Array(difference.subjects.prefix(rowCountMost))
    difference.entries = Array(difference.entries.prefix(rowCountMost))
    return difference
  }
}
