import HearsayCore

/// Finds phrases with gaps and groups in tokens: what `TermMatcher` is made of.
///
/// One form may mean several things (a word of speech inside a longer proposal is still a
/// word of speech), so the longest form wins within a group of meanings, not across groups.
///
/// An object, so that looking copies nothing.
final class TermTable: Sendable {
  /// A phrase found in a text.
  struct Found: Sendable {
    let words: Range<Int>
    let tail: Range<Int>
    let entry: EntryID
    let meaning: Int32
    let group: UInt8

    /// What was found as a term that means `meaning`.
    @inline(__always)
    func term<Meaning: Sendable>(_ meaning: Meaning) -> Term<Meaning> {
      Term(words: words, tail: tail, entry: entry, meaning: meaning)
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
    /// Its tail among `tails`; -1 where it has none.
    var tail: Int32 = -1
  }

  let matcher: PhraseMatcher
  let senses: [Sense]
  let tails: [[[UInt8]]]

  init(_ matcher: PhraseMatcher, _ senses: [Sense], _ tails: [[[UInt8]]]) {
    precondition(
      senses.allSatisfy { Int($0.group) < Self.groupCountMost }, "there are more than \(Self.groupCountMost) groups")
    self.matcher = matcher
    self.senses = senses
    self.tails = tails
  }

  /// The phrases in the tokens of `range`, by where they begin.
  func found(in range: Range<Int>, of words: Words) -> [Found] {
    var found: [Found] = []
    found.reserveCapacity(range.count)
    var ends = InlineArray<32, Int>(repeating: range.lowerBound)
    matcher.eachBeginning(in: range, of: words) { start in
      let first = found.count
      matcher.eachPrefix(at: start, before: range.upperBound, in: words) { match in
        add(match, to: &found, from: first, &ends, range, words)
      }
    }
    return found
  }

  /// Adds what `match` means, in place of shorter phrases of the same group that begin where it does: they stand from
  /// `first` on.
  private func add(
    _ match: PhraseMatcher.Match, to found: inout [Found], from first: Int, _ ends: inout InlineArray<32, Int>,
    _ range: Range<Int>, _ words: Words
  ) {
    let start = match.words.lowerBound
    var replaced: UInt32 = 0
    for index in match.payloads {
      let sense = senses[Int(index)]
      if sense.isHashtag && words.all[start].kind != .hashtag { continue }
      let mayBegin =
        ends[Int(sense.group)] <= start || found[first...].contains { $0.group == sense.group }
      guard mayBegin, let tail = tail(sense.tail, behind: match.words.upperBound, before: range.upperBound, words)
      else { continue }
      if replaced & (1 << UInt32(sense.group)) == 0 {
        if first < found.count { found.removeAll(from: first) { $0.group == sense.group } }
        replaced |= 1 << UInt32(sense.group)
      }
      found.append(
        Found(words: match.words, tail: tail, entry: sense.entry, meaning: sense.meaning, group: sense.group))
      ends[Int(sense.group)] = match.words.upperBound
    }
  }

  /// Where the words of a tail stand within reach behind a head; an empty range where there is no tail.
  private func tail(_ number: Int32, behind start: Int, before end: Int, _ words: Words) -> Range<Int>? {
    guard 0 <= number else { return start..<start }
    let tail = tails[Int(number)]
    let last = min(end - tail.count, start + Phrase.gapMost)
    guard start <= last else { return nil }
    for first in start...last
    where tail.indices.allSatisfy({ words.form(first + $0).elementsEqual(tail[$0]) }) {
      return first..<first + tail.count
    }
    return nil
  }
}

extension Array {
  /// Takes away the elements from `first` on of which `isGone` holds.
  fileprivate mutating func removeAll(from first: Int, where isGone: (Element) -> Bool) {
    var place = first
    for index in first..<count where !isGone(self[index]) {
      self[place] = self[index]
      place += 1
    }
    removeSubrange(place...)
  }
}
