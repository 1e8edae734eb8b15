import Testing

/// Words of code that are not used here, each with what to use instead.
enum BannedWords {
  /// One such word.
  struct Ban: Sendable {
    /// The code as it is written; a name must begin and may not go on around it.
    var word: String
    /// What to do instead.
    var instead: String
    /// The modules in which it is allowed after all.
    var allowedIn: Set<String> = []
  }

  private static let command: Set<String> = ["HearsayCLI"]

  /// What is banned.
  static let bans: [Ban] = [
    Ban(word: "print(", instead: "only HearsayCLI prints: return a value, or throw Diagnostics", allowedIn: command),
    Ban(word: "debugPrint(", instead: "only HearsayCLI prints: return a value", allowedIn: command),
    Ban(word: "dump(", instead: "only HearsayCLI prints: return a value", allowedIn: command),
    Ban(word: "puts(", instead: "only HearsayCLI prints: return a value", allowedIn: command),
    Ban(word: "fputs(", instead: "only HearsayCLI prints: return a value", allowedIn: command),
    Ban(word: "printf(", instead: "only HearsayCLI prints: return a value", allowedIn: command),
    Ban(word: "exit(", instead: "only HearsayCLI exits: throw Diagnostics", allowedIn: command),
    Ban(word: "_exit(", instead: "only HearsayCLI exits: throw Diagnostics", allowedIn: command),
    Ban(word: "abort(", instead: "use precondition with the values in its message"),
    Ban(word: "fatalError(", instead: "use precondition or preconditionFailure with the values in the message"),
    Ban(word: "try!", instead: "use try, and let the error reach whoever can name its place"),
    Ban(word: "as!", instead: "use as? with guard, or a type that needs no cast"),
    Ban(word: "@unchecked", instead: "make the type a value, or guard its state with Mutex"),
    Ban(word: "nonisolated(unsafe)", instead: "make the value Sendable, or guard it with Mutex"),
    Ban(word: "unowned(unsafe)", instead: "hold the object strongly"),
    Ban(word: "Date(", instead: "there is no clock below the command line: take a UTCTime", allowedIn: command),
    Ban(word: "time(nil", instead: "there is no clock below the command line: take a UTCTime", allowedIn: command),
    Ban(word: "clock_gettime(", instead: "there is no clock below the command line: take a time", allowedIn: command),
    Ban(word: "gettimeofday(", instead: "there is no clock below the command line: take a time", allowedIn: command),
    Ban(word: "ContinuousClock", instead: "there is no clock below the command line: take a time", allowedIn: command),
    Ban(word: "SuspendingClock", instead: "there is no clock below the command line: take a time", allowedIn: command),
    Ban(word: ".random(", instead: "take a generator with a seed, or a key, from the caller", allowedIn: command),
    Ban(word: ".randomElement(", instead: "take a generator with a seed from the caller"),
    Ban(word: ".shuffled(", instead: "take a generator with a seed from the caller"),
    Ban(word: ".shuffle(", instead: "take a generator with a seed from the caller"),
    Ban(word: "SystemRandomNumberGenerator", instead: "take a generator or a key from the caller", allowedIn: command),
    Ban(word: "arc4random", instead: "take a generator or a key from the caller", allowedIn: command),
    Ban(word: "getrandom(", instead: "take a generator or a key from the caller", allowedIn: command),
    Ban(word: "getentropy(", instead: "take a generator or a key from the caller", allowedIn: command),
    Ban(word: "UUID(", instead: "name things by their content, or by a counter"),
    Ban(word: "Locale", instead: "write numbers and dates without a locale: UTCTime, Day, String(describing:)"),
    Ban(word: "setlocale(", instead: "write numbers and dates without a locale"),
    Ban(word: "DateFormatter", instead: "use UTCTime and Day"),
    Ban(word: "NumberFormatter", instead: "write numbers without a locale"),
    Ban(word: "getenv(", instead: "the command line reads the environment: take a value", allowedIn: command),
    Ban(word: "ProcessInfo", instead: "the command line reads the environment: take a value", allowedIn: command),
  ]

  /// The banned words in `file`.
  static func findings(in file: SwiftFile) -> [Finding] {
    var findings: [Finding] = []
    if file.name == "main.swift" {
      findings.append(
        Finding(path: file.path, line: 1, message: "top-level code runs on the main actor; use @main in a named file"))
    }
    for (index, line) in file.code.enumerated() {
      for ban in bans where !ban.allowedIn.contains(file.module) && contains(line, Array(ban.word.utf8)) {
        findings.append(
          Finding(path: file.path, line: index + 1, message: "\"\(ban.word)\" is not used here; \(ban.instead)"))
      }
      if isUnwrapping(line) {
        findings.append(
          Finding(
            path: file.path, line: index + 1,
            message: "a value is unwrapped by force; use guard let, ?? or a precondition that says what must hold"))
      }
    }
    return findings
  }

