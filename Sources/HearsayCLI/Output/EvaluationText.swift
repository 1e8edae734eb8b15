import Hearsay

/// Lays out what measuring came to: for people by question, for programs one figure a row.
struct EvaluationText {
  private let evaluation: Evaluation
  /// Tables of more classes than these are shown as lists of what is confused most.
  private static let classCountMost = 8
  private static let confusionCountMost = 20
  /// Languages of fewer posts are left to the formats for programs.
  private static let languagePostCountLeast = 20

  init(_ evaluation: Evaluation) { self.evaluation = evaluation }

  /// The figures in `format`.
  func render(_ format: ResultFormat) -> String {
    switch format {
    case .csv, .json, .jsonl: figures().render(format)
    case .table, .markdown:
      sections().map { $0.render(format) }.joined(separator: "\n") + mistakes(format) + "\n" + accounts()
    }
  }

  /// The figures as a document, without any text of the posts.
  func report(title: String) -> String {
    "# \(title)\n\n" + sections().map { $0.render(.markdown) }.joined(separator: "\n") + "\n## Posts\n\n" + accounts()
  }

  /// A heading, a line about it, and tables.
  private struct Section {
    let title: String
    let note: String
    var tables: [(caption: String, table: ResultTable)] = []

    func render(_ format: ResultFormat) -> String {
      var text = format == .markdown ? "## \(title)\n\n" : "\(title)\n"
      text += sentence(note, format)
      for (caption, table) in tables {
        text += "\n" + (caption.isEmpty ? "" : sentence(caption, format) + (format == .markdown ? "\n" : ""))
        text += table.render(format)
      }
      return text
    }

    private func sentence(_ text: String, _ format: ResultFormat) -> String {
      guard format == .markdown else { return "\(text)\n" }
      return text.prefix(1).uppercased() + text.dropFirst() + ".\n"
    }
  }

  private func sections() -> [Section] {
    evaluation.results.map { result in
      var section = Section(title: result.question.rawValue, note: result.question.explanation)
      section.tables.append(("", scopes(result)))
      guard let all = result.scopes.first else { return section }
      if let confusion = all.confusion {
        section.tables.append(("classes", Self.classes(confusion)))
        section.tables.append(
          confusion.classes.count <= Self.classCountMost
            ? ("what is right, in rows, and what was answered, in columns", Self.table(confusion))
            : ("what is confused most", Self.list(confusion)))
      }
      if let reliability = all.reliability {
        section.tables.append(("what is stated, and what is the case, in the mean", Self.bins(reliability)))
      }
      return section
    }
  }

  private func scopes(_ result: QuestionResult) -> ResultTable {
    let names = result.scopes.first?.figures.map(\.name) ?? []
    let hasError = result.scopes.contains { $0.reliability != nil }
    let main = names.first ?? "figure"
    var table = ResultTable(
      ["posts of", "posts", main, "from", "to"] + names.dropFirst() + (hasError ? ["calibration_error"] : []))
    for scope in result.scopes {
      if case .language = scope.scope, scope.postCount < Self.languagePostCountLeast { continue }
      let figure = scope[main]
      var row: [ResultCell] = [
        .text(scope.scope.words), .integer(Int64(scope.postCount)), Self.measure(figure?.value),
        Self.measure(figure?.interval?.low), Self.measure(figure?.interval?.high),
      ]
      row += names.dropFirst().map { Self.measure(scope[$0]?.value) }
      if hasError { row.append(Self.measure(scope.reliability?.expectedError)) }
      table.rows.append(row)
    }
    return table
  }

  private static func measure(_ value: Double?) -> ResultCell { value.map { .measure($0, 3) } ?? .missing }

  private static func classes(_ confusion: Confusion) -> ResultTable {
    var table = ResultTable(["class", "right", "answered", "precision", "recall", "f1"])
    for (name, counts) in zip(confusion.classes, confusion.matches) {
      table.rows.append([
        .text(name), .integer(Int64(counts.expected)), .integer(Int64(counts.found)), measure(counts.precision),
        measure(counts.recall), measure(counts.f1),
      ])
    }
    return table
  }

  private static func table(_ confusion: Confusion) -> ResultTable {
    var table = ResultTable([""] + confusion.classes)
    for row in 0..<confusion.goldClassCount {
      table.rows.append(
        [.text(confusion.classes[row])]
          + confusion.classes.indices.map { .integer(Int64(confusion.count(gold: row, answer: $0))) })
    }
    return table
  }

