import GRDB
import HearsayCore

/// A cell of figures, taken apart in several ways, each of which adds up exactly.
public struct Decomposition: Sendable {
  /// What a part is counted in.
  public enum Measure: String, Sendable {
    /// Posts and the sum of their scores, in thousandths.
    case posts
    /// Claims.
    case claims
    /// The share of the sum of scores that lexicon entries have, and the opinions that cite them.
    case shares
  }

  /// One part.
  public struct Part: Hashable, Sendable {
    /// Whose part it is.
    public var name: String
    /// Posts, claims, or opinions that cite an entry.
    public var count: Int64
    /// Thousandths of score; 0 for claims.
    public var scoreSum: Int64
  }

  /// One way of taking the cell apart.
  public struct Section: Sendable {
    /// By what.
    public var name: String
    /// In what.
    public var measure: Measure
    /// The parts, the largest first; what is cut off stands in the last one.
    public var parts: [Part]
  }

  /// The posts of the cell.
  public var posts: Int64 = 0
  /// Those with a verdict.
  public var judged: Int64 = 0
  /// The sum of their scores, in thousandths: the mean is this through `judged`.
  public var scoreSum: Int64 = 0
  /// The claims of the cell.
  public var claims: Int64 = 0
  /// The ways.
  public var sections: [Section] = []
}

extension Store {
  /// Takes the cell of figures that `filter` leaves apart, into languages, platforms, days, authors, claims
  /// and lexicon entries.
  ///
  /// In every section the counts of posts (or claims), and the sums of scores, add up to those of the
  /// cell. A post's score is divided among lexicon entries as `Reasons` says; what no entry explains,
  /// and what a database that keeps signals only does not know, stands as a part of its own.
  ///
  /// A section has at most `partCountMost` parts; the rest is one more.
  public func decompose(_ filter: SignalFilter, partCountMost: Int) throws(Diagnostics) -> Decomposition {
    try read { db in
      let names = try QueryNames(db)
      var cell = Decomposition()
      let condition = filter.conditions(on: "signal", edition: editionNumber, hasEntity: true)
      var parts: [Int32: [Int64: Decomposition.Part]] = [:]
      let sql =
        "SELECT day, language, platform, posts, scoreSum, positive + neutral + negative + mixed, claims FROM signal "
      try NumberScan.run(db, sql + condition.sql, condition.arguments) { row in
        cell.posts += row[3]
        cell.scoreSum += row[4]
        cell.judged += row[5]
        cell.claims += row[6]
        for column in Int32(0)..<3 {
          let part = Decomposition.Part(name: "", count: row[3], scoreSum: row[4])
          let number = row[column]
          parts[column, default: [:]][number, default: Decomposition.Part(name: "", count: 0, scoreSum: 0)].add(part)
        }
      }
      func named(_ column: Int32, _ name: (Int64) -> String) -> [Decomposition.Part] {
        (parts[column] ?? [:]).map { Decomposition.Part(name: name($0), count: $1.count, scoreSum: $1.scoreSum) }
      }
      let sections: [(String, Decomposition.Measure, [Decomposition.Part])] = [
        ("language", .posts, named(1) { names.language($0)?.description ?? "" }),
        ("platform", .posts, named(2) { names.platform($0) ?? "" }),
        ("day", .posts, named(0) { StoredDay.day($0)?.description ?? "unknown" }),
        ("claim", .claims, try claimParts(filter, db)), ("entry", .shares, try entries(filter, cell, db)),
      ]
      cell.sections = sections.map { name, measure, parts in
        Decomposition.Section(name: name, measure: measure, parts: Self.cut(parts, partCountMost, measure))
      }
      let authors = try authors(filter, max(0, partCountMost), cell, db)
      cell.sections.insert(Decomposition.Section(name: "author", measure: .posts, parts: authors), at: 3)
      return cell
    }
  }

  /// The authors with most posts, the others as one part.
  ///
  /// They may be tens of thousands, so only those are named that are shown.
  private func authors(
    _ filter: SignalFilter, _ most: Int, _ cell: Decomposition, _ db: Database
  ) throws -> [Decomposition.Part] {
    let voices = try VoicePass.run(
      LeadingAuthors(most: most), edition: editionNumber, CellFilter(filter, db), postsAsked: cell.posts, db
    ) { _ in 0 }
    let unknown = Decomposition.Part(
      name: "(not known)", count: cell.posts - voices.all.count, scoreSum: cell.scoreSum - voices.all.scoreSum)
    let isUnknownShown = unknown.count != 0 && voices.parts.count(where: { unknown.count < $0.count }) < most
    var parts = Array(voices.parts.prefix(isUnknownShown ? most - 1 : most))
    let cut = voices.people - parts.count
    if isUnknownShown { parts.insert(unknown, at: parts.firstIndex { $0.count <= unknown.count } ?? parts.count) }
    let isUnknownCut = unknown.count != 0 && !isUnknownShown
    let restCount = cut + (isUnknownCut ? 1 : 0)
    guard 0 < restCount else { return parts }
    var rest = Decomposition.Part(name: "(\(restCount) others)", count: cell.posts, scoreSum: cell.scoreSum)
    for part in parts {
      rest.count -= part.count
      rest.scoreSum -= part.scoreSum
    }
    return parts + [rest]
  }

