import ArgumentParser
import Hearsay

/// How results are written.
enum ResultFormat: String, CaseIterable, ExpressibleByArgument {
  case table, csv, json, jsonl, markdown

  /// Whether it is for reading, and not for programs.
  var isForPeople: Bool { self == .table || self == .markdown }
}

/// A value in a result.
enum ResultCell {
  case text(String)
  case integer(Int64)
  /// A number with the given count of decimals.
  case decimal(Double, Int)
  /// A number that has no sign, with the given count of decimals.
  case measure(Double, Int)
  /// A share, 0 … 1.
  case share(Double)
  /// A list of words.
  case list([String])
  /// Not known, which is not zero.
  case missing

  /// A number, or nothing where there is none.
  static func optional(_ value: Double?, _ decimals: Int) -> ResultCell {
    value.map { .decimal($0, decimals) } ?? .missing
  }
  /// A text, or nothing where there is none.
  static func optional(_ value: String?) -> ResultCell { value.map { .text($0) } ?? .missing }
}

/// Rows of results under named columns, which can be written in any of the formats.
struct ResultTable {
  /// The names of the columns: lower case, for programs.
  let columns: [String]
  /// The rows.
  var rows: [[ResultCell]] = []
  /// What is said under a table for people, such as what the figures cover.
  var footnotes: [String] = []
  /// The columns that a narrow terminal can do without, the least worth first; of others the last goes first.
  var dispensable: [String] = []

  init(_ columns: [String]) { self.columns = columns }

  /// The table in `format`.
  func render(_ format: ResultFormat) -> String {
    switch format {
    case .table:
      TableText(fitted(to: Terminal.ownWidth), width: Terminal.ownWidth, hasColour: Terminal.hasColour).render()
    case .csv: csv()
    case .json: json(lines: false)
    case .jsonl: json(lines: true)
    case .markdown: markdown()
    }
  }

  /// The table with the columns of these names only, in their order in the table.
  func keeping(_ names: Set<String>) -> ResultTable {
    let kept = columns.indices.filter { names.contains(columns[$0]) }
    var table = ResultTable(kept.map { columns[$0] })
    table.rows = rows.map { row in kept.map { row[$0] } }
    table.footnotes = footnotes
    table.dispensable = dispensable
    return table
  }

  /// The table without so many columns that the rest fits into `width`, and with a word about them; all of it where
  /// nobody says how wide it may be, as programs and pagers take lines of any length.
  private func fitted(to width: Int?) -> ResultTable {
    guard let width, !rows.isEmpty, width < TableText.leastWidth(of: self) else { return self }
    var table = self
    var dropped: Set<String> = []
    while 2 < table.columns.count, width < TableText.leastWidth(of: table) {
      let next = dispensable.first { table.columns.contains($0) } ?? table.columns[table.columns.count - 1]
      dropped.insert(next)
      table = keeping(Set(columns).subtracting(dropped))
    }
    // A footnote explains a column, or several, which it names first.
    table.footnotes.removeAll { note in
      let subject = note.prefix { $0 != ":" }
      return subject.count < note.count && dropped.contains(String(subject))
    }
    let names = columns.filter(dropped.contains).joined(separator: ", ")
    table.footnotes.append("not shown in \(width) columns: \(names); a wider terminal or --format csv has them")
    return table
  }

  /// RFC 4180, with line feeds.
  private func csv() -> String {
    func quoted(_ text: String) -> String {
      guard text.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return text }
      return "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }
    let lines = [columns] + rows.map { $0.map { $0.plain(list: ";") } }
    return lines.map { $0.map(quoted).joined(separator: ",") + "\n" }.joined()
  }

  private func markdown() -> String {
    func escaped(_ text: String) -> String {
      text.map { $0 == "|" ? "\\|" : $0.isNewline ? " " : String($0) }.joined()
    }
    var text = "| " + columns.joined(separator: " | ") + " |\n"
    text += "|" + columns.indices.map { isNumeric($0) ? " ---: |" : " --- |" }.joined() + "\n"
    for row in rows { text += "| " + row.map { escaped($0.plain(list: ", ")) }.joined(separator: " | ") + " |\n" }
    return text
  }

  private func json(lines: Bool) -> String {
    ResultJSON().text(self, lines: lines)
  }

  /// Whether all values of a column are numbers.
  func isNumeric(_ column: Int) -> Bool {
    rows.allSatisfy { row in
      switch row[column] {
      case .integer, .decimal, .measure, .share, .missing: true
      case .text, .list: false
      }
    }
  }
}

extension ResultCell {
  /// The value for programs: full figures, nothing where it is missing.
  func plain(list separator: String) -> String {
    switch self {
    case .text(let text): text
    case .integer(let value): String(value)
    case .decimal(let value, let decimals), .measure(let value, let decimals): Figures.decimal(value, decimals)
    case .share(let value): Figures.decimal(value, 3)
    case .list(let words): words.joined(separator: separator)
    case .missing: ""
    }
  }

  /// The value for people.
  var shown: String {
    switch self {
    case .integer(let value): Figures.grouped(value)
    case .decimal(let value, let decimals): Figures.signed(value, decimals)
    case .share(let value): Figures.percent(value)
    case .missing: "–"
    case .measure, .text, .list: plain(list: ", ")
    }
  }
}

/// Writes figures the same way everywhere, whatever the locale.
enum Figures {
  /// How many of something there are: "1 person", "2 people".
  static func counted(_ count: Int64, _ one: String, _ many: String) -> String {
    "\(grouped(count)) \(count == 1 ? one : many)"
  }

  /// With the given number of decimals.
  static func decimal(_ value: Double, _ decimals: Int) -> String {
    var unit = 1
    for _ in 0..<decimals { unit *= 10 }
    let scaled = Int64((abs(value) * Double(unit)).rounded())
    let whole = String(scaled / Int64(unit))
    let sign = value < 0 && scaled != 0 ? "-" : ""
    guard 0 < decimals else { return sign + whole }
    let rest = String(scaled % Int64(unit))
    return sign + whole + "." + String(repeating: "0", count: decimals - rest.count) + rest
  }

  /// With a sign, as scores have two sides.
  static func signed(_ value: Double, _ decimals: Int) -> String {
    let text = decimal(value, decimals)
    return text.hasPrefix("-") ? "−" + text.dropFirst() : "+" + text
  }

  /// `37 %`; `<1 %` for what is there but small.
  static func percent(_ share: Double) -> String {
    if share == 0 { return "0 %" }
    return share < 0.005 ? "<1 %" : decimal(share * 100, 0) + " %"
  }

  /// With thin groups of three digits: `12 480`.
  static func grouped(_ value: Int64) -> String {
    let digits = Array(String(abs(value)))
    var text = value < 0 ? "−" : ""
    for (index, digit) in digits.enumerated() {
      if index != 0 && (digits.count - index) % 3 == 0 { text += " " }
      text.append(digit)
    }
    return text
  }
}
