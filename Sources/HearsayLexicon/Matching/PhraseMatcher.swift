import HearsayCore
import HearsayText

/// Finds the phrases of a lexicon in the tokens of a text: leftmost, and longest from there.
///
/// A trie over words, kept in one hash table: the key of a step is the node it starts
/// from and the hash of the word, and the word's bytes are compared as well, so that a
/// collision of hashes can never invent a match. A lookup costs one probe per token.
///
/// Building may find problems; matching cannot fail.
package struct PhraseMatcher: Sendable {
  /// A phrase found in a text.
  package struct Match: Sendable {
    /// Its tokens, by index.
    package let words: Range<Int>
    /// What was given with the phrase; several where the phrase was added several times.
    package let payloads: Range<Int32>
  }

  /// A step of the trie, as small as can be: most lookups end here, and the table is larger than the fast caches.
  struct Slot: Sendable {
    /// The upper half of the step's key.
    var tag: UInt32 = 0
    /// The node that the step leads to; 0, the root, marks an empty slot.
    var node: Int32 = 0
  }

  /// Whether commas between the words of a phrase matter.
  package enum Commas: Sendable {
    /// "Base, chain" is not "Base chain".
    case matter
    /// "es stimmt nicht, dass" is "es stimmt nicht dass".
    case areSkipped
  }

  /// What is known at a node.
  struct Node: BitwiseCopyable, Sendable {
    /// The node that the step to it starts from.
    var parent: Int32 = 0
    /// The word of that step.
    var wordStart: Int32 = 0
    var wordCount: Int32 = 0
    /// The payloads of the phrase that ends here.
    var payloads: Range<Int32> {
      get { firstPayload..<firstPayload + payloadCount }
      set { (firstPayload, payloadCount) = (newValue.lowerBound, Int32(newValue.count)) }
    }
    var hasChildren = false
    private var firstPayload: Int32 = 0
    private var payloadCount: Int32 = 0

    /// The node that a word leads to from `parent`; without a word, the root.
    init(parent: Int32 = 0, wordStart: Int32 = 0, wordCount: Int32 = 0) {
      (self.parent, self.wordStart, self.wordCount) = (parent, wordStart, wordCount)
    }
  }

  let slots: [Slot]
  let nodes: [Node]
  let bytes: [UInt8]
  private let mask: Int
  let commas: Commas
  let beginnings: Beginnings

  init(slots: [Slot], nodes: [Node], bytes: [UInt8], beginnings: Beginnings, commas: Commas) {
    precondition(slots.count & (slots.count - 1) == 0, "the table has \(slots.count) slots, which is no power of two")
    self.slots = slots
    self.nodes = nodes
    self.bytes = bytes
    self.beginnings = beginnings
    mask = slots.count - 1
    self.commas = commas
  }

  /// The key of the step from `node` by a word with `hash`.
  @inline(__always)
  static func key(_ node: Int32, _ hash: UInt64) -> UInt64 {
    WordHash.combine(UInt64(UInt32(bitPattern: node)), hash)
  }

  /// A bit for each hash with which a phrase may begin, so that most words need no look into the table.
  struct Beginnings: Sendable {
    /// Number of 64-bit words: 16 KB, which stays in the fastest cache.
    private static let wordCount = 2048

    private(set) var bits = [UInt64](repeating: 0, count: wordCount)

    /// None.
    init() {}

    /// Those whose bits were kept; nil where it is another number of them.
    init?(_ bits: [UInt64]) {
      guard bits.count == Self.wordCount else { return nil }
      self.bits = bits
    }

    mutating func insert(_ hash: UInt64) {
      bits[Int(truncatingIfNeeded: hash >> 6) & (Self.wordCount - 1)] |= 1 << (hash & 63)
    }

    @inline(__always)
    func mayContain(_ hash: UInt64) -> Bool {
      bits[Int(truncatingIfNeeded: hash >> 6) & (Self.wordCount - 1)] & (1 << (hash & 63)) != 0
    }
  }

  /// Calls `body` with each token of `range` that a phrase begins with, as far as its hash and its first byte tell.
  ///
  /// The tables are larger than the fast caches. Each step of the search is done for all tokens before the next, so that
  /// the processor waits for many lines of memory at once.
  @inline(__always)
  func eachBeginning(in range: Range<Int>, of words: Words, _ body: (Int) -> Void) {
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: range.count) { memory in
      let count = words.withTokens { findBeginnings(in: range, of: $0, memory) }
      for place in 0..<count { body(Int(memory[place])) }
    }
  }

  /// Stands for a word that is to be looked at again in other forms.
  private static let stretched = Int32.max

  /// Writes the tokens that phrases begin with into `found`.
  ///
  /// - Returns: how many they are.
  private func findBeginnings(
    in range: Range<Int>, of tokens: Words.Tokens, _ found: UnsafeMutableBufferPointer<Int32>
  ) -> Int {
    slots.withUnsafeBufferPointer { slots in
      for place in 0..<range.count {
        found.initializeElement(at: place, to: firstNode(tokens.all[range.lowerBound + place], slots))
      }
    }
    nodes.withUnsafeBufferPointer { nodes in
      for place in 0..<range.count where 0 <= found[place] && found[place] != Self.stretched {
        found[place] = nodes[Int(found[place])].wordStart
      }
    }
    return bytes.withUnsafeBufferPointer { bytes in
      var count = 0
      for place in 0..<range.count {
        let (index, start) = (range.lowerBound + place, found[place])
        if start < 0 { continue }
        found[count] = Int32(truncatingIfNeeded: index)
        let isLikely = start == Self.stretched || tokens.form(index).first == bytes[Int(start)]
        // Two hashes may lead to one another's nodes; there may still be one for this word.
        count += isLikely || begins(with: tokens.form(index), tokens.all[index].hash) ? 1 : 0
      }
      return count
    }
  }

  /// The node that the hash of `word` leads to from the root, which may be that of another word; -1 where there is none.
  @inline(__always)
  private func firstNode(_ word: Word, _ slots: UnsafeBufferPointer<Slot>) -> Int32 {
    if word.shape.contains(.elongated) { return Self.stretched }
    guard beginnings.mayContain(word.hash) else { return -1 }
    let key = Self.key(0, word.hash)
    let tag = UInt32(truncatingIfNeeded: key >> 32)
    var place = Int(truncatingIfNeeded: key) & mask
    while slots[place].node != 0 {
      if slots[place].tag == tag { return slots[place].node }
      place = (place + 1) & mask
    }
    return -1
  }

  /// Whether a phrase begins with the word `form`, which has `hash`.
  @inline(__always)
  func begins(with form: some Collection<UInt8>, _ hash: UInt64) -> Bool {
    guard beginnings.mayContain(hash) else { return false }
    return look(0, hash) { next in
      bytes[Int(next.wordStart)..<Int(next.wordStart + next.wordCount)].elementsEqual(form)
    } != nil
  }

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
      node = reached
      index += 1
      let known = nodes[Int(node)]
      if !known.payloads.isEmpty { body(Match(words: start..<index, payloads: known.payloads)) }
      if !known.hasChildren { break }
    }
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
  private func step(from node: Int32, _ words: Words, _ index: Int) -> Int32? {
    let word = words.all[index]
    if let next = look(node, word.hash, { self.equals($0, words, word) }) { return next }
    guard word.shape.contains(.elongated) else { return nil }
    return stepUnstretched(node, words.form(index))
  }

  /// A stretched word may stand for one with a single letter, `soo` for `so`; of its double letters,
  /// as few as possible are made single.
  private func stepUnstretched(_ node: Int32, _ form: ArraySlice<UInt8>) -> Int32? {
    var found: Int32?
    StretchedForm(form).eachShorter { shorter in
      let hash = shorter.withUnsafeBufferPointer(WordHash.of)
      found = look(node, hash) { next in
        bytes[Int(next.wordStart)..<Int(next.wordStart + next.wordCount)].elementsEqual(shorter)
      }
      return found == nil
    }
    return found
  }

  @inline(__always)
  private func look(_ node: Int32, _ hash: UInt64, _ isSame: (Node) -> Bool) -> Int32? {
    let key = Self.key(node, hash)
    let tag = UInt32(truncatingIfNeeded: key >> 32)
    var place = Int(truncatingIfNeeded: key) & mask
    // Ends at an empty slot: the builder keeps half of the table free.
    while slots[place].node != 0 {
      let slot = slots[place]
      if slot.tag == tag {
        let next = nodes[Int(slot.node)]
        if next.parent == node && isSame(next) { return slot.node }
      }
      place = (place + 1) & mask
    }
    return nil
  }

  @inline(__always)
  private func equals(_ node: Node, _ words: Words, _ word: Word) -> Bool {
    guard node.wordCount == word.foldedCount else { return false }
    return bytes.withUnsafeBufferPointer { ours in
      words.folded.withUnsafeBufferPointer { theirs in
        for offset in 0..<Int(node.wordCount)
        where ours[Int(node.wordStart) + offset] != theirs[Int(word.foldedStart) + offset] { return false }
        return true
      }
    }
  }
}
