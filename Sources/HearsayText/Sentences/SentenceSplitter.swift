import HearsayCore

/// Splits the tokens of a text into sentences.
///
/// A sentence ends at a full stop, question mark or exclamation mark that is followed by
/// a blank and does not belong to a number, an ordinal or an abbreviation; at the full
/// stops of other scripts; behind an emoji between two thoughts; at a line break after which a new thought begins; and before
/// the numbered points (`1)`, `2.`, `3/7`) and bullets of a list.
///
/// Abbreviations are recognised by form, not by a list: one letter before the stop
/// (`z. B.`, `U.S.`), or a small letter behind it.
package struct SentenceSplitter: Sendable {
  /// A sentence ends after this many tokens at the latest, so that what is done for each pair of words
  /// of a sentence has a limit whatever the text.
  package static let wordCountMost = 1000

  /// Number of words of the shortest thought before and behind an emoji.
  private static let thoughtLeast = 3

  /// How many closing marks belong to a sentence before.
  private static let closingCountMost = 16

  /// A splitter.
  package init() {}

  /// The sentences of `words`; together they cover all tokens.
  ///
  /// - Complexity: O(n) in the number of tokens.
  package func sentences(of words: Words) -> [Segmentation.Sentence] {
    words.withTokens { tokens in [Segmentation.Sentence](gathering: { add(tokens, to: &$0) }) }
  }

  private func add(_ words: Words.Tokens, to sentences: inout GatheredList<Segmentation.Sentence>) {
    var start = 0
    var index = 0
    while true {
      index = border(in: words, from: index, to: min(start + Self.wordCountMost, words.count))
      if index == words.count { break }
      let isTooLong = Self.wordCountMost <= index - start
      if start < index, isTooLong || beginsPoint(words, index) || breaksLine(words, index) {
        sentences.append(.init(words: start..<index, ending: ending(words, start..<index)))
        start = index
      }
      if let end = sentenceEnd(words, index, since: start) {
        sentences.append(.init(words: start..<end, ending: ending(words, start..<end)))
        start = end
        index = end
      } else {
        index += 1
      }
    }
    if start < words.count {
      sentences.append(.init(words: start..<words.count, ending: ending(words, start..<words.count)))
    }
  }

  /// The first token from `start` on that may begin or end a sentence, or `end`: in the middle of a line, what is
  /// neither a number nor a mark does neither.
  @inline(__always)
  private func border(in words: Words.Tokens, from start: Int, to end: Int) -> Int {
    var index = start
    while index < end, !words[index].shape.contains(.afterLineBreak), !Self.mayBorder(words[index].kind) { index += 1 }
    return index
  }

  /// Whether a token of this kind may begin or end a sentence in the middle of a line.
  @inline(__always)
  private static func mayBorder(_ kind: Word.Kind) -> Bool {
    switch kind {
    case .number, .emoji, .punctuation: true
    case .word, .ideograph, .handle, .hashtag, .cashtag, .link: false
    }
  }

  /// The index behind the punctuation that ends a sentence at `index`, or nil where none does.
  private func sentenceEnd(_ words: Words.Tokens, _ index: Int, since start: Int) -> Int? {
    if words[index].kind == .emoji { return thoughtEnd(words, index, since: start) }
    guard words[index].kind == .punctuation, let mark = Mark(words.onlyScalar(index)) else { return nil }
    var end = index + 1
    while end < words.count, end - index <= Self.closingCountMost, isClosing(words, end) { end += 1 }
    guard end < words.count else { return end }
    let next = words[end]
    switch mark {
    case .wide:
      return end
    case .question, .exclamation:
      return next.shape.contains(.afterSpace) || next.kind == .ideograph ? end : nil
    case .stop:
      return next.shape.contains(.afterSpace) && !isAbbreviation(words, stop: index, next: end) ? end : nil
    }
  }

  /// The index behind the emoji at `index` where thoughts of a few words each stand before and behind it, as people
  /// post who write no full stops: "SOL will fly 🚀 whoever waits is late".
  private func thoughtEnd(_ words: Words.Tokens, _ index: Int, since start: Int) -> Int? {
    let end = index + 1
    guard Self.thoughtLeast <= index - start, end + Self.thoughtLeast <= words.count, words[end].kind != .emoji,
      words.all[start..<index].count(where: \.isLexical) >= Self.thoughtLeast
    else { return nil }
    return words.all[end..<end + Self.thoughtLeast].allSatisfy(\.isLexical) ? end : nil
  }

  /// Quotation marks and brackets that close, and further marks, belong to the sentence before.
  private func isClosing(_ words: Words.Tokens, _ index: Int) -> Bool {
    guard words[index].kind == .punctuation, !words[index].shape.contains(.afterSpace) else { return false }
    if Mark(words.onlyScalar(index)) != nil { return true }
    switch words.onlyScalar(index).flatMap(Unicode.Scalar.init) {
    case ")", "]", "\u{22}", "”", "“", "»", "’", "'", "」", "』", "）", "…": return true
    default: return false
    }
  }

  private func isAbbreviation(_ words: Words.Tokens, stop: Int, next: Int) -> Bool {
    let following = words[next]
    if following.shape.contains(.afterLineBreak) { return false }
    // A small letter goes on with the sentence, except in scripts without capitals.
    if following.kind == .word, !following.shape.contains(.capitalised), isCased(words, next) { return true }
    guard 0 < stop else { return false }
    let before = words[stop - 1]
    guard !words[stop].shape.contains(.afterSpace) else { return false }
    switch before.kind {
    case .word: return before.foldedCount == 1 && isCased(words, stop - 1)
    // Ordinals: "am 3. März". A year or a larger figure ends a sentence.
    case .number: return before.foldedCount <= 2 && following.kind == .word && !endsName(words, stop - 1)
    default: return false
    }
  }

  /// Whether the number at `index` is the last word of a name.
  ///
  /// In "… with Layer 2. They …" a capitalised word stands before it that does not only begin a sentence.
  private func endsName(_ words: Words.Tokens, _ index: Int) -> Bool {
    guard 2 <= index else { return false }
    let name = words[index - 1]
    return name.kind == .word && name.shape.contains(.capitalised) && !name.shape.contains(.afterLineBreak)
      && words[index - 2].kind != .punctuation
  }

  /// Whether the form of a token begins with a letter of an alphabet that has capitals.
  private func isCased(_ words: Words.Tokens, _ index: Int) -> Bool {
    guard let value = words.firstScalar(index) else { return false }
    if value < 0x80 { return 0x61...0x7A ~= value || 0x41...0x5A ~= value }
    return Unicode.Scalar(value)?.properties.isCased ?? false
  }

  /// Whether a line break before `index` begins a new thought: always after a blank line or before a
  /// capital, list sign or emoji; a line that goes on with a small letter was only wrapped.
  private func breaksLine(_ words: Words.Tokens, _ index: Int) -> Bool {
    let word = words[index]
    guard word.shape.contains(.afterLineBreak) else { return false }
    if word.shape.contains(.afterBlankLine) || word.kind != .word { return !continuesHandle(words, index) }
    return word.shape.contains(.capitalised) || !isCased(words, index)
  }

  /// A handle on a line of its own is part of the sentence around it, as some clients break lines there.
  private func continuesHandle(_ words: Words.Tokens, _ index: Int) -> Bool {
    guard words[index].kind == .handle, !words[index].shape.contains(.afterBlankLine) else { return false }
    return words[index - 1].kind == .word
  }

  /// Whether a numbered point begins at `index`: `1)`, `(2)`, `3/7`, `4.` at the beginning of a line.
  private func beginsPoint(_ words: Words.Tokens, _ index: Int) -> Bool {
    let word = words[index]
    guard word.kind == .number, word.shape.contains(.afterSpace), word.foldedCount <= 2,
      index + 1 < words.count, words[index + 1].kind == .punctuation, !words[index + 1].shape.contains(.afterSpace)
    else { return false }
    switch words.onlyScalar(index + 1).flatMap(Unicode.Scalar.init) {
    case ")": return true
    case "/", ".": return word.shape.contains(.afterLineBreak)
    default: return false
    }
  }

  private func ending(_ words: Words.Tokens, _ range: Range<Int>) -> Segmentation.Ending {
    for index in range.reversed() {
      guard words[index].kind == .punctuation || words[index].kind == .emoji || words[index].kind == .link else {
        break
      }
      switch Mark(words.onlyScalar(index)) {
      case .question: return .question
      case .exclamation: return .exclamation
      default: continue
      }
    }
    return .statement
  }

  /// Punctuation that may end a sentence.
  private enum Mark {
    case stop, question, exclamation
    /// The full stops of scripts that need no blank behind them.
    case wide

    /// The mark that a token of one scalar is, or nil.
    init?(_ scalar: UInt32?) {
      switch scalar.flatMap(Unicode.Scalar.init) {
      case ".", "…": self = .stop
      case "?", "؟": self = .question
      case "!": self = .exclamation
      case "。", "।", "॥", "۔": self = .wide
      default: return nil
      }
    }
  }
}
