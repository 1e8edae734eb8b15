import Foundation
import HearsayTestSupport

/// The built program, as people use it.
enum Program {
  /// What a call came to.
  struct Outcome {
    var code: Int32
    /// Whether a signal ended it.
    var wasKilled: Bool
    var output: String
    var errors: String
  }

  /// The program beside the test bundle.
  static let path: String = {
    let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
    let beside = URL(fileURLWithPath: own).deletingLastPathComponent().appendingPathComponent("hearsay").path
    return FileManager.default.isExecutableFile(atPath: beside) ? beside : Checkout.path(".build/debug/hearsay")
  }()

  /// The pipeline of the repository.
  static let pipeline = RepositoryPipeline.path

  /// Where compiled lexicons lie, made ready before the first call: no call writes them, whatever befalls it.
  private static let cache: String = {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().appendingPathComponent("lexicons").path
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = ["explain", "gm", "--pipeline", pipeline]
    process.environment = ProcessInfo.processInfo.environment.merging(["HEARSAY_CACHE": folder]) { $1 }
    process.standardOutput = FileHandle.nullDevice
    if (try? process.run()) != nil { process.waitUntilExit() }
    return folder
  }()

  /// Starts the program in `folder`; output and errors go to the files `out` and `err` in it.
  static func start(
    _ arguments: [String], in folder: String, input: String? = nil, environment: [String: String] = [:],
    executable: String = Program.path
  ) throws -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: executable)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.environment = ProcessInfo.processInfo.environment.merging(["HEARSAY_CACHE": cache]) { $1 }
      .merging(environment) { $1 }
    try writeText(input ?? "", to: "\(folder)/in")
    for name in ["out", "err"] { try writeText("", to: "\(folder)/\(name)") }
    process.standardInput = FileHandle(forReadingAtPath: "\(folder)/in")
    process.standardOutput = FileHandle(forWritingAtPath: "\(folder)/out")
    process.standardError = FileHandle(forWritingAtPath: "\(folder)/err")
    try process.run()
    return process
  }

  /// Waits for a process that was started in `folder`.
  static func outcome(of process: Process, in folder: String) throws -> Outcome {
    process.waitUntilExit()
    return Outcome(
      code: process.terminationStatus, wasKilled: process.terminationReason == .uncaughtSignal,
      output: try readText("\(folder)/out"), errors: try readText("\(folder)/err"))
  }

  /// Runs the program in `folder` to its end.
  @discardableResult
  static func run(
    _ arguments: [String], in folder: String, input: String? = nil, environment: [String: String] = [:]
  ) throws -> Outcome {
    try outcome(of: start(arguments, in: folder, input: input, environment: environment), in: folder)
  }

  /// Runs the program in a fresh folder to its end.
  static func run(_ arguments: [String], input: String? = nil) throws -> Outcome {
    try withFolder { try run(arguments, in: $0, input: input) }
  }

  /// Runs a line of the shell in `folder`, in which `$HEARSAY` is the program.
  static func shell(_ line: String, in folder: String) throws -> Outcome {
    let environment = ["HEARSAY": path, "PIPELINE": pipeline]
    let process = try start(["-c", line], in: folder, environment: environment, executable: "/bin/bash")
    return try outcome(of: process, in: folder)
  }

  /// An archive of `count` posts in the native format, all different.
  static func archive(_ count: Int) -> String {
    let texts = [
      "Arbitrum ist gescheitert, sagt ein Analyst. Nummer", "Stop the FUD about Metis, fellow user",
      "Nobody knows what will happen to Optimism, part", "Die Gebühren auf Arbitrum sind niedrig, Tag",
    ]
    return (1...count).map { number in
      let day = 10 + number % 20
      return """
        {"id":"\(number)","platform":"x","created_at":"2026-03-\(day)T08:00:00Z",\
        "text":"\(texts[number % texts.count]) \(number)","author":{"handle":"user\(number % 97)"}}
        """
    }.joined(separator: "\n") + "\n"
  }
}
