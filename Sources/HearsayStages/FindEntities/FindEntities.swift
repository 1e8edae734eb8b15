import HearsayCore
import HearsayFiles
import HearsayLexicon

/// Finds the entities that a text names, and decides whether ambiguous names are meant.
package struct FindEntities: ConfiguredStage {
  package static let reads: [LayerName] = [.decoded, .words, .language]
  package static let writes = Layer<[Mention]>.mentions
  package static let summary = "finds chains, projects, people and sectors by name, handle, ticker and hashtag"

  private let gazetteer: Gazetteer

  package init(_ options: inout YAMLReader, in workspace: Workspace) throws(Diagnostics) {
    gazetteer = workspace.lexicons.gazetteer
  }

  package func run(on document: borrowing Document) throws(RecordProblem) -> Outcome<[Mention]> {
    let text = document.decoded.filled(.decoded, for: "find-entities").text
    let words = document.words.filled(.words, for: "find-entities")
    var candidates: [Candidate] = []
    gazetteer.matcher.matches(in: 0..<words.count, of: words) { match in
      candidates.append(Candidate(words: match.words, aliases: match.payloads))
    }
    guard !candidates.isEmpty else { return .product([]) }
    let language = document.language.filled(.language, for: "find-entities").language
    let context = EntityContext(gazetteer, words, language)
    var mentions: [Mention] = []
    let decided = candidates.map { decide($0, text, words, context, namesAnother: false) }
    let isCertain = decided.contains { $0 != nil }
    for (candidate, early) in zip(candidates, decided) {
      guard let alias = early ?? (isCertain ? decide(candidate, text, words, context, namesAnother: true) : nil) else {
        continue
      }
      let entity = gazetteer.entities[alias.entity]
      mentions.append(
        Mention(
          span: span(of: candidate.words, without: alias.attached, text, words), words: candidate.words,
          entity: entity.id, kind: entity.kind,
          alias: alias.entry))
    }
    return .product(mentions)
  }

  /// The place of the name in the tokens of `range`, without the words that are written together with it.
  private func span(
    of range: Range<Int>, without attached: Gazetteer.Attached, _ text: ByteText, _ words: Words
  ) -> TextSpan {
    let whole = words.span(range)
    guard 0 < attached.before + attached.after else { return whole }
    return text[whole].withBytes { bytes in
      var (start, end) = (0, bytes.count)
      func isInside(_ index: Int) -> Bool { index < bytes.count && bytes[index] & 0xC0 == 0x80 }
      for _ in 0..<attached.before {
        repeat { start += 1 } while isInside(start)
      }
      for _ in 0..<attached.after {
        repeat { end -= 1 } while 0 < end && isInside(end)
      }
      guard start < end else { return whole }
      return TextSpan(start: whole.start + Int32(start), end: whole.start + Int32(end))
    }
  }

  private struct Candidate {
    let words: Range<Int>
    let aliases: Range<Int32>
  }

  /// The alias that is meant, or nil.
  private func decide(
    _ candidate: Candidate, _ text: ByteText, _ words: Words, _ context: EntityContext, namesAnother: Bool
  ) -> Gazetteer.Alias? {
    for index in candidate.aliases {
      let alias = gazetteer.aliases[Int(index)]
      if isMeant(alias, candidate.words, text, words, context, namesAnother: namesAnother) { return alias }
    }
    return nil
  }

  private func isMeant(
    _ alias: Gazetteer.Alias, _ range: Range<Int>, _ text: ByteText, _ words: Words, _ context: EntityContext,
    namesAnother: Bool
  ) -> Bool {
    let kind = words[range.lowerBound].kind
    let isHashtag = kind == .hashtag
    let isTag = isHashtag || kind == .cashtag
    switch alias.rule {
    case .always: return true
    case .letterCase: return isHashtag || isExact(alias, range, text, words)
    case .context: return isHashtag || context.standsBeside(range)
    case .caseAndContext:
      guard isTag || isExact(alias, range, text, words) else { return false }
      // "Scroll" with a capital is no word of a Spanish text.
      if !isHashtag && !alias.isOrdinary(in: context.language) { return true }
      // "da Base" names the network, where "base" is a word; "de Luna" may name a person.
      if !alias.ordinary.isEmpty && context.followsPreposition(range) { return true }
      return namesAnother || context.isAnywhere || context.standsBeside(range)
    }
  }

  /// Whether the words are written in the letters of the alias; an ending after them does not count.
  private func isExact(_ alias: Gazetteer.Alias, _ range: Range<Int>, _ text: ByteText, _ words: Words) -> Bool {
    guard let exact = alias.exact else { return true }
    let written = text[words.span(range)]
    guard exact.count <= written.count else { return false }
    return written.withBytes { bytes in
      // `Layer-2` is written as `Layer 2`: what joins two words is no letter.
      zip(bytes, exact).allSatisfy { $0 == $1 || ($0 == UInt8(ascii: "-") && $1 == UInt8(ascii: " ")) }
    }
  }
}

/// The words of a text that show that the crypto world is meant.
private struct EntityContext {
  /// The language of the text.
  let language: LanguageCode
  /// Whether there is any.
  let isAnywhere: Bool
  /// Tokens that begin a word which stands behind names.
  private var afterStarts: Set<Int> = []
  /// Ends of words which stand before names.
  private var beforeEnds: Set<Int> = []
  /// Ends of prepositions.
  private var prepositionEnds: Set<Int> = []

  init(_ gazetteer: Gazetteer, _ words: Words, _ language: LanguageCode) {
    self.language = language
    var afterStarts: Set<Int> = []
    var beforeEnds: Set<Int> = []
    var prepositionEnds: Set<Int> = []
    var isAnywhere = false
    gazetteer.contextMatcher.matches(in: 0..<words.count, of: words) { match in
      for index in match.payloads {
        let word = gazetteer.contextWords[Int(index)]
        switch word.place {
        case .after: if word.counts(in: language) { afterStarts.insert(match.words.lowerBound) }
        case .before: if word.counts(in: language) { beforeEnds.insert(match.words.upperBound) }
        case .preposition: if word.counts(in: language) { prepositionEnds.insert(match.words.upperBound) }
        case .anywhere: isAnywhere = true
        }
      }
    }
    self.isAnywhere = isAnywhere
    self.afterStarts = afterStarts
    self.beforeEnds = beforeEnds
    self.prepositionEnds = prepositionEnds
  }

  /// Whether a context word stands directly before or behind the tokens of `range`.
  func standsBeside(_ range: Range<Int>) -> Bool {
    afterStarts.contains(range.upperBound) || beforeEnds.contains(range.lowerBound)
  }

  /// Whether a preposition that goes with names of networks stands directly before the tokens of `range`.
  func followsPreposition(_ range: Range<Int>) -> Bool { prepositionEnds.contains(range.lowerBound) }
}
