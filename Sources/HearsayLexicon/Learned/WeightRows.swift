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
      count += 1
      weight.add(other)
      if size < other.size { (size, self.row) = (other.size, Int32(row)) }
    }
  }

  /// A row, all of it side by side: the table is larger than the fast caches, and each line of memory is waited for.
  struct Row: BitwiseCopyable, Sendable {
    /// Where its form stands.
    var start: UInt32
    var byteCount: UInt8
    /// Whether `pieces` is known: most words of a text are entries themselves, and need not be taken apart.
    var hasPieces = false
    // Two bytes each: `LearnedWeights.weightMost` is less than 2¹⁵.
    private var against: Int16
    private var `for`: Int16
    /// What the pieces of the word add that it is.
    var pieces = PieceSum()

    init(start: Int, byteCount: Int, _ weight: LearnedWeights.Weight) {
      self.start = UInt32(start)
      self.byteCount = UInt8(byteCount)
      against = Int16(clamping: weight.against)
      self.for = Int16(clamping: weight.for)
    }

    /// What it adds.
    @inline(__always)
    var weight: LearnedWeights.Weight { LearnedWeights.Weight(against: Int(against), for: Int(self.for)) }
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

    /// Takes the pieces into account for the clearest row.
    @inline(__always)
    mutating func settle() {
      if size < pieces.size { (size, row) = (pieces.size, pieces.row) }
    }
  }

  private let scan: FeatureScan
  /// Finds rows of runs of tokens.
  private(set) var index: WeightIndex
  /// Finds rows of pieces.
  private(set) var pieces: PieceIndex
  private(set) var rows: [Row] = []
  /// The forms, one after the other.
  private(set) var forms: [UInt8] = []

  /// The rows of `entries`; an entry without weight, or whose form is longer than 255 bytes, is not looked for.
  init(_ entries: some Collection<LearnedEntry>, _ scan: FeatureScan) {
    self.scan = scan
    let pieceCount = entries.count { $0.unit == .piece }
    index = WeightIndex(countMost: entries.count - pieceCount)
    pieces = PieceIndex(countMost: pieceCount)
    rows.reserveCapacity(entries.count)
    forms.reserveCapacity(8 * entries.count)
    for (row, entry) in entries.enumerated() {
      let isSought = entry.weight != .zero && entry.form.count <= Int(UInt8.max)
      rows.append(Row(start: forms.count, byteCount: isSought ? entry.form.count : 0, entry.weight))
      guard isSought else { continue }
      forms += entry.form
      switch entry.unit {
      case .piece:
        guard let key = PieceKey(entry.form) else { continue }
        pieces.insert(key, entry.weight, row: row)
        scan.forEachBeginning(ofPiece: entry.form) { pieces.insert(beginning: $0) }
      case .words:
        index.insert(FeatureScan.key(ofRun: entry.form), row: row)
        rows[row].hasPieces = !entry.form.contains(0x20)
      case .trait: break
      }
    }
    let sums = withSearch { search in
      PaddedWord.withMemory { padded in
        search.rows.indices.map { row in
          search.rows[row].hasPieces ? search.pieceSum(of: search.form(of: row), &padded) : PieceSum()
        }
      }
    }
    for row in rows.indices { rows[row].pieces = sums[row] }
  }

  init(scan: FeatureScan, index: WeightIndex, pieces: PieceIndex, rows: [Row], forms: [UInt8]) {
    self.scan = scan
    self.index = index
    self.pieces = pieces
    self.rows = rows
    self.forms = forms
  }

  /// Calls `body` with a search of the rows, which are plain memory as long.
  @inline(__always)
  func withSearch<Result>(_ body: (WeightSearch) -> Result) -> Result {
    index.withLookup { index in
      pieces.withLookup { pieces in
        rows.withUnsafeBufferPointer { rows in
          forms.withUnsafeBufferPointer { forms in
            body(WeightSearch(scan: scan, index: index, pieces: pieces, rows: rows, forms: forms))
          }
        }
      }
    }
  }
}
