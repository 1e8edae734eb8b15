import ArgumentParser
import Hearsay

/// `hearsay lexicon`
struct LexiconCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lexicon", abstract: "Checks, formats, tests and shows lexicons.", subcommands: [])
}
