/// How many different people there are in each of many groups.
struct PeopleCounts {
  /// An author in a group, in twelve bytes: there are millions of them.
  private struct Cell: Equatable {
    let high: UInt32
    let low: UInt32
    let group: Int32

    init(_ author: Int64, _ group: Int32) {
      high = UInt32(truncatingIfNeeded: author >> 32)
      low = UInt32(truncatingIfNeeded: author)
      self.group = group
    }

    var hash: UInt64 {
      var mixed = (UInt64(high) << 32 | UInt64(low)) &+ UInt64(UInt32(group)) &* 0x9E37_79B9_7F4A_7C15
      mixed = (mixed ^ (mixed >> 32)) &* 0xFF51_AFD7_ED55_8CCD
      return mixed ^ (mixed >> 29)
    }
  }

  private static let partCount = 64
  /// Fewest cells of a part that are looked through for cells that are there twice.
  private static let joinedFrom = 1 << 14

  // Parts by the hash of author and group: a table of one part fits the caches of a processor, and a
  // table of millions of cells does not.
  private var parts = [[Cell]](repeating: [], count: partCount)
  /// At how many cells each part is joined next.
  private var limits = [Int](repeating: joinedFrom, count: partCount)

  /// Adds an author to a group; who is there already counts once.
  mutating func add(author: Int64, group: Int) {
    let cell = Cell(author, Int32(group))
    let part = Int(truncatingIfNeeded: cell.hash >> 58)
    parts[part].append(cell)
    guard limits[part] <= parts[part].count else { return }
    parts[part] = Self.joined(parts[part])
    limits[part] = max(Self.joinedFrom, 2 * parts[part].count)
  }

  /// The people of each of the first `groupCount` groups.
  func counts(groupCount: Int) -> [Int] {
    var counts = [Int](repeating: 0, count: groupCount)
    for part in parts { for cell in Self.joined(part) { counts[Int(cell.group)] += 1 } }
    return counts
  }

  /// The cells, each once.
  private static func joined(_ cells: [Cell]) -> [Cell] {
    // A hash table with linear probing; its size is a power of two, and at most half of it is used.
    var size = 16
    while size < 2 * cells.count { size <<= 1 }
    var places = [Int32](repeating: -1, count: size)
    var joined: [Cell] = []
    joined.reserveCapacity(cells.count)
    for cell in cells {
      var place = Int(truncatingIfNeeded: cell.hash) & (size - 1)
      while 0 <= places[place], joined[Int(places[place])] != cell { place = (place + 1) & (size - 1) }
      guard places[place] < 0 else { continue }
      places[place] = Int32(joined.count)
      joined.append(cell)
    }
    return joined
  }
}
