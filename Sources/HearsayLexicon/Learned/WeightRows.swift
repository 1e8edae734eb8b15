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
  struct Found {
    var runs = LearnedWeights.Weight.zero
    var pieces = LearnedWeights.Weight.zero
    /// The row that speaks most clearly for one side; -1 where there is none.
    var row: Int32 = -1
    /// How clearly it speaks.
    var size: Int32 = -1
  }

  private let scan: FeatureScan
  private(set) var index: WeightIndex
  private(set) var rows: [Row] = []
  /// The forms, one after the other.
  private(set) var forms: [UInt8] = []

  /// The rows of `entries`; an entry without weight, or whose form is longer than 255 bytes, is not looked for.
  init(_ entries: some Collection<LearnedEntry>, _ scan: FeatureScan) {
    self.scan = scan
    index = WeightIndex(rowCountMost: entries.count)
    rows.reserveCapacity(entries.count)
    forms.reserveCapacity(8 * entries.count)
    for (row, entry) in entries.enumerated() {
      let isSought = entry.weight != .zero && entry.form.count <= Int(UInt8.max)
      rows.append(Row(start: forms.count, byteCount: isSought ? entry.form.count : 0, entry.weight))
      guard isSought else { continue }
      forms += entry.form
      switch entry.unit {
      case .piece:
        index.insert(FeatureScan.key(ofPiece: entry.form), row: row)
        scan.forEachBeginning(ofPiece: entry.form) { index.insert(beginning: $0) }
      case .words:
        index.insert(FeatureScan.key(ofRun: entry.form), row: row)
        rows[row].hasPieces = !entry.form.contains(0x20)
      case .trait: break
      }
    }
    let sums = withLookup { lookup in
      PaddedWord.withMemory { padded in
        rows.indices.map { row in
          rows[row].hasPieces ? lookup.pieceSum(of: lookup.form(of: row), &padded) : PieceSum()
        }
      }
    }
    for row in rows.indices { rows[row].pieces = sums[row] }
  }

  init(scan: FeatureScan, index: WeightIndex, rows: [Row], forms: [UInt8]) {
    self.scan = scan
    self.index = index
    self.rows = rows
    self.forms = forms
  }

  /// Fills `found` with what was found at each token of `words`.
  ///
  /// - Returns: how many runs and pieces were found, and at how many tokens.
  func find(
    in words: Words, _ found: UnsafeMutableBufferPointer<Found>
  ) -> (runs: Int32, pieces: Int32, tokens: Int) {
    words.withTokens { tokens in
      withLookup { lookup in PaddedWord.withMemory { lookup.find(in: tokens, found, &$0) } }
    }
  }

  /// The rows as plain memory, valid only within `withLookup`.
  struct Lookup {
    fileprivate let scan: FeatureScan
    fileprivate let index: WeightIndex.Lookup
    fileprivate let rows: UnsafeBufferPointer<Row>
    fileprivate let forms: UnsafeBufferPointer<UInt8>
  }

  @inline(__always)
  private func withLookup<Result>(_ body: (Lookup) -> Result) -> Result {
    index.withLookup { index in
      rows.withUnsafeBufferPointer { rows in
        forms.withUnsafeBufferPointer { forms in
          body(Lookup(scan: scan, index: index, rows: rows, forms: forms))
        }
      }
    }
  }
}

extension WeightRows.Lookup {
  /// Fills `found` with what was found at each of `tokens`.
  fileprivate func find(
    in tokens: Words.Tokens, _ found: UnsafeMutableBufferPointer<WeightRows.Found>, _ padded: inout PaddedWord
  ) -> (runs: Int32, pieces: Int32, tokens: Int) {
    var counts = (runs: Int32(0), pieces: Int32(0), tokens: 0)
    for token in tokens.all.indices {
      var here = WeightRows.Found()
      var known = -1
      scan.forEachRun(from: token, in: tokens.all) { key, run in
        guard index.hint(key).mayBeRow, let row = index.row(key, where: { isForm($0, ofRun: run, in: tokens) }) else {
          return
        }
        counts.runs += 1
        let weight = rows[row].weight
        here.runs.add(weight)
        if here.size < weight.size { (here.size, here.row) = (weight.size, Int32(row)) }
        if run.count == 1 && rows[row].hasPieces { known = row }
      }
      let word = tokens.all[token]
      if scan.hasPieces(word) {
        let sum =
          0 <= known && scan.isItself(word) ? rows[known].pieces : pieceSum(of: tokens.form(token), &padded)
        counts.pieces += Int32(sum.count)
        here.pieces = sum.weight
        if here.size < sum.size { (here.size, here.row) = (sum.size, sum.row) }
      }
      if 0 <= here.row { counts.tokens += 1 }
      found.initializeElement(at: token, to: here)
    }
    return counts
  }

  /// The sum of the pieces of the word with `form`, which is taken apart in `padded`.
  fileprivate func pieceSum(of form: UnsafeBufferPointer<UInt8>, _ padded: inout PaddedWord) -> WeightRows.PieceSum {
    var sum = WeightRows.PieceSum()
    padded.fill(form)
    let word = padded
    scan.forEachPiece(of: word) { key, bytes in
      let hint = index.hint(key)
      if hint.mayBeRow, let row = index.row(key, where: { isForm($0, word[bytes]) }) {
        sum.add(rows[row].weight, row: row)
      }
      return hint.mayGoOn
    }
    return sum
  }

  /// The form of a row.
  @inline(__always)
  fileprivate func form(of row: Int) -> UnsafeBufferPointer<UInt8> {
    let start = Int(rows[row].start)
    return UnsafeBufferPointer(rebasing: forms[start..<start + Int(rows[row].byteCount)])
  }

  /// Compares bytes, so that a collision of hashes cannot invent a match.
  @inline(__always)
  private func isForm(_ row: Int, _ form: UnsafeBufferPointer<UInt8>) -> Bool {
    let own = self.form(of: row)
    guard own.count == form.count else { return false }
    for place in own.indices where own[place] != form[place] { return false }
    return true
  }

  /// Likewise for tokens.
  @inline(__always)
  private func isForm(_ row: Int, ofRun run: Range<Int>, in tokens: Words.Tokens) -> Bool {
    if run.count == 1, scan.isItself(tokens.all[run.lowerBound]) { return isForm(row, tokens.form(run.lowerBound)) }
    return FeatureScan.isForm(form(of: row), of: run, in: tokens)
  }
}
