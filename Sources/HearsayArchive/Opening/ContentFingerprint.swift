import Glibc

/// A cheap mark of content, by which a source is recognised that has been read before.
enum ContentFingerprint {
  /// Bytes at each end that are looked at.
  private static let endByteCount = 64 << 10

  /// The mark of a file: its number of bytes, and a hash of both its ends; nil where it cannot be read.
  static func ofFile(at path: String) -> String? {
    guard let file = try? FileStream(path: path), file.isSeekable, let total = file.meter.byteCountTotal else {
      return nil
    }
    var hash = FNV1a()
    let head = file.readAll(atMost: endByteCount)
    guard head.problem == nil else { return nil }
    head.bytes.withUnsafeBytes { hash.addWords(of: $0) }
    if Int64(endByteCount) < total {
      let tailStart = max(Int64(endByteCount), total - Int64(endByteCount))
      guard file.seek(to: tailStart, from: SEEK_SET) == tailStart else { return nil }
      let tail = file.readAll(atMost: endByteCount)
      guard tail.problem == nil else { return nil }
      tail.bytes.withUnsafeBytes { hash.addWords(of: $0) }
    }
    return "\(total)-\(hash.hexadecimal)"
  }

  /// The mark of a member: that of its archive, its name, its turn and its size.
  static func ofMember(_ name: String, number: Int, byteCount: Int64?, inFile file: String) -> String {
    var hash = FNV1a()
    hash.add(file)
    hash.add(name)
    hash.add(Int64(number))
    hash.add(byteCount ?? -1)
    return "\(byteCount.map(String.init) ?? "member")-\(hash.hexadecimal)"
  }
}