  private static func list(_ confusion: Confusion) -> ResultTable {
    var pairs: [(gold: Int, answer: Int, count: Int)] = []
    for gold in 0..<confusion.goldClassCount {
      for answer in confusion.classes.indices where answer != gold && 0 < confusion.count(gold: gold, answer: answer) {
        pairs.append((gold, answer, confusion.count(gold: gold, answer: answer)))
      }
    }
    pairs.sort { ($1.count, $0.gold, $0.answer) < ($0.count, $1.gold, $1.answer) }
    var table = ResultTable(["right", "answered", "posts"])
    for pair in pairs.prefix(confusionCountMost) {
      table.rows.append([
        .text(confusion.classes[pair.gold]), .text(confusion.classes[pair.answer]), .integer(Int64(pair.count)),
      ])
    }
    return table
  }

  private static func bins(_ reliability: Reliability) -> ResultTable {
    var table = ResultTable(["stated", "answers", "mean stated", "mean of what is the case"])
    for bin in reliability.bins where 0 < bin.count {
      let (low, high) = (Double(bin.range.lowerBound) / 1000, Double(bin.range.upperBound) / 1000)
      table.rows.append([
        .text("\(Figures.decimal(low, 1)) … \(Figures.decimal(high, 1))"), .integer(Int64(bin.count)),
        measure(bin.meanStated), measure(bin.meanActual),
      ])
    }
    return table
  }

  /// All figures, one a row.
  private func figures() -> ResultTable {
    var table = ResultTable(["question", "scope", "name", "class", "figure", "value", "from", "to", "posts"])
    for result in evaluation.results {
      for scope in result.scopes {
        let (kind, name) = scope.scope.parts
        func add(_ label: String?, _ figure: String, _ value: Double?, _ interval: Bootstrap.Interval? = nil) {
          table.rows.append([
            .text(result.question.rawValue), .text(kind), .optional(name), .optional(label), .text(figure),
            Self.full(value), Self.full(interval?.low), Self.full(interval?.high), .integer(Int64(scope.postCount)),
          ])
        }
        for figure in scope.figures { add(nil, figure.name, figure.value, figure.interval) }
        if let error = scope.reliability?.expectedError { add(nil, "calibration_error", error) }
        for (label, counts) in zip(scope.confusion?.classes ?? [], scope.confusion?.matches ?? []) {
          add(label, "precision", counts.precision)
          add(label, "recall", counts.recall)
          add(label, "f1", counts.f1)
        }
      }
    }
    return table
  }

  private static func full(_ value: Double?) -> ResultCell { value.map { .measure($0, 4) } ?? .missing }

  private func mistakes(_ format: ResultFormat) -> String {
    var text = ""
    var question: Question?
    for mistake in evaluation.mistakes {
      if mistake.question != question {
        text +=
          "\n"
          + (format == .markdown
            ? "## Mistakes about \(mistake.question.rawValue)\n" : "mistakes about \(mistake.question.rawValue)\n")
        question = mistake.question
      }
      let stated = mistake.stated.map { " at \(Figures.decimal(Double($0) / 1000, 2))" } ?? ""
      text += "\n\(mistake.set) \(mistake.id): \(mistake.answer)\(stated), right is \(mistake.gold)\n"
      text += "  " + DisplayWidth.cut(mistake.text, to: 400) + "\n"
      text += mistake.evidence.map { "    \(DisplayWidth.cut($0, to: 100))\n" }.joined()
    }
    return text
  }

  /// What became of the posts.
  func accounts() -> String {
    var text =
      "\(Figures.grouped(Int64(evaluation.postCount))) posts in "
      + Figures.counted(Int64(evaluation.sets.count), "set", "sets")
    if 0 < evaluation.outsideFoldCount {
      text += ", \(Figures.grouped(Int64(evaluation.outsideFoldCount))) in other folds"
    }
    if 0 < evaluation.untouchedCount { text += ", \(Figures.grouped(Int64(evaluation.untouchedCount))) without a task" }
    text += ", \(Figures.grouped(Int64(evaluation.failedCount))) failed.\n"
    if !evaluation.leftOut.isEmpty { text += "\n" }
    for (what, count) in evaluation.leftOut { text += "- left out: \(what) (\(Figures.grouped(Int64(count))))\n" }
    return text
  }
}

extension ScopeResult.Scope {
  /// The scope for people.
  var words: String {
    switch self {
    case .all: "all"
    case .meanOfSets: "mean of sets"
    case .set(let name): name
    case .language(let code): "language \(code)"
    }
  }

  /// The scope for programs: its kind, and its name where it has one.
  var parts: (kind: String, name: String?) {
    switch self {
    case .all: ("all", nil)
    case .meanOfSets: ("mean", nil)
    case .set(let name): ("set", name)
    case .language(let code): ("language", code)
    }
  }
}
