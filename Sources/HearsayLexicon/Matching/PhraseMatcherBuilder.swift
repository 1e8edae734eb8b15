import HearsayText

/// Collects phrases with what they mean, and builds a matcher of them.
package struct PhraseMatcherBuilder<Payload: Sendable>: Sendable {
  private struct Step: Hashable {
    let node: Int32
    let word: [UInt8]
  }

  private var steps: [Step: Int32] = [:]
  private var payloads: [[Payload]] = [[]]
  private var hasChildren: [Bool] = [false]

  /// No phrases yet.
  package init() {}

  /// Adds a phrase, given by the folded forms of its words, which must not be empty, unless
  /// `isKnown` finds that what was given with the same phrase before says as much.
  package mutating func add(_ phrase: [[UInt8]], _ payload: Payload, unless isKnown: (Payload) -> Bool = { _ in false }) {
    let node = node(of: phrase)
    if !payloads[node].contains(where: isKnown) { payloads[node].append(payload) }
  }

  private mutating func node(of phrase: [[UInt8]]) -> Int {
    precondition(!phrase.isEmpty, "a phrase needs a word")
    var node: Int32 = 0
    for word in phrase {
      let step = Step(node: node, word: word)
      if let next = steps[step] {
        node = next
      } else {
        hasChildren[Int(node)] = true
        node = Int32(payloads.count)
        steps[step] = node
        payloads.append([])
        hasChildren.append(false)
      }
    }
    return Int(node)
  }

  /// The matcher, and the payloads that its matches point to.
  package func build(commas: PhraseMatcher.Commas) -> (PhraseMatcher, [Payload]) {
    var nodes: [PhraseMatcher.Node] = []
    var all: [Payload] = []
    for (index, own) in payloads.enumerated() {
      let start = Int32(all.count)
      all += own
      nodes.append(PhraseMatcher.Node(payloads: start..<Int32(all.count), hasChildren: hasChildren[index]))
    }
    var slotCount = 16
    while slotCount < 2 * steps.count { slotCount *= 2 }
    var slots = [PhraseMatcher.Slot](repeating: PhraseMatcher.Slot(), count: slotCount)
    var bytes: [UInt8] = []
    for (step, node) in steps {
      let key = WordHash.combine(UInt64(UInt32(bitPattern: step.node)), step.word.withUnsafeBufferPointer(WordHash.of))
      var place = Int(truncatingIfNeeded: key) & (slotCount - 1)
      while slots[place].node != 0 { place = (place + 1) & (slotCount - 1) }
      slots[place] = PhraseMatcher.Slot(
        key: key, node: node, wordStart: Int32(bytes.count), wordCount: Int32(step.word.count))
      bytes += step.word
    }
    return (PhraseMatcher(slots: slots, nodes: nodes, bytes: bytes, commas: commas), all)
  }
}
