import ArgumentParser
import Hearsay

/// The command `hearsay lexicon import`.
struct LexiconImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Brings chains of a list in the shape of ethereum-lists/chains in, on trial.",
    discussion: """
      Reads JSON files, each with one chain or an array of chains, and adds those that the gazetteer does not have, by \
      chain id and name, to the tables of entities and aliases with the status trial. Test networks and deprecated \
      chains are left out. A name of a single word is meant only in company; look at each before it becomes active, \
      and give it sentences in examples.txt. The source must stand in about.yaml.

        hearsay lexicon import --source S4 chains/_data/chains/eip155-*.json
      """)

  @OptionGroup var options: LexiconOptions
  @Option(help: "The key of the source that the entries cite.")
  var source: String
  @Flag(help: "Only say what would be added.")
  var check = false
  @Argument(help: "Lists of chains.")
  var files: [String]

  mutating func run() throws {
    let root = try options.root()
    let (source, files, check) = (source, files, check)
    let accounts = try Failure.orCannot { () throws(Diagnostics) in
      var chains = try ChainListImport(root: root, source: source)
      for file in files { try chains.add(file: file) }
      if !check { try chains.write() }
      return chains.accounts
    }
    for id in accounts.added { try Terminal.show(id + "\n") }
    Terminal.report(
      "\(accounts.added.count) added, \(accounts.knownCount) known, \(accounts.leftOutCount) left out, "
        + "\(accounts.failedCount) failed\n")
    if 0 < accounts.failedCount { throw Failure.somethingFailed }
  }
}
