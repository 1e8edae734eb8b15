import GRDB
import GRDBSQLite

/// Goes through rows of whole numbers without GRDB's costs per row.
enum NumberScan {
  /// Hands each row of `sql` to `body`, which ends it by throwing.
  static func run(
    _ db: Database, _ sql: String, _ arguments: StatementArguments, _ body: (borrowing NumberRow) throws -> Void
  ) throws {
    let statement = try db.cachedStatement(sql: sql)
    try statement.setArguments(arguments)
    let pointer = statement.sqliteStatement
    defer { sqlite3_reset(pointer) }
    while true {
      let code = sqlite3_step(pointer)
      if code == SQLITE_DONE { return }
      guard code == SQLITE_ROW else {
        throw DatabaseError(resultCode: ResultCode(rawValue: code), message: db.lastErrorMessage, sql: sql)
      }
      try body(NumberRow(pointer))
    }
  }
}

/// A row of whole numbers, valid while it is handed out.
struct NumberRow: ~Copyable {
  private let statement: SQLiteStatement

  fileprivate init(_ statement: SQLiteStatement) { self.statement = statement }

  /// The number of a column, counted from 0; 0 for NULL.
  subscript(column: Int32) -> Int64 { sqlite3_column_int64(statement, column) }

  /// The number of a column; nil for NULL.
  func optional(_ column: Int32) -> Int64? {
    let number = self[column]
    return number == 0 && isNull(column) ? nil : number
  }

  /// The floating-point number of a column.
  func decimal(_ column: Int32) -> Double { sqlite3_column_double(statement, column) }

  /// The text of a column, or nil for NULL.
  func text(_ column: Int32) -> String? { sqlite3_column_text(statement, column).map { String(cString: $0) } }

  /// The bytes of a column's text, valid while the row is handed out; nil for NULL.
  func bytes(_ column: Int32) -> UnsafeRawBufferPointer? {
    guard let text = sqlite3_column_text(statement, column) else { return nil }
    return UnsafeRawBufferPointer(start: text, count: Int(sqlite3_column_bytes(statement, column)))
  }

  /// Whether a column is NULL.
  func isNull(_ column: Int32) -> Bool { sqlite3_column_type(statement, column) == SQLITE_NULL }

  /// The sketch in a column; nil where there is none.
  func sketch(_ column: Int32) -> TextSketch? {
    TextSketch(
      UnsafeRawBufferPointer(
        start: sqlite3_column_blob(statement, column), count: Int(sqlite3_column_bytes(statement, column))))
  }

  /// Hands the bytes of a column to `body`; none for NULL.
  func withBlob(_ column: Int32, _ body: (UnsafeRawBufferPointer) -> Void) {
    let count = sqlite3_column_bytes(statement, column)
    body(UnsafeRawBufferPointer(start: sqlite3_column_blob(statement, column), count: Int(count)))
  }
}

/// The blobs of a query one after the other, while others are gone through.
final class BlobScan {
  // Not one of the connection's cached statements: several scans have the same SQL.
  private let statement: Statement

  /// Prepares a query whose first column is a blob.
  init(_ db: Database, _ sql: String, _ arguments: StatementArguments) throws {
    statement = try db.makeStatement(sql: sql)
    try statement.setArguments(arguments)
  }

  deinit { sqlite3_reset(statement.sqliteStatement) }

  /// The next blob, valid until the one after it is asked for; nil behind the last.
  func next() throws -> UnsafeRawBufferPointer? {
    let pointer = statement.sqliteStatement
    let code = sqlite3_step(pointer)
    if code == SQLITE_DONE { return nil }
    guard code == SQLITE_ROW else { throw DatabaseError(resultCode: ResultCode(rawValue: code), sql: statement.sql) }
    return UnsafeRawBufferPointer(
      start: sqlite3_column_blob(pointer, 0), count: Int(sqlite3_column_bytes(pointer, 0)))
  }
}
