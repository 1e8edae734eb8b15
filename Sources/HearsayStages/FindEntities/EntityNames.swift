import HearsayCore
import HearsayLexicon

/// The rules by which a text itself shows which of the names in it are meant.
struct EntityNames {
  /// An alias, by its number, and what shows that it is meant.
  typealias Meant = (alias: Int32, ground: MentionGround)

  /// A name, and the aliases that are written so.
  struct Candidate {
    let words: Range<Int>
    let aliases: Range<Int32>
    /// Which of them is meant; nil where nothing shows it.
    var meant: Meant?
  }

  /// The words that show that the crypto world is meant.
  let context: EntityContext
  private let words: Words
  private let text: ByteText
  private let gazetteer: Gazetteer

  /// The rules for names in `words`, the tokens of `text`, which stand in `context`.
  init(_ context: EntityContext, in words: Words, of text: ByteText, _ gazetteer: Gazetteer) {
    (self.context, self.words, self.text, self.gazetteer) = (context, words, text, gazetteer)
  }

  /// What may be names in `words`, the tokens of a text in `language`, and the words that may show it.
  static func candidates(
    in words: Words, _ language: LanguageCode, _ gazetteer: Gazetteer
  ) -> (candidates: [Candidate], context: EntityContext) {
    var context = EntityContext(language)
    var candidates: [Candidate] = []
    gazetteer.find(in: words) { match in
      context.add(match, words, gazetteer)
    } names: { match in
      // What stands around the text could show no more than the phrase does: "Near the station".
      guard !context.isOtherwise(match.words) else { return }
      candidates.append(Candidate(words: match.words, aliases: match.payloads))
    }
    return (candidates, context)
  }

  /// Finds out which alias each candidate means; where one is certain, others are judged again in its company.
  func decide(_ candidates: inout [Candidate]) {
    decideUnclear(&candidates, namesAnother: false)
    if candidates.contains(where: { $0.meant != nil }) { decideUnclear(&candidates, namesAnother: true) }
  }

  private func decideUnclear(_ candidates: inout [Candidate], namesAnother: Bool) {
    for index in candidates.indices where candidates[index].meant == nil {
      candidates[index].meant = meant(candidates[index], namesAnother: namesAnother)
    }
  }

  /// The alias that what stands around the text shows to be meant, and what shows it; nil where nothing does.
  func meant(_ candidate: Candidate, by around: Surroundings) -> Meant? {
    for index in candidate.aliases {
      let alias = gazetteer.aliases[Int(index)]
      guard alias.rule == .caseAndContext, isExact(alias, candidate.words),
        let ground = around.ground(gazetteer.entities[alias.entity].id, at: candidate.words, words)
      else { continue }
      return (index, ground)
    }
    return nil
  }

  /// The alias that is meant and what shows it, or nil.
  private func meant(_ candidate: Candidate, namesAnother: Bool) -> Meant? {
    for index in candidate.aliases {
      // A name that is always meant needs no more than its rule: the rest of an alias are lists.
      if gazetteer.aliases[Int(index)].rule == .always { return (index, .name) }
      let ground = ground(gazetteer.aliases[Int(index)], candidate.words, namesAnother: namesAnother)
      if let ground { return (index, ground) }
    }
    return nil
  }

  /// What shows that the alias is meant; nil where nothing does.
  private func ground(_ alias: Gazetteer.Alias, _ range: Range<Int>, namesAnother: Bool) -> MentionGround? {
    let kind = words[range.lowerBound].kind
    let isHashtag = kind == .hashtag
    switch alias.rule {
    case .always: return .name
    case .letterCase: return isHashtag ? .hashtag : isExact(alias, range) ? .letters : nil
    case .context: return isHashtag ? .hashtag : context.standsBeside(range) ? .neighbour : nil
    case .caseAndContext:
      guard isHashtag || kind == .cashtag || isExact(alias, range) else { return nil }
      // "Scroll" with a capital is no word of a Spanish text.
      if context.isStock(range.lowerBound) {
        // "$F" is a share of a company that has nothing to do with the crypto world, but for "the $F token".
        return context.standsBeside(range) ? .neighbour : nil
      }
      if !isHashtag && !alias.isOrdinary(in: context.language) { return .language }
      if context.standsBeside(range) { return .neighbour }
      // "da Base" names the network, where "base" is a word; "de Luna" may name a person.
      if !alias.ordinary.isEmpty && context.followsPreposition(range) { return .preposition }
      return context.isAnywhere ? .context : namesAnother ? .company : nil
    }
  }

  /// Whether the words are written in the letters of the alias; an ending after them does not count.
  func isExact(_ alias: Gazetteer.Alias, _ range: Range<Int>) -> Bool {
    guard let exact = alias.exact else { return true }
    let written = text[span(of: range, without: alias.attached)]
    guard exact.count <= written.count else { return false }
    return written.withBytes { bytes in
      // `Layer-2` is written as `Layer 2`: what joins two words is no letter.
      zip(bytes, exact).allSatisfy { $0 == $1 || ($0 == UInt8(ascii: "-") && $1 == UInt8(ascii: " ")) }
    }
  }

  /// The place of the name in the tokens of `range`, without the words that are written together with it.
  func span(of range: Range<Int>, without attached: Gazetteer.Attached) -> TextSpan {
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
}
