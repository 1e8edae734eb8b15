import HearsayCore
import HearsayFiles
import HearsayText

/// The rules for the table of the words of numbers, units and dates.
struct QuantityRules {
  private let table: Table

  init(_ table: Table) { self.table = table }

  func check(_ problems: inout Diagnostics) {
    let words = SharedWordRules(table)
    for row in 0..<table.rowCount {
      let (role, value) = (table.string(row, 2), table.string(row, 3))
      words.check(row, roles: QuantityWords.roles, tokenCountMost: QuantityWords.tokenCountMost, &problems)
      if QuantityWords.roles.contains(role), QuantityWords.meaning(of: role, value) == nil {
        problems.add(
          Diagnostic(
            .lexiconUnknownValue, "\"\(value)\" is no value of the role \(role)", at: table.location(row, 3)))
      }
    }
  }
}

/// The rules for the table of the words that show who plays which part.
struct RoleRules {
  private let table: Table

  init(_ table: Table) { self.table = table }

  func check(_ problems: inout Diagnostics) {
    let words = SharedWordRules(table)
    for row in 0..<table.rowCount {
      let (role, place) = (table.string(row, 2), table.string(row, 3))
      words.check(row, roles: RoleWords.roles, tokenCountMost: RoleWords.tokenCountMost, &problems)
      if RoleWords.roles.contains(role), RoleWords.Place(rawValue: place).flatMap({ RoleWords.marks(role, $0) }) == nil
      {
        problems.add(
          Diagnostic(
            .lexiconUnknownValue, "\"\(place)\" is no place of the role \(role)", at: table.location(row, 3),
            help: "it must be before or after, and empty for passive and inverts"))
      }
    }
  }
}

/// The rules for tables of words of all languages, whose columns begin with `form language role`.
private struct SharedWordRules {
  private let table: Table
  private let tokenizer = Tokenizer()

  init(_ table: Table) { self.table = table }

  func check(_ row: Int, roles: [String], tokenCountMost: Int, _ problems: inout Diagnostics) {
    let (code, role) = (table.string(row, 1), table.string(row, 2))
    if LanguageCode(code).map({ $0 == .multiple || LanguageCode.supported.contains($0) }) != true {
      problems.add(
        Diagnostic(
          .lexiconUnknownValue, "\"\(code)\" is none of the languages", at: table.location(row, 1),
          help: "write a code such as en, or mul for all"))
    }
    if !roles.contains(role) {
      problems.add(
        Diagnostic(
          .lexiconUnknownValue, "the role is \"\(role)\"", at: table.location(row, 2),
          help: "it must be one of \(roles.joined(separator: ", "))"))
    }
    let count = tokenizer.forms(of: table.string(row, 0)).count
    if count == 0 || tokenCountMost < count {
      problems.add(
        Diagnostic(
          .lexiconEmptyForm, "the form has \(count) words; it must have 1 to \(tokenCountMost)",
          at: table.location(row)))
    }
  }
}
