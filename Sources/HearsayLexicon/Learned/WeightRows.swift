import HearsayCore
import HearsayText

/// The rows of learned weights, to be found in texts.
struct WeightRows: Sendable {
  /// What the pieces of a word add, put together.
  struct PieceSum: BitwiseCopyable {
    /// How many have a weight.
    var count: Int32 = 0
    /// What they add.
    var weight = LearnedWeights.Weight.zero
    /// The row of the one that speaks most clearly for one side; -1 where there is none.
    var row: Int32 = -1
    /// How clearly it speaks.
    var size: Int32 = -1

    @inline(__always)
    mutating func add(_ other: LearnedWeights.Weight, row: Int) {
      count += 1
      weight.add(other)
      if size < other.size { (size, self.row) = (other.size, Int32(row)) }
    }
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

  let scan: FeatureScan
  private(set) var index: WeightIndex
  private(set) var weights: [LearnedWeights.Weight] = []
  /// The forms, one after the other, and where each ends.
  private(set) var forms: [UInt8] = []
  private(set) var ends: [Int32] = []
  /// What the pieces of words add that are entries themselves: most words of a text are, and need not be taken apart.
  private(set) var pieceSums: [PieceSum] = []
  /// Where the sum of a row stands among them; -1 where the row is no word.
  private(set) var pieceSumOfRow: [Int32] = []

  /// The rows of `entries`; an entry without weight is not looked for.
  init(_ entries: some Collection<LearnedEntry>, _ scan: FeatureScan) {
    self.scan = scan
    index = WeightIndex(rowCountMost: entries.count)
    weights.reserveCapacity(entries.count)
    forms.reserveCapacity(8 * entries.count)
    ends.reserveCapacity(entries.count)
    pieceSumOfRow = [Int32](repeating: -1, count: entries.count)
    var words: [Int] = []
    for (row, entry) in entries.enumerated() {
      weights.append(entry.weight)
      forms += entry.form
      ends.append(Int32(forms.count))
      if entry.weight == .zero { continue }
      switch entry.unit {
      case .piece: index.insert(FeatureScan.key(ofPiece: entry.form), row: row)
      case .words:
        index.insert(FeatureScan.key(ofRun: entry.form), row: row)
        if !entry.form.contains(0x20) { words.append(row) }
      case .trait: break
      }
    }
    var padded = PaddedWord()
    for row in words {
      let sum = pieceSum(of: forms[bytes(ofRow: row)], &padded)
      pieceSumOfRow[row] = Int32(pieceSums.count)
      pieceSums.append(sum)
    }
  }

  init(
    scan: FeatureScan, index: WeightIndex, weights: [LearnedWeights.Weight], forms: [UInt8], ends: [Int32],
    pieceSums: [PieceSum], pieceSumOfRow: [Int32]
  ) {
    self.scan = scan
    self.index = index
    self.weights = weights
    self.forms = forms
    self.ends = ends
    self.pieceSums = pieceSums
    self.pieceSumOfRow = pieceSumOfRow
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
      var known: Int32 = -1
      scan.forEachRun(from: token, in: words) { key, tokens in
        guard let row = index.row(key, where: { isForm($0, ofRun: tokens, in: words) }) else { return }
        counts.runs += 1
        let weight = weights[row]
        here.runs.add(weight)
        if here.size < weight.size { (here.size, here.row) = (weight.size, Int32(row)) }
        if tokens.count == 1 { known = pieceSumOfRow[row] }
      }
      let word = words[token]
      if scan.hasPieces(word) {
        let sum =
          0 <= known && scan.isItself(word) ? pieceSums[Int(known)] : pieceSum(of: words.form(token), &padded)
        counts.pieces += sum.count
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
    let word = padded
    scan.forEachPiece(of: word) { key, bytes in
      if let row = index.row(key, where: { isForm($0, word[bytes]) }) { sum.add(weights[row], row: row) }
    }
    return sum
  }

  private func bytes(ofRow row: Int) -> Range<Int> { (row == 0 ? 0 : Int(ends[row - 1]))..<Int(ends[row]) }

  /// Compares bytes, so that a collision of hashes cannot invent a match.
  @inline(__always)
  private func isForm(_ row: Int, _ form: ArraySlice<UInt8>) -> Bool {
    let own = bytes(ofRow: row)
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
      FeatureScan.isForm(UnsafeBufferPointer(rebasing: forms[bytes(ofRow: row)]), of: tokens, in: words)
    }
  }
}
