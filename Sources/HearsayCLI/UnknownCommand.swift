import ArgumentParser
import Hearsay

/// A word in the place of a command that is none.
///
/// ArgumentParser suggests names of options that are near, and of commands says only that they are unexpected.
enum UnknownCommand {
  /// Why `arguments` name no command of `root`; nil where they do.
  static func problem(in arguments: [String], of root: ParsableCommand.Type) -> ValidationError? {
    var command = root
    var path = ["hearsay"]
    for argument in arguments {
      let below = command.configuration.subcommands
      if below.isEmpty || argument.hasPrefix("-") { return nil }
      if argument == "help", path.count == 1 { continue }
      guard let next = below.first(where: { $0.configuration.commandName == argument }) else {
        let names = below.compactMap { $0.configuration.commandName }
        let near = NearName.of(argument, among: names).map { "; did you mean \"\($0)\"?" } ?? ""
        let whole = path.joined(separator: " ")
        return ValidationError(
          "there is no command \"\(whole) \(argument)\"\(near)\n\"\(whole) --help\" lists them all")
      }
      command = next
      path.append(argument)
    }
    return nil
  }
}
