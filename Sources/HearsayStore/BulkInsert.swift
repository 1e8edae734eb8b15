import GRDB

/// Adds rows to a table by the thousand, in one statement that reads them itself.
///
/// Preparing a row, finding its place and ending its statement cost several times what the row does. Rows that come in
/// the order of the table's key are, besides, added where the one before was, without a search.
struct BulkInsert {
  private static let cellCountMany = 1 << 15

  private let statement: BulkStatement
  private let columnCount: Int
  private let constants: [Int64]
  /// The rows to be added; each has as many cells as the statement has columns beside those of `constants`.
  var rows = BulkRows()

  /// The statement for `sql`, prepared once per connection; `constants` are what all rows have in common.
  init(_ db: Database, _ sql: BulkSQL, _ constants: Int64...) throws {
    precondition(constants.count == sql.constantCount, "\(sql.constantCount) columns are the same in all rows")
    statement = try BulkStatement(db, sql.text)
    columnCount = sql.columnCount
    self.constants = constants
  }

  /// Makes room for so many rows.
  mutating func reserve(_ rowCount: Int) { rows.reserve(rowCount * columnCount) }

  /// Adds the rows, which have no texts of a batch, where so many have gathered that they take more memory than they
  /// save time.
  mutating func runIfMany() throws {
    if Self.cellCountMany <= rows.cells.count { try run() }
  }

  /// Adds all rows, whose texts stand in `texts`.
  ///
  /// The rows are gone then.
  ///
  /// - Returns: the rows that the table had already, by their numbers from 0, where the statement asks `isKnown`.
  @discardableResult
  mutating func run(_ texts: UnsafeRawBufferPointer = UnsafeRawBufferPointer(start: nil, count: 0)) throws -> [Int] {
    guard !rows.cells.isEmpty else { return [] }
    defer { rows.removeAll() }
    return try rows.cells.withUnsafeBufferPointer { cells in
      try rows.words.withUnsafeBytes { words in
        var source = BulkSource(cells, columnCount: columnCount, words: words, texts: texts)
        try withUnsafeMutablePointer(to: &source) { try step($0) }
        return source.known
      }
    }
  }

  private func step(_ source: UnsafeMutablePointer<BulkSource>) throws {
    statement.bind(source)
    for (index, constant) in constants.enumerated() { statement.bind(constant, at: Int32(2 + index)) }
    defer { statement.release() }
    try statement.run()
  }
}

/// The text of a statement that adds the rows of `bulk` to a table.
struct BulkSQL {
  let text: String
  let columnCount: Int
  /// How many columns have the same number in all rows, which are arguments of the statement from the second on.
  let constantCount: Int

  /// Adds rows to `table`; `columns` stand in the order of the table's, for then SQLite does not move them about.
  ///
  /// An error ends the transaction anyway; so nothing is kept to take back the statement alone. `counted` is a column
  /// in which SQLite counts the rows up: then it need not look for a row with the same number.
  static func insert(
    into table: String, _ columns: [String], _ conflict: String = "", constants: [String] = ["edition"],
    counted: String? = nil
  ) -> Self {
    Self("INSERT OR FAIL", table, columns, conflict, constants, counted)
  }

  /// Adds `sums` column by column where there is a row with `keys`, and a row where there is none.
  static func add(to table: String, keys: [String], _ sums: [String]) -> Self {
    Self("INSERT", table, keys + sums, SumMerge.conflict(sums), ["edition"], nil)
  }

  private init(
    _ verb: String, _ table: String, _ columns: [String], _ conflict: String, _ constants: [String], _ counted: String?
  ) {
    constantCount = constants.count
    var cellCount = 0
    var values: [String] = []
    for column in columns {
      if let constant = constants.firstIndex(of: column) {
        values.append("?\(2 + constant)")
      } else if column == counted {
        values.append("NULL")
      } else {
        values.append("c\(cellCount)")
        cellCount += 1
      }
    }
    columnCount = cellCount
    text = """
      \(verb) INTO \(table) (\(columns.joined(separator: ", ")))
      SELECT \(values.joined(separator: ", ")) FROM bulk(?1) WHERE true \(conflict)
      """
  }
}
