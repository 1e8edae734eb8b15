import HearsayText

/// Collects phrases with what they mean, and builds a matcher of them.
///
/// Keeps the steps of the trie in the table that the matcher will use, and doubles it when
/// half of it is full: at start-up tens of thousands of forms go through here.
package struct PhraseMatcherBuilder<Payload: Sendable>: Sendable {
  private var slots = [PhraseMatcher.Slot](repeating: PhraseMatcher.Slot(), count: 64)
  private var bytes: [UInt8] = []
  private var nodes = [PhraseMatcher.Node()]
  /// The key of the step to each node.
  private var keys: [UInt64] = [0]
  private var payloads: [[Payload]] = [[]]

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
    if slots.count < 2 * nodes.count { grow() }
    let key = PhraseMatcher.key(node, word.withUnsafeBufferPointer(WordHash.of))
    let place = place(of: key) { next in nodes[next].parent == node && isSame(nodes[next], word) }
    if slots[place].node != 0 { return slots[place].node }
    let next = Int32(nodes.count)
    slots[place] = PhraseMatcher.Slot(tag: UInt32(truncatingIfNeeded: key >> 32), node: next)
    nodes.append(
      PhraseMatcher.Node(parent: node, wordStart: Int32(bytes.count), wordCount: Int32(word.count)))
    keys.append(key)
    bytes += word
    payloads.append([])
    nodes[Int(node)].hasChildren = true
    return next
  }

  /// Where the step with `key` stands that `isSame` finds to be meant, or the empty slot where it would stand.
  private func place(of key: UInt64, _ isSame: (Int) -> Bool) -> Int {
    var place = Int(truncatingIfNeeded: key) & (slots.count - 1)
    while slots[place].node != 0 {
      let next = Int(slots[place].node)
      if keys[next] == key && isSame(next) { return place }
      place = (place + 1) & (slots.count - 1)
    }
    return place
  }

  private func isSame(_ node: PhraseMatcher.Node, _ word: [UInt8]) -> Bool {
    guard Int(node.wordCount) == word.count else { return false }
    return word.indices.allSatisfy { bytes[Int(node.wordStart) + $0] == word[$0] }
  }

  private mutating func grow() {
    let old = slots
    slots = [PhraseMatcher.Slot](repeating: PhraseMatcher.Slot(), count: 2 * old.count)
    for slot in old where slot.node != 0 { slots[place(of: keys[Int(slot.node)]) { _ in false }] = slot }
  }

  /// The matcher, and the payloads that its matches point to.
  package func build(commas: PhraseMatcher.Commas) -> (PhraseMatcher, [Payload]) {
    var nodes = nodes
    var all: [Payload] = []
    for (index, own) in payloads.enumerated() {
      let start = Int32(all.count)
      all += own
      nodes[index].payloads = start..<Int32(all.count)
    }
    return (PhraseMatcher(slots: slots, nodes: nodes, bytes: bytes, commas: commas), all)
  }
}
