import HearsayCore
import HearsayFiles

/// Finds everything that is wrong with the contents of lexicons: values, references, order, counts.
package struct LexiconCheck: Sendable {
  private let folders: [LexiconFolder]
  private let rules: [LanguageCode: Set<String>]
  private let concepts: Set<String>

  /// A check of folders that belong together, as entries of one refer to those of another.
  package init(_ folders: [LexiconFolder]) {
    self.folders = folders
    var rules: [LanguageCode: Set<String>] = [:]
    var concepts: Set<String> = []
    for folder in folders {
      if folder.about.kind == .inflections {
        let table = folder.entries
        rules[folder.about.language, default: []].formUnion((0..<table.rowCount).map { table.string($0, 0) })
      }
      if folder.about.kind == .frames {
        concepts.formUnion((0..<folder.tables[1].rowCount).map { folder.tables[1].string($0, 0) })
      }
    }
    self.rules = rules
    self.concepts = concepts
  }

  /// Everything that keeps the lexicons from being used.
  package func errors() -> Diagnostics {
    let found = Parallel.map(folders.count) { index in
      var problems = Diagnostics()
      check(folders[index], &problems)
      return problems
    }
    return found.reduce(into: Diagnostics()) { $0.add($1) }
  }

  /// What is wrong with one folder, by its name.
  package func errors(in name: String) -> Diagnostics {
    var problems = Diagnostics()
    for folder in folders where folder.name == name { check(folder, &problems) }
    return problems
  }

  private func check(_ folder: LexiconFolder, _ problems: inout Diagnostics) {
    for table in folder.tables {
      let rows = TableRules(table, sources: folder.about.sources)
      rows.check(&problems)
    }
    checkCount(folder, &problems)
    let values = ValueRules(
      table: folder.about.kind.hasEntries ? folder.entries : nil, rules: rules[folder.about.language] ?? [],
      allRules: Set(rules.flatMap { language, rules in rules.map { "\(language)/\($0)" } }), concepts: concepts)
    switch folder.about.kind {
    case .sentiment: values.sentiment(scaleMost: folder.about.scaleMost, &problems)
    case .modifiers: values.modifiers(folder.about, &problems)
    case .claims: values.claims(folder.about, &problems)
    case .fud: values.fud(&problems)
    case .weights: values.weights(folder.about, &problems)
    case .inflections, .profiles: break
    case .entities: EntityRules(folder, allRules: values.allRules).check(&problems)
    case .frames: FrameRules(folder).check(&problems)
    }
  }

  private func checkCount(_ folder: LexiconFolder, _ problems: inout Diagnostics) {
    guard let range = folder.about.entryCount, folder.about.kind.hasEntries,
      !range.contains(folder.entries.rowCount)
    else { return }
    problems.add(
      Diagnostic(
        .lexiconEntryCount,
        "there are \(folder.entries.rowCount) entries; about.yaml declares \(range.lowerBound) to \(range.upperBound)",
        at: Location(file: folder.about.file, line: 1),
        help: "if the change is meant, change the declared numbers with it"))
  }
}
