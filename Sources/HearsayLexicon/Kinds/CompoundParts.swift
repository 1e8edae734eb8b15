import HearsayCore

/// Parts of words that have valence in any compound: the last one (`-krise`) or the first one (`lieblings-`).
///
/// A language that writes compounds as one word makes new ones in every post, and no list holds them all.
/// Which parts may be told by their letters alone is data: `-traum` would find `zeitraum`.
package struct CompoundParts: Sendable {
  struct Part: Sendable {
    let bytes: [UInt8]
    let entry: EntryID
    let meaning: ValenceMeaning
  }

  /// Bytes of the shortest word that is looked at.
  private static let wordLeast = 7
  /// Letters that the rest of the word must have.
  private static let restLeast = 3

  /// The last parts by their last byte, and the first parts by their first byte, the longest first.
  private(set) var lasts = [[Part]](repeating: [], count: 256)
  private(set) var firsts = [[Part]](repeating: [], count: 256)
  /// What parts have at the outer edge of words.
  private var edges = (lasts: EdgeFilter(), firsts: EdgeFilter())
  private var isEmpty = true

  /// No parts.
  package init() {}

  /// Whether `form` is written as a part: `-krise`, `lieblings-`.
  static func isPart(_ form: ArraySlice<UInt8>) -> Bool {
    1 < form.count && (form.first == UInt8(ascii: "-") || form.last == UInt8(ascii: "-")) && !form.contains(0x20)
  }

  /// Adds what a phrase of one word, and its inflections if it is a last part, stand for.
  mutating func add(
    _ phrase: Phrase, isLast: Bool, _ entry: EntryID, _ meaning: ValenceMeaning, _ rule: String,
    of inflections: Inflections
  ) {
    guard isLast else {
      if let bytes = phrase.head.first { add(Part(bytes: bytes, entry: entry, meaning: meaning), isLast: false) }
      return
    }
    inflections.each(of: phrase, rule: rule) { inflection in
      if let bytes = phrase.head(inflection).last {
        add(Part(bytes: bytes, entry: entry, meaning: meaning), isLast: true)
      }
    }
  }

  /// Adds a part, unless there is one of the same letters.
  mutating func add(_ part: Part, isLast: Bool) {
    if isLast, let byte = part.bytes.last {
      Self.insert(part, into: &lasts[Int(byte)])
      edges.lasts.insert(byte, part.bytes.dropLast().last)
    }
    if !isLast, let byte = part.bytes.first {
      Self.insert(part, into: &firsts[Int(byte)])
      edges.firsts.insert(byte, part.bytes.dropFirst().first)
    }
    isEmpty = false
  }

  private static func insert(_ part: Part, into parts: inout [Part]) {
    if parts.contains(where: { $0.bytes == part.bytes }) { return }
    parts.insert(part, at: parts.firstIndex { $0.bytes.count < part.bytes.count } ?? parts.endIndex)
  }

  /// Adds to `terms` the words that have such a part and no valence of their own.
  func add(to terms: inout [Term<ValenceMeaning>], in words: Words) {
    if isEmpty { return }
    let found = words.withTokens { self.found(in: $0, outside: terms) }
    if found.isEmpty { return }
    // Both are in the order of the text, and stay so whatever their number.
    var (merged, own) = ([Term<ValenceMeaning>](), terms[...])
    merged.reserveCapacity(terms.count + found.count)
    for term in found {
      let earlier = own.prefix { $0.words.lowerBound < term.words.lowerBound }
      merged += earlier
      own = own.dropFirst(earlier.count)
      merged.append(term)
    }
    terms = merged + own
  }

  /// The words that have such a part and lie in none of `terms`.
  private func found(in tokens: Words.Tokens, outside terms: [Term<ValenceMeaning>]) -> [Term<ValenceMeaning>] {
    var found: [Term<ValenceMeaning>] = []
    var next = 0
    for index in tokens.all.indices where Self.wordLeast <= tokens.all[index].foldedCount {
      let form = tokens.form(index)
      let mayHavePart =
        edges.lasts.mayHave(form[form.count - 1], form[form.count - 2]) || edges.firsts.mayHave(form[0], form[1])
      guard mayHavePart, tokens.all[index].kind == .word || tokens.all[index].kind == .hashtag,
        let part = part(of: form)
      else { continue }
      while next < terms.count, terms[next].words.upperBound <= index { next += 1 }
      if next < terms.count, terms[next].words.contains(index) || terms[next].tail.contains(index) { continue }
      let range = index..<index + 1
      found.append(
        Term(words: range, tail: range.upperBound..<range.upperBound, entry: part.entry, meaning: part.meaning))
    }
    return found
  }

  /// The longest last part of a word; its longest first part where it has no known last one.
  private func part(of form: UnsafeBufferPointer<UInt8>) -> Part? {
    guard let first = form.first, let last = form.last else { return nil }
    return lasts[Int(last)].first { part in
      form.ends(with: part.bytes) && Self.isLongEnough(form.dropLast(part.bytes.count))
    }
      ?? firsts[Int(first)].first { part in
        form.begins(with: part.bytes) && Self.isLongEnough(form.dropFirst(part.bytes.count))
      }
  }

  private static func isLongEnough(_ rest: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    restLeast <= rest.count { $0 & 0xC0 != 0x80 }
  }
}
