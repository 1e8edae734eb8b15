import Glibc
import HearsayCore

/// The right to write to a database, which one process at a time has.
///
/// Readers do not need it.
///
/// It is an advisory lock (`flock`) on a file beside the database, `NAME-lock`. A lock on the
/// database file itself would not do: closing any descriptor of that file drops the locks that
/// SQLite holds on it. The kernel releases the lock when a process dies, however it dies.
struct WriterLock: ~Copyable {
  private let path: String
  private let descriptor: Int32

  /// Takes the lock of the database at `databasePath`.
  ///
  /// - Throws: `database.busy` when another process has it, `database.unreadable` when the
  ///   file cannot be made.
  init(databasePath: String) throws(Diagnostics) {
    path = databasePath + "-lock"
    // The owner of a lock removes its file. Whoever waited on the removed file holds the lock
    // of nothing, and tries again with the new one.
    for _ in 0..<100 {
      let opened = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
      guard 0 <= opened else { throw StoreMessages.unreadable(databasePath, String(cString: strerror(errno))) }
      guard flock(opened, LOCK_EX | LOCK_NB) == 0 else {
        close(opened)
        throw StoreMessages.busy(databasePath)
      }
      if Self.isSameFile(opened, path) {
        descriptor = opened
        return
      }
      close(opened)
    }
    throw StoreMessages.busy(databasePath)
  }

  deinit {
    unlink(path)
    close(descriptor)
  }

  private static func isSameFile(_ descriptor: Int32, _ path: String) -> Bool {
    var held = stat()
    var named = stat()
    guard fstat(descriptor, &held) == 0, stat(path, &named) == 0 else { return false }
    return held.st_dev == named.st_dev && held.st_ino == named.st_ino
  }
}
