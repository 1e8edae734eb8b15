import HearsayCore
import HearsayFiles
import HearsayText

/// The rules for the table of the words of numbers, units and dates.
struct QuantityRules {
  private let table: Table

  init(_ table: Table) { self.table = table }

  func check(_ problems: inout Diagnostics) {
    let tokenizer = Tokenizer()
    for row in 0..<table.rowCount {
      let (code, role, value) = (table.string(row, 1), table.string(row, 2), table.string(row, 3))
      if LanguageCode(code).map({ $0 == .multiple || LanguageCode.supported.contains($0) }) != true {
        problems.add(
          Diagnostic(
            .lexiconUnknownValue, "\"\(code)\" is none of the languages", at: table.location(row, 1),
            help: "write a code such as en, or mul for all"))
      }
      if !QuantityWords.roles.contains(role) {
        problems.add(
          Diagnostic(
            .lexiconUnknownValue, "the role is \"\(role)\"", at: table.location(row, 2),
            help: "it must be one of \(QuantityWords.roles.joined(separator: ", "))"))
      } else if QuantityWords.meaning(of: role, value) == nil {
        problems.add(
          Diagnostic(
            .lexiconUnknownValue, "\"\(value)\" is no value of the role \(role)", at: table.location(row, 3)))
      }
      let count = tokenizer.forms(of: table.string(row, 0)).count
      if count == 0 || QuantityWords.tokenCountMost < count {
        problems.add(
          Diagnostic(
            .lexiconEmptyForm, "the form has \(count) words; it must have 1 to \(QuantityWords.tokenCountMost)",
            at: table.location(row)))
      }
    }
  }
}
