import HearsayCore
import HearsayText

/// Finds rows of learned weights in a text.
///
/// The tables are larger than the fast caches, so that most of the time of a search would be spent waiting for memory.
/// A search therefore goes in steps, each over all candidates: the keys that the filter knows, those in whose place
/// something stands, and only then the keys there. Within the first two nothing depends on anything else, no branch
/// among them, and the processor waits for many lines of memory at once.
///
/// Lives only while the memory does that it points to: made, used and dropped in one call.
struct WeightSearch {
  let scan: FeatureScan
  let runs: WeightIndex.Lookup
  let pieces: PieceTrie.Lookup
  let rows: UnsafeBufferPointer<WeightRows.Row>

  /// A run of tokens that may have a row.
  private struct Candidate: BitwiseCopyable {
    let key: UInt64
    let first: Int32
    let count: Int32

    @inline(__always)
    init(key: UInt64, tokens: Range<Int>) {
      self.key = key
      first = Int32(truncatingIfNeeded: tokens.lowerBound)
      count = Int32(truncatingIfNeeded: tokens.upperBound &- tokens.lowerBound)
    }
  }

  /// Fills `found` with what was found at each of `tokens`.
  ///
  /// - Returns: how many runs and pieces were found, and at how many tokens.
  func find(
    in tokens: Words.Tokens, _ found: UnsafeMutableBufferPointer<WeightRows.Found>
  ) -> (runs: Int32, pieces: Int32, tokens: Int) {
    found.initialize(repeating: WeightRows.Found())
    var counts = (runs: findRuns(in: tokens, found), pieces: Int32(0), tokens: 0)
    for token in tokens.all.indices {
      if !found[token].hasPieces && scan.hasPieces(tokens.all[token]) {
        found[token].pieces = pieces.sum(of: tokens.form(token))
      }
      found[token].settle()
      counts.pieces &+= Int32(found[token].pieces.count)
      counts.tokens &+= found[token].row < 0 ? 0 : 1
    }
    return counts
  }

  /// Candidates that are looked up together: all that fits into a kilobyte, which is on the stack.
  private static var candidateMost: Int { 64 }

  /// Adds each run of tokens that has a row to what was found at its first token.
  ///
  /// - Returns: how many were found.
  private func findRuns(
    in tokens: Words.Tokens, _ found: UnsafeMutableBufferPointer<WeightRows.Found>
  ) -> Int32 {
    withUnsafeTemporaryAllocation(of: Candidate.self, capacity: Self.candidateMost) { memory in
      guard let candidates = memory.baseAddress else { return 0 }
      return scan.withHashes(of: tokens.all) { hashes in
        var (count, runCount) = (0, Int32(0))
        for first in tokens.all.indices {
          scan.forEachRun(from: first, in: tokens.all, hashes) { key, run in
            candidates[count] = Candidate(key: key, tokens: run)
            count &+= runs.mayHave(key)
          }
          if Self.candidateMost < count + scan.runMost || first + 1 == tokens.all.count {
            runCount += look(candidates, count, tokens, found)
            count = 0
          }
        }
        return runCount
      }
    }
  }

  /// Adds the runs among candidates that have rows.
  ///
  /// - Returns: how many they are.
  private func look(
    _ candidates: UnsafeMutablePointer<Candidate>, _ count: Int, _ tokens: Words.Tokens,
    _ found: UnsafeMutableBufferPointer<WeightRows.Found>
  ) -> Int32 {
    var taken = 0
    for place in 0..<count {
      let candidate = candidates[place]
      candidates[taken] = candidate
      taken &+= runs.isTaken(candidate.key)
    }
    var runCount: Int32 = 0
    for place in 0..<taken {
      let candidate = candidates[place]
      let entry = runs.entry(candidate.key)
      guard 0 <= entry.row else { continue }
      runCount += 1
      let token = Int(candidate.first)
      found[token].addRun(entry.weight, row: entry.row)
      if candidate.count == 1, scan.hasPieces(tokens.all[token]), scan.isItself(tokens.all[token]) {
        found[token].addPieces(rows[entry.row])
      }
    }
    return runCount
  }
}
