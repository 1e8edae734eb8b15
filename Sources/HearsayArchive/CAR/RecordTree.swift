/// Where the records of a repository stand: the search tree that names them, from the latest commit on.
struct RecordTree {
  /// Whose repository it is, or nil where no commit says so.
  private(set) var owner: [UInt8]?
  /// Paths such as `app.bsky.feed.post/3kz…`, by the names of the records' blocks.
  private(set) var paths: [CARFile.Name: [UInt8]] = [:]
  /// Whether all of the tree was there, so that what it does not name was deleted.
  private(set) var isComplete = false

  private let bytes: UnsafeRawBufferPointer
  private let places: [CARFile.Name: Range<Int>]

  /// Goes through the tree below the root of `file`, or through all parts of trees where there is no root.
  init(_ file: CARFile, _ bytes: UnsafeRawBufferPointer) {
    self.bytes = bytes
    places = Dictionary(file.blocks.map { ($0.name, $0.range) }, uniquingKeysWith: { first, _ in first })
    if let root = file.root, let range = places[root], let commit = commit(range) {
      owner = commit.owner
      if let data = commit.data { isComplete = walk(from: data) }
    }
    guard !isComplete else { return }
    for block in file.blocks {
      if let found = commit(block.range)?.owner { owner = owner ?? found }
      _ = node(block.range)
    }
  }

  private mutating func walk(from root: CARFile.Name) -> Bool {
    var isWhole = true
    var waiting = [root]
    var seen: Set<CARFile.Name> = []
    while let name = waiting.popLast() {
      // Trees have no cycles; what is hostile may have.
      guard seen.insert(name).inserted else { continue }
      guard let range = places[name], let children = node(range) else {
        isWhole = false
        continue
      }
      waiting += children
    }
    return isWhole
  }

  /// Notes the paths in a node of the tree; its children, or nil where the block is no node.
  private mutating func node(_ range: Range<Int>) -> [CARFile.Name]? {
    var scanner = CBORScanner(bytes, range)
    guard case .map(let count)? = scanner.next(), count == 2 else { return nil }
    var children: [CARFile.Name] = []
    for _ in 0..<2 {
      guard let key = scanner.nextText() else { return nil }
      if bytes[key].elementsEqual("l".utf8) {
        if let child = CARFile.link(&scanner) { children.append(child) }
      } else if bytes[key].elementsEqual("e".utf8) {
        guard case .array(let entryCount)? = scanner.next() else { return nil }
        var path: [UInt8] = []
        for _ in 0..<entryCount {
          guard let child = entry(&scanner, &path) else { return nil }
          if let child = child { children.append(child) }
        }
      } else {
        return nil
      }
    }
    return children
  }

  /// Reads an entry, whose path shares its beginning with the one before; its child, or nil where it is no entry.
  private mutating func entry(_ scanner: inout CBORScanner, _ path: inout [UInt8]) -> CARFile.Name?? {
    guard case .map(let count)? = scanner.next() else { return nil }
    var (suffix, shared, value, child): (Range<Int>?, Int, CARFile.Name?, CARFile.Name?) = (nil, 0, nil, nil)
    for _ in 0..<count {
      guard let key = scanner.nextText(), key.count == 1 else { return nil }
      switch bytes[key.lowerBound] {
      case UInt8(ascii: "k"):
        guard case .bytes(let range)? = scanner.next() else { return nil }
        suffix = range
      case UInt8(ascii: "p"):
        guard case .unsigned(let number)? = scanner.next() else { return nil }
        shared = Int(min(number, 1_024))
      case UInt8(ascii: "v"): value = CARFile.link(&scanner)
      case UInt8(ascii: "t"): child = CARFile.link(&scanner)
      default: return nil
      }
    }
    guard let suffix, let value, suffix.count <= 1_024 else { return nil }
    path = Array(path.prefix(shared)) + Array(bytes[suffix])
    paths[value] = path
    return .some(child)
  }

  private func commit(_ range: Range<Int>) -> (owner: [UInt8]?, data: CARFile.Name?)? {
    var scanner = CBORScanner(bytes, range)
    guard case .map(let count)? = scanner.next(), 3 <= count, count <= 16 else { return nil }
    var (owner, data): ([UInt8]?, CARFile.Name?) = (nil, nil)
    for _ in 0..<count {
      guard let key = scanner.nextText() else { return nil }
      if bytes[key].elementsEqual("did".utf8) {
        guard let text = scanner.nextText() else { return nil }
        owner = UTF8Scan.repaired(UnsafeRawBufferPointer(rebasing: bytes[text]))
      } else if bytes[key].elementsEqual("data".utf8) {
        data = CARFile.link(&scanner)
      } else if !scanner.skip() {
        return nil
      }
    }
    return owner == nil || data == nil ? nil : (owner, data)
  }
}
