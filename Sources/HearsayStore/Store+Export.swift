import GRDB
import HearsayCore

/// What can be taken out of a database, row by row, with plain names.
public enum ExportTable: String, CaseIterable, Sendable {
  /// Sums by entity, day, language and platform.
  case signals
  /// Claims with their quotes and places.
  case claims
  /// What each post says about each entity.
  case opinions
}

/// A value of an exported row.
public enum ExportValue: Hashable, Sendable {
  case missing
  case integer(Int64)
  case decimal(Double)
  case text(String)
}

extension Store {
  /// The columns of a table, with what they mean.
  public static func exportColumns(_ table: ExportTable) -> [(name: String, meaning: String)] {
    switch table {
    case .signals:
      ExportColumns.place + [
        ("posts", "Posts about it."), ("reposts", "Those among them that repeat another post."),
        ("people", "Different known authors of that day, language and platform; do not add up over rows."),
        ("positive", "Posts that are positive toward it."), ("neutral", "Neutral ones."),
        ("negative", "Negative ones."),
        ("mixed", "Posts that are both."), ("score_sum", "Sum of the scores of the judged posts, in thousandths."),
        ("score_square_sum", "Sum of the squares of those scores."), ("fear", "Posts with alarm aimed at it."),
        ("uncertainty", "Posts that call an outcome unclear."), ("doubt", "Posts with distrust of it."),
        ("counter", "Posts that reject FUD."), ("hype", "Posts that push greed or certainty of gain."),
        ("claims", "Claims about it."), ("repeated", "Posts that are near-duplicates of an earlier one."),
        ("pushed", "Posts that are taken as coordinated."),
      ]
    case .claims:
      ExportColumns.place + [
        ("post", "Identifier of the post; its key where the archive gave none."),
        ("author", "Pseudonym of the author."),
        ("quote", "Its words, at most 280 bytes."),
        ("claim_kind", "event, state, prediction, evaluation, proposal or question."),
        ("modality", "asserted, hedged, denied, conditional or asked."),
        ("said_by", "Whoever is reported to have said it: an entity, or words; empty: the author."),
        ("via", "Whoever reports that they did: an entity, or words; empty: the author."),
        ("stance", "Which way it points."), ("topic", "Its subject."),
        ("frame", "What it says, the same in all languages; empty where no frame fits."),
        ("amount", "How much it speaks of; empty where it does not say."),
        ("amount_up_to", "The upper end where it speaks of a range; empty otherwise."),
        ("unit", "What is counted: a currency such as usd, percent, or an entity for its tokens; may be empty."),
        (
          "date",
          "When it happens, as far as it says: 2026-03-12, 2026-03, 2026-W11, 2026-Q1, 2026; --03-12 without a year."
        ),
        ("party", "Who else takes part, behind the part: who sec, whom ethereum, to base; may be empty."),
        ("checkable", "1 when it could be verified or refuted."), ("source", "The source it was read from."),
        ("record", "The record of the source, counted from 1."),
      ]
    case .opinions:
      ExportColumns.place + [
        ("post", "Identifier of the post; its key where the archive gave none."),
        ("author", "Pseudonym of the author."),
        ("is_repost", "1 when the post repeats another."), ("label", "The verdict; empty where nobody judged."),
        ("score", "The score in thousandths."), ("fear", "1 when it shows alarm."),
        ("uncertainty", "1 when it calls an outcome unclear."), ("doubt", "1 when it shows distrust."),
        ("counter", "1 when it rejects FUD."), ("hype", "1 when it pushes greed."),
        ("cluster", "Number of the near-duplicates it belongs to; empty: none."),
        ("coordinated", "1 when those are taken as coordinated."),
      ]
    }
  }

  /// Hands out the rows of a table, in the order of days, entities, languages and platforms.
  ///
  /// - Throws: what `body` throws, and `database.…` as `Diagnostics`.
  public func export(_ table: ExportTable, _ body: ([ExportValue]) throws -> Void) throws {
    try queue.read { db in
      let rows = try Row.fetchCursor(db, sql: ExportColumns.sql(table), arguments: [editionNumber])
      while let row = try rows.next() {
        try body(
          row.databaseValues.map { value in
            switch value.storage {
            case .null, .blob: .missing
            case .int64(let number): .integer(number)
            case .double(let number): .decimal(number)
            case .string(let text): .text(text)
            }
          })
      }
    }
  }
}

private enum ExportColumns {
  static let place = [
    ("chain", "Name of the entity."), ("kind", "Kind of the entity."), ("day", "The day; empty where it is not known."),
    ("language", "ISO 639 code."), ("platform", "The platform."),
  ]

  private static func names(_ table: String) -> String {
    """
    JOIN entity e ON e.id = \(table).entity JOIN language l ON l.id = \(table).language
      JOIN platform f ON f.id = \(table).platform
    """
  }

  private static func place(_ day: String) -> String {
    "e.name, e.kind, date(\(day) * 86400, 'unixepoch'), l.name, f.name"
  }

  private static let post = "ifnull(p.originalID, CAST(p.key AS TEXT)), p.author"

  static func sql(_ table: ExportTable) -> String {
    switch table {
    case .signals:
      """
      SELECT \(place("s.day")), s.posts, reposts,
        ifnull(v.people, 0),
        positive, neutral, negative, mixed, scoreSum, scoreSquareSum, fear, uncertainty, doubt, counter, hype, claims,
        ifnull(o.repeated, 0), ifnull(o.pushed, 0)
      FROM signal s \(names("s")) LEFT JOIN organic o ON o.edition = s.edition AND o.day = s.day AND o.entity = s.entity
        AND o.language = s.language AND o.platform = s.platform
        LEFT JOIN (
          SELECT edition, day, entity, language, platform, count(DISTINCT author) AS people
          FROM opinion GROUP BY 1, 2, 3, 4, 5
        ) v ON v.edition = s.edition AND v.day = s.day AND v.entity = s.entity AND v.language = s.language
        AND v.platform = s.platform
      WHERE s.edition = ? ORDER BY s.day, e.name, l.name, f.name
      """
    case .claims:
      """
      SELECT \(place("c.day")), \(post), c.quote, c.kind, c.modality, ifnull(x.name, c.sourceWords), c.via, c.stance, c.topic,
        c.frame, c.amount / 1000.0, c.amountUpTo / 1000.0, c.unit, c.date, c.party, c.checkable, r.name, p.record
      FROM claim c JOIN post p ON p.edition = c.edition AND p.platform = c.platform AND p.key = c.key
        JOIN source r ON r.id = p.source JOIN language l ON l.id = c.language JOIN platform f ON f.id = c.platform
        LEFT JOIN claimAbout a ON a.claim = c.id LEFT JOIN entity e ON e.id = a.entity
        LEFT JOIN entity x ON x.id = c.sourceEntity
      WHERE c.edition = ? ORDER BY c.id, e.name
      """
    case .opinions:
      """
      SELECT \(place("o.day")), \(post), p.isRepost, o.label, o.score, fear, uncertainty, doubt, counter, hype,
        k.cluster, g.coordinated
      FROM opinion o \(names("o"))
        JOIN post p ON p.edition = o.edition AND p.platform = o.platform AND p.key = o.key
        LEFT JOIN clusterPost k ON k.edition = o.edition AND k.platform = o.platform AND k.key = o.key
        LEFT JOIN cluster g ON g.edition = k.edition AND g.id = k.cluster
      WHERE o.edition = ? ORDER BY o.day, o.entity, o.platform, o.key
      """
    }
  }
}
