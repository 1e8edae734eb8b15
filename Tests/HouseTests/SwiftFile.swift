/// A Swift file, with its code told apart from its comments and string literals.
///
/// A scanner of bytes, not a parser: it knows comments (nested ones too), string literals of all
/// sorts and interpolations, which is what rules about words of code need.
struct SwiftFile {
  /// The path, seen from the root of the repository.
  let path: String
  /// The lines as they stand in the file.
  let lines: [String]
  /// The lines with comments and the content of string literals replaced by blanks.
  ///
  /// The quotes of a literal stay, and so does the code of interpolations.
  let code: [[UInt8]]
  /// The content of the string literals, each with the line on which it begins.
  let literals: [(line: Int, text: String)]

  init(path: String, text: String) {
    self.path = path
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    var scanner = CodeScanner(Array(text.utf8))
    scanner.scan()
    code = scanner.code.split(separator: 0x0A, omittingEmptySubsequences: false).map(Array.init)
    literals = scanner.literals
  }

  /// Number of lines; the final line feed begins no line of its own.
  var lineCount: Int { lines.last == "" ? lines.count - 1 : lines.count }

  /// The folder of `Sources` that the file stands in, which is its module.
  var module: String {
    let parts = path.split(separator: "/")
    return 2 < parts.count && parts[0] == "Sources" ? String(parts[1]) : ""
  }

  /// The file's name without its folder.
  var name: String { path.split(separator: "/").last.map(String.init) ?? path }

  /// The code of the line with `index`, counted from 0, as a string.
  func codeLine(_ index: Int) -> String { String(decoding: code[index], as: UTF8.self) }
}

/// Walks through the bytes of a Swift file and blanks what is not code.
private struct CodeScanner {
  private(set) var code: [UInt8]
  private(set) var literals: [(line: Int, text: String)] = []
  private let bytes: [UInt8]
  private var position = 0
  private var line = 1

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    code = bytes
  }

  mutating func scan() { scanCode(untilParenthesis: false) }

  /// Scans code up to the end, or up to the parenthesis that ends an interpolation.
  private mutating func scanCode(untilParenthesis: Bool) {
    var depth = 0
    while position < bytes.count {
      let byte = bytes[position]
      if starts(with: "//") {
        blank(while: { $0 != 0x0A })
      } else if starts(with: "/*") {
        blankBlockComment()
      } else if byte == UInt8(ascii: "\"") || (byte == UInt8(ascii: "#") && beginsRawLiteral) {
        scanLiteral()
      } else {
        if byte == UInt8(ascii: "(") { depth += 1 }
        if byte == UInt8(ascii: ")") {
          if untilParenthesis && depth == 0 { return }
          depth -= 1
        }
        advance()
      }
    }
  }

  /// Scans one literal, from its first `#` or quote behind its last.
  private mutating func scanLiteral() {
    let firstLine = line
    let poundCount = bytes[position...].prefix { $0 == UInt8(ascii: "#") }.count
    advance(poundCount)
    let quotes = starts(with: "\"\"\"") ? "\"\"\"" : "\""
    advance(quotes.utf8.count)
    let pounds = String(repeating: "#", count: poundCount)
    var text: [UInt8] = []
    while position < bytes.count {
      if starts(with: quotes + pounds) {
        advance(quotes.utf8.count + poundCount)
        break
      }
      if quotes.utf8.count == 1 && bytes[position] == 0x0A { break }
      if starts(with: "\\" + pounds + "(") {
        advance(2 + poundCount)
        scanCode(untilParenthesis: true)
        if position < bytes.count { advance() }
      } else if starts(with: "\\" + pounds) {
        blank(count: min(2 + poundCount, bytes.count - position))
      } else {
        text.append(bytes[position])
        blank(count: 1)
      }
    }
    literals.append((firstLine, String(decoding: text, as: UTF8.self)))
  }

  private mutating func blankBlockComment() {
    var depth = 0
    repeat {
      if starts(with: "/*") {
        depth += 1
        blank(count: 2)
      } else if starts(with: "*/") {
        depth -= 1
        blank(count: 2)
      } else {
        blank(count: 1)
      }
    } while 0 < depth && position < bytes.count
  }

  /// Whether the number signs here belong to a literal such as `#"…"#`, and not to `#if`.
  private var beginsRawLiteral: Bool {
    bytes[position...].first { $0 != UInt8(ascii: "#") } == UInt8(ascii: "\"")
  }

  private func starts(with mark: String) -> Bool {
    position + mark.utf8.count <= bytes.count && bytes[position...].starts(with: mark.utf8)
  }

  private mutating func blank(while isBlanked: (UInt8) -> Bool) {
    while position < bytes.count, isBlanked(bytes[position]) { blank(count: 1) }
  }

  private mutating func blank(count: Int) {
    for _ in 0..<count where position < bytes.count {
      if bytes[position] != 0x0A { code[position] = 0x20 }
      advance()
    }
  }

  private mutating func advance(_ count: Int = 1) {
    for index in position..<min(position + count, bytes.count) where bytes[index] == 0x0A { line += 1 }
    position += count
  }
}
