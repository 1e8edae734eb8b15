import ArgumentParser
import Hearsay

/// The command `hearsay entities`.
struct EntitiesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "entities", abstract: "Looks up chains, projects, people and sectors, with the names they go by.",
    discussion: """
      Finds entities by id, name, alias, ticker, handle or chain id, in any letter case; without words, lists all of \
      them. Names that need more than themselves to be meant show their rule of evidence, such as case+context, which \
      Lexicons/README.md explains. Exit code 1 where nobody goes by the words.

        hearsay entities 以太坊
        hearsay entities --kind rollup --format csv

      With --suggest, lists the names in a database that no gazetteer has, those that most people use first: what \
      might be adopted. A cashtag is taken for a token, other names for what stands beside them ("the Foo chain"); of \
      a handle nobody knows whether it is that of a project, a person or a medium. Where an entity goes by the same \
      letters, it is named as "like": the name may be an alias that it lacks.

        hearsay entities --suggest --db hearsay.sqlite --limit 50
      """)

  @OptionGroup var options: LexiconOptions
  @Option(help: "Only entities of this kind.")
  var kind: EntityKind?
  @Flag(help: "List the names in the database that no gazetteer has.")
  var suggest = false
  @Option(help: "The database, for --suggest.")
  var db: String = "hearsay.sqlite"
  @Option(help: "At most this many rows.")
  var limit: Int?
  @Option(help: "How to write the list.")
  var format: ResultFormat = .table
  @Argument(help: "The words; all entities where they are left out.")
  var words: [String] = []

  mutating func validate() throws {
    if let limit, limit < 1 { throw ValidationError("--limit is \(limit); it must be at least 1") }
    if suggest && !words.isEmpty {
      throw ValidationError(
        "--suggest lists all names that no gazetteer has; leave out \"\(words.joined(separator: " "))\"")
    }
  }

  mutating func run() throws {
    let root = try options.root()
    let list = try Failure.orCannot { () throws(Diagnostics) in try EntityList(root: root) }
    if suggest { return try suggestNames(outside: list) }
    let wanted = words.joined(separator: " ")
    let found = (wanted.isEmpty ? list.items : list.items(named: wanted)).filter {
      kind == nil || $0.kind == kind?.rawValue
    }
    var table = ResultTable(["id", "kind", "name", "chain_id", "ticker", "parent", "sectors", "aliases"])
    for item in found.prefix(limit ?? found.count) {
      table.rows.append([
        .text(item.id), .text(item.kind), .text(item.name), item.chainID.map { .integer($0) } ?? .missing,
        .text(item.ticker), .text(item.parent), .list(item.sectors), .list(item.aliases.map(shown)),
      ])
    }
    try Terminal.write(table.render(format), as: format)
    guard found.isEmpty else { return }
    if let near = list.nearest(to: wanted) { Terminal.report("did you mean \"\(near)\"?\n") }
    throw Failure.somethingFailed
  }

  private func suggestNames(outside list: EntityList) throws {
    let path = db
    let query = SentimentQuery(SignalFilter(), by: [.chain, .kind], order: .posts, rowCountMost: nil)
    let rows = try Failure.orCannot { () throws(Diagnostics) in
      try Store.open(path: path, .reading).sentiment(query)
    }
    let found = list.suggestions(among: rows).filter { kind == nil || $0.kind == kind }
    var table = ResultTable(["name", "written", "kind", "like", "posts", "people"])
    for name in found.prefix(limit ?? found.count) {
      table.rows.append([
        .text(name.name), .text(name.form.rawValue), .text(name.kind?.rawValue ?? "unknown"), .optional(name.like),
        .integer(name.posts), .integer(name.people),
      ])
    }
    try Terminal.write(table.render(format), as: format)
  }

  private func shown(_ alias: EntityList.Alias) -> String {
    alias.evidence == "always" ? alias.words : "\(alias.words) (\(alias.evidence))"
  }
}
