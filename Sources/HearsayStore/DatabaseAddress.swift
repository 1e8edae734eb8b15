import Glibc

/// How SQLite is told which file to open.
enum DatabaseAddress {
  /// The name of the database at `path` for whoever only asks.
  ///
  /// Readers of a database with a log write a small file beside it, which they cannot where the folder belongs to
  /// somebody else. Nobody changes it then either, unless its owner does meanwhile, whose log would be there.
  static func forReading(_ path: String) -> String {
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
    let isOurs = access(path, W_OK) == 0 && access(folder, W_OK) == 0
    return isOurs || access(path + "-wal", F_OK) == 0 ? path : immutable(path)
  }

  /// The address of a file that does not change (https://www.sqlite.org/uri.html).
  static func immutable(_ path: String) -> String {
    let kept = Set("/-._~".utf8)
    let escaped = path.utf8.map { byte in
      let isPlain =
        kept.contains(byte) || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
        || UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
      return isPlain ? String(UnicodeScalar(byte)) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }
    return "file:" + escaped.joined() + "?immutable=1"
  }
}
