import HearsayCore
import HearsayText

/// Finds the phrases of a lexicon in the tokens of a text: leftmost, and longest from there.
///
/// A trie over words, kept in one hash table: the key of a step is made of the node it starts from and of the hash of
/// the word. No bytes are compared: half of a key's 64 bits are looked at, and the other half says where it stands; two
/// words that share them are not to be found but by looking for them, and who writes the one instead of the other has
/// gained nothing. A lookup costs one probe per token.
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

  /// A step of the trie in eight bytes: the table is larger than the fast caches.
  struct Slot: BitwiseCopyable, Sendable {
    /// The upper half of the key.
    let tag: UInt32
    /// Where the step leads to.
    let target: Target

    /// No step.
    init() { (tag, target) = (0, Target()) }

    /// A step with `key`.
    init(key: UInt64, _ target: Target) {
      tag = Self.tag(of: key)
      self.target = target
    }

    /// What is looked at of a key.
    @inline(__always)
    static func tag(of key: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: key >> 32) }
  }

  /// Where a step leads to: to the end of most phrases, or to a node.
  struct Target: BitwiseCopyable, Sendable {
    /// A payload, counted from 1; the node as a negative number; 0 where there is no step.
    private let number: Int32

    /// Nowhere: there is no step.
    init() { number = 0 }

    /// The end of a phrase with one payload, behind which nothing goes on.
    init(payload: Int32) { number = payload + 1 }

    /// A node, which is not the root.
    init(node: Int32) { number = -node }

    /// Whether there is no step.
    @inline(__always)
    var isNone: Bool { number == 0 }

    /// 1 where there is a step, 0 where there is none: a number, for loops without branches.
    @inline(__always)
    var count: Int { Int(truncatingIfNeeded: UInt32(bitPattern: number | (0 &- number)) >> 31) }

    /// The node; nil where nothing goes on and there is one payload.
    @inline(__always)
    var node: Int32? { number < 0 ? -number : nil }

    /// The node, or the root where there is none: a number, for loops without branches.
    @inline(__always)
    var nodeOrRoot: Int { Int(max(0, 0 &- number)) }

    /// The payload where there is no node.
    @inline(__always)
    var payload: Int32 { number - 1 }
  }

  /// A node of the trie that is more than the end of a phrase with one payload, in eight bytes, so that none lies
  /// across the border of two lines of memory.
  struct Node: BitwiseCopyable, Sendable {
    /// The first payload of the phrase that ends here.
    let firstPayload: Int32
    /// The number of payloads, and in the lowest bit whether steps lead from here on.
    private let rest: UInt32

    /// A node where a phrase with `payloadCount` payloads ends; 0 where none does.
    init(firstPayload: Int32 = 0, payloadCount: Int = 0, goesOn: Bool) {
      self.firstPayload = firstPayload
      rest = UInt32(payloadCount) << 1 | (goesOn ? 1 : 0)
    }

    /// How many payloads there are; 0 where no phrase ends.
    @inline(__always)
    var payloadCount: Int32 { Int32(truncatingIfNeeded: rest >> 1) }

    /// Whether steps lead from here on.
    @inline(__always)
    var goesOn: Bool { rest & 1 != 0 }
  }

  /// Whether commas between the words of a phrase matter.
  package enum Commas: Sendable {
    /// "Base, chain" is not "Base chain".
    case matter
    /// "es stimmt nicht, dass" is "es stimmt nicht dass", in a text as in a phrase, which may only begin with one.
    case areSkipped
  }

  /// A power of two.
  let slots: FrozenArray<Slot>
  /// The nodes by number; 0 is the root.
  let nodes: FrozenArray<Node>
  /// The steps from the root, and all others.
  let filters: (beginnings: KeyFilter, others: KeyFilter)
  let commas: Commas

  init(
    slots: FrozenArray<Slot>, nodes: FrozenArray<Node>, filters: (beginnings: KeyFilter, others: KeyFilter),
    commas: Commas
  ) {
    precondition(
      !slots.isEmpty && slots.count & (slots.count - 1) == 0,
      "the table has \(slots.count) slots, which is no power of two")
    self.slots = slots
    self.nodes = nodes
    self.filters = filters
    self.commas = commas
  }

  /// The key of the step from `node` by a word with `hash`: from the root, which most look-ups start from, the hash.
  @inline(__always)
  static func key(_ node: Int32, _ hash: UInt64) -> UInt64 {
    hash ^ UInt64(UInt32(bitPattern: node)) &* 0x9E37_79B9_7F4A_7C15
  }

  /// Whether a phrase begins with a word that has `hash`.
  @inline(__always)
  func begins(with hash: UInt64) -> Bool {
    filters.beginnings.mayHave(Self.key(0, hash)) != 0 && !look(0, hash).isNone
  }

  /// Where a step stands in a table of `count` slots, if no other was there first.
  @inline(__always)
  static func place(of key: UInt64, _ count: Int) -> Int { Int(truncatingIfNeeded: key) & (count - 1) }

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
      var target = step(from: node, words, index)
      if target.isNone, commas == .areSkipped, start < index, index + 1 < end, words.isComma(index) {
        index += 1
        target = step(from: node, words, index)
      }
      if target.isNone { return }
      index += 1
      guard let reached = target.node else {
        return body(Match(words: start..<index, payloads: target.payload..<target.payload + 1))
      }
      node = reached
      let end = nodes[Int(node)]
      let (first, count) = (end.firstPayload, end.payloadCount)
      if 0 < count { body(Match(words: start..<index, payloads: first..<first + count)) }
      if !end.goesOn { return }
    }
  }

  @inline(__always)
  private func step(from node: Int32, _ words: Words, _ index: Int) -> Target {
    let word = words[index]
    let target = look(node, word.hash)
    return target.isNone && word.shape.contains(.elongated) ? stepUnstretched(node, words.form(index)) : target
  }

  /// A stretched word may stand for one with a single letter, `soo` for `so`; of its double letters,
  /// as few as possible are made single.
  private func stepUnstretched(_ node: Int32, _ form: ArraySlice<UInt8>) -> Target {
    var found = Target()
    StretchedForm(form).eachShorter { shorter in
      found = look(node, shorter.withUnsafeBufferPointer(WordHash.of))
      return found.isNone
    }
    return found
  }

  /// Where the step from `node` by a word with `hash` leads to.
  @inline(__always)
  private func look(_ node: Int32, _ hash: UInt64) -> Target {
    let key = Self.key(node, hash)
    // Of steps from the root it is known already that they may be there.
    if node != 0, filters.others.mayHave(key) == 0 { return Target() }
    let tag = Slot.tag(of: key)
    var place = Self.place(of: key, slots.count)
    // Ends at an empty slot: the builder keeps half of the table free.
    while slots[place].tag != tag && !slots[place].target.isNone { place = (place + 1) & (slots.count - 1) }
    return slots[place].target
  }
}

extension Words {
  /// Whether a token is a comma of the Latin script.
  func isComma(_ index: Int) -> Bool {
    self[index].kind == .punctuation && onlyScalar(index) == UInt32(UInt8(ascii: ","))
  }
}
