/// The parts of all known authors in the groups of a query: how many people they are, and how
/// uncertain the groups' means are when the posts of one person are not independent.
struct VoiceClusters {
  /// What one author contributes to one group.
  struct Cell {
    var author: Int64 = 0
    var scoreSum: Int64 = 0
    /// Index of the group.
    var group: Int32 = 0
    var judged: Int32 = 0
  }

  private static let partCount = 64
  /// Fewest cells of a part that are looked through for cells of the same author and group.
  private static let joinedFrom = 1 << 15

  // Parts by the hash of author and group: a table of one part fits the caches of a processor, and a
  // table of millions of cells does not.
  private var parts = [[Cell]](repeating: [], count: partCount)
  /// At how many cells each part is joined next.
  private var limits = [Int](repeating: joinedFrom, count: partCount)

  /// Adds an author's part to a group.
  mutating func add(author: Int64, group: Int, judged: Int64, scoreSum: Int64) {
    let part = Int(truncatingIfNeeded: Self.hash(author, Int32(group)) >> 58)
    parts[part].append(
      Cell(
        author: author, scoreSum: scoreSum, group: Int32(group), judged: Int32(truncatingIfNeeded: judged)))
    guard limits[part] <= parts[part].count else { return }
    parts[part] = Self.joined(parts[part])
    limits[part] = max(Self.joinedFrom, 2 * parts[part].count)
  }

  /// Forgets all parts, and keeps the memory.
  mutating func removeAll() {
    for part in parts.indices {
      parts[part].removeAll(keepingCapacity: true)
      limits[part] = Self.joinedFrom
    }
  }

  /// Hands what each author contributes to each group to `body`, once.
  func visit(_ body: (Cell) -> Void) {
    for part in parts { for cell in Self.joined(part) { body(cell) } }
  }

  /// The cells with each author and group once.
  private static func joined(_ cells: [Cell]) -> [Cell] {
    // A hash table with linear probing; its size is a power of two, and at most half of it is used.
    var size = 16
    while size < 2 * cells.count { size <<= 1 }
    var places = [Int32](repeating: -1, count: size)
    var joined: [Cell] = []
    joined.reserveCapacity(cells.count)
    for cell in cells {
      var place = Int(truncatingIfNeeded: hash(cell.author, cell.group)) & (size - 1)
      while 0 <= places[place] {
        let known = Int(places[place])
        if joined[known].author == cell.author && joined[known].group == cell.group { break }
        place = (place + 1) & (size - 1)
      }
      if 0 <= places[place] {
        let known = Int(places[place])
        joined[known].judged &+= cell.judged
        joined[known].scoreSum += cell.scoreSum
      } else {
        places[place] = Int32(joined.count)
        joined.append(cell)
      }
    }
    return joined
  }

  /// Sums over the authors of each of the first `groupCount` groups.
  func sums(groupCount: Int) -> [ClusterSums] {
    var sums = [ClusterSums](repeating: ClusterSums(), count: groupCount)
    visit { sums[Int($0.group)].add(judged: Int64($0.judged), scoreSum: $0.scoreSum) }
    return sums
  }

  private static func hash(_ author: Int64, _ group: Int32) -> UInt64 {
    var mixed = UInt64(bitPattern: author) &+ UInt64(UInt32(bitPattern: group)) &* 0x9E37_79B9_7F4A_7C15
    mixed = (mixed ^ (mixed >> 32)) &* 0xFF51_AFD7_ED55_8CCD
    return mixed ^ (mixed >> 29)
  }
}

/// Sums over the known authors of a group, from which its standard error follows.
struct ClusterSums {
  /// How many known authors there are.
  var people: Int64 = 0
  var judged: Int64 = 0
  var scoreSum: Int64 = 0
  /// How many authors have judged posts.
  var count: Int64 = 0
  /// Σ Sₐ², Σ Sₐ·nₐ and Σ nₐ² over the authors a.
  var squares: Double = 0
  var products: Double = 0
  var counts: Double = 0

  /// Adds what one more author contributes.
  mutating func add(judged posts: Int64, scoreSum score: Int64) {
    people += 1
    judged += posts
    scoreSum += score
    if 0 < posts { count += 1 }
    squares += Double(score) * Double(score)
    products += Double(score) * Double(posts)
    counts += Double(posts) * Double(posts)
  }

  /// How many degrees of freedom the standard error has: clusters of equal size would be this many, less one.
  ///
  /// `all` is the number of judged posts. Few people who post much are worth few clusters.
  func degrees(judged all: Int64) -> Double {
    let counts = counts + Double(all - judged)
    return counts == 0 ? 0 : max(1, Double(all) * Double(all) / counts - 1)
  }

  /// The standard error of the mean of all posts; those beyond the known authors' are clusters of one.
  ///
  /// `all`, `total` and `totalSquare` are the sums over all judged posts, and `ownSquareSum` is the sum
  /// of the squares over the posts of known authors.
  func standardError(
    judged all: Int64, scoreSum total: Int64, scoreSquareSum totalSquare: Int64, ownSquareSum: Int64
  ) -> Double? {
    let alone = all - judged
    let groups = Double(count + alone)
    guard 2 <= groups else { return nil }
    let mean = Double(total) / Double(all)
    let squares = squares + Double(totalSquare - ownSquareSum)
    let products = products + Double(total - scoreSum)
    let counts = counts + Double(alone)
    let spread = max(0, squares - 2 * mean * products + mean * mean * counts)
    return (groups / (groups - 1) * spread).squareRoot() / Double(all) / 1000
  }
}
