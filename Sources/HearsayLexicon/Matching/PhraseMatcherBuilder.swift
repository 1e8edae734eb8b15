import HearsayText

/// Collects phrases with what they mean, and builds a matcher of them.
///
/// Keeps the steps of the trie in the table that the matcher will use, and doubles it when
/// half of it is full: at start-up tens of thousands of forms go through here.
package struct PhraseMatcherBuilder<Payload: Sendable>: Sendable {
  private var slots = [PhraseMatcher.Slot](repeating: PhraseMatcher.Slot(), count: 64)
  private var bytes: [UInt8] = []
  private var payloads: [[Payload]] = [[]]
  private var hasChildren: [Bool] = [false]

  /// No phrases yet.
  package init() {}

  /// Adds a phrase, given by the folded forms of its words, which must not be empty, unless
  /// `isKnown` finds that what was given with the same phrase before says as much.
  package mutating func add(_ phrase: [[UInt8]], _ payload: Payload, unless isKnown: (Payload) -> Bool = { _ in false })
  {
    precondition(!phrase.isEmpty, "a phrase needs a word")
    var node: Int32 = 0
    for word in phrase { node = step(from: node, word) }
    if !payloads[Int(node)].contains(where: isKnown) { payloads[Int(node)].append(payload) }
  }

  /// The node that `word` leads to, which is made where there is none.
  private mutating func step(from node: Int32, _ word: [UInt8]) -> Int32 {
    if slots.count < 2 * payloads.count { grow() }
    let key = PhraseMatcher.key(node, word.withUnsafeBufferPointer(WordHash.of))
    var place = Int(truncatingIfNeeded: key) & (slots.count - 1)
    while slots[place].node != 0 {
      if slots[place].key == key && slots[place].parent == node && isSame(slots[place], word) {
        return slots[place].node
      }
      place = (place + 1) & (slots.count - 1)
    }
    let next = Int32(payloads.count)
    slots[place] = PhraseMatcher.Slot(
      key: key, node: next, parent: node, wordStart: Int32(bytes.count), wordCount: Int32(word.count))
    bytes += word
    payloads.append([])
    hasChildren.append(false)
    hasChildren[Int(node)] = true
    return next
  }

  private func isSame(_ slot: PhraseMatcher.Slot, _ word: [UInt8]) -> Bool {
    guard Int(slot.wordCount) == word.count else { return false }
    return word.indices.allSatisfy { bytes[Int(slot.wordStart) + $0] == word[$0] }
  }

  private mutating func grow() {
    let old = slots
    slots = [PhraseMatcher.Slot](repeating: PhraseMatcher.Slot(), count: 2 * old.count)
    for slot in old where slot.node != 0 {
      var place = Int(truncatingIfNeeded: slot.key) & (slots.count - 1)
      while slots[place].node != 0 { place = (place + 1) & (slots.count - 1) }
      slots[place] = slot
    }
  }

  /// The matcher, and the payloads that its matches point to.
  package func build(commas: PhraseMatcher.Commas) -> (PhraseMatcher, [Payload]) {
    var nodes: [PhraseMatcher.Node] = []
    nodes.reserveCapacity(payloads.count)
    var all: [Payload] = []
    for (index, own) in payloads.enumerated() {
      let start = Int32(all.count)
      all += own
      nodes.append(PhraseMatcher.Node(payloads: start..<Int32(all.count), hasChildren: hasChildren[index]))
    }
    return (PhraseMatcher(slots: slots, nodes: nodes, bytes: bytes, commas: commas), all)
  }
}
