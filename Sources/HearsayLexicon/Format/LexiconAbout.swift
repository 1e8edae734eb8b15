import HearsayCore
import HearsayFiles

/// What `about.yaml` says of a lexicon.
package struct LexiconAbout: Sendable {
  /// What sort of knowledge it holds.
  package let kind: LexiconKind
  /// Its language; `mul` for all.
  package let language: LanguageCode
  /// The keys of its sources.
  package let sources: [String]
  /// How many entries it may have.
  package let entryCount: ClosedRange<Int>?
  /// The highest score of the scale, where scores have one.
  package let scaleMost: Int
  /// Numbers that steer rules, by name.
  package let parameters: [String: Int]
  /// What its weights decide; nil for other kinds.
  package let task: LearnedTask?
  /// The file.
  package let file: String

  /// Reads `about.yaml`.
  package init(_ bytes: [UInt8], file: String) throws(Diagnostics) {
    var reader = YAMLReader(try YAMLValue.parse(bytes, file: file))
    _ = reader.integer("format", in: 1...1)
    let kind = reader.word("kind", of: LexiconKind.allCases.map(\.rawValue)).flatMap(LexiconKind.init)
    let code = reader.text("language") ?? ""
    let language = LanguageCode(code)
    if language == nil {
      reader.problems.add(
        Diagnostic(
          .yamlWrongValue, "\"language\" is \"\(code)\"; it must be an ISO 639 code or mul",
          at: reader.location(of: "language")))
    }
    let task = reader.value("task").flatMap { _ in
      reader.word("task", of: LearnedTask.allCases.map(\.rawValue)).flatMap(LearnedTask.init)
    }
    _ = reader.text("licence")
    _ = reader.texts("owners")
    let sources = Self.sources(&reader)
    let counts = Self.range("entries", &reader)
    let scale = Self.range("scale", &reader)
    let parameters = Self.parameters(&reader)
    _ = reader.value("exceptions")
    try reader.finish()
    guard let kind, let language else { throw Diagnostics() }
    self.kind = kind
    self.language = language
    self.sources = sources
    entryCount = counts
    scaleMost = scale?.upperBound ?? 5
    self.parameters = parameters
    self.task = task
    self.file = file
  }

  private static func sources(_ reader: inout YAMLReader) -> [String] {
    guard let value = reader.required("sources") else { return [] }
    var sources = YAMLReader(value)
    for name in sources.keys {
      guard let source = sources.value(name) else { continue }
      var fields = YAMLReader(source)
      _ = fields.text("title")
      _ = fields.text("date")
      for optional in ["licence", "command", "url", "note", "counts"] { _ = fields.value(optional) }
      reader.problems.collect(&fields)
    }
    reader.problems.add(sources.problems)
    return sources.keys
  }

  private static func range(_ key: String, _ reader: inout YAMLReader) -> ClosedRange<Int>? {
    guard let value = reader.value(key) else { return nil }
    var fields = YAMLReader(value)
    let least = fields.integer("least", in: -1_000_000...1_000_000)
    let most = fields.integer("most", in: -1_000_000...1_000_000)
    reader.problems.collect(&fields)
    guard let least, let most, least <= most else { return nil }
    return least...most
  }

  private static func parameters(_ reader: inout YAMLReader) -> [String: Int] {
    guard let value = reader.value("parameters") else { return [:] }
    var fields = YAMLReader(value)
    var parameters: [String: Int] = [:]
    for name in fields.keys {
      parameters[name] = fields.integer(name, in: -100_000...100_000)
    }
    reader.problems.collect(&fields)
    return parameters
  }
}

extension Diagnostics {
  /// Adds what `reader` finds wrong when it is finished.
  mutating func collect(_ reader: inout YAMLReader) {
    do throws(Diagnostics) { try reader.finish() } catch { add(error) }
  }
}
