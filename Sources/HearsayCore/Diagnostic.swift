/// A problem that a person can fix, with its place and its remedy.
///
/// Problems are values: they are collected, so that a person sees all of them at once,
/// and rendered in one place.
public struct Diagnostic: Error, Hashable, Sendable {
  /// How bad it is.
  public enum Severity: String, Hashable, Sendable {
    /// Nothing is run before this is mended.
    case error
    /// Worth mending.
    case warning
  }

  /// How bad it is.
  public var severity: Severity
  /// The documented name of this kind of problem.
  public var code: DiagnosticCode
  /// What is the case: lower case, no final stop.
  public var message: String
  /// Where.
  public var location: Location?
  /// Other places that matter.
  public var notes: [Note]
  /// What to do, as an instruction.
  public var help: String?

  /// A problem of the given severity.
  public init(
    _ severity: Severity, _ code: DiagnosticCode, _ message: String, at location: Location? = nil,
    notes: [Note] = [], help: String? = nil
  ) {
    self.severity = severity
    self.code = code
    self.message = message
    self.location = location
    self.notes = notes
    self.help = help
  }

  /// An error.
  public init(
    _ code: DiagnosticCode, _ message: String, at location: Location? = nil, notes: [Note] = [], help: String? = nil
  ) {
    self.init(.error, code, message, at: location, notes: notes, help: help)
  }

  /// Another place that matters for a problem.
  public struct Note: Hashable, Sendable {
    /// What is the case there.
    public var message: String
    /// Where.
    public var location: Location?

    /// A note, with a place where it has one.
    public init(_ message: String, at location: Location? = nil) {
      self.message = message
      self.location = location
    }
  }
}

/// A place in a file that people edit.
public struct Location: Hashable, Sendable, CustomStringConvertible {
  /// The file, as the user named it or relative to what the user named.
  public var file: String
  /// Line, counted from 1.
  public var line: Int
  /// Column in UTF-8 bytes, counted from 1.
  public var column: Int

  /// A place in `file`.
  public init(file: String, line: Int, column: Int = 1) {
    self.file = file
    self.line = line
    self.column = column
  }

  public var description: String { "\(file):\(line):\(column)" }
}

/// One or more diagnostics, thrown together.
public struct Diagnostics: Error, Sendable {
  /// The problems, in the order in which they were found.
  public private(set) var all: [Diagnostic]

  /// No problem yet.
  public init() { all = [] }
  /// The given problems.
  public init(_ diagnostics: [Diagnostic]) { all = diagnostics }
  /// One problem.
  public init(_ diagnostic: Diagnostic) { all = [diagnostic] }

  /// Whether nothing was found.
  public var isEmpty: Bool { all.isEmpty }
  /// Whether anything found is an error.
  public var hasErrors: Bool { all.contains { $0.severity == .error } }

  /// Adds a problem.
  public mutating func add(_ diagnostic: Diagnostic) { all.append(diagnostic) }
  /// Adds all of another collection's problems.
  public mutating func add(_ other: Diagnostics) { all += other.all }

  /// Runs `body`; what it throws is added, and nil returned.
  public mutating func collect<Value>(_ body: () throws(Diagnostics) -> Value) -> Value? {
    do throws(Diagnostics) { return try body() } catch {
      add(error)
      return nil
    }
  }

  /// Throws what was found, if any of it is an error.
  public func throwErrors() throws(Diagnostics) {
    if hasErrors { throw self }
  }
}
