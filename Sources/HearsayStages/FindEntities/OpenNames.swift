import HearsayCore
import HearsayLexicon

/// Names that no gazetteer has, where their form, or what stands beside them, says what they are.
struct OpenNames {
  private let text: ByteText
  private let words: Words
  private let claims: [Term<ClaimMeaning>]
  private let known: [Range<Int>]
  private let gazetteer: Gazetteer

  /// Most words of a name, and words between a handle and what it does.
  private static let wordsMost = 3
  /// Letters of the shortest name.
  private static let lettersLeast = 3

  /// Names in `words`, the tokens of `text`, outside of `known`; `claims` tell who acts.
  init(
    in words: Words, of text: ByteText, claims: [Term<ClaimMeaning>], outside known: [Range<Int>],
    _ gazetteer: Gazetteer
  ) {
    self.text = text
    self.words = words
    self.claims = claims
    self.known = known
    self.gazetteer = gazetteer
  }

  /// Whether there may be any: a cashtag, a handle, a word that stands behind names, or a word of saying.
  static func mayBe(in words: Words, _ context: EntityContext, _ claims: [Term<ClaimMeaning>]) -> Bool {
    !context.namings.isEmpty || hasCashtagOrHandle(words)
      || claims.contains { $0.meaning.role == .speech }
  }

  private static func hasCashtagOrHandle(_ words: Words) -> Bool {
    words.withTokens { tokens in
      // Most texts have none, and all tokens are looked at without a branch.
      tokens.all.reduce(false) { $0 || $1.kind == .cashtag || $1.kind == .handle }
    }
  }

  /// The mentions by them, in the order of the text.
  func mentions(_ context: EntityContext) -> [Mention] {
    var mentions: [Mention] = []
    var isReply = true
    for index in 0..<words.count {
      switch words[index].kind {
      case .cashtag:
        // "$ARM" is a share, unless what stands beside it says otherwise: "the $ARM token".
        let isStock = context.isStock(index) && !context.standsBeside(index..<index + 1)
        if !isStock && !isKnown(index) { mentions += mention(index..<index + 1, .token) }
      // "@a @b thanks": whom a post replies to it does not speak of.
      case .handle: if !isReply && !isKnown(index) && acts(index) { mentions += mention(index..<index + 1, .company) }
      default: break
      }
      isReply = isReply && words[index].kind == .handle
    }
    for (index, kind) in context.namings {
      if let name = name(before: index) { mentions += mention(name, kind) }
    }
    for cue in claims where cue.meaning.role == .speech {
      if let name = author(beside: cue.words) { mentions += mention(name, .person) }
    }
    return mentions
  }

  /// The name in the place of the author of a quotation, beside a word of saying: `“…”, says Jane Roe`,
  /// `“…”, Jane Roe said`, `Jane Roe said: “…”`.
  ///
  /// It has a first name and a family name, so that no noun is taken for one where nouns have capitals.
  private func author(beside cue: Range<Int>) -> Range<Int>? {
    var start = cue.lowerBound
    while 0 < start, cue.lowerBound - start < Self.wordsMost, isName(start - 1) { start -= 1 }
    var end = cue.upperBound
    while end < words.count, end - cue.upperBound < Self.wordsMost, isName(end) { end += 1 }
    let isBefore = 2 <= cue.lowerBound - start
    let isBehind = 2 <= end - cue.upperBound
    guard isBefore != isBehind else { return nil }
    let name = isBefore ? start..<cue.lowerBound : cue.upperBound..<end
    let follows = endsQuotation(min(start, cue.lowerBound))
    return follows || (isBefore && opensQuotation(cue.upperBound)) ? name : nil
  }

  /// Whether a quotation ends before a token, with a comma or dash after it or not.
  private func endsQuotation(_ index: Int) -> Bool {
    (max(0, index - 2)..<index).contains { words.quotationMark($0)?.closes ?? false }
  }

  /// Whether a quotation begins at a token, with a colon or comma before it or not.
  private func opensQuotation(_ index: Int) -> Bool {
    (index..<min(words.count, index + 2)).contains { words.quotationMark($0)?.opens ?? false }
  }

