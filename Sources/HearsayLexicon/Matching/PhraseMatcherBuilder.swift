import HearsayText

/// Collects phrases with what they mean, and builds a matcher of them.
///
/// Keeps the steps of the trie in the table that the matcher will use, and doubles it when
/// half of it is full: at start-up hundreds of thousands of forms go through here.
package struct PhraseMatcherBuilder<Payload: Sendable>: Sendable {
  private var slots = [PhraseMatcher.Slot](repeating: PhraseMatcher.Slot(), count: 64)
  private var bytes: [UInt8] = []
  private var nodes = [PhraseMatcher.Node()]
  private var beginnings = PhraseMatcher.Beginnings()
  /// The key of the step to each node.
  private var keys: [UInt64] = [0]
  /// What was given with phrases, each with what was given with the same phrase before it; -1 where nothing was.
  private var given: [(payload: Payload, before: Int32)] = []
  /// What was given last with the phrase that ends at each node; -1 where nothing was.
  private var lasts: [Int32] = [-1]

  /// No phrases yet.
  package init() {}

  /// Adds a phrase.
  package mutating func add(_ phrase: Phrase, _ payload: Payload) {
    add(phrase, Inflection(), payload, unless: { _ in false })
  }

  /// Adds an inflected phrase, unless `isKnown` finds that what was given with the same words before says as much.
  @inline(__always)
  package mutating func add(
    _ phrase: Phrase, _ inflection: Inflection, _ payload: Payload, unless isKnown: (Payload) -> Bool
  ) {
    var node: Int32 = 0
    for token in phrase.headTokens { node = step(from: node, phrase.word(token, inflection)) }
    var before = lasts[Int(node)]
    while 0 <= before {
      if isKnown(given[Int(before)].payload) { return }
      before = given[Int(before)].before
    }
    given.append((payload, lasts[Int(node)]))
    lasts[Int(node)] = Int32(given.count - 1)
  }

  private mutating func step(from node: Int32, _ word: InflectedWord) -> Int32 {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: word.count) { memory in
      word.write(to: memory)
      return step(from: node, UnsafeBufferPointer(memory))
    }
  }

  /// The node that `word` leads to, which is made where there is none.
  private mutating func step(from node: Int32, _ word: UnsafeBufferPointer<UInt8>) -> Int32 {
    if slots.count < 2 * nodes.count { grow() }
    let hash = WordHash.of(word)
    let key = PhraseMatcher.key(node, hash)
    let tag = UInt32(truncatingIfNeeded: key >> 32)
    var place = Int(truncatingIfNeeded: key) & (slots.count - 1)
    while slots[place].node != 0 {
      if slots[place].tag == tag {
        let next = nodes[Int(slots[place].node)]
        if next.parent == node && isSame(next, word) {
          return slots[place].node
        }
      }
      place = (place + 1) & (slots.count - 1)
    }
    let next = Int32(nodes.count)
    slots[place] = PhraseMatcher.Slot(tag: tag, node: next)
    nodes.append(
      PhraseMatcher.Node(parent: node, wordStart: Int32(bytes.count), wordCount: Int32(word.count)))
    keys.append(key)
    lasts.append(-1)
    bytes.append(contentsOf: word)
    nodes[Int(node)].hasChildren = true
    if node == 0 { beginnings.insert(hash) }
    return next
  }

  private func isSame(_ node: PhraseMatcher.Node, _ word: UnsafeBufferPointer<UInt8>) -> Bool {
    guard Int(node.wordCount) == word.count else { return false }
    return bytes.withUnsafeBufferPointer { bytes in
      for offset in 0..<word.count where bytes[Int(node.wordStart) + offset] != word[offset] { return false }
      return true
    }
  }

  private mutating func grow() {
    let count = 2 * slots.count
    slots = [PhraseMatcher.Slot](repeating: PhraseMatcher.Slot(), count: count)
    for node in 1..<nodes.count {
      var place = Int(truncatingIfNeeded: keys[node]) & (count - 1)
      while slots[place].node != 0 { place = (place + 1) & (count - 1) }
      slots[place] = PhraseMatcher.Slot(tag: UInt32(truncatingIfNeeded: keys[node] >> 32), node: Int32(node))
    }
  }

  /// The matcher, and the payloads that its matches point to.
  package func build(commas: PhraseMatcher.Commas) -> (PhraseMatcher, [Payload]) {
    var nodes = nodes
    var all: [Payload] = []
    all.reserveCapacity(given.count)
    for (node, last) in lasts.enumerated() {
      let start = all.count
      var next = last
      while 0 <= next {
        all.append(given[Int(next)].payload)
        next = given[Int(next)].before
      }
      // They were met from the last to the first.
      if start + 1 < all.count { all[start...].reverse() }
      nodes[node].payloads = Int32(start)..<Int32(all.count)
    }
    let matcher = PhraseMatcher(slots: slots, nodes: nodes, bytes: bytes, beginnings: beginnings, commas: commas)
    return (matcher, all)
  }
}
