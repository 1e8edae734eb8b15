import HearsayCore
import HearsayLexicon
import HearsayTestSupport
import HearsayText
import Testing

/// A meaning that is nothing but a group.
struct Grouped: TermMeaning {
  var group: Int
}

/// One row of `matching.tsv`: entries, a text, and where the entries must be found in it.
///
/// Entries and matches are separated by ` | `; `(2)` behind an entry is its group; a match is
/// `from-to words` in bytes, and has ` + ` between its parts where it has a gap; `–` is no match.
struct MatchingCase: Sendable, CustomTestStringConvertible {
  let entries: [(form: String, group: Int)]
  let commas: PhraseMatcher.Commas
  let text: String
  let expected: [String]
  let name: String

  var testDescription: String { name }

  /// The rows of the table.
  static let all: [MatchingCase] = {
    let table = (try? Checkout.text("Tests/HearsayLexiconTests/matching.tsv")) ?? ""
    return table.split(separator: "\n").dropFirst().map { MatchingCase(String($0)) }
  }()

  private init(_ row: String) {
    let cells = row.components("\t")
    precondition(cells.count == 5, "a row of matching.tsv has \(cells.count) cells: \(row)")
    entries = cells[0].components(" | ").map { (entry: String) -> (form: String, group: Int) in
      entry.hasSuffix(" (2)") ? (String(entry.dropLast(4)), 2) : (entry.replacing(" (1)", with: ""), 1)
    }
    commas = cells[1] == "matter" ? .matter : .areSkipped
    text = cells[2]
    expected = cells[3] == "–" ? [] : cells[3].components(" | ")
    name = cells[4]
  }

  /// Whether the plain matcher of phrases must find the same: no gaps, one group, no hashtags.
  var isPlain: Bool { entries.allSatisfy { $0.group == 1 && !$0.form.contains("…") && !$0.form.hasPrefix("#") } }
}

extension String {
  /// The parts between `separator`s.
  func components(_ separator: String) -> [String] {
    split(separator: separator, omittingEmptySubsequences: false).map(String.init)
  }
}

/// A way to find entries; each must agree with the table and with the others.
enum AnyMatcher {
  /// What `TermMatcher` finds.
  static func terms(_ entries: [(form: String, group: Int)], in words: Words) -> [[Range<Int>]] {
    let tokenizer = Tokenizer()
    var builder = TermMatcher<Grouped>.Builder()
    for (number, entry) in entries.enumerated() {
      guard let phrase = Phrase(entry.form, tokenizer) else { continue }
      builder.add(phrase, EntryID(number: UInt32(number)), Grouped(group: entry.group))
    }
    return builder.build().terms(in: 0..<words.count, of: words).map(\.ranges)
  }

  /// What `PhraseMatcher` finds.
  static func phrases(_ entries: [String], commas: PhraseMatcher.Commas, in words: Words) -> [[Range<Int>]] {
    var builder = PhraseMatcherBuilder<Int>(commas: commas)
    for (number, form) in entries.enumerated() {
      if let phrase = Phrase(form, Tokenizer()) { builder.add(phrase, number) }
    }
    var found: [[Range<Int>]] = []
    builder.build().0.matches(in: 0..<words.count, of: words) { found.append([$0.words]) }
    return found
  }

  /// What follows from the rules, entry by entry and place by place, without any index.
  static func naive(_ entries: [(form: String, group: Int)], in words: Words) -> [[Range<Int>]] {
    NaiveMatcher(entries, words).matches()
  }
}

/// The rules of matching, written down as plainly as they can be.
private struct NaiveMatcher {
  private let entries: [(phrase: Phrase, group: Int)]
  private let words: Words

  init(_ entries: [(form: String, group: Int)], _ words: Words) {
    let tokenizer = Tokenizer()
    self.entries = entries.compactMap { entry in Phrase(entry.form, tokenizer).map { ($0, entry.group) } }
    self.words = words
  }

  func matches() -> [[Range<Int>]] {
    var found: [[Range<Int>]] = []
    var ends: [Int: Int] = [:]
    for start in 0..<words.count {
      for group in Set(entries.map(\.group)).sorted() where (ends[group] ?? 0) <= start {
        let own = entries.filter { $0.group == group }.compactMap { ranges($0.phrase, from: start) }
        guard let longest = own.map({ $0[0].upperBound }).max() else { continue }
        var seen: Set<[Range<Int>]> = []
        found += own.filter { $0[0].upperBound == longest && seen.insert($0).inserted }
        ends[group] = longest
      }
    }
    return found
  }

  private func ranges(_ phrase: Phrase, from start: Int) -> [Range<Int>]? {
    if phrase.isHashtag && words[start].kind != .hashtag { return nil }
    guard let end = end(of: phrase.head, from: start) else { return nil }
    if phrase.tail.isEmpty { return [start..<end] }
    for place in end...end + Phrase.gapMost where place + phrase.tail.count <= words.count {
      let isTail = phrase.tail.indices.allSatisfy { words.form(place + $0).elementsEqual(phrase.tail[$0]) }
      if isTail { return [start..<end, place..<place + phrase.tail.count] }
    }
    return nil
  }

  private func end(of head: [[UInt8]], from start: Int) -> Int? {
    let comma: [UInt8] = [0x2C]
    var index = start
    for (place, word) in head.enumerated() {
      if word == comma && 0 < place { continue }
      if 0 < place, index < words.count, words.form(index).elementsEqual(comma) { index += 1 }
      guard index < words.count, matches(word, index) else { return nil }
      index += 1
    }
    return index
  }

  /// A stretched word stands for itself and for the word with single letters.
  private func matches(_ word: [UInt8], _ index: Int) -> Bool {
    let form = words.form(index)
    if form.elementsEqual(word) { return true }
    guard words[index].shape.contains(.elongated) else { return false }
    // One letter for two at any of the places where two stand, as the definition says, without any order.
    var rests = [[UInt8](form)[...]]
    for scalar in String(decoding: word, as: UTF8.self).unicodeScalars {
      let letter = Array(String(scalar).utf8)
      rests = rests.flatMap { rest -> [ArraySlice<UInt8>] in
        guard rest.starts(with: letter) else { return [] }
        let behind = rest.dropFirst(letter.count)
        return behind.starts(with: letter) ? [behind, behind.dropFirst(letter.count)] : [behind]
      }
    }
    return rests.contains(where: \.isEmpty)
  }
}
