import Hearsay

/// Writes a table as JSON: an array of objects, or an object a line.
struct ResultJSON {
  func text(_ table: ResultTable, lines: Bool) -> String {
    let objects = table.rows.map { row in
      "{" + zip(table.columns, row).map { "\(JSONText.string($0)): \(value($1))" }.joined(separator: ", ") + "}"
    }
    if lines { return objects.map { $0 + "\n" }.joined() }
    return objects.isEmpty ? "[]\n" : "[\n  " + objects.joined(separator: ",\n  ") + "\n]\n"
  }

  private func value(_ cell: ResultCell) -> String {
    switch cell {
    case .text(let text): JSONText.string(text)
    case .list(let words): "[" + words.map(JSONText.string).joined(separator: ", ") + "]"
    case .missing: "null"
    case .integer, .decimal, .measure, .share: cell.plain(list: "")
    }
  }
}
