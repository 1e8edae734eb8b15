import HearsayCore
import HearsayFiles

/// The rules for the cells of word lexicons.
struct ValueRules {
  let table: Table?
  /// The inflection rules of the lexicon's language.
  let rules: Set<String>
  /// The inflection rules of all languages, each as `ru/noun`.
  let allRules: Set<String>
  let concepts: Set<String>

  func sentiment(scaleMost: Int, _ problems: inout Diagnostics) {
    eachForm(isKey: true, &problems) { table, row, problems in
      checkRange(table, row, 1, -scaleMost...scaleMost, &problems)
      checkInflection(table, row, 2, &problems)
    }
  }

  func modifiers(_ about: LexiconAbout, _ problems: inout Diagnostics) {
    ParameterRules(about, SentimentParameters.ranges, optional: SentimentParameters.optional).check(&problems)
    let effects = CellWords(ModifierEffect.allCases.map(\.rawValue) + ["none"])
    let directions = CellWords(ModifierMeaning.Direction.allCases.map(\.rawValue))
    eachForm(isKey: true, &problems) { table, row, problems in
      checkWord(table, row, 1, effects, &problems)
      if !table.equals(row, 1, "none") { checkRange(table, row, 2, -100...400, &problems) }
      checkRange(table, row, 3, 0...20, &problems)
      checkWord(table, row, 4, directions, &problems)
      if table.equals(row, 1, "none"), table.string(row, 0).contains(" … ") {
        problems.add(
          Diagnostic(
            .lexiconNoEffect, "\"\(table.string(row, 0))\" hides nothing: only forms without a gap hide modifiers",
            at: table.location(row), help: "list the phrases that are meant, without a gap"))
      }
    }
  }

  func claims(_ about: LexiconAbout, _ problems: inout Diagnostics) {
    ParameterRules(about, [("commaBeforeClause", 0...1)], optional: [("verbFinal", 0...1), ("commaJoins", 0...1)])
      .check(&problems)
    let roles = CellWords(ClaimRole.allCases.map(\.rawValue))
    let speeches = CellWords(SpeechKind.allCases.map(\.rawValue))
    let (places, nothing) = (CellWords(["before", "after"]), CellWords([""]))
    let citing = CellWords(["before", "after", "name"])
    let hidden = CellWords([""] + ClaimRole.allCases.map(\.rawValue))
    eachForm(isKey: false, &problems) { table, row, problems in
      checkWord(table, row, 1, roles, &problems)
      checkInflection(table, row, 3, &problems)
      switch ClaimRole(rawValue: table.string(row, 1)) {
      case .concept:
        if !concepts.contains(table.string(row, 2)) {
          let near = Suggestion.nearest(to: table.string(row, 2), in: concepts.sorted())
          problems.add(
            Diagnostic(
              .lexiconUnknownReference, "there is no concept \"\(table.string(row, 2))\"", at: table.location(row, 2),
              help: near.map { "did you mean \"\($0)\"?" } ?? "add it to frames/concepts.tsv"))
        }
      case .speech: checkWord(table, row, 2, speeches, &problems)
      case .according: checkWord(table, row, 2, citing, &problems)
      case .than, .example: checkWord(table, row, 2, places, &problems)
      case .event, .state, .prediction, .evaluation, .proposal: checkRange(table, row, 2, 1...3, &problems)
      case .speaker, .opinion, .hedge, .deny, .reject, .condition, .ask, .subordinator, .connector, .anaphor, .silent,
        .topic, .subject:
        checkWord(table, row, 2, nothing, &problems)
      case .hiding: checkWord(table, row, 2, hidden, &problems)
      case nil: break
      }
    }
  }

  func fud(_ problems: inout Diagnostics) {
    let components = CellWords(FUDComponent.allCases.map(\.rawValue))
    eachForm(isKey: true, &problems) { table, row, problems in
      checkWord(table, row, 1, components, &problems)
      checkRange(table, row, 2, 1...100, &problems)
      checkInflection(table, row, 3, &problems)
    }
  }

  func weights(_ about: LexiconAbout, _ problems: inout Diagnostics) {
    ParameterRules(about, LearnedWeights.ranges).check(&problems)
    if about.task == nil {
      problems.add(
        Diagnostic(
          .yamlMissingKey, "the key \"task\" is missing", at: Location(file: about.file, line: 1),
          help: "it must be one of \(LearnedTask.allCases.map(\.rawValue).joined(separator: ", "))"))
    }
    let units = CellWords(LearnedUnit.allCases.map(\.rawValue))
    let traits = CellWords((about.task ?? .sentiment).traits)
    eachForm(isKey: false, &problems) { table, row, problems in
      checkWord(table, row, 1, units, &problems)
      checkRange(table, row, 2, -LearnedWeights.weightMost...LearnedWeights.weightMost, &problems)
      checkRange(table, row, 3, -LearnedWeights.weightMost...LearnedWeights.weightMost, &problems)
      if table.equals(row, 1, "trait") {
        checkWord(table, row, 0, traits, &problems)
      } else {
        // What stands in fewer posts may identify a person.
        checkRange(table, row, 4, LearnedWeights.postsLeast...1_000_000_000, &problems)
      }
    }
  }

