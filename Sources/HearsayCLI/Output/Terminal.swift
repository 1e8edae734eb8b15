import Glibc
import Hearsay

/// Standard output and standard error.
enum Terminal {
  /// A closed pipe is then an error of writing, not a signal that kills.
  static func ignoreClosedPipes() { signal(SIGPIPE, SIG_IGN) }

  /// Whether standard output is a terminal that shows colour.
  static var hasColour: Bool { isatty(1) == 1 && getenv("NO_COLOR") == nil && variable("TERM") != "dumb" }

  /// Whether standard error is a terminal, on which progress makes sense.
  static var showsProgress: Bool { isatty(2) == 1 && variable("TERM") != "dumb" }

  /// Whether standard input is a terminal, at which somebody may be waiting.
  static var isTyped: Bool { isatty(0) == 1 }

  /// Whether standard output is a terminal.
  static var isInteractive: Bool { isatty(1) == 1 }

  /// The width of the terminal in columns; 100 where there is none.
  static var width: Int { ownWidth ?? 100 }

  /// The width that lines must not be wider than: that of the terminal, or what COLUMNS says; nil where neither says.
  static var ownWidth: Int? {
    var size = winsize()
    for descriptor: Int32 in [1, 2] {
      if ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, 20 <= size.ws_col { return Int(size.ws_col) }
    }
    return variable("COLUMNS").flatMap { Int($0) }.flatMap { 20 <= $0 ? $0 : nil }
  }

  /// An environment variable.
  static func variable(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

  /// Number of cores that may be used.
  static var coreCount: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

  /// The day that it is, in UTC.
  static var today: Day { UTCTime(seconds: Int64(time(nil))).day }

  /// Bytes that nobody can guess.
  static func randomBytes(_ count: Int) -> [UInt8] {
    // The system's generator is cryptographically secure.
    var generator = SystemRandomNumberGenerator()
    return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
  }

  /// The path of the running program.
  static var program: String? {
    var buffer = [CChar](repeating: 0, count: 4096)
    let count = readlink("/proc/self/exe", &buffer, buffer.count)
    return 0 < count ? String(decoding: buffer[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self) : nil
  }

  /// Where compiled lexicons are kept: in HEARSAY_CACHE, which is empty for nowhere, or where the system keeps what
  /// programs can make again.
  static var lexiconCache: LexiconCache? {
    let usual = variable("XDG_CACHE_HOME") ?? variable("HOME").map { $0 + "/.cache" }
    guard let program, let folder = variable("HEARSAY_CACHE") ?? usual.map({ $0 + "/hearsay" }), !folder.isEmpty else {
      return nil
    }
    return LexiconCache(folder: folder, program: program)
  }

  /// Writes results for people.
  ///
  /// - Throws: `ClosedPipe` where nobody reads any more.
  static func show(_ text: String) throws { try write(Array(PrintableText.of(text).utf8)) }

  /// Writes results in `format`; what programs read is written as it is, but for a terminal.
  static func write(_ text: String, as format: ResultFormat) throws {
    if format.isForPeople || isInteractive { try show(text) } else { try write(Array(text.utf8)) }
  }

  /// Writes results for programs.
  static func write(_ bytes: [UInt8]) throws {
    try bytes.withUnsafeBytes { try write($0, to: 1) }
  }

  /// Writes progress, summaries and problems to standard error; failures are nobody's loss.
  static func report(_ text: String) { put(PrintableText.of(text)) }

  /// Writes what may move the cursor to standard error.
  static func put(_ text: String) {
    var copy = text
    copy.withUTF8 { try? write(UnsafeRawBufferPointer($0), to: 2) }
  }

  /// Writes warnings to standard error, if there are any.
  static func warn(_ warnings: Diagnostics) {
    if !warnings.isEmpty { report(DiagnosticText.render(warnings)) }
  }

  private static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) throws {
    var rest = bytes
    while let start = rest.baseAddress, !rest.isEmpty {
      let count = Glibc.write(descriptor, start, rest.count)
      if count < 0 && errno == EINTR { continue }
      if count < 0 && errno == EPIPE { throw ClosedPipe() }
      guard 0 < count else {
        let reason = String(cString: strerror(errno))
        throw Failure.cannot(
          Diagnostics(
            Diagnostic(
              .fileUnwritable, "the output cannot be written: \(reason)",
              help: "what was written before is not complete; make room where it goes, or send it elsewhere")))
      }
      rest = UnsafeRawBufferPointer(rebasing: rest[count...])
    }
  }
}

extension [String] {
  /// The entities that a question names, whose ids have small letters.
  var entityIDs: [EntityID] { map { EntityID($0.lowercased()) } }
}

extension Store {
  /// Says so where claims are asked for and their numbers alone were kept.
  func reportMissingClaims() throws {
    guard try Failure.orCannot({ () throws(Diagnostics) in try areClaimsOnlyCounted() }) else { return }
    Terminal.report(
      "the database holds the numbers of claims alone; \"keep: evidence\" in the pipeline file keeps them\n")
  }

  /// Warns of names in a question that the database has nothing of.
  func reportUnknown(_ entities: [EntityID], platform: String? = nil, language: LanguageCode? = nil) throws {
    Terminal.warn(
      try Failure.orCannot { () throws(Diagnostics) in
        try unknownNames(entities: entities, platform: platform, language: language)
      })
  }
}
