import HearsayCore
import HearsayText

/// Finds the words with valence, and those of fear, uncertainty and doubt, that a hashtag is made of:
/// `#ThisIsAScam`, `#nevertrustthem`.
struct TagTerms {
  private let matcher: TermMatcher<Lexeme>
  private let gazetteer: Gazetteer

  init(_ matcher: TermMatcher<Lexeme>, _ gazetteer: Gazetteer) {
    self.matcher = matcher
    self.gazetteer = gazetteer
  }

  /// Adds what the hashtag at `index` of `words` is made of, where it is no entry and no name itself.
  func add(to terms: inout Terms, at index: Int, in words: Words, of text: ByteText) {
    let isEntry =
      covers(terms.valences, index) || covers(terms.modifiers, index) || covers(terms.fud, index)
      || gazetteer.matcher.longest(at: index, before: index + 1, in: words) != nil
    guard !isEntry, let parts = parts(of: words[index], form: words.form(index), in: text) else { return }
    let names = names(in: parts)
    // "Trust" in the name of a company is no praise.
    let found = matcher.table.withFound(in: 0..<parts.count, of: parts) { found in
      let others = found.filter { term in !names.contains { $0.overlaps(term.words.range) } }
      return others.withUnsafeBufferPointer { Terms($0, matcher.meanings) }
    }
    for term in found.valences {
      let percent = found.modifiers.reduce(100) { $0 * Self.percent(of: $1, on: term) / 100 }
      let meaning = ValenceMeaning(hundredths: term.meaning.hundredths * percent / 100)
      terms.valences.insert(term.moved(to: index, meaning), at: terms.valences.firstIndex(from: index + 1))
    }
    for term in found.fud {
      // "no scam" in one word accuses nobody.
      if found.modifiers.contains(where: {
        $0.meaning.effect == .negate && $0.words.upperBound <= term.words.lowerBound
      }) {
        continue
      }
      terms.fud.insert(term.moved(to: index, term.meaning), at: terms.fud.firstIndex(from: index + 1))
    }
  }

  /// What a word of the hashtag does to one behind it.
  private static func percent(of modifier: Term<ModifierMeaning>, on term: Term<ValenceMeaning>) -> Int {
    switch modifier.meaning.effect {
    case .negate, .intensify, .diminish:
      modifier.words.upperBound <= term.words.lowerBound && modifier.meaning.direction != .before
        ? modifier.meaning.percent : 100
    default: 100
    }
  }

  /// Terms that cover a token begin no more than this many tokens before it, tails included.
  private static let reachMost = 4 * Phrase.gapMost

  private func covers(_ terms: [Term<some Sendable>], _ index: Int) -> Bool {
    var place = terms.firstIndex(from: index - Self.reachMost)
    while place < terms.count, terms[place].words.lowerBound <= index {
      if terms[place].words.contains(index) || terms[place].tail.contains(index) { return true }
      place += 1
    }
    return false
  }

  private func parts(of word: Word, form: ArraySlice<UInt8>, in text: ByteText) -> Words? {
    text[word.span].withBytes { tag in
      // The sign is one byte, or three where it is as wide as an ideograph.
      let written = tag.first == UInt8(ascii: "#") ? tag.dropFirst() : tag.dropFirst(3)
      return JoinedWords(isKnown: isKnown).words(ofTag: UnsafeRawBufferPointer(rebasing: written), form: form)
    }
  }

  private func isKnown(_ hash: UInt64) -> Bool {
    matcher.table.matcher.begins(with: hash) || gazetteer.matcher.begins(with: hash)
  }

  private func names(in parts: Words) -> [Range<Int>] {
    var names: [Range<Int>] = []
    gazetteer.matcher.matches(in: 0..<parts.count, of: parts) { names.append($0.words) }
    return names
  }
}

extension Term {
  /// The term with another meaning at the token `index`.
  fileprivate func moved(to index: Int, _ meaning: Meaning) -> Term {
    Term(words: index..<index + 1, tail: index + 1..<index + 1, entry: entry, meaning: meaning)
  }
}