  /// Whether `word` stands in `line`, and is not a part of a longer name.
  private static func contains(_ line: [UInt8], _ word: [UInt8]) -> Bool {
    guard word.count <= line.count else { return false }
    let endsInName = isNameByte(word[word.count - 1])
    return (0...line.count - word.count).contains { start in
      guard line[start] == word[0], line[start..<start + word.count].elementsEqual(word) else { return false }
      let end = start + word.count
      if isNameByte(word[0]) && (0 < start && isNameByte(line[start - 1]) || isOfAnotherType(line[..<start])) {
        return false
      }
      return !(endsInName && end < line.count && isNameByte(line[end]))
    }
  }

  /// Whether what follows is a method, such as `store.dump(`, or the declaration of one; `Glibc.exit(` is neither.
  private static func isOfAnotherType(_ before: ArraySlice<UInt8>) -> Bool {
    let ends = { (text: String) in before.suffix(text.utf8.count).elementsEqual(text.utf8) }
    if ends("Glibc.") || ends("Swift.") || ends("Foundation.") { return false }
    return ends(".") || ends("func ")
  }

  /// Whether an exclamation mark follows a value or a type without a blank.
  private static func isUnwrapping(_ line: [UInt8]) -> Bool {
    line.indices.dropFirst().contains { index in
      guard line[index] == UInt8(ascii: "!") else { return false }
      let before = line[index - 1]
      guard isNameByte(before) || ")]}\"?`".utf8.contains(before) else { return false }
      // "a != b" without blanks is a comparison; "try!" and "as!" have messages of their own.
      if index + 1 < line.count, line[index + 1] == UInt8(ascii: "=") { return false }
      let word = line[..<index].reversed().prefix { isNameByte($0) }.reversed()
      return !word.elementsEqual("try".utf8) && !word.elementsEqual("as".utf8)
    }
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"), 0x80...: true
    default: false
    }
  }
}

struct `Banned words` {
  @Test func `do not occur in the sources`() {
    expectNone(Repository.sources.flatMap(BannedWords.findings))
  }

  @Test func `are found one by one`() {
    for ban in BannedWords.bans {
      let file = SwiftFile(path: "Sources/HearsayText/File.swift", text: "func a() {\n  \(ban.word) b)\n}\n")
      let found = BannedWords.findings(in: file)
      #expect(found.contains { $0.line == 2 && $0.message.contains("\"\(ban.word)\"") }, "\(ban.word)")
    }
  }

  @Test(arguments: ["a!.b", "f()!", "a[0]!", "var a: String!", "a!", "g(a!, b)", "x.first!.y", "\"a\"!", "a?.b?!"])
  func `include unwrapping by force`(_ line: String) {
    let file = SwiftFile(path: "Sources/HearsayText/File.swift", text: line)
    #expect(BannedWords.findings(in: file).count == 1)
  }

  @Test(arguments: [
    "if !a { b }", "a != b", "a!=b", "// print(a!)", "let text = \"print(a!) try! exit(1)\"", "f(!a)", "#if !os(Linux)",
    "imprint(a)", "wordprint(a)", "exitCode(1)", "let aLocale = 1", "UTCTime(a)", "lookupDate(a)", "store.dump(a)",
    "func dump(a: Int) {", "x.exit(a)", "/* fatalError( */",
  ])
  func `are not seen where there are none`(_ line: String) {
    #expect(BannedWords.findings(in: SwiftFile(path: "Sources/HearsayText/File.swift", text: line)) == [])
  }

  @Test(arguments: ["Glibc.exit(1)", "Swift.print(a)", "Int.random(in: a)", "{ print(a) }", "x = .random(in: a)"])
  func `are found behind the name of a module`(_ line: String) {
    #expect(BannedWords.findings(in: SwiftFile(path: "Sources/HearsayText/File.swift", text: line)).count == 1)
  }

  @Test func `are told apart by module`() {
    let text = "print(1)\nexit(2)\nlet a = b!\n"
    #expect(BannedWords.findings(in: SwiftFile(path: "Sources/HearsayCLI/File.swift", text: text)).map(\.line) == [3])
    #expect(BannedWords.findings(in: SwiftFile(path: "Sources/Hearsay/main.swift", text: "")).map(\.line) == [1])
  }
}
