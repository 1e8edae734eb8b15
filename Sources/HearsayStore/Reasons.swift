import HearsayCore

/// What the score of an opinion is made of: lexicon entries with their shares, as bytes.
///
/// Each entry is two numbers of variable length (LEB128): its number, and its share of the score in
/// thousandths, zigzag. The shares add up to the score exactly. A share of 0 stands for an entry that
/// played another part: an alias that named the entity, or a sign of fear, uncertainty or doubt.
enum Reasons {
  /// The number that stands for "nothing that is in a lexicon".
  ///
  /// A score whose words all point the other way, such as that of a denied claim, has it.
  static let unnamed = EntryID(number: .max)

  /// A part of a score.
  struct Part: Hashable {
    var entry: EntryID
    var share: Int
  }

  /// The lists that a division is made in.
  ///
  /// One after the other, the opinions of a batch use their room, which none has to ask for.
  struct Lists: Sendable {
    /// The words of a document that make scores, each with its weight.
    var words: [(span: TextSpan, entry: EntryID, weight: Int)] = []
    /// The entries among which a score is divided.
    var weights: [(entry: EntryID, weight: Int)] = []
    /// The parts that it is divided into.
    var parts: [Part] = []
  }

  /// Divides `score` among entries by their weights: whole thousandths, with the rest to the largest remainders.
  ///
  /// Only weights count that point the way of the score. `parts`, whose room is used again, becomes the result.
  static func divide(_ score: Int, among weights: [(entry: EntryID, weight: Int)], into parts: inout [Part]) {
    parts.removeAll(keepingCapacity: true)
    guard score != 0 else { return }
    // What a weight counts: nothing where it points the other way.
    func acting(_ weight: Int) -> Int { 0 < weight.signum() * score.signum() ? abs(weight) : 0 }
    var total = 0
    for (_, weight) in weights { total += acting(weight) }
    guard 0 < total else {
      parts.append(Part(entry: unnamed, share: score))
      return
    }
    var rest = score
    for (entry, weight) in weights where 0 < acting(weight) {
      parts.append(Part(entry: entry, share: score * acting(weight) / total))
      rest -= parts[parts.count - 1].share
    }
    if rest == 0 { return }
    let remainders = weights.compactMap { 0 < acting($0.weight) ? abs(score * acting($0.weight)) % total : nil }
    let order = parts.indices.sorted {
      remainders[$0] != remainders[$1] ? remainders[$1] < remainders[$0] : $0 < $1
    }
    for index in order where rest != 0 {
      parts[index].share += rest.signum()
      rest -= rest.signum()
    }
  }

  /// Appends `parts` to `bytes`.
  static func write(_ parts: [Part], to bytes: inout [UInt8]) {
    for part in parts {
      bytes.append(leb128: UInt64(part.entry.number))
      let share = Int32(clamping: part.share)
      bytes.append(leb128: UInt64(UInt32(bitPattern: (share << 1) ^ (share >> 31))))
    }
  }

  /// The parts that `bytes` hold; what is cut off or too long ends them.
  static func read(_ bytes: UnsafeRawBufferPointer, _ body: (Part) -> Void) {
    var index = 0
    func number() -> UInt32? {
      var value: UInt32 = 0
      var shift: UInt32 = 0
      while index < bytes.count, shift < 35 {
        let byte = bytes[index]
        index += 1
        value |= UInt32(byte & 0x7F) << shift
        if byte < 0x80 { return value }
        shift += 7
      }
      return nil
    }
    while index < bytes.count {
      guard let entry = number(), let zigzag = number() else { return }
      let share = Int32(bitPattern: zigzag >> 1) ^ -Int32(bitPattern: zigzag & 1)
      body(Part(entry: EntryID(number: entry), share: Int(share)))
    }
  }
}
