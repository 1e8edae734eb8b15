import Testing

/// Files and functions that a reader can hold in the head.
enum SizeRule {
  /// From here on a file is named in a warning.
  static let fileLineCountWarned = 300
  /// A file has at most so many lines.
  static let fileLineCountMost = 500
  /// A function, with its signature, has at most so many lines.
  static let functionLineCountMost = 60

  /// What in `file` is too long.
  static func findings(in file: SwiftFile) -> [Finding] {
    var findings: [Finding] = []
    if fileLineCountMost < file.lineCount {
      findings.append(
        Finding(
          path: file.path, line: file.lineCount,
          message:
            "the file has \(file.lineCount) lines, the limit is \(fileLineCountMost); give a second type its own file"))
    }
    for function in FunctionScanner.functions(in: file) where functionLineCountMost < function.lineCount {
      findings.append(
        Finding(
          path: file.path, line: function.line,
          message:
            "\(function.name) has \(function.lineCount) lines, the limit is \(functionLineCountMost); name a part of it"
        ))
    }
    return findings
  }
}

/// A function, initialiser, subscript or computed property with a body.
struct FoundFunction: Equatable {
  var name: String
  /// The line of its keyword, counted from 1.
  var line: Int
  /// Lines from the keyword to the closing brace.
  var lineCount: Int
}

/// Finds functions and their ends by counting braces in code without comments and literals.
struct FunctionScanner {
  private let code: [UInt8]
  private var lineOf: [Int] = []

  /// The functions of `file`, in the order in which they begin.
  static func functions(in file: SwiftFile) -> [FoundFunction] {
    FunctionScanner(Array(file.code.joined(separator: [0x0A]))).functions()
  }

  private init(_ code: [UInt8]) {
    self.code = code
    var line = 1
    lineOf.reserveCapacity(code.count)
    for byte in code {
      lineOf.append(line)
      if byte == 0x0A { line += 1 }
    }
  }

  private func functions() -> [FoundFunction] {
    var found: [FoundFunction] = []
    var index = 0
    while index < code.count {
      guard isNameByte(code[index]) else {
        index += 1
        continue
      }
      let end = code[index...].firstIndex { !isNameByte($0) } ?? code.count
      let word = String(decoding: code[index..<end], as: UTF8.self)
      if let body = body(of: word, from: index, behind: end), let last = closing(body) {
        found.append(
          FoundFunction(name: name(word, end), line: lineOf[index], lineCount: lineOf[last] - lineOf[index] + 1))
      }
      index = end
    }
    return found
  }

  /// Where the body of a declaration that begins with `word` opens, or nil.
  private func body(of word: String, from start: Int, behind end: Int) -> Int? {
    if 0 < start, code[start - 1] == UInt8(ascii: ".") || code[start - 1] == UInt8(ascii: "`") { return nil }
    switch word {
    case "func": return opening(end, stops: [])
    case "init":
      guard end < code.count, "(<?!".utf8.contains(code[end]) else { return nil }
      return opening(end, stops: [])
    case "subscript": return opening(end, stops: [])
    case "deinit": return opening(end, stops: [])
    case "var": return opening(end, stops: [UInt8(ascii: "="), 0x0A])
    default: return nil
    }
  }

