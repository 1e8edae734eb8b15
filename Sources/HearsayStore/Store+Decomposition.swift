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
  /// - Parameter partCountMost: most parts of a section; the rest is one more.
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
        ("author", .posts, try authors(filter, cell, db)), ("claim", .claims, try claimParts(filter, db)),
        ("entry", .shares, try entries(filter, cell, db)),
      ]
      cell.sections = sections.map { name, measure, parts in
        Decomposition.Section(name: name, measure: measure, parts: Self.cut(parts, partCountMost, measure))
      }
      return cell
    }
  }

  private func authors(_ filter: SignalFilter, _ cell: Decomposition, _ db: Database) throws -> [Decomposition.Part] {
    let condition = filter.conditions(on: "voice", edition: editionNumber, hasEntity: true)
    var parts: [Int64: Decomposition.Part] = [:]
    var rest = Decomposition.Part(name: "(not known)", count: cell.posts, scoreSum: cell.scoreSum)
    try NumberScan.run(db, "SELECT author, posts, scoreSum FROM voice " + condition.sql, condition.arguments) { row in
      let author = row[0]
      parts[author, default: Decomposition.Part(name: String(author), count: 0, scoreSum: 0)]
        .add(Decomposition.Part(name: "", count: row[1], scoreSum: row[2]))
      rest.count -= row[1]
      rest.scoreSum -= row[2]
    }
    return Array(parts.values) + (rest.count == 0 ? [] : [rest])
  }

  private func claimParts(_ filter: SignalFilter, _ db: Database) throws -> [Decomposition.Part] {
    let condition = filter.conditions(on: "signalClaim", edition: editionNumber, hasEntity: true)
    let sql = "SELECT topic || ', ' || kind, sum(claims) FROM signalClaim \(condition.sql) GROUP BY topic, kind"
    return try Row.fetchAll(db, sql: sql, arguments: condition.arguments).map {
      Decomposition.Part(name: $0[0], count: $0[1], scoreSum: 0)
    }
  }

  private func entries(_ filter: SignalFilter, _ cell: Decomposition, _ db: Database) throws -> [Decomposition.Part] {
    let condition = filter.conditions(on: "opinion", edition: editionNumber, hasEntity: true)
    var parts: [UInt32: Decomposition.Part] = [:]
    var unknown = Decomposition.Part(name: "(not kept)", count: 0, scoreSum: cell.scoreSum)
    let sql = "SELECT why, ifnull(score, 0), why IS NULL FROM opinion " + condition.sql
    try NumberScan.run(db, sql, condition.arguments) { row in
      if row[2] == 1 {
        if row[1] != 0 { unknown.count += 1 }
        return
      }
      row.withBlob(0) { bytes in
        Reasons.read(bytes) { part in
          parts[part.entry.number, default: Decomposition.Part(name: "", count: 0, scoreSum: 0)]
            .add(Decomposition.Part(name: "", count: 1, scoreSum: Int64(part.share)))
          unknown.scoreSum -= Int64(part.share)
        }
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
