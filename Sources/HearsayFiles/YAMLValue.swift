import HearsayCore
import Yams

/// A value of a YAML file that remembers its place.
///
/// Scalars stay text until a reader asks for a type, so the language code `no` is never a boolean.
/// Anchors, aliases, tags and several documents are refused.
package struct YAMLValue: Sendable {
  /// What stands there.
  package indirect enum Content: Sendable {
    case scalar(String)
    case sequence([YAMLValue])
    /// Keys in file order.
    case mapping([(key: YAMLValue, value: YAMLValue)])
  }

  /// What stands there.
  package let content: Content
  /// Where it begins.
  package let location: Location

  /// Parses `bytes`.
  ///
  /// - Throws: `file.encoding`, `yaml.syntax`, `yaml.forbidden`.
  package static func parse(_ bytes: [UInt8], file: String) throws(Diagnostics) -> YAMLValue {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Diagnostics(Diagnostic(.fileEncoding, "the file is not UTF-8", at: Location(file: file, line: 1)))
    }
    var nodes: [Node] = []
    do {
      var documents = try Yams.compose_all(yaml: text)
      while let node = documents.next() { nodes.append(node) }
      // The sequence ends at an error as it does at the end of the file.
      if let error = documents.error { throw error }
    } catch let error as YamlError {
      throw Diagnostics(syntax(error, text, file))
    } catch {
      throw Diagnostics(Diagnostic(.yamlSyntax, "\(error)", at: Location(file: file, line: 1)))
    }
    guard nodes.count == 1, let root = nodes.first else {
      throw Diagnostics(
        Diagnostic(
          .yamlForbidden, "the file has \(nodes.count) documents; it must have one", at: Location(file: file, line: 1)))
    }
    var problems = Diagnostics()
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let value = YAMLValue(root, file, lines, &problems)
    try problems.throwErrors()
    return value
  }

  private static func syntax(_ error: YamlError, _ text: String, _ file: String) -> Diagnostic {
    switch error {
    case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      let place = Location(file: file, line: mark.line, column: mark.column)
      let about = context.map { " \($0.text)" } ?? ""
      return Diagnostic(.yamlSyntax, "\(problem)\(about)", at: place)
    case .duplicatedKeysInMapping(let duplicates, let context):
      let key = duplicates.first.map { "\($0)" } ?? ""
      return Diagnostic(
        .yamlSyntax, "the key \"\(key.prefix(60))\" stands twice in one mapping",
        at: secondPlace(of: key, behind: context.mark, text, file), help: "keep one of them")
    default:
      return Diagnostic(.yamlSyntax, "\(error)", at: Location(file: file, line: 1))
    }
  }

  /// The second line below the beginning of a mapping that begins with `key`; Yams tells only the beginning.
  private static func secondPlace(of key: String, behind mark: Mark, _ text: String, _ file: String) -> Location {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let start = String(repeating: " ", count: max(0, mark.column - 1)) + key + ":"
    let places = lines.indices.filter { mark.line - 1 <= $0 && lines[$0].hasPrefix(start) }
    let line = places.count < 2 ? mark.line : places[1] + 1
    return Location(file: file, line: max(1, line), column: max(1, mark.column))
  }

  private init(_ node: Node, _ file: String, _ lines: [Substring], _ problems: inout Diagnostics) {
    location = Self.location(node.mark, file, lines)
    switch Self.scalar(at: node.mark, lines) {
    case "&", "*":
      problems.add(
        Diagnostic(.yamlForbidden, "anchors and aliases are not allowed", at: location, help: "write the value out"))
      // What has an anchor is not entered: a few aliases of aliases make billions of values.
      content = .scalar("")
      return
    case "!":
      problems.add(Diagnostic(.yamlForbidden, "tags are not allowed", at: location, help: "remove the tag"))
    default: break
    }
    switch node {
    case .scalar(let scalar):
      content = .scalar(scalar.string)
    case .sequence(let sequence):
      content = .sequence(sequence.map { YAMLValue($0, file, lines, &problems) })
    case .mapping(let mapping):
      content = .mapping(
        mapping.map { (YAMLValue($0.key, file, lines, &problems), YAMLValue($0.value, file, lines, &problems)) })
    case .alias:
      content = .scalar("")
      problems.add(Diagnostic(.yamlForbidden, "aliases are not allowed", at: location, help: "write the value out"))
    }
  }

  /// The first scalar of a value as the file has it: a mark such as `&`, `*` or `!` stands before the value.
  ///
  /// Yams resolves aliases, and gives keys and quoted values tags of its own, so the file itself is asked.
  private static func scalar(at mark: Mark?, _ lines: [Substring]) -> Unicode.Scalar? {
    guard let mark, 1 <= mark.line, mark.line <= lines.count else { return nil }
    return lines[mark.line - 1].unicodeScalars.dropFirst(max(0, mark.column - 1)).first
  }

  /// Yams counts columns in Unicode scalars; we count bytes.
  private static func location(_ mark: Mark?, _ file: String, _ lines: [Substring]) -> Location {
    guard let mark, 1 <= mark.line, mark.line <= lines.count else { return Location(file: file, line: 1) }
    let before = lines[mark.line - 1].unicodeScalars.prefix(max(0, mark.column - 1))
    return Location(file: file, line: mark.line, column: before.reduce(1) { $0 + UTF8.width($1) })
  }
}

extension YAMLValue {
  /// A mapping without keys, for options that are left out.
  package static func emptyMapping(at location: Location) -> YAMLValue {
    YAMLValue(content: .mapping([]), location: location)
  }

  private init(content: Content, location: Location) {
    self.content = content
    self.location = location
  }
}
