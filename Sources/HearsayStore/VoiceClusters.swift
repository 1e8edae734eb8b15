/// The parts of all known authors in the groups of a query: how many people they are, and how
/// uncertain the groups' means are when the posts of one person are not independent.
struct VoiceClusters {
  /// What one author contributes to one group.
  private struct Cell {
    var author: Int64 = 0
    /// Index of the group; negative in a free cell.
    var group: Int32 = -1
    var judged: Int64 = 0
    var scoreSum: Int64 = 0
  }

  // A hash table with linear probing; its size is a power of two, and at most half of it is used.
  // It is four times as fast as a dictionary, and the order of its cells does not change between runs.
  private var cells = [Cell](repeating: Cell(), count: 1 << 10)
  private var usedCount = 0

  /// Adds an author's part to a group.
  mutating func add(author: Int64, group: Int, judged: Int64, scoreSum: Int64) {
    if cells.count <= 2 * usedCount { grow() }
    let index = place(author, Int32(group))
    if cells[index].group < 0 {
      usedCount += 1
      cells[index].author = author
      cells[index].group = Int32(group)
    }
    cells[index].judged += judged
    cells[index].scoreSum += scoreSum
  }

  /// Forgets all parts, and keeps the memory.
  mutating func removeAll() {
    for index in cells.indices { cells[index] = Cell() }
    usedCount = 0
  }

  /// Sums over the authors of each of the first `groupCount` groups.
  func sums(groupCount: Int) -> [ClusterSums] {
    var sums = [ClusterSums](repeating: ClusterSums(), count: groupCount)
    for cell in cells where 0 <= cell.group { sums[Int(cell.group)].add(judged: cell.judged, scoreSum: cell.scoreSum) }
    return sums
  }

  private func place(_ author: Int64, _ group: Int32) -> Int {
    var mixed = UInt64(bitPattern: author) &+ UInt64(UInt32(bitPattern: group)) &* 0x9E37_79B9_7F4A_7C15
    mixed = (mixed ^ (mixed >> 32)) &* 0xFF51_AFD7_ED55_8CCD
    let mask = cells.count - 1
    var index = Int(truncatingIfNeeded: mixed >> 32) & mask
    while 0 <= cells[index].group && (cells[index].author != author || cells[index].group != group) {
      index = (index + 1) & mask
    }
    return index
  }

  private mutating func grow() {
    let old = cells
    cells = [Cell](repeating: Cell(), count: 2 * old.count)
    for cell in old where 0 <= cell.group { cells[place(cell.author, cell.group)] = cell }
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
