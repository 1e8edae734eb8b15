import HearsayCore
import HearsayLexicon

/// Splits a sentence into clauses by its punctuation and by the words that open clauses.
///
/// A clause begins after a semicolon, colon, dash or bracket, and at a subordinator
/// (`dass`, `because`). A comma or a connector (`und`, `but`) begins one only where enough words
/// stand on both sides to say something; the parts of a list stay together.
struct ClauseSplitter {
  private let claims: TermMatcher<ClaimEntry>

  /// A comma separates clauses where at least this many words stand on each side of it.
  private static let wordCountLeast = 4

  init(claims: TermMatcher<ClaimEntry>) { self.claims = claims }

  /// The clauses of the tokens in `sentence`; together they cover it.
  func clauses(of sentence: Range<Int>, in words: Words) -> [Range<Int>] {
    let openers = openers(in: sentence, of: words)
    var starts = [sentence.lowerBound]
    for index in sentence.dropFirst() {
      guard let last = starts.last, begins(at: index, since: last, sentence, words, openers) else { continue }
      starts.append(index)
    }
    starts.append(sentence.upperBound)
    return zip(starts, starts.dropFirst()).map { $0..<$1 }
  }

  /// The tokens at which an opening word stands, with its role.
  private func openers(in sentence: Range<Int>, of words: Words) -> [Int: ClaimRole] {
    var openers: [Int: ClaimRole] = [:]
    for term in claims.terms(in: sentence, of: words) {
      switch term.meaning.role {
      case .subordinator, .connector, .condition, .anaphor:
        let start = term.words.lowerBound
        if openers[start] == nil || openers[start] == .anaphor { openers[start] = term.meaning.role }
      default: break
      }
    }
    return openers
  }

  private func begins(
    at index: Int, since start: Int, _ sentence: Range<Int>, _ words: Words, _ openers: [Int: ClaimRole]
  ) -> Bool {
    let before = lexicalCount(start..<index, words)
    let after = lexicalCount(index..<clauseBreak(after: index, sentence, words), words)
    switch Boundary(words, index - 1) {
    case .strong: return 0 < before
    case .comma:
      if let role = openers[index], role != .anaphor { return 2 <= before && 2 <= after }
      return Self.wordCountLeast <= before && Self.wordCountLeast <= after
    case nil:
      guard let role = openers[index] else { return false }
      switch role {
      case .subordinator, .condition: return 2 <= before && 2 <= after
      // `and` opens a clause only where a subject of its own follows.
      case .connector: return Self.wordCountLeast <= before && Self.wordCountLeast <= after && openers[index + 1] == .anaphor
      default: return false
      }
    }
  }

  private func lexicalCount(_ range: Range<Int>, _ words: Words) -> Int {
    range.count { words[$0].isLexical }
  }

  /// Where the stretch that begins at `index` ends: at the next punctuation that could separate clauses.
  private func clauseBreak(after index: Int, _ sentence: Range<Int>, _ words: Words) -> Int {
    (index..<sentence.upperBound).first { Boundary(words, $0) != nil } ?? sentence.upperBound
  }
}

/// Punctuation that may separate clauses.
enum Boundary {
  /// Always does.
  case strong
  /// Does so where clauses stand on both sides.
  case comma

  /// What the token at `index` separates, or nil.
  init?(_ words: Words, _ index: Int) {
    guard words[index].kind == .punctuation else { return nil }
    let form = words.form(index)
    if form.count == 1, let byte = form.first {
      switch byte {
      case UInt8(ascii: ","): self = .comma
      case UInt8(ascii: ";"), UInt8(ascii: ":"), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "["),
        UInt8(ascii: "]"), UInt8(ascii: "\""):
        self = .strong
      case UInt8(ascii: "-") where words[index].shape.contains(.afterSpace): self = .strong
      default: return nil
      }
      return
    }
    switch String(decoding: form, as: UTF8.self) {
    case "–", "—", "“", "”", "„", "«", "»", "…", "；", "：", "「", "」", "→", "•", "؛": self = .strong
    case "、", "，", "،": self = .comma
    default: return nil
    }
  }
}
