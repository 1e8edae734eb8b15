import Glibc

/// A file that is written piece by piece beside the one that it replaces in the end.
///
/// One process at a time writes it; who reads sees the old or the new file. What a killed process leaves is
/// written over by the next.
package final class FileDraft {
  private let path: String
  private let descriptor: Int32

  private static func draft(_ path: String) -> String { path + ".draft" }

  /// A draft of the file at `path`; nil where it cannot be written, or another process is writing one.
  package init?(of path: String) {
    TextFile.makeFolder(Path.folder(of: path))
    let opened = open(Self.draft(path), O_WRONLY | O_CREAT | O_CLOEXEC, 0o644)
    guard 0 <= opened else { return nil }
    // Another process may have put this very file in its place after it was opened here.
    guard flock(opened, LOCK_EX | LOCK_NB) == 0, Self.isFile(opened, at: Self.draft(path)), ftruncate(opened, 0) == 0
    else {
      close(opened)
      return nil
    }
    self.path = path
    descriptor = opened
  }

  private static func isFile(_ descriptor: Int32, at path: String) -> Bool {
    var (own, other) = (stat(), stat())
    return fstat(descriptor, &own) == 0 && stat(path, &other) == 0 && own.st_ino == other.st_ino
  }

  /// Writes `bytes` behind what was written; false where that is not possible.
  package func append(_ bytes: [UInt8]) -> Bool { TextFile.write(bytes, to: descriptor) == 0 }

  /// Puts what was written in the place of the file, where that is possible.
  package func publish() { rename(Self.draft(path), path) }

  deinit { close(descriptor) }
}
