/// Guesses in what character set a text is written that does not say so and is not UTF-8.
///
/// Character sets of two bytes a character are told apart by where their common characters lie; those of one byte by
/// which bytes are frequent. A guess: a short text may be taken for another one.
package enum CharsetGuess {
  /// The label of the likeliest character set of `text`, of which some bytes are not ASCII.
  package static func label(for text: some Collection<UInt8>) -> String {
    let text = Array(text.prefix(16 << 10))
    let pairs = PairSet.all.map { ($0.label, $0.likeness(to: text)) }
    if let best = pairs.max(by: { $0.1 < $1.1 }), 0.8 <= best.1 { return best.0 }
    return singleByteLabel(for: text)
  }

  private static func singleByteLabel(for text: [UInt8]) -> String {
    let letters = text.count { (0x61...0x7A).contains($0 | 0x20) }
    let high = text.filter { 0x80 <= $0 }
    func share(_ range: ClosedRange<UInt8>) -> Double {
      Double(high.count { range.contains($0) }) / Double(max(high.count, 1))
    }
    // Scripts of their own outweigh ASCII letters, of which addresses and markup have some.
    guard letters < 4 * high.count, 4 <= high.count else { return "windows-1252" }
    let isThai = share(0xA1...0xDA) + share(0xDF...0xFB) == 1 && 0.5 < share(0xA1...0xD9) && 0.1 < share(0xD0...0xDA)
    if isThai { return "cp874" }
    if 0.97 < share(0xE0...0xFA), share(0xC0...0xDF) < 0.02 { return "windows-1255" }
    guard 0.8 < share(0xC0...0xFF) else { return "windows-1252" }
    // Small letters are the more frequent ones; the two sets have them in different halves.
    return share(0xC0...0xDF) < share(0xE0...0xFF) ? "windows-1251" : "koi8-r"
  }
}

/// A character set of two bytes a character, and where its common characters lie.
private struct PairSet: Sendable {
  let label: String
  let isLead: @Sendable (UInt8) -> Bool
  let isTrail: @Sendable (UInt8) -> Bool
  /// Characters that make up most of any text.
  let isCommon: @Sendable (_ lead: UInt8, _ trail: UInt8) -> Bool
  /// Characters without which the text is unlikely to be in this set; nil where there are none such.
  let isTelling: (@Sendable (_ lead: UInt8) -> Bool)?

  /// How many of the characters are common ones, 0 … 1; 0 where the text cannot be in this set.
  func likeness(to text: [UInt8]) -> Double {
    var (pairCount, common, telling, wrong) = (0, 0, 0, 0)
    var position = 0
    while position < text.count {
      let lead = text[position]
      position += 1
      guard 0x80 <= lead else { continue }
      // The last character may be cut off.
      guard position < text.count else { break }
      guard isLead(lead), isTrail(text[position]) else {
        wrong += 1
        continue
      }
      pairCount += 1
      if isCommon(lead, text[position]) { common += 1 }
      if isTelling?(lead) ?? true { telling += 1 }
      position += 1
    }
    guard 4 <= pairCount, wrong * 50 <= pairCount, pairCount <= 10 * telling else { return 0 }
    return Double(common) / Double(pairCount)
  }

  @Sendable private static func isHigh(_ byte: UInt8) -> Bool { 0xA1 <= byte && byte <= 0xFE }

  /// In the order in which the likelier of two equally common ones comes last.
  static let all: [PairSet] = [
    PairSet(
      label: "big5", isLead: { 0xA1 <= $0 && $0 <= 0xF9 },
      isTrail: { 0x40 <= $0 && $0 <= 0x7E || isHigh($0) },
      isCommon: { lead, _ in lead <= 0xC6 }, isTelling: nil),
    PairSet(
      label: "gb18030", isLead: isHigh, isTrail: { isHigh($0) || 0x40 <= $0 && $0 != 0x7F && $0 <= 0xA0 },
      isCommon: { lead, trail in isHigh(trail) && (lead <= 0xA3 || 0xB0 <= lead && lead <= 0xD7) },
      isTelling: { 0xC9 <= $0 && $0 <= 0xD7 }),
    PairSet(
      label: "shift_jis", isLead: { 0x81 <= $0 && $0 <= 0x9F || 0xE0 <= $0 && $0 <= 0xFC },
      isTrail: { 0x40 <= $0 && $0 != 0x7F && $0 <= 0xFC },
      isCommon: { lead, _ in lead <= 0x83 || 0x88 <= lead && lead <= 0x97 }, isTelling: { 0x82 <= $0 && $0 <= 0x83 }),
    PairSet(
      label: "euc-kr", isLead: isHigh, isTrail: isHigh,
      isCommon: { lead, _ in lead <= 0xA3 || 0xB0 <= lead && lead <= 0xC8 }, isTelling: { 0xB0 <= $0 && $0 <= 0xC8 }),
    PairSet(
      label: "euc-jp", isLead: isHigh, isTrail: isHigh,
      isCommon: { lead, _ in
        lead == 0xA1 || lead == 0xA3 || lead == 0xA4 || lead == 0xA5 || 0xB0 <= lead && lead <= 0xCF
      },
      isTelling: { $0 == 0xA4 || $0 == 0xA5 }),
  ]
}
