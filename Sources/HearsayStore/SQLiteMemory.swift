import CSQLite

/// How SQLite takes memory in this process.
enum SQLiteMemory {
  /// Whether it was set before the first connection; if another part of the process was earlier, its settings stay.
  static let isConfigured = configureSQLiteMemory() == SQLITE_OK
}
