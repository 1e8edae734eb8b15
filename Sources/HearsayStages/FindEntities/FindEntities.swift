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
          span: words.span(candidate.words), words: candidate.words, entity: entity.id, kind: entity.kind,
          alias: alias.entry))
    }
    return .product(mentions)
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
    let isHashtag = words[range.lowerBound].kind == .hashtag
    switch alias.rule {
    case .always: return true
    case .letterCase: return isHashtag || isExact(alias, range, text, words)
    case .context: return isHashtag || context.standsBeside(range)
    case .caseAndContext:
      guard isHashtag || isExact(alias, range, text, words) else { return false }
      // "Scroll" with a capital is no word of a Spanish text.
      if !isHashtag && !alias.isOrdinary(in: context.language) { return true }
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

  init(_ gazetteer: Gazetteer, _ words: Words, _ language: LanguageCode) {
    self.language = language
    var afterStarts: Set<Int> = []
    var beforeEnds: Set<Int> = []
    var isAnywhere = false
    gazetteer.contextMatcher.matches(in: 0..<words.count, of: words) { match in
      for index in match.payloads {
        switch gazetteer.contextPlaces[Int(index)] {
        case .after: afterStarts.insert(match.words.lowerBound)
        case .before: beforeEnds.insert(match.words.upperBound)
        case .anywhere: isAnywhere = true
        }
      }
    }
    self.isAnywhere = isAnywhere
    self.afterStarts = afterStarts
    self.beforeEnds = beforeEnds
  }

  /// Whether a context word stands directly before or behind the tokens of `range`.
  func standsBeside(_ range: Range<Int>) -> Bool {
    afterStarts.contains(range.upperBound) || beforeEnds.contains(range.lowerBound)
  }
}
