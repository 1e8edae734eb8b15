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
  let rows: UnsafeBufferPointer<WeightRows.Row>
  let forms: UnsafeBufferPointer<UInt8>

  /// A feature that may have a row.
  private struct Candidate: BitwiseCopyable {
    let key: UInt64
    /// The token that it begins at, or whose piece it is.
    let owner: Int32
    /// Of a run, its tokens; of a piece, where it stands among the padded words.
    var place: Range<Int> { Int(start)..<Int(end) }
    private let start: Int32
    private let end: Int32
    /// The row that its key leads to, -1 where there is none.
    var row: Int32 = -1
    /// The first byte of the form of that row, looked at so that its memory is at hand.
    var firstByte: UInt8 = 0

    @inline(__always)
    init(key: UInt64, owner: Int32, place: Range<Int>) {
      self.key = key
      self.owner = owner
      start = Int32(truncatingIfNeeded: place.lowerBound)
      end = Int32(truncatingIfNeeded: place.upperBound)
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
    findRuns(in: tokens) { owner, run, row in
      counts.runs += 1
      found[owner].addRun(rows[row].weight, row: row)
      if run == 1, rows[row].hasPieces, scan.hasPieces(tokens.all[owner]), scan.isItself(tokens.all[owner]) {
        found[owner].pieces = rows[row].pieces
        found[owner].hasPieces = true
      }
    }
    let unknown = tokens.all.indices.lazy.filter { scan.hasPieces(tokens.all[$0]) && !found[$0].hasPieces }
    findPieces(of: unknown.map { (Int32($0), tokens.form($0)) }) { owner, row in
      found[Int(owner)].pieces.add(rows[row].weight, row: row)
    }
    for token in found.indices {
      found[token].settle()
      counts.pieces += Int32(found[token].pieces.count)
      if 0 <= found[token].row { counts.tokens += 1 }
    }
    return counts
  }

  /// Calls `body` with each run of tokens that has a row: where it begins, how many they are, and the row.
  @inline(__always)
  private func findRuns(in tokens: Words.Tokens, _ body: (_ first: Int, _ count: Int, _ row: Int) -> Void) {
    withUnsafeTemporaryAllocation(of: Candidate.self, capacity: tokens.all.count * scan.runMost) { memory in
      guard let candidates = memory.baseAddress else { return }
      var count = 0
      for first in tokens.all.indices {
        scan.forEachRun(from: first, in: tokens.all) { key, run in
          candidates[count] = Candidate(key: key, owner: Int32(truncatingIfNeeded: first), place: run)
          count += index.hint(key).mayBeRow ? 1 : 0
        }
      }
      for place in 0..<lookUp(candidates, count) {
        let candidate = candidates[place]
        if let row = row(of: candidate, where: { isForm($0, ofRun: candidate.place, in: tokens) }) {
          body(Int(candidate.owner), candidate.place.count, row)
        }
      }
    }
  }

  /// Calls `body` with each piece of `words` that has a row: the number given with the word, and the row.
  @inline(__always)
  func findPieces(
    of words: some Sequence<(owner: Int32, form: UnsafeBufferPointer<UInt8>)>,
    _ body: (_ owner: Int32, _ row: Int) -> Void
  ) {
    if !scan.hasAnyPieces { return }
    withUnsafeTemporaryAllocation(of: Candidate.self, capacity: Self.pieceCountMost) { memory in
      PaddedWords.withMemory(byteCount: Self.paddedByteCount) { padded in
        guard let candidates = memory.baseAddress else { return }
        var count = 0
        for (owner, form) in words {
          if !padded.hasRoom || Self.pieceCountMost < count + scan.pieceCountMost(ofWord: PaddedWords.letterMost) {
            finish(candidates, count, padded, body)
            padded.removeAll()
            count = 0
          }
          padded.add(form)
          scan.forEachPiece(of: padded) { key, bytes in
            candidates[count] = Candidate(key: key, owner: owner, place: bytes)
            let hint = index.hint(key)
            count += hint.mayBeRow ? 1 : 0
            return hint.mayGoOn
          }
        }
        finish(candidates, count, padded, body)
      }
    }
  }

  /// So many pieces are looked for at a time: those of two of the longest words.
  private static let pieceCountMost = 768
  private static let paddedByteCount = 1024

  @inline(__always)
  private func finish(
    _ candidates: UnsafeMutablePointer<Candidate>, _ count: Int, _ padded: PaddedWords,
    _ body: (_ owner: Int32, _ row: Int) -> Void
  ) {
    for place in 0..<lookUp(candidates, count) {
      let candidate = candidates[place]
      if let row = row(of: candidate, where: { isForm($0, padded[candidate.place]) }) { body(candidate.owner, row) }
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

  /// The row of a candidate, of which `isRight` holds: nearly always the one that was found by its key.
  @inline(__always)
  private func row(of candidate: Candidate, where isRight: (Int) -> Bool) -> Int? {
    if isRight(Int(candidate.row)) { return Int(candidate.row) }
    return index.row(candidate.key, where: isRight)
  }

  /// The form of a row.
  @inline(__always)
  func form(of row: Int) -> UnsafeBufferPointer<UInt8> {
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
