/// The blocks of a content-addressed archive, version 1: a header, and values each with its hash.
struct CARFile {
  /// The name of a block: the beginning of its hash, which is as good as all of it here.
  struct Name: Hashable {
    let high: UInt64
    let low: UInt64

    /// The name in a link: a zero, and the bytes that stand before a block; nil where there are too few.
    init?(_ bytes: Slice<UnsafeRawBufferPointer>) {
      guard 16 <= bytes.count else { return nil }
      var words: (UInt64, UInt64) = (0, 0)
      for byte in bytes.suffix(16).prefix(8) { words.0 = words.0 << 8 | UInt64(byte) }
      for byte in bytes.suffix(8) { words.1 = words.1 << 8 | UInt64(byte) }
      (high, low) = words
    }
  }

  /// The blocks in their order.
  private(set) var blocks: [(name: Name, range: Range<Int>)] = []
  /// The block from which all that is valid can be reached, or nil where the header names none.
  private(set) var root: Name?
  /// Whether the bytes end inside a block.
  private(set) var isCutOff = false

  /// Finds the blocks; nil where the bytes do not begin like an archive.
  init?(_ bytes: UnsafeRawBufferPointer) {
    var position = 0
    guard let headerCount = Self.varint(bytes, &position), headerCount <= 4_096,
      position + headerCount <= bytes.count
    else { return nil }
    guard let root = Self.root(bytes, position..<position + headerCount) else { return nil }
    self.root = root.name
    position += headerCount
    while position < bytes.count {
      guard let count = Self.varint(bytes, &position), count <= bytes.count - position else {
        isCutOff = true
        return
      }
      let end = position + count
      // A block that is not understood costs itself only.
      if let (name, start) = Self.name(bytes, position, end) { blocks.append((name, start..<end)) }
      position = end
    }
  }

  /// Whether the bytes begin like an archive of version 1.
  static func begins(_ head: [UInt8]) -> Bool {
    head.withUnsafeBytes { bytes in
      var position = 0
      guard let count = varint(bytes, &position), count <= 4_096, position + count <= bytes.count else { return false }
      return root(bytes, position..<position + count) != nil
    }
  }

  /// The first root that a header names, which may be none; nil where it is no header.
  private static func root(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) -> (name: Name?, Void)? {
    var scanner = CBORScanner(bytes, range)
    guard case .map(let count)? = scanner.next() else { return nil }
    var (root, isOfVersion1): (Name?, Bool) = (nil, false)
    for _ in 0..<count {
      guard let key = scanner.nextText() else { return nil }
      if bytes[key].elementsEqual("version".utf8) {
        guard case .unsigned(1)? = scanner.next() else { return nil }
        isOfVersion1 = true
      } else if bytes[key].elementsEqual("roots".utf8) {
        guard case .array(let rootCount)? = scanner.next() else { return nil }
        for _ in 0..<rootCount {
          let link = link(&scanner)
          root = root ?? link
        }
      } else if !scanner.skip() {
        return nil
      }
    }
    return isOfVersion1 ? (root, ()) : nil
  }

  /// The name that the next value links to; nil where it is no link, which is passed over.
  static func link(_ scanner: inout CBORScanner) -> Name? {
    guard case .tag? = scanner.next(), case .bytes(let range)? = scanner.next() else { return nil }
    return Name(scanner.bytes[range])
  }

  /// The name before a block, and where the block itself begins.
  private static func name(_ bytes: UnsafeRawBufferPointer, _ start: Int, _ end: Int) -> (Name, Int)? {
    var position = start
    if position + 34 <= end, bytes[position] == 0x12, bytes[position + 1] == 0x20 {
      position += 34
    } else {
      // Version, codec, and the kind and length of the hash.
      guard varint(bytes, &position) == 1, varint(bytes, &position) != nil, varint(bytes, &position) != nil,
        let hashCount = varint(bytes, &position), hashCount <= end - position
      else { return nil }
      position += hashCount
    }
    return Name(bytes[start..<position]).map { ($0, position) }
  }

  /// A number of variable length, of at most 35 bits.
  private static func varint(_ bytes: UnsafeRawBufferPointer, _ position: inout Int) -> Int? {
    var value = 0
    for shift in stride(from: 0, to: 35, by: 7) {
      guard position < bytes.count else { return nil }
      let byte = bytes[position]
      position += 1
      value |= Int(byte & 0x7F) << shift
      if byte < 0x80 { return value }
    }
    return nil
  }
}
