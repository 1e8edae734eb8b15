import GRDB
import GRDBSQLite
import HearsayCore

/// A prepared statement for rows by the thousand, bound by position without GRDB's costs per row.
///
/// It must be used inside a GRDB transaction of the database that made it. Blobs are bound by
/// reference, so their bytes must stay put until `release`.
struct BulkStatement {
  private let statement: GRDB.Statement
  private let connection: SQLiteConnection

  /// The statement for `sql`, prepared once per connection.
  init(_ db: Database, _ sql: String) throws {
    statement = try db.cachedStatement(sql: sql)
    guard let connection = db.sqliteConnection else { throw DatabaseError(resultCode: .SQLITE_MISUSE) }
    self.connection = connection
  }

  private var pointer: SQLiteStatement { statement.sqliteStatement }

  /// Binds a number, or NULL.
  func bind(_ value: Int64?, at index: Int32) {
    if let value { sqlite3_bind_int64(pointer, index, value) } else { sqlite3_bind_null(pointer, index) }
  }

  /// Binds a short text, which SQLite copies, or NULL.
  func bind(_ text: String?, at index: Int32) {
    guard var text else {
      sqlite3_bind_null(pointer, index)
      return
    }
    text.withUTF8 { bytes in
      let isCopied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
      guard let base = bytes.baseAddress, 0 < bytes.count else {
        // A null pointer would be bound as NULL, but an empty text is a text.
        sqlite3_bind_text(pointer, index, "", 0, isCopied)
        return
      }
      base.withMemoryRebound(to: CChar.self, capacity: bytes.count) { text in
        _ = sqlite3_bind_text(pointer, index, text, Int32(bytes.count), isCopied)
      }
    }
  }

  /// Binds rows that SQLite reads itself, as the first argument; they must stay put until `release`.
  func bind(_ rows: UnsafeMutablePointer<BulkSource>) { BulkSource.bind(rows, to: pointer) }

  /// Binds a part of `bytes` as a blob by reference, or NULL where the range is absent.
  func bindBlob(_ range: ByteRange, of bytes: UnsafeRawBufferPointer, at index: Int32) {
    guard !range.isAbsent, let base = bytes.baseAddress else {
      sqlite3_bind_null(pointer, index)
      return
    }
    sqlite3_bind_blob(pointer, index, base + range.range.lowerBound, Int32(range.range.count), nil)
  }

  /// Executes the statement with what is bound.
  func run() throws {
    let code = sqlite3_step(pointer)
    let message = code == SQLITE_DONE ? nil : String(cString: sqlite3_errmsg(connection))
    sqlite3_reset(pointer)
    guard code == SQLITE_DONE else {
      throw DatabaseError(resultCode: ResultCode(rawValue: code), message: message)
    }
  }

  /// Lets go of all that is bound.
  func release() { sqlite3_clear_bindings(pointer) }
}
