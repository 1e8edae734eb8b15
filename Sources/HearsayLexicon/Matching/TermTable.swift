import HearsayCore
import HearsayText

/// Finds phrases with gaps and groups in tokens: what `TermMatcher` is made of.
///
/// One form may mean several things (a word of speech inside a longer proposal is still a
/// word of speech), so the longest form wins within a group of meanings, not across groups.
///
/// An object, so that looking copies nothing.
final class TermTable: Sendable {
  /// A phrase found in a text.
  struct Found: BitwiseCopyable, Sendable {
    let words: TokenRange
    let tail: TokenRange
    let entry: EntryID
    let meaning: Int32
    let group: UInt8

    /// What was found as a term that means `meaning`.
    @inline(__always)
    func term<Meaning: Sendable>(_ meaning: Meaning) -> Term<Meaning> {
      Term(words: words.range, tail: tail.range, entry: entry, meaning: meaning)
    }
  }

  /// There are at most this many groups of meanings.
  static let groupCountMost = 32

  /// What a phrase stands for; without references, which would be counted at every look.
  struct Sense: BitwiseCopyable, Sendable {
    let entry: EntryID
    let meaning: Int32
    let group: UInt8
    let isHashtag: Bool
    private var tailCount: UInt8 = 0
    private var tailStart: Int32 = 0

    init(entry: EntryID, meaning: Int32, group: UInt8, isHashtag: Bool) {
      self.entry = entry
      self.meaning = meaning
      self.group = group
      self.isHashtag = isHashtag
    }

    /// Its tail among `tails`; empty where it has none.
    @inline(__always)
    var tail: Range<Int> {
      get { Int(tailStart)..<Int(tailStart) + Int(tailCount) }
      set { (tailStart, tailCount) = (Int32(newValue.lowerBound), UInt8(newValue.count)) }
    }
  }

  let matcher: PhraseMatcher
  let senses: FrozenArray<Sense>
  /// The hashes of the words of all tails.
  let tails: FrozenArray<UInt64>

  init(_ matcher: PhraseMatcher, _ senses: FrozenArray<Sense>, _ tails: FrozenArray<UInt64>) {
    precondition(
      senses.allSatisfy { Int($0.group) < Self.groupCountMost }, "there are more than \(Self.groupCountMost) groups")
    self.matcher = matcher
    self.senses = senses
    self.tails = tails
  }

  /// Calls `body` with the phrases in the tokens of `range`, by where they begin.
  func withFound<Result>(
    in range: Range<Int>, of words: Words, _ body: (UnsafeBufferPointer<Found>) -> Result
  ) -> Result {
    ScratchList.withMemory { found in
      find(in: range, of: words, &found)
      return body(found.elements)
    }
  }

  private func find(in range: Range<Int>, of words: Words, _ found: inout ScratchList<Found>) {
    var state = State(end: range.upperBound)
    senses.withUnsafeBufferPointer { senses in
      let prefetch = { (payload: Int32) in Prefetch.element(Int(payload), of: senses) }
      matcher.eachBeginning(in: range, of: words, prefetching: prefetch) { start in
        (state.first, state.begun) = (found.count, 0)
        matcher.eachPrefix(at: start, before: range.upperBound, in: words) { add($0, to: &found, &state, words) }
      }
    }
  }

  /// How far the search has got.
  private struct State {
    /// Where the tokens end.
    let end: Int
    /// Where the last phrase of each group ends.
    var ends = InlineArray<32, Int>(repeating: 0)
    /// The first that was found at the token which is looked at.
    var first = 0
    /// The groups of those that begin there, as bits.
    var begun: UInt32 = 0
  }

  /// Adds what `match` means, in place of shorter phrases of the same group that begin where it does.
  private func add(
    _ match: PhraseMatcher.Match, to found: inout ScratchList<Found>, _ state: inout State, _ words: Words
  ) {
    let start = match.words.lowerBound
    var replaced: UInt32 = 0
    for index in match.payloads {
      let sense = senses[Int(index)]
      if sense.isHashtag && words[start].kind != .hashtag { continue }
      let (group, bit) = (Int(sense.group), UInt32(1) << UInt32(sense.group))
      guard state.ends[group] <= start || state.begun & bit != 0,
        let tail = tail(sense.tail, behind: match.words.upperBound, before: state.end, words)
      else { continue }
      if state.begun & bit != 0 && replaced & bit == 0 {
        found.removeAll(from: state.first) { $0.group == sense.group }
      }
      replaced |= bit
      state.begun |= bit
      found.append(
        Found(
          words: TokenRange(match.words), tail: TokenRange(tail), entry: sense.entry, meaning: sense.meaning,
          group: sense.group))
      state.ends[group] = match.words.upperBound
    }
  }

  /// Where the words of a tail stand within reach behind a head; an empty range where there is no tail.
  @inline(__always)
  private func tail(_ tail: Range<Int>, behind start: Int, before end: Int, _ words: Words) -> Range<Int>? {
    tail.isEmpty ? start..<start : place(of: tail, behind: start, before: end, words)
  }

  private func place(of tail: Range<Int>, behind start: Int, before end: Int, _ words: Words) -> Range<Int>? {
    let last = min(end - tail.count, start + Phrase.gapMost)
    guard start <= last else { return nil }
    for first in start...last
    where tail.allSatisfy({ words[first + $0 - tail.lowerBound].hash == tails[$0] }) {
      return first..<first + tail.count
    }
    return nil
  }
}
