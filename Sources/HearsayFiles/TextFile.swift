import Glibc
import HearsayCore

/// Reads whole files of the sort that people edit.
package enum TextFile {
  /// Larger files are refused: a lexicon or pipeline of this size is a mistake.
  package static let byteCountMost = 64 << 20

  /// The bytes of the file at `path`.
  ///
  /// - Throws: `file.unreadable`, `file.too-large`.
  package static func bytes(at path: String) throws(Diagnostics) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard 0 <= descriptor else { throw unreadable(path, errno) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw unreadable(path, errno) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      let what = status.st_mode & S_IFMT == S_IFDIR ? "is a folder" : "is a pipe or device"
      throw Diagnostics(Diagnostic(.fileUnreadable, "\"\(path)\" \(what)", help: "name a file"))
    }
    let byteCount = Int(status.st_size)
    guard byteCount <= byteCountMost else {
      throw Diagnostics(
        Diagnostic(.fileTooLarge, "\"\(path)\" has \(byteCount) bytes; the limit is \(byteCountMost)", help: "split it")
      )
    }
    return try read(descriptor, byteCount, path)
  }

  private static func read(_ descriptor: Int32, _ byteCount: Int, _ path: String) throws(Diagnostics) -> [UInt8] {
    var failure: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: byteCount) { buffer, count in
      while count < byteCount, let start = buffer.baseAddress {
        let got = Glibc.read(descriptor, start + count, byteCount - count)
        if got < 0 && errno == EINTR { continue }
        if got < 0 { failure = errno }
        if got <= 0 { break }
        count += got
      }
    }
    guard failure == 0 else { throw unreadable(path, failure) }
    return bytes
  }

  private static func unreadable(_ path: String, _ code: Int32) -> Diagnostics {
    Diagnostics(
      Diagnostic(
        .fileUnreadable, "cannot read \"\(path)\": \(String(cString: strerror(code)))",
        help: code == ENOENT ? "check the name" : "check the permissions of the file and its folder"))
  }

  /// Whether there is anything at `path`.
  package static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// The names in the folder at `path` that do not begin with a full stop, in code point order; nil where there is no folder.
  package static func names(in path: String) -> [String]? {
    guard let folder = opendir(path) else { return nil }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) }
  }

  /// `path` from the root, without symbolic links; as it is where there is nothing at it.
  package static func resolved(_ path: String) -> String {
    guard let found = realpath(path, nil) else { return path }
    defer { free(found) }
    return String(cString: found)
  }

  /// Makes the folder at `path`, with those above it, where they are missing and can be made.
  package static func makeFolder(_ path: String) {
    if exists(path) || path == "." { return }
    makeFolder(Path.folder(of: path))
    mkdir(path, 0o777)
  }

  /// Replaces the file at `path` by `bytes`, in one step: a reader sees the old or the new file.
  ///
  /// - Throws: `file.unreadable` where it cannot be written.
  package static func write(_ bytes: [UInt8], to path: String) throws(Diagnostics) {
    let draft = path + ".draft"
    let descriptor = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard 0 <= descriptor else { throw unwritable(path, errno) }
    let code = write(bytes, to: descriptor)
    close(descriptor)
    guard code == 0 else {
      unlink(draft)
      throw unwritable(path, code)
    }
    guard rename(draft, path) == 0 else { throw unwritable(path, errno) }
  }

  /// Writes all of `bytes`; returns the number of the error that it met, or 0.
  static func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
    var written = 0
    while written < bytes.count {
      let count = bytes[written...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard 0 < count else { return errno }
      written += count
    }
    return 0
  }

  private static func unwritable(_ path: String, _ code: Int32) -> Diagnostics {
    Diagnostics(
      Diagnostic(
        .fileUnwritable, "cannot write \"\(path)\": \(String(cString: strerror(code)))",
        help: "make room where that is, or look at its permissions"))
  }
}
