/// A key that is one or two numbers.
protocol NumericKey: Equatable {
  /// The numbers; keys that differ have different ones.
  var numbers: (UInt64, UInt64) { get }
}

/// Numbers keys from 0, in the order in which they come first.
///
/// A hash table with linear probing. A dictionary hashes with a secret, against whoever chooses keys that meet in one
/// place, and takes several times as long; these keys are looked up for every post and claim, and the program has
/// given the numbers that they are made of.
struct KeyNumbers<Key: NumericKey> {
  /// All keys, by their numbers.
  private(set) var keys: [Key] = []
  /// By hash, the number of a key and 1, or 0 for none; a power of two, of which at most half is taken.
  private var places: [UInt32]

  /// No keys yet, with room for so many.
  init(capacity: Int = 0) {
    var size = 16
    while size < 2 * capacity { size <<= 1 }
    places = Array(repeating: 0, count: size)
    keys.reserveCapacity(capacity)
  }

  /// The number of a key; nil where it has none yet.
  subscript(key: Key) -> Int? {
    let number = places[place(of: key)]
    return number == 0 ? nil : Int(number) - 1
  }

  /// The number of a key, given now where it is new: then it is the greatest.
  mutating func number(of key: Key) -> Int {
    let place = place(of: key)
    if places[place] != 0 { return Int(places[place]) - 1 }
    keys.append(key)
    places[place] = UInt32(keys.count)
    if places.count < 2 * keys.count { grow() }
    return keys.count - 1
  }

  /// Where a key stands, or is to stand.
  private func place(of key: Key) -> Int {
    let mask = places.count - 1
    var place = Int(truncatingIfNeeded: Self.hash(key)) & mask
    while places[place] != 0, keys[Int(places[place]) - 1] != key { place = (place + 1) & mask }
    return place
  }

  private mutating func grow() {
    places = Array(repeating: 0, count: 2 * places.count)
    for (index, key) in keys.enumerated() { places[place(of: key)] = UInt32(index + 1) }
  }

  private static func hash(_ key: Key) -> UInt64 {
    let (first, second) = key.numbers
    var mixed = (first &* 0x9E37_79B9_7F4A_7C15) ^ second
    mixed = (mixed ^ (mixed >> 32)) &* 0xFF51_AFD7_ED55_8CCD
    return mixed ^ (mixed >> 32)
  }
}

extension KeyNumbers where Key: Comparable {
  /// The numbers of all keys in the order of the keys.
  var order: [Int] {
    // Numbers are sorted and not what stands under them, which may be large.
    keys.indices.sorted { keys[$0] < keys[$1] }
  }
}

/// Sums by their keys.
struct KeyedSums<Key: NumericKey & Comparable, Sum> {
  private var numbers: KeyNumbers<Key>
  private var sums: [Sum] = []

  /// No sums yet, with room for so many.
  init(capacity: Int = 0) {
    numbers = KeyNumbers(capacity: capacity)
    sums.reserveCapacity(capacity)
  }

  /// How many there are.
  var count: Int { sums.count }

  /// The place of a key's sum, which is `none` where it is new.
  mutating func place(of key: Key, none: @autoclosure () -> Sum) -> Int {
    let number = numbers.number(of: key)
    if number == sums.count { sums.append(none()) }
    return number
  }

  /// The key at a place.
  func key(at place: Int) -> Key { numbers.keys[place] }

  /// The sum at a place.
  subscript(place: Int) -> Sum {
    get { sums[place] }
    _modify { yield &sums[place] }
  }

  /// The places of all sums in the order of their keys.
  var order: [Int] { numbers.order }

  /// Hands all sums to `body` in the order of their keys.
  func forEachInOrder(_ body: (Key, Sum) throws -> Void) rethrows {
    for place in order { try body(key(at: place), self[place]) }
  }
}
