import HearsayCore
import HearsayText

/// Collects phrases with what they mean, and builds a matcher of them.
///
/// Keeps the steps of the trie in a table like the one that the matcher will use, and doubles it when half of it is
/// full: at start-up hundreds of thousands of forms go through here.
package struct PhraseMatcherBuilder<Payload: Sendable>: Sendable {
  /// A step: its key, and the node that it leads to; 0, the root, marks an empty slot.
  private struct Slot: BitwiseCopyable {
    var key: UInt64 = 0
    var node: Int32 = 0
  }

  private let commas: PhraseMatcher.Commas
  private var slots = [Slot](repeating: Slot(), count: 64)
  /// The node before each node, and whether steps lead from it on.
  private var steps: [(parent: Int32, goesOn: Bool)] = [(0, true)]
  /// What was given with phrases, each with what was given with the same phrase before it; -1 where nothing was.
  private var given: [(payload: Payload, before: Int32)] = []
  /// What was given last with the phrase that ends at each node; -1 where nothing was.
  private var lasts: [Int32] = [-1]

  /// No phrases yet; `commas` says whether those between the words of a phrase matter.
  package init(commas: PhraseMatcher.Commas) { self.commas = commas }

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
    for token in phrase.headTokens where commas == .matter || !phrase.isLaterComma(token) {
      node = step(
        from: node, phrase.word(token, inflection), goesOn: token + 1 < phrase.headTokens.upperBound)
    }
    var before = lasts[Int(node)]
    while 0 <= before {
      if isKnown(given[Int(before)].payload) { return }
      before = given[Int(before)].before
    }
    given.append((payload, lasts[Int(node)]))
    lasts[Int(node)] = Int32(given.count - 1)
  }

  private mutating func step(from node: Int32, _ word: InflectedWord, goesOn: Bool) -> Int32 {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: word.count) { memory in
      word.write(to: memory)
      return step(from: node, WordHash.of(UnsafeBufferPointer(memory)), goesOn: goesOn)
    }
  }

  /// The node that a word with `hash` leads to, which is made where there is none.
  private mutating func step(from node: Int32, _ hash: UInt64, goesOn: Bool) -> Int32 {
    if slots.count < 2 * lasts.count { grow() }
    let key = PhraseMatcher.key(node, hash)
    let place = place(of: key)
    if slots[place].node == 0 {
      slots[place] = Slot(key: key, node: Int32(lasts.count))
      lasts.append(-1)
      steps.append((node, false))
    }
    let reached = slots[place].node
    if goesOn { steps[Int(reached)].goesOn = true }
    return reached
  }

  /// Where the step with `key` stands, or may be put.
  private func place(of key: UInt64) -> Int {
    var place = PhraseMatcher.place(of: key, slots.count)
    while slots[place].node != 0 && slots[place].key != key { place = (place + 1) & (slots.count - 1) }
    return place
  }

  private mutating func grow() {
    let old = slots
    slots = [Slot](repeating: Slot(), count: 2 * old.count)
    for slot in old where slot.node != 0 { slots[place(of: slot.key)] = slot }
  }

  /// The matcher, and the payloads that its matches point to.
  package func build() -> (PhraseMatcher, [Payload]) {
    var all: [Payload] = []
    all.reserveCapacity(given.count)
    var nodes = [PhraseMatcher.Node(goesOn: true)]
    var targets: [PhraseMatcher.Target] = []
    targets.reserveCapacity(lasts.count)
    for (last, step) in zip(lasts, steps) {
      let start = all.count
      var next = last
      while 0 <= next {
        all.append(given[Int(next)].payload)
        next = given[Int(next)].before
      }
      // They were met from the last to the first.
      if start + 1 < all.count { all[start...].reverse() }
      if targets.isEmpty {
        targets.append(PhraseMatcher.Target())
      } else if start + 1 == all.count && !step.goesOn {
        targets.append(PhraseMatcher.Target(payload: Int32(start)))
      } else {
        targets.append(PhraseMatcher.Target(node: Int32(nodes.count)))
        nodes.append(
          PhraseMatcher.Node(
            firstPayload: Int32(start), payloadCount: all.count - start, goesOn: step.goesOn))
      }
    }
    let (table, filters) = table(of: targets)
    let matcher = PhraseMatcher(
      slots: FrozenArray(table), nodes: FrozenArray(nodes), filters: filters, commas: commas)
    return (matcher, all)
  }

  /// The steps as the matcher finds them, given where they lead to: their keys are made of the numbers that their nodes
  /// have there.
  private func table(
    of targets: [PhraseMatcher.Target]
  ) -> ([PhraseMatcher.Slot], filters: (beginnings: KeyFilter, others: KeyFilter)) {
    var table = [PhraseMatcher.Slot](repeating: PhraseMatcher.Slot(), count: slots.count)
    var (beginnings, others): ([UInt64], [UInt64]) = ([], [])
    for slot in slots where slot.node != 0 {
      let parent = steps[Int(slot.node)].parent
      let hash = PhraseMatcher.key(parent, slot.key)
      let key = PhraseMatcher.key(targets[Int(parent)].node ?? 0, hash)
      if parent == 0 { beginnings.append(key) } else { others.append(key) }
      var place = PhraseMatcher.place(of: key, table.count)
      while !table[place].target.isNone { place = (place + 1) & (table.count - 1) }
      table[place] = PhraseMatcher.Slot(key: key, targets[Int(slot.node)])
    }
    return (table, (KeyFilter(beginnings), KeyFilter(others)))
  }
}