  private func claimParts(_ filter: SignalFilter, _ db: Database) throws -> [Decomposition.Part] {
    let condition = filter.conditions(on: "signalClaim", edition: editionNumber, hasEntity: true)
    let sql = "SELECT topic || ', ' || kind, sum(claims) FROM signalClaim \(condition.sql) GROUP BY topic, kind"
    return try Row.fetchAll(db, sql: sql, arguments: condition.arguments).map {
      Decomposition.Part(name: $0[0], count: $0[1], scoreSum: 0)
    }
  }

  private func entries(_ filter: SignalFilter, _ cell: Decomposition, _ db: Database) throws -> [Decomposition.Part] {
    var parts: [UInt32: Decomposition.Part] = [:]
    var unknown = Decomposition.Part(name: "(not kept)", count: 0, scoreSum: cell.scoreSum)
    try Segment.scanShares(edition: editionNumber, CellFilter(filter, db), db) { share in
      if share.entry == SegmentMaking.notKept {
        unknown.count += share.opinions
      } else {
        parts[share.entry, default: Decomposition.Part(name: "", count: 0, scoreSum: 0)]
          .add(Decomposition.Part(name: "", count: share.opinions, scoreSum: share.scoreSum))
        unknown.scoreSum -= share.scoreSum
      }
    }
    let known = try Row.fetchAll(
      db, sql: "SELECT number, lexicon || ': ' || name FROM entry WHERE edition = ?", arguments: [editionNumber])
    let names = Dictionary(uniqueKeysWithValues: known.map { (UInt32(clamping: $0[0] as Int64), $0[1] as String) })
    let named = parts.map { number, part in
      let name = number == Reasons.unnamed.number ? "(no word points this way)" : names[number] ?? "entry \(number)"
      return Decomposition.Part(name: name, count: part.count, scoreSum: part.scoreSum)
    }
    return named + (unknown.count == 0 && unknown.scoreSum == 0 ? [] : [unknown])
  }

  /// The largest parts, and the others as one.
  private static func cut(
    _ parts: [Decomposition.Part], _ most: Int, _ measure: Decomposition.Measure
  ) -> [Decomposition.Part] {
    func size(_ part: Decomposition.Part) -> Int64 { measure == .shares ? abs(part.scoreSum) : part.count }
    let sorted = parts.sorted {
      if size($0) != size($1) { return size($1) < size($0) }
      return $0.count != $1.count ? $1.count < $0.count : $0.name < $1.name
    }
    guard most < sorted.count else { return sorted }
    var rest = Decomposition.Part(name: "(\(sorted.count - most) others)", count: 0, scoreSum: 0)
    for part in sorted[most...] { rest.add(part) }
    return sorted[..<most] + [rest]
  }
}

extension Decomposition.Part {
  fileprivate mutating func add(_ other: Decomposition.Part) {
    count += other.count
    scoreSum += other.scoreSum
  }
}

/// The authors with most posts.
private struct LeadingAuthors: VoiceTaker {
  /// The first ones, the largest first, those of equal size in the order of the authors.
  private(set) var parts: [Decomposition.Part] = []
  /// All of them together.
  private(set) var all = Decomposition.Part(name: "", count: 0, scoreSum: 0)
  private(set) var people = 0
  private let most: Int
  private var author = Decomposition.Part(name: "", count: 0, scoreSum: 0)

  init(most: Int) { self.most = most }

  var takesCellsWhole: Bool { false }

  mutating func take(_ voice: Voice, group: Int) {
    author.count += Int64(voice.posts)
    author.scoreSum += voice.scoreSum
  }

  mutating func end(author number: Int64) {
    people += 1
    all.add(author)
    if parts.count < most || (parts.last.map { $0.count < author.count } ?? false) {
      var part = author
      part.name = String(number)
      parts.insert(part, at: parts.firstIndex { $0.count < part.count } ?? parts.count)
      if most < parts.count { parts.removeLast() }
    }
    (author.count, author.scoreSum) = (0, 0)
  }
}
