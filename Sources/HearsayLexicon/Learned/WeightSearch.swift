import HearsayCore
import HearsayText

/// Finds rows of learned weights in a text.
///
/// The tables are larger than the fast caches, so that most of the time of a search would be spent waiting for memory.
/// A search therefore goes in steps, each over many features before the next: the keys that the filter knows, their
/// slots, their rows, and only then the forms. Within a step nothing depends on anything else, and the processor waits
/// for many lines of memory at once.
///
/// Lives only while the memory does that it points to: made, used and dropped in one call.
struct WeightSearch {
  let scan: FeatureScan
  let index: WeightIndex.Lookup
  let pieces: PieceIndex.Lookup
  let rows: UnsafeBufferPointer<WeightRows.Row>
  let forms: UnsafeBufferPointer<UInt8>

  /// A run of tokens that may have a row.
  private struct Candidate: BitwiseCopyable {
    let key: UInt64
    /// Its tokens.
    var tokens: Range<Int> { Int(start)..<Int(end) }
    private let start: Int32
    private let end: Int32
    /// The row that its key leads to, -1 where there is none.
    var row: Int32 = -1
    /// The first byte of the form of that row, looked at so that its memory is at hand.
    var firstByte: UInt8 = 0

    @inline(__always)
    init(key: UInt64, tokens: Range<Int>) {
      self.key = key
      start = Int32(truncatingIfNeeded: tokens.lowerBound)
      end = Int32(truncatingIfNeeded: tokens.upperBound)
    }
  }

  /// Fills `found` with what was found at each of `tokens`.
  ///
  /// - Returns: how many runs and pieces were found, and at how many tokens.
  func find(
    in tokens: Words.Tokens, _ found: UnsafeMutableBufferPointer<WeightRows.Found>
  ) -> (runs: Int32, pieces: Int32, tokens: Int) {
    found.initialize(repeating: WeightRows.Found())
    var counts = (runs: Int32(0), pieces: Int32(0), tokens: 0)
    findRuns(in: tokens) { run, row in
      counts.runs += 1
      let token = run.lowerBound
      found[token].addRun(rows[row].weight, row: row)
      if run.count == 1, rows[row].hasPieces, scan.hasPieces(tokens.all[token]), scan.isItself(tokens.all[token]) {
        found[token].pieces = rows[row].pieces
        found[token].hasPieces = true
      }
    }
    if scan.hasAnyPieces {
      PaddedWord.withMemory { padded in
        for token in tokens.all.indices where !found[token].hasPieces && scan.hasPieces(tokens.all[token]) {
          found[token].pieces = pieceSum(of: tokens.form(token), &padded)
        }
      }
    }
    for token in found.indices {
      found[token].settle()
      counts.pieces += Int32(found[token].pieces.count)
      if 0 <= found[token].row { counts.tokens += 1 }
    }
    return counts
  }

  /// The sum of the pieces of the word with `form`, which is taken apart in `padded`.
  func pieceSum(of form: UnsafeBufferPointer<UInt8>, _ padded: inout PaddedWord) -> WeightRows.PieceSum {
    var sum = WeightRows.PieceSum()
    padded.fill(form)
    scan.forEachPiece(of: padded) { key, _ in pieces.add(key, to: &sum) }
    return sum
  }

  /// Calls `body` with each run of tokens that has a row, and that row.
  @inline(__always)
  private func findRuns(in tokens: Words.Tokens, _ body: (_ run: Range<Int>, _ row: Int) -> Void) {
    withUnsafeTemporaryAllocation(of: Candidate.self, capacity: tokens.all.count * scan.runMost) { memory in
      guard let candidates = memory.baseAddress else { return }
      var count = 0
      for first in tokens.all.indices {
        scan.forEachRun(from: first, in: tokens.all) { key, run in
          candidates[count] = Candidate(key: key, tokens: run)
          count += index.mayContain(key) ? 1 : 0
        }
      }
      for place in 0..<lookUp(candidates, count) {
        let candidate = candidates[place]
        if let row = row(of: candidate, in: tokens) { body(candidate.tokens, row) }
      }
    }
  }

  /// Looks up the slots and rows of candidates, and moves those that may have one to the front.
  ///
  /// - Returns: how many there are.
  @inline(__always)
  private func lookUp(_ candidates: UnsafeMutablePointer<Candidate>, _ count: Int) -> Int {
    var kept = 0
    for place in 0..<count {
      var candidate = candidates[place]
      candidate.row = index.firstRow(candidate.key)
      candidates[kept] = candidate
      kept += 0 <= candidate.row ? 1 : 0
    }
    for place in 0..<kept {
      let row = rows[Int(candidates[place].row)]
      candidates[place].firstByte = row.byteCount == 0 ? 0 : forms[Int(row.start)]
    }
    return kept
  }

  /// The row of a candidate whose form it has: nearly always the one that was found by its key.
  @inline(__always)
  private func row(of candidate: Candidate, in tokens: Words.Tokens) -> Int? {
    if isForm(Int(candidate.row), of: candidate.tokens, in: tokens) { return Int(candidate.row) }
    return index.row(candidate.key) { isForm($0, of: candidate.tokens, in: tokens) }
  }

  /// The form of a row.
  @inline(__always)
  func form(of row: Int) -> UnsafeBufferPointer<UInt8> {
    let start = Int(rows[row].start)
    return UnsafeBufferPointer(rebasing: forms[start..<start + Int(rows[row].byteCount)])
  }

  /// Compares bytes, so that a collision of hashes cannot invent a match.
  @inline(__always)
  private func isForm(_ row: Int, of run: Range<Int>, in tokens: Words.Tokens) -> Bool {
    let form = form(of: row)
    guard run.count == 1, scan.isItself(tokens.all[run.lowerBound]) else {
      return FeatureScan.isForm(form, of: run, in: tokens)
    }
    let own = tokens.form(run.lowerBound)
    guard own.count == form.count else { return false }
    for place in own.indices where own[place] != form[place] { return false }
    return true
  }
}
