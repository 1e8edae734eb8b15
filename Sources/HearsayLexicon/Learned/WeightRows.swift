import HearsayCore
import HearsayText

/// The rows of learned weights, to be found in texts.
struct WeightRows: Sendable {
  /// What the pieces of a word add, put together, in sixteen bytes.
  struct PieceSum: BitwiseCopyable, Sendable {
    /// What they add.
    var weight = LearnedWeights.Weight.zero
    /// The row of the one that speaks most clearly for one side; -1 where there is none.
    private(set) var row: Int32 = -1
    /// How clearly it speaks, and one more; 0 where there is none.
    private(set) var clearness: UInt16 = 0
    /// How many have a weight.
    private(set) var count: UInt16 = 0

    @inline(__always)
    mutating func add(_ piece: WeightedRow) {
      count &+= 1
      weight.add(piece.weight)
      if clearness < piece.clearness { (clearness, row) = (piece.clearness, Int32(piece.row)) }
    }
  }

  /// What was found at a token.
  struct Found: BitwiseCopyable {
    private(set) var runs = LearnedWeights.Weight.zero
    var pieces = PieceSum()
    /// The row that speaks most clearly for one side; -1 where there is none.
    private(set) var row: Int32 = -1
    /// How clearly it speaks, and one more; 0 where there is none.
    private var clearness: UInt16 = 0
    /// Whether `pieces` is known already.
    private(set) var hasPieces = false

    /// Adds a run that begins here.
    @inline(__always)
    mutating func addRun(_ run: WeightedRow) {
      runs.add(run.weight)
      if clearness < run.clearness { (clearness, row) = (run.clearness, Int32(run.row)) }
    }

    /// Takes the pieces of the word, which need not be looked for.
    @inline(__always)
    mutating func addPieces(_ sum: PieceSum) {
      pieces = sum
      hasPieces = true
    }

    /// Takes the pieces into account for the clearest row.
    @inline(__always)
    mutating func settle() {
      if clearness < pieces.clearness { (clearness, row) = (pieces.clearness, pieces.row) }
    }
  }

  private let scan: FeatureScan
  /// Finds rows of runs of tokens.
  let runs: WeightIndex
  /// Finds rows of pieces.
  let pieces: PieceTrie

  /// The rows of `entries`; an entry without weight, or whose form is longer than 255 bytes, is not looked for.
  init(_ entries: some Collection<LearnedEntry>, _ scan: FeatureScan) {
    self.scan = scan
    var (words, pieces) = ([(form: ArraySlice<UInt8>, row: WeightedRow)](), [PieceTrie.Piece]())
    for (row, entry) in entries.enumerated() where entry.weight != .zero && entry.form.count <= Int(UInt8.max) {
      switch entry.unit {
      case .piece: pieces.append((entry.form, entry.weight, row))
      case .words: words.append((entry.form, WeightedRow(entry.weight, row: row)))
      case .trait: break
      }
    }
    let trie = PieceTrie(pieces)
    self.pieces = trie
    runs = trie.withLookup { pieces in
      WeightIndex(
        words.map { form, row in
          let isWord = !form.contains(0x20)
          return (
            FeatureScan.key(ofRun: form), row, isWord ? form.withUnsafeBufferPointer(pieces.sum) : PieceSum()
          )
        })
    }
  }

  init(scan: FeatureScan, runs: WeightIndex, pieces: PieceTrie) {
    self.scan = scan
    self.runs = runs
    self.pieces = pieces
  }

  /// Calls `body` with a search of the rows, which are plain memory as long.
  @inline(__always)
  func withSearch<Result>(_ body: (WeightSearch) -> Result) -> Result {
    runs.withLookup { runs in
      pieces.withLookup { pieces in body(WeightSearch(scan: scan, runs: runs, pieces: pieces)) }
    }
  }
}