  /// Whether a name of the gazetteer stands at a token; those in `known` are in order and do not overlap.
  private func isKnown(_ index: Int) -> Bool {
    var (low, high) = (0, known.count)
    while low < high {
      let middle = (low + high) / 2
      if known[middle].upperBound <= index { low = middle + 1 } else { high = middle }
    }
    return low < known.count && known[low].contains(index)
  }

  /// Whether a word of saying or doing stands closely behind a handle: "@name is launching …".
  ///
  /// Most other handles belong to private persons who are merely addressed.
  private func acts(_ index: Int) -> Bool {
    let end = min(words.count, index + 1 + Self.wordsMost)
    let reach = (index + 1..<end).prefix { words[$0].kind == .word || words[$0].kind == .ideograph }
    return claims.beginning(in: index + 1..<index + 1 + reach.count).contains {
      $0.meaning.role == .event || $0.meaning.role == .speech
    }
  }

  /// The capitalised words before a word that stands behind names, "chain" or "protocol"; nil where they may be
  /// ordinary words: at the beginning of a sentence, in a title, or where a lexicon knows them.
  private func name(before index: Int) -> Range<Int>? {
    guard !words[index].shape.contains(.capitalised) else { return nil }
    var start = index
    while 0 < start, index - start < Self.wordsMost, isName(start - 1) { start -= 1 }
    guard start < index, 0 < start, words[start - 1].kind == .word || words[start - 1].kind == .ideograph,
      !words[start].shape.contains(.afterLineBreak)
    else { return nil }
    return start..<index
  }

  private func isName(_ index: Int) -> Bool {
    let word = words[index]
    return word.kind == .word && word.shape.contains(.capitalised) && !word.shape.contains(.allCapitals)
      && Self.lettersLeast <= word.foldedCount && !isKnown(index)
      && !claims.beginning(in: max(0, index - Self.wordsMost)..<index + 1).contains { $0.words.contains(index) }
  }

  /// A mention whose id is the letters and digits of the name with hyphens between its words, which may be the id of
  /// an entity of the gazetteer too; nil where it has none.
  private func mention(_ range: Range<Int>, _ kind: EntityKind) -> Mention? {
    var slug: [UInt8] = []
    for index in range {
      if index != range.lowerBound { slug.append(UInt8(ascii: "-")) }
      if words[index].kind == .handle {
        slug += handleSlug(index)
      } else {
        // Signs of cashtags, and marks within words, are no part of the id.
        slug += words.form(index).filter { Self.isPlain($0) || (kind != .token && 0x80 <= $0) }
      }
    }
    guard slug.contains(where: { $0 != UInt8(ascii: "-") }) else { return nil }
    let id = EntityID(String(decoding: slug, as: UTF8.self))
    return Mention(
      span: words.span(range), words: range, entity: id, kind: gazetteer.entity(id)?.kind ?? kind, alias: .open,
      ground: .open)
  }
}

extension OpenNames {
  /// Whether a byte is a small letter or digit of ASCII.
  private static func isPlain(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) }

  /// The words of a handle: "@FooLabs" and "@foo_labs" are both `foo-labs`.
  private func handleSlug(_ index: Int) -> [UInt8] {
    text[words[index].span].withBytes { bytes in
      var slug: [UInt8] = []
      var wasSmall = false
      for byte in bytes {
        let isCapital = (0x41...0x5A).contains(byte)
        let small = isCapital ? byte | 0x20 : byte
        let isPlain = Self.isPlain(small)
        if (isCapital && wasSmall) || !isPlain, let last = slug.last, last != UInt8(ascii: "-") {
          slug.append(UInt8(ascii: "-"))
        }
        if isPlain { slug.append(small) }
        wasSmall = isPlain && !isCapital
      }
      if slug.last == UInt8(ascii: "-") { slug.removeLast() }
      return slug
    }
  }
}

extension [Mention] {
  fileprivate static func += (list: inout [Mention], mention: Mention?) {
    if let mention { list.append(mention) }
  }
}
