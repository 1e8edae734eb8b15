import HearsayCore
import HearsayFiles

/// Files of results.
public enum ResultFile {
  /// Replaces the file at `path` by `text`, in one step: a reader sees the old or the new file.
  ///
  /// - Throws: `file.unreadable` where it cannot be written.
  public static func write(_ text: String, to path: String) throws(Diagnostics) {
    try TextFile.write(Array(text.utf8), to: path)
  }
}