  /// The brace that opens a body, from `start` on; nil where the declaration ends without one.
  private func opening(_ start: Int, stops: [UInt8]) -> Int? {
    var depth = 0
    var index = start
    while index < code.count {
      switch code[index] {
      case UInt8(ascii: "("), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: ")"), UInt8(ascii: "]"):
        depth -= 1
        if depth < 0 { return nil }
      case UInt8(ascii: "{") where depth == 0: return index
      case UInt8(ascii: "}") where depth == 0: return nil
      case let byte where depth == 0 && stops.contains(byte): return nil
      // A requirement of a protocol has no body: another declaration, or nothing, follows it.
      case 0x0A where depth == 0 && !continues(index + 1): return nil
      default: break
      }
      index += 1
    }
    return nil
  }

  /// Whether a declaration goes on in the line behind a line feed.
  private func continues(_ index: Int) -> Bool {
    guard let start = code[index...].firstIndex(where: { 0x20 < $0 }) else { return false }
    let rest = code[start...]
    return ["{", "->", "where ", "throws", "async", "rethrows", "("].contains { rest.starts(with: $0.utf8) }
  }

  /// The brace that closes the one at `start`.
  private func closing(_ start: Int) -> Int? {
    var depth = 0
    for index in start..<code.count {
      if code[index] == UInt8(ascii: "{") { depth += 1 }
      if code[index] == UInt8(ascii: "}") {
        depth -= 1
        if depth == 0 { return index }
      }
    }
    return nil
  }

  /// The name behind `func` or `var`; the keyword itself for what has none.
  private func name(_ word: String, _ end: Int) -> String {
    guard word == "func" || word == "var" else { return word }
    let rest = code[end...].drop { $0 == 0x20 }
    let name = rest.prefix {
      0x20 < $0 && $0 != UInt8(ascii: "(") && $0 != UInt8(ascii: ":") && $0 != UInt8(ascii: "<")
    }
    return String(decoding: name.isEmpty ? rest.prefix(1) : name, as: UTF8.self)
  }

  private func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"), 0x80...: true
    default: false
    }
  }
}

struct `Sizes` {
  @Test func `of files and functions stay below their limits`() {
    for file in Repository.sources where SizeRule.fileLineCountWarned < file.lineCount {
      print("\(file.path):1: warning: the file has \(file.lineCount) lines; consider a second file")
    }
    expectNone(Repository.sources.flatMap(SizeRule.findings))
  }

  @Test func `of tests stay below their limits`() {
    expectNone(Repository.files(under: "Tests").flatMap(SizeRule.findings))
  }

  @Test func `of long files are found`() {
    let text = String(repeating: "let a = 1\n", count: 501)
    #expect(SizeRule.findings(in: SwiftFile(path: "Sources/A/B.swift", text: text)).map(\.line) == [501])
    let shorter = String(repeating: "let a = 1\n", count: 500)
    #expect(SizeRule.findings(in: SwiftFile(path: "Sources/A/B.swift", text: shorter)) == [])
  }

  @Test(arguments: [
    ("  func long() {\n", "long"), ("  init<T>(_ a: T = { 1 }()) {\n", "init"), ("  var long: Int {\n", "long"),
    ("  subscript(a: Int) -> Int {\n", "subscript"),
    ("  func long(\n    _ a: Int\n  ) throws(E)\n    -> Int\n  {\n", "long"),
  ])
  func `of long functions are found`(_ opening: String, _ name: String) {
    let body = String(repeating: "    if true { a(\"}\") } // }\n", count: 60)
    let file = SwiftFile(path: "Sources/A/B.swift", text: "struct S {\n\(opening)\(body)  }\n}\n")
    let found = SizeRule.findings(in: file)
    #expect(found.count == 1 && found.first?.line == 2)
    #expect(found.first?.message.hasPrefix(name) ?? false)
  }

  @Test func `of functions are counted from keyword to brace`() {
    let text = """
      protocol P {
        func required(_ a: Int) -> Int
        init(a: Int)
        var b: Int { get }
      }
      struct S {
        var stored = 1
        var made = { 2 }
        func one() { self.init() }
        func two(
          _ body: (Int) -> Void = { _ in }
        ) {
          func inner() {}
        }
        static func < (a: S, b: S) -> Bool {
          true
        }
      }
      """
    let found = FunctionScanner.functions(in: SwiftFile(path: "Sources/A/B.swift", text: text))
    #expect(found.map(\.name) == ["b", "one", "two", "inner", "<"])
    #expect(found.map(\.lineCount) == [1, 1, 5, 1, 3])
    #expect(found.map(\.line) == [4, 9, 10, 13, 15])
  }
}
