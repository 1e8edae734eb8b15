import HearsayCore
import HearsayFiles

/// The rules for the tables of entities.
struct EntityRules {
  private let folder: LexiconFolder
  private let allRules: Set<String>

  init(_ folder: LexiconFolder, allRules: Set<String>) {
    self.folder = folder
    self.allRules = allRules
  }

  func check(_ problems: inout Diagnostics) {
    let entities = folder.tables[0]
    let ids = Set((0..<entities.rowCount).map { entities.string($0, 0) })
    checkEntities(entities, ids, &problems)
    checkAliases(folder.tables[1], ids, &problems)
    let context = folder.tables[2]
    for row in 0..<context.rowCount where Gazetteer.ContextPlace(rawValue: context.string(row, 2)) == nil {
      problems.add(
        Diagnostic(
          .lexiconUnknownValue, "the place is \"\(context.string(row, 2))\"", at: context.location(row, 2),
          help: "it must be one of \(Gazetteer.ContextPlace.allCases.map(\.rawValue).joined(separator: ", "))"))
    }
  }

  private func checkEntities(_ table: Table, _ ids: Set<String>, _ problems: inout Diagnostics) {
    for row in 0..<table.rowCount {
      if EntityKind(rawValue: table.string(row, 1)) == nil {
        problems.add(
          Diagnostic(
            .lexiconUnknownValue, "the kind is \"\(table.string(row, 1))\"", at: table.location(row, 1),
            help: "it must be one of \(EntityKind.allCases.map(\.rawValue).joined(separator: ", "))"))
      }
      let id = table.string(row, 0)
      if !id.utf8.allSatisfy({ (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }) {
        problems.add(Diagnostic(.tableForm, "the id \"\(id)\" is not lower-case kebab-case", at: table.location(row)))
      }
      if 0 < row, table.bytes(row, 0).elementsEqual(table.bytes(row - 1, 0)) {
        problems.add(Diagnostic(.lexiconDuplicateEntry, "\"\(id)\" is listed twice", at: table.location(row)))
      }
      for (column, references) in [
        (5, [table.string(row, 5)]), (6, table.string(row, 6).split(separator: " ").map(String.init)),
      ] {
        for reference in references where !reference.isEmpty && !ids.contains(reference) {
          problems.add(
            Diagnostic(.lexiconUnknownReference, "there is no entity \"\(reference)\"", at: table.location(row, column))
          )
        }
      }
    }
  }

  private func checkAliases(_ table: Table, _ ids: Set<String>, _ problems: inout Diagnostics) {
    for row in 0..<table.rowCount {
      let id = table.string(row, 1)
      if !ids.contains(id) {
        let near = Suggestion.nearest(to: id, in: ids.sorted())
        problems.add(
          Diagnostic(
            .lexiconUnknownReference, "there is no entity \"\(id)\"", at: table.location(row, 1),
            help: near.map { "did you mean \"\($0)\"?" } ?? "add it to entities.tsv"))
      }
      if Gazetteer.EvidenceRule(rawValue: table.string(row, 2)) == nil {
        problems.add(
          Diagnostic(
            .lexiconUnknownValue, "the evidence is \"\(table.string(row, 2))\"", at: table.location(row, 2),
            help: "it must be one of \(Gazetteer.EvidenceRule.allCases.map(\.rawValue).joined(separator: ", "))"))
      }
      for code in table.string(row, 3).split(separator: " ")
      where !LanguageCode.supported.contains(where: { $0.description == code }) {
        problems.add(
          Diagnostic(
            .lexiconUnknownValue, "\"\(code)\" is none of the languages", at: table.location(row, 3),
            help: "write codes such as en, separated by blanks"))
      }
      for rule in table.string(row, 4).split(separator: " ") where !allRules.contains(String(rule)) {
        problems.add(
          Diagnostic(
            .lexiconUnknownReference, "there is no inflection rule \"\(rule)\"", at: table.location(row, 4),
            help: "write rules with their language, such as ru/noun, separated by blanks"))
      }
      if table.bytes(row, 0).allSatisfy({ $0 <= 0x20 }) {
        problems.add(Diagnostic(.lexiconEmptyForm, "the alias has no words", at: table.location(row)))
      }
      // A name may be that of several entities.
      if 0 < row, (0...1).allSatisfy({ table.bytes(row, $0).elementsEqual(table.bytes(row - 1, $0)) }) {
        problems.add(
          Diagnostic(.lexiconDuplicateEntry, "\"\(table.string(row, 0))\" is listed twice", at: table.location(row)))
      }
    }
  }
}

/// The rules for the tables of frames.
struct FrameRules {
  private let folder: LexiconFolder

  init(_ folder: LexiconFolder) { self.folder = folder }

  func check(_ problems: inout Diagnostics) {
    let concepts = folder.tables[1]
    let ids = Set((0..<concepts.rowCount).map { concepts.string($0, 0) })
    checkParameters(&problems)
    let topics = Topic.allCases.map(\.rawValue)
    for row in 0..<concepts.rowCount {
      checkWord(concepts, row, 1, topics, &problems)
      concepts.checkRange(row, 2, 0...100, &problems)
    }
    let frames = folder.tables[0]
    for row in 0..<frames.rowCount {
      for group in frames.string(row, 1).split(separator: " ") {
        for concept in group.split(separator: "|") where !ids.contains(String(concept)) {
          problems.add(
            Diagnostic(.lexiconUnknownReference, "there is no concept \"\(concept)\"", at: frames.location(row, 1)))
        }
      }
      checkWord(frames, row, 2, topics, &problems)
      checkWord(frames, row, 3, ClaimKind.allCases.map(\.rawValue), &problems)
      for (column, range) in [(4, -3...3), (5, 0...100), (6, 0...100), (7, 0...100)] {
        frames.checkRange(row, column, range, &problems)
      }
      if FrameRoles(frames.string(row, 8)) == nil {
        problems.add(
          Diagnostic(
            .lexiconUnknownValue, "roles is \"\(frames.string(row, 8))\"", at: frames.location(row, 8),
            help: "it must be empty, or some of \(FrameRoles.names.joined(separator: ", ")); "
              + "those from who on may have −3 … 3 behind them, as in whom:-2; pair beside them asks for two names"))
      }
    }
    QuantityRules(folder.tables[2]).check(&problems)
    RoleRules(folder.tables[3]).check(&problems)
  }

  private func checkParameters(_ problems: inout Diagnostics) {
    ParameterRules(folder.about, ClaimParameters.ranges).check(&problems)
  }

  private func checkWord(_ table: Table, _ row: Int, _ column: Int, _ words: [String], _ problems: inout Diagnostics) {
    if words.contains(table.string(row, column)) { return }
    problems.add(
      Diagnostic(
        .lexiconUnknownValue, "\(table.columns[column]) is \"\(table.string(row, column))\"",
        at: table.location(row, column), help: "it must be one of \(words.joined(separator: ", "))"))
  }
}
