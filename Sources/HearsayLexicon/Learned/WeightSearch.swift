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

  /// A run of tokens that may have a row.
  private struct Candidate: BitwiseCopyable {
    let key: UInt64
    let first: Int32
    let count: Int32

    @inline(__always)
    init(key: UInt64, first: Int, count: Int) {
      self.key = key
      self.first = Int32(truncatingIfNeeded: first)
      self.count = Int32(truncatingIfNeeded: count)
    }
  }

  /// What is found in a text.
  private struct Search {
    let tokens: Words.Tokens
    let found: UnsafeMutableBufferPointer<WeightRows.Found>
    let candidates: UnsafeMutablePointer<Candidate>
    var candidateCount = 0
    var runCount: Int32 = 0
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

  /// Adds each run of tokens that has a row to what was found at its first token, the shorter before the longer.
  ///
  /// - Returns: how many were found.
  private func findRuns(
    in tokens: Words.Tokens, _ found: UnsafeMutableBufferPointer<WeightRows.Found>
  ) -> Int32 {
    withUnsafeTemporaryAllocation(of: Candidate.self, capacity: Self.candidateMost) { memory in
      guard let candidates = memory.baseAddress, let last = tokens.all.indices.last else { return 0 }
      return scan.withHashes(of: tokens.all) { hashes in
        var search = Search(tokens: tokens, found: found, candidates: candidates)
        var hasLongRuns = false
        for first in tokens.all.indices {
          add(Candidate(key: scan.key(of: hashes[first]), first: first, count: 1), isRun: 1, to: &search)
          hasLongRuns = hasLongRuns || scan.hasLongRuns(tokens.all[first])
        }
        for first in 0..<last {
          let key = scan.key(of: hashes[first], hashes[first + 1])
          let isRun = scan.isRun(tokens.all[first], tokens.all[first + 1])
          add(Candidate(key: key, first: first, count: 2), isRun: isRun, to: &search)
        }
        if hasLongRuns {
          for first in tokens.all.indices where scan.hasLongRuns(tokens.all[first]) {
            scan.forEachRun(from: first, least: 3, in: tokens.all, hashes) { key, run in
              add(Candidate(key: key, first: first, count: run.count), isRun: 1, to: &search)
            }
          }
        }
        look(&search)
        return search.runCount
      }
    }
  }

  /// Adds a candidate where `isRun` is 1 and the filter knows its key.
  @inline(__always)
  private func add(_ candidate: Candidate, isRun: Int, to search: inout Search) {
    search.candidates[search.candidateCount] = candidate
    let isSought = runs.mayHave(candidate.key) & isRun
    runs.prefetch(candidate.key, isSought: isSought)
    search.candidateCount &+= isSought
    if search.candidateCount == Self.candidateMost { look(&search) }
  }

  /// Adds the runs among the candidates that have rows to what was found, so that there is room for others.
  @inline(__always)
  private func look(_ search: inout Search) {
    search.runCount &+= look(search.candidates, search.candidateCount, search.tokens, search.found)
    search.candidateCount = 0
  }

  /// Adds the runs among candidates that have rows to what was found.
  ///
  /// Never inlined: it stands behind each of three loops, whose numbers it would drive out of the registers.
  ///
  /// - Returns: how many they are.
  @inline(never)
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
      guard let row = runs.row(candidate.key) else { continue }
      runCount &+= 1
      let token = Int(candidate.first)
      found[token].addRun(row.pointee.entry)
      if candidate.count == 1, scan.hasPieces(tokens.all[token]), scan.isItself(tokens.all[token]) {
        found[token].addPieces(row.pointee.pieces)
      }
    }
    return runCount
  }
}
