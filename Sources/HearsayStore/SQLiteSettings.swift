import CSQLite

/// How SQLite takes memory, and opens databases by address, in this process.
enum SQLiteSettings {
  /// Whether it was set before the first connection; if another part of the process was earlier, its settings stay.
  static let areMade = configureSQLite() == SQLITE_OK
}
