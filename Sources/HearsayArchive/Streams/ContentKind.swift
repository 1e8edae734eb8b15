/// What the first bytes of a stream say about how it is packed.
enum ContentKind {
  case zip, tar, zstd, gzip, sevenZip, warc
  /// bzip2 or xz.
  case compressed
  /// Neither packed nor compressed.
  case plain

  init(_ head: [UInt8]) {
    func begins(_ magic: [UInt8], at offset: Int = 0) -> Bool {
      offset + magic.count <= head.count && head[offset..<offset + magic.count].elementsEqual(magic)
    }
    let isZstdSkippable = 4 <= head.count && head[0] & 0xF0 == 0x50 && begins([0x2A, 0x4D, 0x18], at: 1)
    if begins([0x50, 0x4B, 3, 4]) || begins([0x50, 0x4B, 5, 6]) {
      self = .zip
    } else if begins([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C]) {
      self = .sevenZip
    } else if begins(Array("WARC/".utf8)) {
      self = .warc
    } else if begins([0x28, 0xB5, 0x2F, 0xFD]) || isZstdSkippable {
      self = .zstd
    } else if begins([0x1F, 0x8B]) {
      self = .gzip
    } else if begins([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0]) || Self.isBzip2(head) {
      self = .compressed
    } else if begins(Array("ustar".utf8), at: 257) || Self.hasTarChecksum(head) {
      self = .tar
    } else {
      self = .plain
    }
  }

  /// `BZh`, a digit, and the mark of a block or of the end, as far as they are there.
  private static func isBzip2(_ head: [UInt8]) -> Bool {
    guard 4 <= head.count, head.starts(with: "BZh".utf8), (0x31...0x39).contains(head[3]) else { return false }
    let rest = head[4...].prefix(6)
    let marks: [[UInt8]] = [[0x31, 0x41, 0x59, 0x26, 0x53, 0x59], [0x17, 0x72, 0x45, 0x38, 0x50, 0x90]]
    return marks.contains { $0.starts(with: rest) }
  }

  /// Old tars have no mark, but the sum of their first header is written in it.
  private static func hasTarChecksum(_ head: [UInt8]) -> Bool {
    guard 512 <= head.count, head[0] != 0 else { return false }
    var stated = 0
    for byte in head[148..<156] where 0x30 <= byte && byte < 0x38 { stated = stated * 8 + Int(byte - 0x30) }
    let sum = head[..<512].enumerated().reduce(0) { $0 + ((148..<156).contains($1.offset) ? 32 : Int($1.element)) }
    return stated == sum
  }
}