  private func eachForm(
    isKey: Bool, _ problems: inout Diagnostics, _ body: (Table, Int, inout Diagnostics) -> Void
  ) {
    guard let table else { return }
    for row in 0..<table.rowCount {
      if table.withCell(row, 0, { $0.allSatisfy { $0 <= 0x20 } }) {
        problems.add(
          Diagnostic(.lexiconEmptyForm, "the form \"\(table.string(row, 0))\" has no words", at: table.location(row)))
      }
      if isKey, 0 < row, table.equals(row, 0, cellOfRow: row - 1) {
        problems.add(
          Diagnostic(
            .lexiconDuplicateEntry, "\"\(table.string(row, 0))\" is listed twice", at: table.location(row),
            notes: [Diagnostic.Note("first listed here", at: table.location(row - 1))],
            help: "keep one line; a different meaning needs a longer form"))
      }
      body(table, row, &problems)
    }
  }

  private func checkRange(
    _ table: Table, _ row: Int, _ column: Int, _ range: ClosedRange<Int>, _ problems: inout Diagnostics
  ) {
    table.checkRange(row, column, range, of: "a whole number from ", &problems)
  }

  private func checkWord(_ table: Table, _ row: Int, _ column: Int, _ words: CellWords, _ problems: inout Diagnostics) {
    if words.contain(row, column, of: table) { return }
    let choice = words.all == [""] ? "it must be empty" : "it must be one of \(words.all.joined(separator: ", "))"
    problems.add(
      Diagnostic(
        .lexiconUnknownValue, "\(table.columns[column]) is \"\(table.string(row, column))\"",
        at: table.location(row, column), help: choice))
  }

  private func checkInflection(_ table: Table, _ row: Int, _ column: Int, _ problems: inout Diagnostics) {
    let rule = table.string(row, column)
    if rule.isEmpty || rules.contains(rule) { return }
    let near = Suggestion.nearest(to: rule, in: rules.sorted())
    problems.add(
      Diagnostic(
        .lexiconUnknownReference, "there is no inflection rule \"\(rule)\"", at: table.location(row, column),
        help: near.map { "did you mean \"\($0)\"?" } ?? "the rules are: \(rules.sorted().joined(separator: ", "))"))
  }
}

extension Table {
  /// Adds a problem where a cell is no whole number of `range`; `sort` says in the message what it must be.
  func checkRange(
    _ row: Int, _ column: Int, _ range: ClosedRange<Int>, of sort: String = "", _ problems: inout Diagnostics
  ) {
    if let value = integer(row, column), range.contains(value) { return }
    problems.add(
      Diagnostic(
        .lexiconOutOfRange,
        "\(columns[column]) is \"\(string(row, column))\"; it must be \(sort)\(range.lowerBound) to \(range.upperBound)",
        at: location(row, column)))
  }
}

/// The words that a cell may be, compared without making strings of cells.
private struct CellWords {
  let all: [String]
  private let bytes: [[UInt8]]

  init(_ all: [String]) {
    self.all = all
    bytes = all.map { Array($0.utf8) }
  }

  func contain(_ row: Int, _ column: Int, of table: Table) -> Bool {
    bytes.contains { word in word.withUnsafeBufferPointer { table.equals(row, column, $0) } }
  }
}

/// The rules for the parameters of a lexicon: all of them, within their ranges.
struct ParameterRules {
  private let about: LexiconAbout
  private let ranges: [(name: String, range: ClosedRange<Int>)]
  private let optional: [(name: String, range: ClosedRange<Int>)]

  /// Those in `ranges` are required, those in `optional` may be absent.
  init(
    _ about: LexiconAbout, _ ranges: [(name: String, range: ClosedRange<Int>)],
    optional: [(name: String, range: ClosedRange<Int>)] = []
  ) {
    self.about = about
    self.ranges = ranges
    self.optional = optional
  }

  func check(_ problems: inout Diagnostics) {
    let place = Location(file: about.file, line: 1)
    let known = ranges + optional
    for (name, range) in known {
      guard let value = about.parameters[name] else {
        if optional.contains(where: { $0.name == name }) { continue }
        problems.add(Diagnostic(.yamlMissingKey, "the parameter \"\(name)\" is missing", at: place))
        continue
      }
      if range.contains(value) { continue }
      problems.add(
        Diagnostic(
          .lexiconOutOfRange,
          "the parameter \"\(name)\" is \(value); it must be \(range.lowerBound) to \(range.upperBound)", at: place))
    }
    for name in about.parameters.keys.sorted() where !known.contains(where: { $0.name == name }) {
      let near = Suggestion.nearest(to: name, in: known.map(\.name))
      problems.add(
        Diagnostic(
          .yamlUnknownKey, "there is no parameter \"\(name)\"", at: place, help: near.map { "did you mean \"\($0)\"?" })
      )
    }
  }
}
