import HearsayText

/// Collects phrases with what they mean, and builds a matcher of them.
///
/// Keeps the steps of the trie in the table that the matcher will use, and doubles it when
/// half of it is full: at start-up hundreds of thousands of forms go through here.
package struct PhraseMatcherBuilder<Payload: Sendable>: Sendable {
  private var slots = [PhraseMatcher.Slot](repeating: PhraseMatcher.Slot(), count: 64)
  /// The keys of the steps from the root, and of all others.
  private var keys: (beginnings: [UInt64], others: [UInt64]) = ([], [])
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
    for token in phrase.headTokens {
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
    if slots[place].isEmpty {
      slots[place] = PhraseMatcher.Slot(key: key, node: Int32(lasts.count))
      lasts.append(-1)
      if node == 0 { keys.beginnings.append(key) } else { keys.others.append(key) }
    }
    if goesOn { slots[place].goesOn = true }
    return slots[place].node
  }

  /// Where the step with `key` stands, or may be put.
  private func place(of key: UInt64) -> Int {
    var place = Int(truncatingIfNeeded: key) & (slots.count - 1)
    while !slots[place].isEmpty && slots[place].key != key { place = (place + 1) & (slots.count - 1) }
    return place
  }

  private mutating func grow() {
    let old = slots
    slots = [PhraseMatcher.Slot](repeating: PhraseMatcher.Slot(), count: 2 * old.count)
    for slot in old where !slot.isEmpty { slots[place(of: slot.key)] = slot }
  }

  /// The matcher, and the payloads that its matches point to.
  package func build(commas: PhraseMatcher.Commas) -> (PhraseMatcher, [Payload]) {
    var payloadEnds: [Int32] = []
    payloadEnds.reserveCapacity(lasts.count)
    var all: [Payload] = []
    all.reserveCapacity(given.count)
    for last in lasts {
      let start = all.count
      var next = last
      while 0 <= next {
        all.append(given[Int(next)].payload)
        next = given[Int(next)].before
      }
      // They were met from the last to the first.
      if start + 1 < all.count { all[start...].reverse() }
      payloadEnds.append(Int32(all.count))
    }
    var slots = slots
    for place in slots.indices where !slots[place].isEmpty {
      let node = Int(slots[place].node)
      let (start, end) = (payloadEnds[node - 1], payloadEnds[node])
      if start < end { slots[place].payload = start + 1 == end ? start : PhraseMatcher.Slot.several }
    }
    let filters = (beginnings: KeyFilter(keys.beginnings), others: KeyFilter(keys.others))
    return (PhraseMatcher(slots: slots, payloadEnds: payloadEnds, filters: filters, commas: commas), all)
  }
}
