/// Random numbers that are the same on every run: SplitMix64 (Steele, Lea and Flood, 2014).
package struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  /// The sequence that belongs to `seed`, which stands in the message of a test that fails.
  package init(seed: UInt64) { state = seed }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number below `limit`, which must be positive.
  package mutating func number(below limit: Int) -> Int { Int(next() % UInt64(limit)) }

  /// One of `choices`, which must not be empty.
  package mutating func choice<Element>(_ choices: [Element]) -> Element { choices[number(below: choices.count)] }
}
