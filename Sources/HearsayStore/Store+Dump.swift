import GRDB
import HearsayCore

extension Store {
  /// Everything in the database as text made for reading and comparing.
  ///
  /// Tables stand in a fixed order, rows are sorted, names stand in place of internal numbers, days
  /// are dates; NULL is written `-`. Two databases with equal dumps hold the same facts. Cells are
  /// separated by tabs; tabs, line breaks and backslashes in texts are written `\t`, `\n`, `\\`.
  public func dump() throws(Diagnostics) -> String {
    try read { db in
      var text = ""
      for (table, sql) in DumpQueries.all {
        text += "[\(table)]\n"
        let rows = try Row.fetchCursor(db, sql: sql)
        var isFirst = true
        while let row = try rows.next() {
          if isFirst { text += row.columnNames.joined(separator: "\t") + "\n" }
          isFirst = false
          text += row.databaseValues.map(Self.cell).joined(separator: "\t") + "\n"
        }
        text += "\n"
      }
      return text
    }
  }

  private static func cell(_ value: DatabaseValue) -> String {
    switch value.storage {
    case .null: return "-"
    case .int64(let number): return String(number)
    case .double(let number): return String(number)
    case .blob: return "blob"
    case .string(let text):
      var escaped = ""
      for scalar in text.unicodeScalars {
        switch scalar {
        case "\t": escaped += "\\t"
        case "\n": escaped += "\\n"
        case "\r": escaped += "\\r"
        case "\\": escaped += "\\\\"
        default: escaped.unicodeScalars.append(scalar)
        }
      }
      return escaped
    }
  }
}

/// The queries behind `Store.dump`, one for each table that holds facts.
enum DumpQueries {
  static let all: [(table: String, sql: String)] = [
    ("edition", "SELECT pipelineName, pipelineText, lexiconHash, programVersion FROM edition ORDER BY 1, 2, 3, 4"),
    (
      "source",
      """
      SELECT \(edition("s")), name, format, fingerprint, complete, resumeRecord, resumeByte, records, stored, duplicate,
        skipped, failed, \(day("firstDay")) AS firstDay, \(day("lastDay")) AS lastDay
      FROM source s ORDER BY 1, name, fingerprint
      """
    ),
    (
      "outcome",
      """
      SELECT \(edition("s")), s.name AS source, s.fingerprint, fate, reason, o.records
      FROM outcome o JOIN source s ON s.id = o.source ORDER BY 1, 2, 3, 4, 5
      """
    ),
    (
      "problem",
      """
      SELECT \(edition("s")), s.name AS source, s.fingerprint, record, byteOffset, code, message
      FROM recordProblem p JOIN source s ON s.id = p.source ORDER BY 1, 2, 3, 4, 5, 6, 7, p.id
      """
    ),
    ("entity", "SELECT name, kind FROM entity ORDER BY name"),
    ("language", "SELECT name FROM language ORDER BY name"),
    ("platform", "SELECT name FROM platform ORDER BY name"),
    (
      "post",
      """
      SELECT \(edition("p")), f.name AS platform, key, createdAt, \(day("day")) AS day, l.name AS language, author,
        s.name AS source, s.fingerprint, record, part, isRepost, label, score, hex(sketch) AS sketch, originalID,
        url, conversation, text
      FROM post p JOIN platform f ON f.id = p.platform JOIN language l ON l.id = p.language
        JOIN source s ON s.id = p.source
      ORDER BY 1, f.name, key
      """
    ),
    (
      "opinion",
      """
      SELECT \(edition("o")), f.name AS platform, key, e.name AS entity, \(day("day")) AS day, l.name AS language, label,
        score, fear, uncertainty, doubt, counter, hype, claimCounts, hex(why) AS why
      FROM opinion o \(names("o")) ORDER BY 1, 2, 3, 4
      """
    ),
    (
      "claim",
      """
      SELECT \(edition("c")), f.name AS platform, key, spanStart, spanEnd, quote, c.kind, modality, x.name AS sourceEntity,
        sourceWords, stance, topic, frame, checkable, amount, amountUpTo, unit, date, party, via,
        (SELECT group_concat(name, ' ') FROM (
          SELECT e.name FROM claimAbout a JOIN entity e ON e.id = a.entity WHERE a.claim = c.id ORDER BY e.name
        )) AS about
      FROM claim c JOIN platform f ON f.id = c.platform LEFT JOIN entity x ON x.id = c.sourceEntity
      ORDER BY 1, f.name, key, spanStart, spanEnd, c.id
      """
    ),
    ("lexicon", "SELECT \(edition("x")), name, contentHash FROM lexicon x ORDER BY 1, 2"),
    ("entry", "SELECT \(edition("n")), number, lexicon, name FROM entry n ORDER BY 1, 2"),
    (
      "coverage",
      """
      SELECT \(edition("c")), \(day("day")) AS day, l.name AS language, f.name AS platform, posts, reposts
      FROM coverage c JOIN platform f ON f.id = c.platform JOIN language l ON l.id = c.language
      ORDER BY 1, c.day, 3, 4
      """
    ),
    (
      "signal",
      """
      SELECT \(edition("s")), e.name AS entity, \(day("day")) AS day, l.name AS language, f.name AS platform, posts,
        reposts, positive, neutral, negative, mixed, scoreSum, scoreSquareSum, fear, uncertainty, doubt, counter, hype, claims
      FROM signal s \(names("s")) ORDER BY 1, 2, s.day, 4, 5
      """
    ),
    (
      "signalClaim",
      """
      SELECT \(edition("s")), e.name AS entity, \(day("day")) AS day, l.name AS language, f.name AS platform, s.kind, topic,
        claims
      FROM signalClaim s \(names("s")) ORDER BY 1, 2, s.day, 4, 5, 6, 7
      """
    ),
    (
      "voice",
      """
      SELECT \(edition("v")), e.name AS entity, \(day("day")) AS day, l.name AS language, f.name AS platform, author, posts,
        judged, scoreSum, scoreSquareSum
      FROM voice v \(names("v")) ORDER BY 1, 2, v.day, 4, 5, 6
      """
    ),
    (
      "cluster",
      """
      SELECT \(edition("c")), f.name AS platform, p.key, isFirst, c.posts, c.people, \(day("c.firstDay")) AS firstDay,
        \(day("c.lastDay")) AS lastDay, coordinated
      FROM clusterPost p JOIN cluster c ON c.edition = p.edition AND c.id = p.cluster
        JOIN platform f ON f.id = p.platform
      ORDER BY 1, 2, 3
      """
    ),
    (
      "organic",
      """
      SELECT \(edition("o")), e.name AS entity, \(day("day")) AS day, l.name AS language, f.name AS platform, repeated,
        repeatedJudged, repeatedScoreSum, pushed, pushedJudged, pushedScoreSum
      FROM organic o \(names("o")) ORDER BY 1, 2, o.day, 4, 5
      """
    ),
  ]

  /// An edition in a word: what of the pipeline and the lexicons tells it from others.
  private static func edition(_ table: String) -> String {
    """
    (SELECT pipelineName || ' ' || substr(lexiconHash, 1, 12) || ' ' || programVersion FROM edition
      WHERE edition.id = \(table).edition) AS edition
    """
  }

  private static func day(_ column: String) -> String { "date(\(column) * 86400, 'unixepoch')" }

  private static func names(_ table: String) -> String {
    """
    JOIN entity e ON e.id = \(table).entity JOIN language l ON l.id = \(table).language
      JOIN platform f ON f.id = \(table).platform
    """
  }
}
