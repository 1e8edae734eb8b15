import Hearsay

/// Lays out figures in four counts.
struct OrganicTable {
  private let groups: [SignalGroup]

  init(_ groups: [SignalGroup]) { self.groups = groups }

  func table(_ rows: [SentimentRow]) -> ResultTable {
    var table = ResultTable(
      groups.map(\.rawValue) + [
        "people", "all", "score", "capped", "capped_score", "collapsed", "collapsed_score", "organic", "organic_score",
        "flips",
      ])
    table.rows = rows.map { row in
      let counts = row.organic ?? OrganicCounts()
      return groups.map { SentimentTable.cell($0, row) } + [.integer(row.people)]
        + [.integer(row.posts), .optional(row.meanScore, 2)] + cells(counts.capped)
        + cells(counts.collapsed) + cells(counts.organic) + [counts.flips ? .text("yes") : .missing]
    }
    table.footnotes = [
      "capped: each author once a day; collapsed: near-duplicates once; organic: without coordinated posting",
      "flips: whether the score is positive, neutral or negative depends on the count",
    ]
    return table
  }

  private func cells(_ counted: CountedPosts) -> [ResultCell] {
    [.integer(counted.posts), .optional(counted.meanScore, 2)]
  }
}

/// Lays out a cell that was taken apart.
enum DecompositionTable {
  static func table(_ cell: Decomposition) -> ResultTable {
    var table = ResultTable(["by", "part", "count", "score_sum", "score_share"])
    table.rows.append([
      .text("all"), .text("posts"), .integer(cell.posts), .integer(cell.scoreSum),
      .optional(cell.judged == 0 ? nil : Double(cell.scoreSum) / Double(cell.judged) / 1000, 3),
    ])
    for section in cell.sections {
      for part in section.parts {
        let isScored = section.measure != .claims && cell.judged != 0
        table.rows.append([
          .text(section.name), .text(part.name), .integer(part.count),
          section.measure == .claims ? .missing : .integer(part.scoreSum),
          .optional(isScored ? Double(part.scoreSum) / Double(cell.judged) / 1000 : nil, 3),
        ])
      }
    }
    table.footnotes = [
      "in each way, the score sums (thousandths) add up to that of all posts, and the shares to the mean score",
      "counts are posts, claims for claims, and opinions that cite it for lexicon entries",
    ]
    return table
  }
}
