import HearsayCore
import HearsayText

/// The rows of learned weights, to be found in texts.
struct WeightRows: Sendable {
  /// What the pieces of a word add, put together.
  struct PieceSum: BitwiseCopyable, Sendable {
    /// What they add.
    var weight = LearnedWeights.Weight.zero
    /// The row of the one that speaks most clearly for one side; -1 where there is none.
    var row: Int32 = -1
    /// How clearly it speaks.
    var size: Int32 = -1
    /// How many have a weight.
    var count: UInt16 = 0

    @inline(__always)
    mutating func add(_ other: LearnedWeights.Weight, row: Int) {
      count &+= 1
      weight.add(other)
      if size < other.size { (size, self.row) = (other.size, Int32(row)) }
    }
  }

  /// What is known of a row besides its weight.
  struct Row: BitwiseCopyable, Sendable {
    /// What the pieces of the word add that it is.
    var pieces = PieceSum()
    /// Whether `pieces` is known: most words of a text are entries themselves, and need not be taken apart.
    var hasPieces = false
  }

  /// What was found at a token.
  struct Found: BitwiseCopyable {
    var runs = LearnedWeights.Weight.zero
    var pieces = PieceSum()
    /// Whether `pieces` is known already.
    var hasPieces = false
    /// The row that speaks most clearly for one side; -1 where there is none.
    var row: Int32 = -1
    /// How clearly it speaks.
    private var size: Int32 = -1

    /// Adds a run that begins here.
    @inline(__always)
    mutating func addRun(_ weight: LearnedWeights.Weight, row: Int) {
      runs.add(weight)
      if size < weight.size { (size, self.row) = (weight.size, Int32(row)) }
    }

    /// Takes the pieces of the word that `row` is, where they are known.
    @inline(__always)
    mutating func addPieces(_ row: Row) {
      guard row.hasPieces else { return }
      pieces = row.pieces
      hasPieces = true
    }

    /// Takes the pieces into account for the clearest row.
    @inline(__always)
    mutating func settle() {
      if size < pieces.size { (size, row) = (pieces.size, pieces.row) }
    }
  }

  private let scan: FeatureScan
  /// Finds rows of runs of tokens.
  private(set) var runs: WeightIndex
  /// Finds rows of pieces.
  private(set) var pieces: PieceTrie
  private(set) var rows: [Row]

  /// The rows of `entries`; an entry without weight, or whose form is longer than 255 bytes, is not looked for.
  init(_ entries: some Collection<LearnedEntry>, _ scan: FeatureScan) {
    self.scan = scan
    var (runs, pieces) = ([WeightIndex.Entry](), [PieceTrie.Piece]())
    rows = [Row](repeating: Row(), count: entries.count)
    for (row, entry) in entries.enumerated() where entry.weight != .zero && entry.form.count <= Int(UInt8.max) {
      switch entry.unit {
      case .piece:
        pieces.append((entry.form, entry.weight, row))
      case .words:
        runs.append((FeatureScan.key(ofRun: entry.form), entry.weight, row))
        rows[row].hasPieces = !entry.form.contains(0x20)
      case .trait: break
      }
    }
    self.runs = WeightIndex(runs)
    self.pieces = PieceTrie(pieces)
    let sums = self.pieces.withLookup { pieces in
      zip(rows, entries).map { row, entry in
        row.hasPieces ? entry.form.withUnsafeBufferPointer(pieces.sum) : PieceSum()
      }
    }
    for row in rows.indices { rows[row].pieces = sums[row] }
  }

  init(scan: FeatureScan, runs: WeightIndex, pieces: PieceTrie, rows: [Row]) {
    self.scan = scan
    self.runs = runs
    self.pieces = pieces
    self.rows = rows
  }

  /// Calls `body` with a search of the rows, which are plain memory as long.
  @inline(__always)
  func withSearch<Result>(_ body: (WeightSearch) -> Result) -> Result {
    rows.withUnsafeBufferPointer { rows in
      runs.withLookup { runs in
        pieces.withLookup { pieces in body(WeightSearch(scan: scan, runs: runs, pieces: pieces, rows: rows)) }
      }
    }
  }
}
