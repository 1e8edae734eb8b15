import HearsayCore

/// The pieces of words that have weights, as a trie over their bytes.
///
/// A double array (Aoe 1989, "An efficient digital search algorithm by using a double-array structure"): the child of a
/// node by a byte stands at the node's base plus the byte, if what stands there was reached by that byte. No two nodes
/// have one base, so that the byte tells whose child it is (Yata 2008, Darts-clone). From every letter of a word a walk
/// goes down as far as pieces do, which is hardly ever more than three letters; no piece is cut out and hashed in vain.
struct PieceTrie: Sendable {
  /// Four bytes: most of the time of a walk goes by in waiting for nodes.
  struct Node: BitwiseCopyable, Sendable {
    /// From the lowest bit: the byte that leads here, whether a piece ends here, and where the children begin.
    private var bits: UInt32

    /// A byte that no text has.
    private static var noByte: UInt8 { 0xFF }
    /// There are no more places than this many.
    static let placeCountMost = 1 << 23

    /// No node.
    fileprivate init() { bits = UInt32(Self.noByte) }

    /// A node that `byte` leads to, whose children are to be found behind `base`.
    fileprivate init(byte: UInt8, base: Int) { bits = UInt32(byte) | UInt32(base) << 9 }

    /// Where the children begin.
    @inline(__always)
    fileprivate var base: Int {
      get { Int(bits >> 9) }
      set { bits = bits & 0x1FF | UInt32(newValue) << 9 }
    }

    /// Whether a piece ends here.
    @inline(__always)
    fileprivate var hasPiece: Bool {
      get { bits & 0x100 != 0 }
      set { bits = bits & ~0x100 | (newValue ? 0x100 : 0) }
    }

    /// Whether it is what `byte` leads to.
    @inline(__always)
    fileprivate func isReached(by byte: UInt8) -> Bool { UInt8(truncatingIfNeeded: bits) == byte }
  }

  /// A piece to be found.
  typealias Piece = (form: ArraySlice<UInt8>, weight: LearnedWeights.Weight, row: Int)

  private let nodes: FrozenArray<Node>
  /// The pieces that end at nodes, each in the place of its node.
  private let rows: FrozenArray<WeightedRow>

  /// The trie of `pieces`; of several with one form, the first counts.
  init(_ pieces: [Piece]) {
    // Equal forms stay in their order.
    let pieces = pieces.sorted { $0.form.lexicographicallyPrecedes($1.form) }
    var builder = Builder()
    var queue = [(node: 0, pieces: 0..<pieces.count, depth: 0)]
    var next = 0
    while next < queue.count {
      var (node, rest, depth) = queue[next]
      next += 1
      if let ended = rest.first, pieces[ended].form.count == depth {
        builder.nodes[node].hasPiece = true
        builder.rows[node] = WeightedRow(pieces[ended].weight, row: pieces[ended].row)
      }
      rest = rest.drop { pieces[$0].form.count == depth }
      var children: [(byte: UInt8, pieces: Range<Int>)] = []
      while let first = rest.first {
        let byte = pieces[first].form[pieces[first].form.startIndex + depth]
        let others = rest.drop { pieces[$0].form[pieces[$0].form.startIndex + depth] == byte }
        children.append((byte, first..<others.lowerBound))
        rest = others
      }
      let places = builder.addChildren(by: children.map(\.byte), to: node)
      queue += zip(places, children).map { ($0, $1.pieces, depth + 1) }
    }
    builder.finish()
    nodes = FrozenArray(builder.nodes)
    rows = FrozenArray(builder.rows)
  }

  private struct Builder {
    /// Every base leaves room for each byte behind it; behind that of nodes without children nothing ever stands.
    var nodes = [Node](repeating: Node(), count: 256)
    /// As many as nodes.
    var rows = [WeightedRow](repeating: WeightedRow(), count: 256)
    /// A bit for each place, 1 where it is taken; the root stands at 0 and is nobody's child.
    private var taken: [UInt64] = [1]
    /// All places before are taken.
    private var free = 1
    /// The bases that nodes with children have.
    private var bases: Set<Int> = []

    /// Gives `node` a child for each of `bytes`, which ascend.
    ///
    /// - Returns: the places of the children.
    mutating func addChildren(by bytes: [UInt8], to node: Int) -> [Int] {
      guard let first = bytes.first else { return [] }
      // A base of its own, and never 0, which those without children have until all are there.
      var base = firstBase(for: bytes, from: max(1, free - Int(first)))
      while !bases.insert(base).inserted { base = firstBase(for: bytes, from: base + 1) }
      grow(to: base + 256)
      nodes[node].base = base
      for byte in bytes { take(base + Int(byte), by: byte) }
      while takenBits(from: free) & 1 != 0 { free += 1 }
      return bytes.map { base + Int($0) }
    }

