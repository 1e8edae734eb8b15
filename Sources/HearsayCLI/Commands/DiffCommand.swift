import ArgumentParser
import Hearsay

/// The command `hearsay diff`.
struct DiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Says what moved between two runs over the same posts, and through which words and posts.",
    discussion: """
      A run is FILE#EDITION, or FILE for its latest edition; without any, the last two editions of --db are compared. \
      Entries of lexicons that were changed, added or removed come first, then those beside them whose part of the \
      opinions has moved. Modifiers, cues of claims, learned weights and parameters are cited by no opinion: of them \
      it is said that they were changed, and not how far opinions moved for it.

        hearsay diff my.sqlite#1 my.sqlite#2
        hearsay diff before.sqlite after.sqlite
      """)

  @Option(help: "The database, where no runs are named.")
  var db: String = "hearsay.sqlite"
  @Option(help: "At most this many entities, entries and posts each.")
  var limit: Int = 20
  @Option(help: "How to write the results.")
  var format: ResultFormat = .table
  @Argument(help: "The two runs.")
  var runs: [String] = []

  mutating func validate() throws {
    if !runs.isEmpty && runs.count != 2 { throw ValidationError("name two runs, as FILE or FILE#EDITION, or none") }
    if limit < 1 { throw ValidationError("--limit is \(limit); it must be at least 1") }
  }

  /// A file, and the number behind its last `#`.
  private func parts(_ run: String) -> (path: String, edition: Int64?) {
    guard let mark = run.lastIndex(of: "#"), let number = Int64(run[run.index(after: mark)...]) else {
      return (run, nil)
    }
    return (String(run[..<mark]), number)
  }

  mutating func run() throws {
    let (runs, db, limit) = (runs.map(parts), db, limit)
    let difference = try Failure.orCannot { () throws(Diagnostics) in
      guard runs.count == 2 else {
        let store = try Store.open(path: db, .reading)
        let known = try store.editions().map(\.number)
        guard 2 <= known.count else { throw StoreProblem.oneEdition(db) }
        let last = known.suffix(2)
        let stores = try last.map { (number) throws(Diagnostics) in try Store.open(path: db, .readingEdition(number)) }
        try Self.warn(ofArchivesOf: stores[0], stores[1])
        return try store.difference(from: known[known.count - 2], to: known[known.count - 1], rowCountMost: limit)
      }
      let first = try Self.open(runs[0])
      let second = try Self.open(runs[1])
      try Self.warn(ofArchivesOf: first, second)
      let path = runs[0].path == runs[1].path ? nil : runs[1].path
      return try first.difference(
        from: first.editionNumber, to: second.editionNumber, in: path, rowCountMost: limit)
    }
    try Terminal.write(table(difference).render(format), as: format)
  }

  /// Warns where one run has read what the other has not: what differs may then come from the posts, not the words.
  private static func warn(ofArchivesOf first: Store, _ second: Store) throws(Diagnostics) {
    let (one, other) = (try Set(first.sources().map(\.fingerprint)), try Set(second.sources().map(\.fingerprint)))
    let alone = one.symmetricDifference(other).count
    guard 0 < alone else { return }
    Terminal.report(
      "the runs have read different archives: \(Figures.counted(Int64(alone), "source", "sources")) in one of them "
        + "only; what moved may have moved through their posts, and not through words\n")
  }

  private static func open(_ run: (path: String, edition: Int64?)) throws(Diagnostics) -> Store {
    try Store.open(path: run.path, run.edition.map { .readingEdition($0) } ?? .reading)
  }

  private func table(_ difference: EditionDifference) -> ResultTable {
    var table = ResultTable(["what", "name", "changed", "of", "before", "after"])
    func score(_ thousandths: Int64?) -> ResultCell { .optional(thousandths.map { Double($0) / 1000 }, 3) }
    for entry in difference.entries {
      table.rows.append([
        .text(entry.change.map { "entry \($0.rawValue)" } ?? "entry"), .text("\(entry.lexicon): \(entry.name)"),
        .integer(entry.changed), .integer(entry.cited),
        score(entry.shareBefore), score(entry.shareAfter),
      ])
    }
    for subject in difference.subjects {
      table.rows.append([
        .text("entity"), .text(subject.entity.description), .integer(subject.changed),
        .integer(max(subject.posts.before, subject.posts.after)), .optional(subject.meanScore.before, 3),
        .optional(subject.meanScore.after, 3),
      ])
    }
    for opinion in difference.opinions {
      table.rows.append([
        .text("post"), .text("\(opinion.platform) \(opinion.post) on \(opinion.entity)"), .missing, .missing,
        score(opinion.before), score(opinion.after),
      ])
    }
    table.footnotes = [
      "\(Figures.grouped(difference.changed)) opinions changed, \(Figures.grouped(difference.same)) are the same",
      "entry: its share of all scores; entity: mean score; post: score toward the entity",
      difference.changedEntryCount.map {
        "entries of lexicons that were changed, added or removed come first: \(Figures.grouped(Int64($0)))"
      } ?? "what was changed in the lexicons is not known of both runs; entries that moved furthest come first",
    ]
    return table
  }
}

/// Problems with what was asked of a database.
private enum StoreProblem {
  static func oneEdition(_ path: String) -> Diagnostics {
    Diagnostics(
      Diagnostic(
        .databaseEditionUnknown, "the database \"\(path)\" does not hold two editions",
        help: "run the same archives into it with other lexicons, or name two databases"))
  }
}
