import ArgumentParser

@main
struct HearsayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "hearsay")
}
