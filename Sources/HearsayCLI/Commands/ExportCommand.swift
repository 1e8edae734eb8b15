import ArgumentParser
import Hearsay

/// The command `hearsay export`.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Writes signals, claims or opinions for other tools, and what Datasette is to know.",
    discussion: """
      Rows go to standard output as CSV or JSON lines; missing values are empty, or null. --dictionary says what the \
      columns mean. docs/exports.md shows how DuckDB turns them into Parquet, and what pandas makes of them.

        hearsay export signals --format csv > signals.csv
        hearsay export --datasette > metadata.json
        datasette my.sqlite --metadata metadata.json
      """)

  /// The forms of rows.
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case csv, jsonl
  }

  @Option(help: "The database.")
  var db: String = "hearsay.sqlite"
  @Option(help: "The number of the edition; the latest by default.")
  var edition: Int64?
  @Option(help: "How to write the rows: csv or jsonl.")
  var format: Format = .csv
  @Flag(help: "Write what the columns of all tables mean instead, as Markdown.")
  var dictionary = false
  @Flag(help: "Write the metadata of the database for Datasette instead, as JSON.")
  var datasette = false
  @Argument(help: "What to write.")
  var table: ExportTable?

  mutating func validate() throws {
    if [table != nil, dictionary, datasette].count(where: { $0 }) != 1 {
      throw ValidationError("name one of signals, claims and opinions, or --dictionary, or --datasette")
    }
  }

  mutating func run() throws {
    if dictionary { return try Terminal.show(Self.dictionaryText()) }
    if datasette { return try Terminal.show(Self.metadata(db: db)) }
    guard let table else { return }
    let (path, purpose) = (db, edition.map { Store.Purpose.readingEdition($0) } ?? .reading)
    let store = try Failure.orCannot { () throws(Diagnostics) in try Store.open(path: path, purpose) }
    let names = Store.exportColumns(table).map(\.name)
    var buffer = format == .csv ? Array((names.joined(separator: ",") + "\n").utf8) : []
    let keys = names.map { JSONText.string($0) + ":" }
    try store.export(table) { row in
      switch format {
      case .csv: buffer += (row.map(Self.csv).joined(separator: ",") + "\n").utf8
      case .jsonl: buffer += ("{" + zip(keys, row).map { $0 + Self.json($1) }.joined(separator: ",") + "}\n").utf8
      }
      if 1 << 16 < buffer.count {
        try Terminal.write(buffer)
        buffer.removeAll(keepingCapacity: true)
      }
    }
    try Terminal.write(buffer)
    if table == .claims { try store.reportMissingClaims() }
  }

  private static func csv(_ value: ExportValue) -> String {
    switch value {
    case .missing: return ""
    case .integer(let number): return String(number)
    case .decimal(let number): return Figures.decimal(number, 6)
    case .text(let text):
      guard text.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return text }
      return "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }
  }

  private static func json(_ value: ExportValue) -> String {
    switch value {
    case .missing: "null"
    case .integer(let number): String(number)
    case .decimal(let number): Figures.decimal(number, 6)
    case .text(let text): JSONText.string(text)
    }
  }

  private static func dictionaryText() -> String {
    var text = "# Data dictionary\n\n"
    for table in ExportTable.allCases {
      text += "## \(table.rawValue)\n\n| column | meaning |\n| --- | --- |\n"
      text += Store.exportColumns(table).map { "| \($0.name) | \($0.meaning) |\n" }.joined() + "\n"
    }
    return String(text.dropLast())
  }

  private static func metadata(db: String) -> String {
    let file = db.split(separator: "/").last.map(String.init) ?? db
    let name = file.split(separator: ".").dropLast().joined(separator: ".")
    func quoted(_ text: String) -> String { JSONText.string(text) }
    let tables = (DatasetteMetadata.views + DatasetteMetadata.tables).map { table in
      let columns = table.columns.map { "\(quoted($0.name)): \(quoted($0.meaning))" }.joined(separator: ", ")
      return "        \(quoted(table.name)): {\"description\": \(quoted(table.summary)), \"columns\": {\(columns)}}"
    }
    let queries = DatasetteMetadata.queries.map { query in
      "        \(quoted(query.name)): {\"title\": \(quoted(query.title)), \"sql\": \(quoted(query.sql))}"
    }
    return """
      {
        "title": "hearsay",
        "description": "What is said about which chain, by how many people, how surely, and how much of it is FUD.",
        "databases": {
          \(quoted(name.isEmpty ? file : name)): {
            "tables": {
      \(tables.joined(separator: ",\n"))
            },
            "queries": {
      \(queries.joined(separator: ",\n"))
            }
          }
        }
      }

      """
  }
}

extension ExportTable: ExpressibleByArgument {}
