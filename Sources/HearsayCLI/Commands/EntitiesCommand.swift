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
      might be adopted.

        hearsay entities --suggest --db hearsay.sqlite
      """)

  @OptionGroup var options: LexiconOptions
  @Option(help: "Only entities of this kind: \(EntityKind.allCases.map(\.rawValue).joined(separator: ", ")).")
  var kind: EntityKind?
  @Flag(help: "List the names in the database that no gazetteer has.")
  var suggest = false
  @Option(help: "The database, for --suggest.")
  var db: String = "hearsay.sqlite"
  @Option(help: "How to write the list.")
  var format: ResultFormat = .table
  @Argument(help: "The words; all entities where they are left out.")
  var words: [String] = []

  mutating func run() throws {
    let root = try options.root()
    let list = try Failure.orCannot { () throws(Diagnostics) in try EntityList(root: root) }
    if suggest { return try suggestNames(outside: list) }
    let wanted = words.joined(separator: " ")
    let found = (wanted.isEmpty ? list.items : list.items(named: wanted)).filter {
      kind == nil || $0.kind == kind?.rawValue
    }
    var table = ResultTable(["id", "kind", "name", "chain_id", "ticker", "parent", "sectors", "aliases"])
    for item in found {
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
    let known = Set(list.items.map(\.id))
    var table = ResultTable(["name", "kind", "posts", "people"])
    let open = rows.filter { row in row.chain.map { !known.contains($0.description) && $0 != .market } ?? false }
    for row in open.sorted(by: { ($1.people, $1.posts) < ($0.people, $0.posts) }) {
      table.rows.append([
        .optional(row.chain?.description), .optional(row.kind?.rawValue), .integer(row.posts), .integer(row.people),
      ])
    }
    try Terminal.write(table.render(format), as: format)
  }

  private func shown(_ alias: EntityList.Alias) -> String {
    alias.evidence == "always" ? alias.words : "\(alias.words) (\(alias.evidence))"
  }
}
