import Glibc

/// What tells whether a file has changed without reading it: its size, its inode, and when it was last written.
package struct FileStamp: Hashable, Sendable {
  /// A time of the file system.
  package struct Time: Hashable, Comparable, Sendable {
    /// Nanoseconds since 1970.
    package let nanoseconds: Int

    init(_ time: timespec) { nanoseconds = time.tv_sec &* 1_000_000_000 &+ time.tv_nsec }

    package static func < (left: Time, right: Time) -> Bool { left.nanoseconds < right.nanoseconds }

    /// A second earlier.
    package var secondBefore: Int { nanoseconds - 1_000_000_000 }
  }

  /// When it was last written.
  package let written: Time
  private let byteCount: Int
  private let inode: UInt

  /// The stamp of the file at `path`; nil where there is none.
  package init?(_ path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    written = Time(status.st_mtim)
    byteCount = Int(status.st_size)
    inode = UInt(status.st_ino)
  }

  /// The stamp in words, the same for the same stamp only.
  package var description: String { "\(written.nanoseconds) \(byteCount) \(inode)" }
}
