import Glibc
import Hearsay

/// Why the program ends with an exit code other than 0.
struct Failure: Error {
  /// The exit code: 1 where the work was done but something failed, 2 where it could not be done.
  let code: Int32
  /// What is to be said about it; nil where it has been said.
  let diagnostics: Diagnostics?

  /// The work was done, but something in it failed.
  static let somethingFailed = Failure(code: 1, diagnostics: nil)

  /// The work could not be done.
  static func cannot(_ diagnostics: Diagnostics) -> Failure { Failure(code: 2, diagnostics: diagnostics) }

  /// Runs `body`; problems that keep the work from being done end the program with code 2.
  static func orCannot<Value>(_ body: () throws(Diagnostics) -> Value) throws -> Value {
    do throws(Diagnostics) { return try body() } catch { throw cannot(error) }
  }
}

/// Somebody closed the other end of standard output: they have seen enough.
struct ClosedPipe: Error {}

/// Ends the program at once.
func endProgram(_ code: Int32) -> Never { Glibc.exit(code) }

/// The version for `--version`.
let versionText = Version.current
