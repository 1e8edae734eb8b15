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

  /// The phrases in the tokens of `range`, by where they begin.
  func found(in range: Range<Int>, of words: Words) -> [Found] {
    var list = List(end: range.upperBound)
    // As many as in most texts: every other token.
    list.found.reserveCapacity(range.count / 2 + 4)
    senses.withUnsafeBufferPointer { senses in
      let prefetch = { (payload: Int32) in Prefetch.element(Int(payload), of: senses) }
      matcher.eachBeginning(in: range, of: words, prefetching: prefetch) { start in
        (list.first, list.begun) = (list.found.count, 0)
        matcher.eachPrefix(at: start, before: range.upperBound, in: words) { add($0, to: &list, words) }
      }
    }
    return list.found
  }

  /// What is found in a range of tokens.
  private struct List {
    var found: [Found] = []
    /// Where the tokens end.
    let end: Int
    /// Where the last phrase of each group ends.
    var ends = InlineArray<32, Int>(repeating: 0)
    /// The first that begins at the token which is looked at.
    var first = 0
    /// The groups of those that begin there, as bits.
    var begun: UInt32 = 0

    /// Takes away what begins at the token which is looked at and is of `group`.
    mutating func remove(_ group: UInt8) {
      var place = first
      for index in first..<found.count where found[index].group != group {
        found[place] = found[index]
        place += 1
      }
      found.removeLast(found.count - place)
    }
  }

  /// Adds what `match` means, in place of shorter phrases of the same group that begin where it does.
  private func add(_ match: PhraseMatcher.Match, to list: inout List, _ words: Words) {
    let start = match.words.lowerBound
    var replaced: UInt32 = 0
    for index in match.payloads {
      let sense = senses[Int(index)]
      if sense.isHashtag && words.all[start].kind != .hashtag { continue }
      let (group, bit) = (Int(sense.group), UInt32(1) << UInt32(sense.group))
      guard list.ends[group] <= start || list.begun & bit != 0,
        let tail = tail(sense.tail, behind: match.words.upperBound, before: list.end, words)
      else { continue }
      if list.begun & bit != 0 && replaced & bit == 0 { list.remove(sense.group) }
      replaced |= bit
      list.begun |= bit
      list.found.append(
        Found(
          words: TokenRange(match.words), tail: TokenRange(tail), entry: sense.entry, meaning: sense.meaning,
          group: sense.group))
      list.ends[group] = match.words.upperBound
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
    where tail.allSatisfy({ words.all[first + $0 - tail.lowerBound].hash == tails[$0] }) {
      return first..<first + tail.count
    }
    return nil
  }
}
