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
      case .piece: index.insert(FeatureScan.key(ofPiece: entry.form), row: row)
      case .words:
        index.insert(FeatureScan.key(ofRun: entry.form), row: row)
        rows[row].hasPieces = !entry.form.contains(0x20)
      case .trait: break
      }
    }
    var padded = PaddedWord()
    for row in rows.indices where rows[row].hasPieces {
      rows[row].pieces = pieceSum(of: forms[bytes(of: rows[row])], &padded)
    }
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
    var counts = (runs: Int32(0), pieces: Int32(0), tokens: 0)
    var padded = PaddedWord()
    for token in 0..<words.count {
      var here = Found()
      var known = -1
      scan.forEachRun(from: token, in: words) { key, tokens in
        guard let row = index.row(key, where: { isForm($0, ofRun: tokens, in: words) }) else { return }
        counts.runs += 1
        let weight = rows[row].weight
        here.runs.add(weight)
        if here.size < weight.size { (here.size, here.row) = (weight.size, Int32(row)) }
        if tokens.count == 1 && rows[row].hasPieces { known = row }
      }
      let word = words[token]
      if scan.hasPieces(word) {
        let sum =
          0 <= known && scan.isItself(word) ? rows[known].pieces : pieceSum(of: words.form(token), &padded)
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
  private func pieceSum(of form: ArraySlice<UInt8>, _ padded: inout PaddedWord) -> PieceSum {
    var sum = PieceSum()
    padded.fill(form)
    scan.forEachPiece(of: padded) { key, bytes in
      if let row = index.row(key, where: { isForm($0, padded[bytes]) }) { sum.add(rows[row].weight, row: row) }
    }
    return sum
  }

  @inline(__always)
  private func bytes(of row: Row) -> Range<Int> { Int(row.start)..<Int(row.start) + Int(row.byteCount) }

  /// Compares bytes, so that a collision of hashes cannot invent a match.
  @inline(__always)
  private func isForm(_ row: Int, _ form: ArraySlice<UInt8>) -> Bool {
    let own = bytes(of: rows[row])
    guard own.count == form.count else { return false }
    var place = own.lowerBound
    for byte in form {
      if forms[place] != byte { return false }
      place += 1
    }
    return true
  }

  /// Likewise for tokens.
  @inline(__always)
  private func isForm(_ row: Int, ofRun tokens: Range<Int>, in words: Words) -> Bool {
    if tokens.count == 1, scan.isItself(words[tokens.lowerBound]) {
      return isForm(row, words.form(tokens.lowerBound))
    }
    return forms.withUnsafeBufferPointer { forms in
      FeatureScan.isForm(UnsafeBufferPointer(rebasing: forms[bytes(of: rows[row])]), of: tokens, in: words)
    }
  }
}
