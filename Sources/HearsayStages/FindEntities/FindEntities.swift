import HearsayCore
import HearsayFiles
import HearsayLexicon

/// Finds the entities that a text names, and decides whether ambiguous names are meant.
package struct FindEntities: ConfiguredStage {
  package static let reads: [LayerName] = [.decoded, .words, .language, .terms]
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
    let language = document.language.filled(.language, for: "find-entities").language
    let context = EntityContext(gazetteer, words, language)
    let claims = document.terms.filled(.terms, for: "find-entities").claims
    let mayHaveOpen = OpenNames.mayBe(in: words, context, claims)
    guard !candidates.isEmpty || mayHaveOpen else { return .product([]) }
    let decided = candidates.map { decide($0, text, words, context, namesAnother: false) }
    let isCertain = decided.contains { $0 != nil }
    var mentions: [Mention] = []
    for (candidate, early) in zip(candidates, decided) {
      let late = early == nil && isCertain ? decide(candidate, text, words, context, namesAnother: true) : nil
      guard let (alias, ground) = early ?? late else { continue }
      let entity = gazetteer.entities[alias.entity]
      mentions.append(
        Mention(
          span: span(of: candidate.words, without: alias.attached, text, words), words: candidate.words,
          entity: entity.id, kind: entity.kind, alias: alias.entry, ground: ground,
          candidates: others(candidate, than: alias)))
    }
    settle(&mentions)
    guard mayHaveOpen, isCertain || context.isAnywhere else { return .product(mentions) }
    let open = OpenNames(
      in: words, of: text, claims: claims, outside: candidates.map(\.words), gazetteer
    ).mentions(context)
    return .product(open.isEmpty ? mentions : (mentions + open).sorted { $0.span < $1.span })
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

  /// The other entities that have the name of a candidate.
  private func others(_ candidate: Candidate, than chosen: Gazetteer.Alias) -> [EntityID] {
    candidate.aliases.lazy.map { gazetteer.aliases[Int($0)].entity }.filter { $0 != chosen.entity }
      .reduce(into: []) { list, index in
        let id = gazetteer.entities[index].id
        if !list.contains(id) { list.append(id) }
      }
  }

  /// Gives a name that several entities have to the one that the text names otherwise, too; where it names none of
  /// them, or the first, it stays with the first.
  private func settle(_ mentions: inout [Mention]) {
    guard mentions.contains(where: { !$0.candidates.isEmpty }) else { return }
    let certain = Set(mentions.filter(\.candidates.isEmpty).map(\.entity))
    for index in mentions.indices where !mentions[index].candidates.isEmpty {
      guard !certain.contains(mentions[index].entity),
        let place = mentions[index].candidates.firstIndex(where: certain.contains),
        let other = gazetteer.entity(mentions[index].candidates[place])
      else { continue }
      mentions[index].candidates[place] = mentions[index].entity
      mentions[index].entity = other.id
      mentions[index].kind = other.kind
      mentions[index].ground = .company
    }
  }

  /// The alias that is meant and what shows it, or nil.
  private func decide(
    _ candidate: Candidate, _ text: ByteText, _ words: Words, _ context: EntityContext, namesAnother: Bool
  ) -> (Gazetteer.Alias, MentionGround)? {
    for index in candidate.aliases {
      let alias = gazetteer.aliases[Int(index)]
      if let ground = ground(alias, candidate.words, text, words, context, namesAnother: namesAnother) {
        return (alias, ground)
      }
    }
    return nil
  }

  /// What shows that the alias is meant; nil where nothing does.
  private func ground(
    _ alias: Gazetteer.Alias, _ range: Range<Int>, _ text: ByteText, _ words: Words, _ context: EntityContext,
    namesAnother: Bool
  ) -> MentionGround? {
    let kind = words[range.lowerBound].kind
    let isHashtag = kind == .hashtag
    switch alias.rule {
    case .always: return .name
    case .letterCase: return isHashtag ? .hashtag : isExact(alias, range, text, words) ? .letters : nil
    case .context: return isHashtag ? .hashtag : context.standsBeside(range) ? .neighbour : nil
    case .caseAndContext:
      guard isHashtag || kind == .cashtag || isExact(alias, range, text, words) else { return nil }
      // "Scroll" with a capital is no word of a Spanish text.
      if !isHashtag && !alias.isOrdinary(in: context.language) { return .language }
      if context.standsBeside(range) { return .neighbour }
      // "da Base" names the network, where "base" is a word; "de Luna" may name a person.
      if !alias.ordinary.isEmpty && context.followsPreposition(range) { return .preposition }
      return context.isAnywhere ? .context : namesAnother ? .company : nil
    }
  }

  /// Whether the words are written in the letters of the alias; an ending after them does not count.
  private func isExact(_ alias: Gazetteer.Alias, _ range: Range<Int>, _ text: ByteText, _ words: Words) -> Bool {
    guard let exact = alias.exact else { return true }
    let written = text[span(of: range, without: alias.attached, text, words)]
    guard exact.count <= written.count else { return false }
    return written.withBytes { bytes in
      // `Layer-2` is written as `Layer 2`: what joins two words is no letter.
      zip(bytes, exact).allSatisfy { $0 == $1 || ($0 == UInt8(ascii: "-") && $1 == UInt8(ascii: " ")) }
    }
  }
}
