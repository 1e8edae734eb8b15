import HearsayCore
import HearsayFiles

/// The rules that every table of a lexicon keeps: form of cells, order, sources, status.
struct TableRules {
  private let table: Table
  private let sources: [String]

  init(_ table: Table, sources: [String]) {
    self.table = table
    self.sources = sources
  }

  func check(_ problems: inout Diagnostics) {
    // Most tables have nothing odd in any cell, and most cells are those of the row before: both are quick to see.
    let isPlain = table.isPlain
    var lastSource: Int?
    for row in 0..<table.rowCount {
      if !isPlain { checkCells(row, &problems) }
      if lastSource.map({ isSource(row, thatOf: $0) }) != true {
        lastSource = checkSource(row, &problems) ? row : nil
      }
      if 0 < row { checkOrder(row, &problems) }
    }
  }

  private func checkCells(_ row: Int, _ problems: inout Diagnostics) {
    for column in 0..<table.columns.count {
      let cell = table.bytes(row, column)
      guard let first = cell.first, let last = cell.last else { continue }
      if first == 0x20 || last == 0x20 {
        problems.add(Diagnostic(.tableForm, "a cell begins or ends with a blank", at: table.location(row, column)))
      }
      if cell.contains(0x22) {
        problems.add(
          Diagnostic(
            .tableForm, "a cell contains a double quote", at: table.location(row, column), help: "write “ and ”"))
      }
      if cell.contains(where: { $0 < 0x20 || $0 == 0x7F }) {
        problems.add(Diagnostic(.tableForm, "a cell contains a control character", at: table.location(row, column)))
      }
      if cell.contains(where: { 0x80 <= $0 }), String(validating: cell, as: UTF8.self) == nil {
        problems.add(Diagnostic(.fileEncoding, "a cell is not UTF-8", at: table.location(row, column)))
      }
    }
  }

  private func isSource(_ row: Int, thatOf known: Int) -> Bool {
    let columnCount = table.columns.count
    return table.equals(row, columnCount - 2, cellOfRow: known) && table.equals(row, columnCount - 1, cellOfRow: known)
  }

  /// Whether source and status are known.
  private func checkSource(_ row: Int, _ problems: inout Diagnostics) -> Bool {
    let columnCount = table.columns.count
    var isFine = true
    let source = table.string(row, columnCount - 2)
    if !source.split(separator: " ").allSatisfy({ sources.contains(String($0)) }) || source.isEmpty {
      isFine = false
      problems.add(
        Diagnostic(
          .lexiconUnknownSource, "the source \"\(source)\" is not declared", at: table.location(row, columnCount - 2),
          help: "about.yaml declares \(sources.joined(separator: ", "))"))
    }
    let status = table.string(row, columnCount - 1)
    if EntryStatus(rawValue: status) == nil {
      isFine = false
      problems.add(
        Diagnostic(
          .lexiconUnknownValue, "the status is \"\(status)\"", at: table.location(row, columnCount - 1),
          help: "it must be one of \(EntryStatus.allCases.map(\.rawValue).joined(separator: ", "))"))
    }
    return isFine
  }

  /// Rows are sorted by their cells in code point order, which is the order of their bytes.
  private func checkOrder(_ row: Int, _ problems: inout Diagnostics) {
    for column in 0..<table.columns.count {
      let order = table.order(row, column, cellOfRow: row - 1)
      if order == 0 { continue }
      if order < 0 {
        problems.add(
          Diagnostic(
            .tableOrder, "\"\(table.string(row, 0))\" stands behind \"\(table.string(row - 1, 0))\"",
            at: table.location(row, column), help: "run \"hearsay lexicon format\""))
      }
      return
    }
    problems.add(
      Diagnostic(
        .lexiconDuplicateEntry, "\"\(table.string(row, 0))\" is listed twice", at: table.location(row),
        notes: [Diagnostic.Note("first listed here", at: table.location(row - 1))], help: "keep one line"))
  }
}