    private mutating func grow(to count: Int) {
      precondition(count <= Node.placeCountMost, "\(count) places are more than a trie may have")
      let missing = count - nodes.count
      guard 0 < missing else { return }
      nodes += [Node](repeating: Node(), count: missing)
      rows += [WeightedRow](repeating: WeightedRow(), count: missing)
    }

    private mutating func take(_ place: Int, by byte: UInt8) {
      nodes[place] = Node(byte: byte, base: 0)
      while taken.count <= place / 64 { taken.append(0) }
      taken[place / 64] |= 1 << UInt64(place % 64)
    }

    /// Sends those who look for children of nodes that have none to where nothing stands.
    mutating func finish() {
      let nothing = nodes.count
      grow(to: nothing + 256)
      for place in 0..<nothing where nodes[place].base == 0 { nodes[place].base = nothing }
    }

    /// The first base from `start` on behind which the places of all `bytes` are free; 64 are looked at together.
    private func firstBase(for bytes: [UInt8], from start: Int) -> Int {
      var base = start
      while true {
        let unfit = bytes.reduce(UInt64(0)) { $0 | takenBits(from: base + Int($1)) }
        if unfit != .max { return base + (~unfit).trailingZeroBitCount }
        base += 64
      }
    }

    /// The bits of 64 places from `place` on, that of `place` the lowest.
    private func takenBits(from place: Int) -> UInt64 {
      let (word, shift) = (place / 64, UInt64(place % 64))
      let low = word < taken.count ? taken[word] : 0
      let high = word + 1 < taken.count ? taken[word + 1] : 0
      return low >> shift | (shift == 0 ? 0 : high << (64 - shift))
    }
  }
}

extension PieceTrie {
  /// Calls `body` with the trie as plain memory, for many words in turn.
  @inline(__always)
  func withLookup<Result>(_ body: (Lookup) -> Result) -> Result {
    // A byte for the end behind the last edge.
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: PaddedWord.byteMost + 1) { memory in
      nodes.withUnsafeBufferPointer { nodes in
        rows.withUnsafeBufferPointer { rows in
          guard let nodes = nodes.baseAddress, let rows = rows.baseAddress, let word = memory.baseAddress else {
            preconditionFailure("a trie has a root")
          }
          return body(Lookup(nodes: nodes, rows: rows, word: word))
        }
      }
    }
  }

  /// Adds up pieces as long as the trie stays where it is.
  struct Lookup {
    fileprivate let nodes: UnsafePointer<Node>
    fileprivate let rows: UnsafePointer<WeightedRow>
    /// Memory for a word between two edges.
    fileprivate let word: UnsafeMutablePointer<UInt8>

    /// What the pieces of the word with `form` add, which is cut off where a `PaddedWord` is.
    func sum(of form: UnsafeBufferPointer<UInt8>) -> WeightRows.PieceSum {
      var sum = WeightRows.PieceSum()
      guard let first = form.baseAddress else { return sum }
      let count = PaddedWord.byteCount(of: form)
      word[0] = PaddedWord.edge
      (word + 1).update(from: first, count: count)
      word[count &+ 1] = PaddedWord.edge
      // No piece has a byte of zero: every walk ends here at the latest.
      word[count &+ 2] = 0
      for start in 0..<count &+ 2 {
        var node = nodes[0]
        var next = word + start
        while true {
          let place = node.base &+ Int(next.pointee)
          node = nodes[place]
          if !node.isReached(by: next.pointee) { break }
          if node.hasPiece { sum.add(rows[place]) }
          next += 1
        }
      }
      return sum
    }
  }
}

extension PieceTrie {
  func write(to snapshot: inout SnapshotWriter) {
    snapshot.write(nodes)
    snapshot.write(rows)
  }

  init(from snapshot: inout SnapshotReader) throws(SnapshotReader.Damage) {
    nodes = try snapshot.frozen(of: Node.self)
    rows = try snapshot.frozen(of: WeightedRow.self)
    guard !nodes.isEmpty, rows.count == nodes.count, nodes.allSatisfy({ 0...nodes.count - 256 ~= $0.base }) else {
      throw SnapshotReader.Damage()
    }
  }
}
