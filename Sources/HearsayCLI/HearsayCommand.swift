import ArgumentParser

/// The program: arguments in, text out, exit code.
@main
struct HearsayCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hearsay",
    abstract: "Says what is being said about which chain, by how many people, how surely, and how much of it is FUD.",
    discussion: """
      hearsay reads archives of social posts in many languages, offline, into one SQLite file, and answers from it.

        hearsay run Pipelines/crypto.yaml Samples/ --db hearsay.sqlite
        hearsay sentiment --db hearsay.sqlite --by chain,week
        hearsay claims --db hearsay.sqlite --about scroll
        hearsay explain "Stop the FUD about Metis"
      """,
    version: "hearsay \(versionText)",
    groupedSubcommands: [
      CommandGroup(
        name: "Run", subcommands: [RunCommand.self, CheckCommand.self, AnnotateCommand.self, ExplainCommand.self]),
      CommandGroup(
        name: "Ask",
        subcommands: [
          SentimentCommand.self, ClaimsCommand.self, BurstsCommand.self, SourcesCommand.self, DiffCommand.self,
        ]),
      CommandGroup(name: "Keep", subcommands: [MergeCommand.self, ForgetCommand.self, ExportCommand.self]),
      CommandGroup(
        name: "Words",
        subcommands: [
          LexiconCommand.self, EntitiesCommand.self, FramesCommand.self, EvaluateCommand.self,
        ]),
      CommandGroup(
        name: "Reference",
        subcommands: [
          FormatsCommand.self, StagesCommand.self, CodesCommand.self, SimulateCommand.self,
        ]),
    ])

  /// Runs the command line; what is thrown becomes a message and an exit code.
  static func main() async {
    Terminal.ignoreClosedPipes()
    do {
      if let problem = UnknownCommand.problem(in: Array(CommandLine.arguments.dropFirst()), of: Self.self) {
        throw problem
      }
      var command = try parseAsRoot()
      do {
        if var asynchronous = command as? AsyncParsableCommand {
          try await asynchronous.run()
        } else {
          try command.run()
        }
      } catch let wrong as ValidationError {
        // What a command finds out at work; its words say what to do, and the usage of the program would not.
        Terminal.report("Error: \(wrong.message)\n")
        endProgram(64)
      }
    } catch {
      finish(error)
    }
  }

  /// Says what went wrong and ends the program: 0 for a closed pipe or help, 1 done but something failed,
  /// 2 could not be done, 64 wrong usage.
  private static func finish(_ error: any Error) -> Never {
    switch error {
    case is ClosedPipe:
      endProgram(0)
    case let failure as Failure:
      if let diagnostics = failure.diagnostics { Terminal.report(DiagnosticText.render(diagnostics)) }
      endProgram(failure.code)
    default:
      exit(withError: error)
    }
  }
}
