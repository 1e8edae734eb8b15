import HearsayCore
import HearsayText

// The tables are larger than the fast caches. Each step of a search is done for all tokens before the next, and without
// branches, so that the processor waits for many lines of memory at once.
extension PhraseMatcher {
  /// All phrases in the tokens of `range`, from left to right, none overlapping another.
  package func matches(in range: Range<Int>, of words: Words, _ body: (Match) -> Void) {
    Self.withCandidates(in: range, of: words, filters.beginnings) { candidates, memory in
      matches(among: candidates, before: range.upperBound, in: words, memory, body)
    }
  }

  /// All phrases that begin at one of `candidates`, which ascend, and end before `end`, from left to right, none
  /// overlapping another; `memory` has room for as many tokens.
  func matches(
    among candidates: UnsafeBufferPointer<Int32>, before end: Int, in words: Words,
    _ memory: UnsafeMutablePointer<Int32>, _ body: (Match) -> Void
  ) {
    var start = 0
    for index in beginnings(among: candidates, of: words, memory) {
      guard start <= index, let match = longest(at: Int(index), before: end, in: words) else { continue }
      body(match)
      start = match.words.upperBound
    }
  }

  /// Calls `body` with each token of `range` that a phrase begins with, as far as can be told without waiting, and
  /// before that `prefetch` with a payload for each of them, which `body` will most likely need.
  @inline(__always)
  func eachBeginning(
    in range: Range<Int>, of words: Words, prefetching prefetch: (Int32) -> Void, _ body: (Int) -> Void
  ) {
    Self.withCandidates(in: range, of: words, filters.beginnings) { candidates, memory in
      let beginnings = beginnings(among: candidates, of: words, memory)
      prefetchSteps(from: beginnings, of: words, prefetch)
      for index in beginnings { body(Int(index)) }
    }
  }

  /// Asks for what comes after the first step from each of `beginnings`.
  @inline(__always)
  private func prefetchSteps(
    from beginnings: UnsafeBufferPointer<Int32>, of words: Words, _ prefetch: (Int32) -> Void
  ) {
    words.withTokens { tokens in
      let last = tokens.all.count &- 1
      slots.withUnsafeBufferPointer { slots in
        nodes.withUnsafeBufferPointer { nodes in
          filters.others.withBits { others in
            // Where the first step from a token leads to, if no other stands in its place, and the key of the second.
            @inline(__always)
            func step(_ index: Int) -> (target: Target, next: UInt64) {
              let target = slots[Self.place(of: Self.key(0, tokens.all[index].hash), slots.count)].target
              let next = tokens.all[min(index &+ 1, last)].hash
              return (target, Self.key(Int32(truncatingIfNeeded: target.nodeOrRoot), next))
            }
            for index in beginnings {
              let (target, next) = step(Int(index))
              let node = target.nodeOrRoot
              prefetch(node == 0 ? max(0, target.payload) : nodes[node].firstPayload)
              others.prefetch(next)
            }
            for index in beginnings {
              let (_, next) = step(Int(index))
              prefetchSlot(next, isSought: others.mayHave(next), of: slots)
            }
          }
        }
      }
    }
  }

  /// Asks for the first steps by each of `candidates`.
  @inline(__always)
  func prefetchBeginnings(_ candidates: UnsafeBufferPointer<Int32>, of words: Words) {
    words.withTokens { tokens in
      slots.withUnsafeBufferPointer { slots in
        for index in candidates {
          prefetchSlot(Self.key(0, tokens.all[Int(index)].hash), isSought: 1, of: slots)
        }
      }
    }
  }

  /// Asks for the place of `key` where `isSought` is 1.
  @inline(__always)
  private func prefetchSlot(_ key: UInt64, isSought: Int, of slots: UnsafeBufferPointer<Slot>) {
    Prefetch.element(Self.place(of: key, slots.count), of: slots, isWanted: isSought)
  }

  /// Calls `body` with the tokens of `range` whose hashes `filter` may have, and with memory for as many.
  @inline(__always)
  static func withCandidates(
    in range: Range<Int>, of words: Words, _ filter: KeyFilter,
    _ body: (_ candidates: UnsafeBufferPointer<Int32>, _ memory: UnsafeMutablePointer<Int32>) -> Void
  ) {
    // A token more than there are, so that there is memory for those of an empty text.
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: 2 * range.count + 1) { memory in
      guard let found = memory.baseAddress else { return }
      let count = words.withTokens { candidates(in: range, of: $0.all, filter, found) }
      body(UnsafeBufferPointer(start: found, count: count), found + count)
    }
  }

  /// Writes the tokens of `range` whose hashes `filter` may have into `found`.
  ///
  /// - Returns: how many they are.
  private static func candidates(
    in range: Range<Int>, of words: UnsafeBufferPointer<Word>, _ filter: KeyFilter, _ found: UnsafeMutablePointer<Int32>
  ) -> Int {
    filter.withBits { filter in
      var count = 0
      for index in range {
        found[count] = Int32(truncatingIfNeeded: index)
        // A stretched word is to be looked at in other forms.
        count &+= filter.mayHave(key(0, words[index].hash)) | words[index].isElongated
      }
      return count
    }
  }

  /// Those of `candidates` in whose place something stands, written into `found`.
  @inline(__always)
  func beginnings(
    among candidates: UnsafeBufferPointer<Int32>, of words: Words, _ found: UnsafeMutablePointer<Int32>
  ) -> UnsafeBufferPointer<Int32> {
    words.withTokens { tokens in
      slots.withUnsafeBufferPointer { slots in
        nodes.withUnsafeBufferPointer { nodes in
          var count = 0
          for index in candidates {
            let word = tokens.all[Int(index)]
            let target = slots[Self.place(of: Self.key(0, word.hash), slots.count)].target
            Prefetch.element(target.nodeOrRoot, of: nodes)
            found[count] = index
            count &+= target.count | word.isElongated
          }
          return UnsafeBufferPointer(start: found, count: count)
        }
      }
    }
  }
}

extension Word {
  /// 1 where a letter is stretched, 0 where none is: a number, for loops without branches.
  @inline(__always)
  fileprivate var isElongated: Int { Int(shape.rawValue / Shape.elongated.rawValue & 1) }
}
