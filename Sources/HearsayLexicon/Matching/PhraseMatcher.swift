import HearsayCore
import HearsayText

/// Finds the phrases of a lexicon in the tokens of a text: leftmost, and longest from there.
///
/// A trie over words, kept in one hash table: the key of a step is made of the node it starts from and of the hash of
/// the word. A key has 64 bits, and no bytes are compared: two words that share one are not to be found but by looking
/// for them, and who writes the one instead of the other has gained nothing. A lookup costs one probe per token.
///
/// Building may find problems; matching cannot fail. An object, so that looking copies nothing.
package final class PhraseMatcher: Sendable {
  /// A phrase found in a text.
  package struct Match: Sendable {
    /// Its tokens, by index.
    package let words: Range<Int>
    /// What was given with the phrase; several where the phrase was added several times.
    package let payloads: Range<Int32>
  }

  /// A step of the trie, all that is mostly asked of it side by side: the table is larger than the fast caches.
  struct Slot: BitwiseCopyable, Sendable {
    /// The key of the step.
    var key: UInt64 = 0
    /// The node that the step leads to, negative where steps lead from it on; 0, the root, marks an empty slot.
    private var signedNode: Int32 = 0
    /// The only payload of the phrase that ends at the node.
    var payload: Int32 = Slot.none

    /// Stands for no payload.
    static var none: Int32 { -1 }
    /// Stands for several payloads.
    static var several: Int32 { -2 }

    /// No step.
    init() {}

    /// A step to a node, from which nothing goes on yet.
    init(key: UInt64, node: Int32) {
      self.key = key
      signedNode = node
    }

    /// Whether there is no step.
    @inline(__always)
    var isEmpty: Bool { signedNode == 0 }

    /// The node that the step leads to.
    @inline(__always)
    var node: Int32 { abs(signedNode) }

    /// Whether steps lead from that node on.
    @inline(__always)
    var goesOn: Bool {
      get { signedNode < 0 }
      set { signedNode = newValue ? -node : node }
    }
  }

  /// Whether commas between the words of a phrase matter.
  package enum Commas: Sendable {
    /// "Base, chain" is not "Base chain".
    case matter
    /// "es stimmt nicht, dass" is "es stimmt nicht dass".
    case areSkipped
  }

  /// A power of two.
  let slots: [Slot]
  /// Where the payloads of each node's phrase end; they begin where those of the node before end.
  let payloadEnds: [Int32]
  /// The steps from the root, and all others.
  let filters: (beginnings: KeyFilter, others: KeyFilter)
  let commas: Commas

  init(slots: [Slot], payloadEnds: [Int32], filters: (beginnings: KeyFilter, others: KeyFilter), commas: Commas) {
    precondition(
      !slots.isEmpty && slots.count & (slots.count - 1) == 0,
      "the table has \(slots.count) slots, which is no power of two")
    self.slots = slots
    self.payloadEnds = payloadEnds
    self.filters = filters
    self.commas = commas
  }

  /// The key of the step from `node` by a word with `hash`: from the root, which most look-ups start from, the hash.
  @inline(__always)
  static func key(_ node: Int32, _ hash: UInt64) -> UInt64 {
    hash ^ UInt64(UInt32(bitPattern: node)) &* 0x9E37_79B9_7F4A_7C15
  }

  /// Calls `body` with each token of `range` that a phrase begins with, as far as can be told without waiting.
  ///
  /// The table is larger than the fast caches. Each step of the search is done for all tokens before the next, and
  /// without branches, so that the processor waits for many lines of memory at once.
  @inline(__always)
  func eachBeginning(in range: Range<Int>, of words: Words, _ body: (Int) -> Void) {
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: range.count) { memory in
      let count = words.withTokens { findBeginnings(in: range, of: $0.all, memory) }
      for place in 0..<count { body(Int(memory[place])) }
    }
  }

  /// Writes the tokens that phrases may begin with into `found`.
  ///
  /// - Returns: how many they are.
  private func findBeginnings(
    in range: Range<Int>, of words: UnsafeBufferPointer<Word>, _ found: UnsafeMutableBufferPointer<Int32>
  ) -> Int {
    guard let found = found.baseAddress else { return 0 }
    var count = 0
    for index in range {
      let word = words[index]
      found[count] = Int32(truncatingIfNeeded: index)
      // A stretched word is to be looked at in other forms.
      count += filters.beginnings.mayHave(Self.key(0, word.hash)) | word.isElongated
    }
    return slots.withUnsafeBufferPointer { slots in
      var taken = 0
      for place in 0..<count {
        let index = found[place]
        let word = words[Int(index)]
        found[taken] = index
        let slot = slots[Int(truncatingIfNeeded: Self.key(0, word.hash)) & (slots.count - 1)]
        taken += (slot.isEmpty ? 0 : 1) | word.isElongated
      }
      return taken
    }
  }

  /// Whether a phrase begins with a word that has `hash`.
  @inline(__always)
  func begins(with hash: UInt64) -> Bool { filters.beginnings.mayHave(Self.key(0, hash)) != 0 && look(0, hash) != nil }

  /// The longest phrase that begins at token `start` and ends before token `end`, or nil.
  ///
  /// - Complexity: O(m) in the number of words of the phrase.
  package func longest(at start: Int, before end: Int, in words: Words) -> Match? {
    var found: Match?
    eachPrefix(at: start, before: end, in: words) { found = $0 }
    return found
  }

  /// Calls `body` with every phrase that begins at token `start`, the shortest first.
  @inline(__always)
  package func eachPrefix(at start: Int, before end: Int, in words: Words, _ body: (Match) -> Void) {
    var node: Int32 = 0
    var index = start
    while index < end {
      var next = step(from: node, words, index)
      if next == nil, commas == .areSkipped, start < index, index + 1 < end, isComma(words, index) {
        index += 1
        next = step(from: node, words, index)
      }
      guard let reached = next else { break }
      node = reached.node
      index += 1
      if reached.payload != Slot.none { body(Match(words: start..<index, payloads: payloads(of: reached))) }
      if !reached.goesOn { break }
    }
  }

  @inline(__always)
  private func payloads(of step: Slot) -> Range<Int32> {
    if step.payload != Slot.several { return step.payload..<step.payload + 1 }
    return payloadEnds[Int(step.node) - 1]..<payloadEnds[Int(step.node)]
  }

  private func isComma(_ words: Words, _ index: Int) -> Bool {
    let word = words.all[index]
    return word.kind == .punctuation && word.foldedCount == 1
      && words.folded[Int(word.foldedStart)] == UInt8(ascii: ",")
  }

  /// All phrases in the tokens of `range`, from left to right, none overlapping another.
  package func matches(in range: Range<Int>, of words: Words, _ body: (Match) -> Void) {
    var end = range.lowerBound
    eachBeginning(in: range, of: words) { index in
      guard end <= index, let match = longest(at: index, before: range.upperBound, in: words) else { return }
      body(match)
      end = match.words.upperBound
    }
  }

  @inline(__always)
  private func step(from node: Int32, _ words: Words, _ index: Int) -> Slot? {
    let word = words.all[index]
    if let next = look(node, word.hash) { return next }
    return word.shape.contains(.elongated) ? stepUnstretched(node, words.form(index)) : nil
  }

  /// A stretched word may stand for one with a single letter, `soo` for `so`; of its double letters,
  /// as few as possible are made single.
  private func stepUnstretched(_ node: Int32, _ form: ArraySlice<UInt8>) -> Slot? {
    var found: Slot?
    StretchedForm(form).eachShorter { shorter in
      found = look(node, shorter.withUnsafeBufferPointer(WordHash.of))
      return found == nil
    }
    return found
  }

  /// The step from `node` by a word with `hash`, or nil where there is none.
  @inline(__always)
  private func look(_ node: Int32, _ hash: UInt64) -> Slot? {
    let key = Self.key(node, hash)
    // Of steps from the root it is known already that they may be there.
    if node != 0, filters.others.mayHave(key) == 0 { return nil }
    var place = Int(truncatingIfNeeded: key) & (slots.count - 1)
    // Ends at an empty slot: the builder keeps half of the table free.
    while !slots[place].isEmpty {
      if slots[place].key == key { return slots[place] }
      place = (place + 1) & (slots.count - 1)
    }
    return nil
  }
}

extension Word {
  /// 1 where a letter is stretched, 0 where none is: a number, for loops without branches.
  @inline(__always)
  fileprivate var isElongated: Int { Int(shape.rawValue & Shape.elongated.rawValue).signum() }
}
