import HearsayCore

/// The endings of words that play a part in claims: `-면` makes a condition of a Korean clause.
///
/// Only words that are longer than the ending by three letters, or by a syllable of Hangul, have it.
package struct WordEndings: Sendable {
  struct Ending: Sendable {
    let bytes: [UInt8]
    let entry: EntryID
    let meaning: ClaimMeaning
  }

  /// The endings by their last byte, the longest first, so that most words need no comparison.
  private var byLastByte = [[Ending]](repeating: [], count: 256)
  private var edges = EdgeFilter()
  /// Whether there are none.
  private(set) var isEmpty = true

  /// No endings.
  package init() {}

  /// Whether what stands before an ending is long enough for a word of its own.
  private static func isStem(_ stem: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    if let first = stem.first, 0xEA...0xED ~= first { return 3 <= stem.count }
    return 3 <= stem.count { $0 & 0xC0 != 0x80 }
  }

  /// Adds the ending that a phrase of one word consists of.
  mutating func add(_ phrase: Phrase, _ entry: EntryID, _ meaning: ClaimMeaning) {
    if let last = phrase.head.last { add(Ending(bytes: last, entry: entry, meaning: meaning)) }
  }

  /// Adds an ending.
  mutating func add(_ ending: Ending) {
    guard let byte = ending.bytes.last.map(Int.init) else { return }
    let place = byLastByte[byte].firstIndex { $0.bytes.count < ending.bytes.count }
    byLastByte[byte].insert(ending, at: place ?? byLastByte[byte].endIndex)
    edges.insert(ending.bytes[ending.bytes.count - 1], ending.bytes.dropLast().last)
    isEmpty = false
  }

  /// All endings.
  var all: [Ending] { byLastByte.flatMap(\.self) }

  /// The words that have endings, one for each role at most, by where they stand.
  func terms(in words: Words) -> [Term<ClaimMeaning>] {
    words.withTokens { tokens in
      var terms: [Term<ClaimMeaning>] = []
      for index in tokens.all.indices where tokens.all[index].kind == .word {
        let form = tokens.form(index)
        // No word of one letter has an ending.
        guard 1 < form.count, edges.mayHave(form[form.count - 1], form[form.count - 2]) else { continue }
        add(byLastByte[Int(form[form.count - 1])], form, index, to: &terms)
      }
      return terms
    }
  }

  private func add(
    _ endings: [Ending], _ form: UnsafeBufferPointer<UInt8>, _ index: Int, to terms: inout [Term<ClaimMeaning>]
  ) {
    let first = terms.count
    for ending in endings where form.ends(with: ending.bytes) {
      guard Self.isStem(form.dropLast(ending.bytes.count)) else { continue }
      if terms[first...].contains(where: { $0.meaning.role == ending.meaning.role }) { continue }
      let place = index..<index + 1
      terms.append(
        Term(words: place, tail: place.upperBound..<place.upperBound, entry: ending.entry, meaning: ending.meaning))
    }
  }
}
