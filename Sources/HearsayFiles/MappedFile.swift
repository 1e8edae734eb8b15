import Glibc

/// A file as memory: its pages are fetched when they are looked at.
package final class MappedFile: Sendable {
  // As a number, which threads may share.
  private let address: UInt
  private let byteCount: Int
  /// When it was last written.
  package let written: FileStamp.Time

  /// The regular file at `path`; nil where there is none that can be read, or it is empty.
  package init?(_ path: String) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard 0 <= descriptor else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, 0 < status.st_size,
      let start = mmap(nil, Int(status.st_size), PROT_READ, MAP_PRIVATE, descriptor, 0), start != MAP_FAILED
    else { return nil }
    address = UInt(bitPattern: start)
    byteCount = Int(status.st_size)
    written = FileStamp.Time(status.st_mtim)
  }

  /// The content, which is there as long as the file is.
  package var memory: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: UnsafeRawPointer(bitPattern: address), count: byteCount)
  }

  deinit { munmap(UnsafeMutableRawPointer(mutating: memory.baseAddress), memory.count) }
}
