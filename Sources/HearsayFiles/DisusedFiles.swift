import Glibc

/// Removes files that can be made again and that nobody has used for long, from a folder that would grow for ever.
///
/// Any number of processes may do so at the same time: one that has a file open, or in its memory, keeps it, and one
/// that finds it gone makes it anew.
package enum DisusedFiles {
  /// Notes that the file at `path` is used now, without touching when it was written.
  package static func noteUse(of path: String) {
    // UTIME_NOW and UTIME_OMIT, macros that Swift does not see: the system's own time, and the one that is there.
    let times = [timespec(tv_sec: 0, tv_nsec: (1 << 30) - 1), timespec(tv_sec: 0, tv_nsec: (1 << 30) - 2)]
    utimensat(AT_FDCWD, path, times, 0)
  }

  /// Removes the files in `folder` whose names begin and end so, but for the `keptCount` that were used last; and of
  /// these, those that were used more than `seconds` before the last.
  package static func remove(
    in folder: String, beginning: String, ending: String, keeping keptCount: Int, unusedFor seconds: Int
  ) {
    let names = (TextFile.names(in: folder) ?? []).filter { $0.hasPrefix(beginning) && $0.hasSuffix(ending) }
    let files = names.compactMap { name -> (path: String, used: Int)? in
      var status = stat()
      let path = Path.join(folder, name)
      guard stat(path, &status) == 0 else { return nil }
      return (path, max(status.st_atim.tv_sec, status.st_mtim.tv_sec))
    }
    let oldest = (files.map(\.used).max() ?? 0) - seconds
    for (place, file) in files.sorted(by: { ($1.used, $1.path) < ($0.used, $0.path) }).enumerated()
    where keptCount <= place || file.used < oldest { unlink(file.path) }
  }
}
