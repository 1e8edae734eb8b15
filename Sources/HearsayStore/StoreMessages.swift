import GRDB
import HearsayCore

/// The sentences of this module.
enum StoreMessages {
  static func unreadable(_ path: String, _ reason: String) -> Diagnostics {
    Diagnostics(
      Diagnostic(
        .error, .databaseUnreadable, "the database \"\(shortened(path))\" cannot be used: \(reason)",
        help: "check the name and the permissions of the file and its folder"))
  }

  static func folder(_ path: String) -> Diagnostics {
    Diagnostics(
      Diagnostic(
        .error, .databaseUnreadable, "\"\(shortened(path))\" is a folder, not a database",
        help: "name a file in it, such as \(shortened(path))/hearsay.sqlite"))
  }

  static func foreign(_ path: String) -> Diagnostics {
    Diagnostics(
      Diagnostic(
        .error, .databaseUnreadable, "\"\(shortened(path))\" is a SQLite database, but not one of hearsay",
        help: "name another file, or one that does not exist yet"))
  }

  static func notADatabase(_ path: String) -> Diagnostics {
    Diagnostics(
      Diagnostic(
        .error, .databaseUnreadable, "\"\(shortened(path))\" is not a SQLite database",
        help: "name another file, or one that does not exist yet"))
  }

  static func missing(_ path: String) -> Diagnostics {
    Diagnostics(
      Diagnostic(
        .error, .databaseUnreadable, "there is no database \"\(shortened(path))\"",
        help: "\"hearsay run PIPELINE ARCHIVE --db FILE\" makes one"))
  }

  static func otherVersion(_ path: String) -> Diagnostics {
    Diagnostics(
      Diagnostic(
        .error, .databaseVersion, "the database \"\(shortened(path))\" was made by another version of hearsay",
        help: "use that version, or run into another file"))
  }

  static func busy(_ path: String) -> Diagnostics {
    Diagnostics(
      Diagnostic(
        .error, .databaseBusy, "another process is writing to the database \"\(shortened(path))\"",
        help: "wait until it has finished; asking is possible meanwhile"))
  }

  static func full(_ path: String) -> Diagnostics {
    Diagnostics(
      Diagnostic(
        .error, .databaseFull, "there is no room left for the database \"\(shortened(path))\"",
        help: "make room and run the same command again: it goes on where it stopped"))
  }

  static func noEdition(_ path: String, _ number: Int64, _ known: [Int64]) -> Diagnostics {
    Diagnostics(
      Diagnostic(
        .error, .databaseEditionUnknown, "the database \"\(shortened(path))\" has no edition \(number)",
        help: known.isEmpty
          ? "it has none: nothing was read into it"
          : "it has \(known.map(String.init).joined(separator: ", ")); \"hearsay sources --editions\" lists them"))
  }

  static func unfinished(_ path: String, _ source: String) -> Diagnostics {
    Diagnostics(
      Diagnostic(
        .error, .databaseUnfinished,
        "the source \"\(shortened(source))\" was not read to its end into the database \"\(shortened(path))\"",
        help: "run the same archives into it again, which goes on where it stopped, and merge then"))
  }

  /// What an error of SQLite means to a person.
  static func diagnostics(for error: any Error, path: String) -> Diagnostics {
    if let diagnostics = error as? Diagnostics { return diagnostics }
    guard let error = error as? DatabaseError else { return unreadable(path, String(describing: error)) }
    // The file that readers and writers share cannot grow where the disk is full.
    if error.extendedResultCode == .SQLITE_IOERR_SHMSIZE { return full(path) }
    switch error.resultCode {
    case .SQLITE_FULL: return full(path)
    case .SQLITE_BUSY, .SQLITE_LOCKED: return busy(path)
    case .SQLITE_NOTADB: return notADatabase(path)
    default: return unreadable(path, error.message ?? "SQLite reports \(error.resultCode)")
    }
  }

  private static func shortened(_ text: String) -> String {
    let limit = 60
    return text.count <= limit ? text : "…" + text.suffix(limit - 1)
  }
}
