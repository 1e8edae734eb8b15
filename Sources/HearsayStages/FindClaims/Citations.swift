import HearsayCore
import HearsayLexicon

/// Whoever a clause names with a word such as "according to".
struct Citation {
  /// Who is cited.
  let voice: Attributed
  /// The word and the name.
  let words: Range<Int>
}

/// Finds whom clauses cite with words such as "according to".
struct Citations {
  let words: Words

  private var names: SpeakerNames { SpeakerNames(words: words) }

  /// Whom the clause cites.
  func citation(in clause: ClauseReading) -> Citation? {
    let opinions = clause.terms(.opinion)
    for cue in clause.terms(.according) {
      // "Selon moi" is an opinion, and cites nobody.
      if opinions.contains(where: { $0.words.overlaps(cue.words) }) { continue }
      if let citation = cue.meaning.isBeforeSource ? cited(behind: cue, clause) : cited(before: cue, clause) {
        return citation
      }
    }
    return nil
  }

  private func cited(behind cue: ClauseReading.Term, _ clause: ClauseReading) -> Citation? {
    let range = phrase(clause.tokens(behind: cue).prefix(6))
    if cue.meaning.needsName {
      let name = names.name(in: range, clause, last: false) ?? names.unknown(startingAt: range.lowerBound, clause)
      guard let name, name.speaks, name.words.lowerBound == range.lowerBound else { return nil }
      return Citation(
        voice: Attributed(source: name.source), words: cue.words.lowerBound..<name.words.upperBound)
    }
    let source = source(in: name(range, clause), clause)
    return Citation(
      voice: Attributed(source: source.source), words: cue.words.lowerBound..<max(cue.words.upperBound, source.end))
  }

  private func cited(before cue: ClauseReading.Term, _ clause: ClauseReading) -> Citation? {
    let before = clause.words.lowerBound..<max(clause.words.lowerBound, cue.words.lowerBound)
    // "Arbitrum, @cobie के मुताबिक, …": what stands before a mark is no part of the name.
    let mark = before.dropLast().last { index in
      words[index].kind == .punctuation && !words[index + 1].shape.contains(.joined)
        && !clause.mentions.contains { $0.words.contains(index) }
    }
    let own = (mark.map { $0 + 1 } ?? before.lowerBound)..<before.upperBound
    let range = own.contains { words[$0].isLexical } ? own : before
    let end = cue.words.upperBound
    let (first, last) = (
      names.name(in: range, clause, last: false), names.name(in: range, clause, last: true)
    )
    if let name = last.flatMap({ $0.speaks ? $0 : nil }) ?? first.flatMap({ $0.speaks ? $0 : nil }) ?? last {
      return Citation(voice: Attributed(source: name.source), words: name.words.lowerBound..<end)
    }
    if let name = names.unknown(endingAt: range.upperBound, from: range.lowerBound, clause) {
      return Citation(voice: Attributed(source: name.source), words: name.words.lowerBound..<end)
    }
    return Citation(voice: Attributed(source: source(in: range, clause).source), words: range.lowerBound..<end)
  }

  /// The part of `range` up to the first punctuation behind a word.
  private func phrase(_ range: Range<Int>) -> Range<Int> {
    guard let start = range.first(where: { words[$0].isLexical }) else { return range }
    let end = range.first { start < $0 && words[$0].kind == .punctuation } ?? range.upperBound
    return range.lowerBound..<end
  }

  /// The part of `range` that can be the source: where it begins with a name that nobody knows, what stands behind the
  /// name belongs to what is said: "Laut t3n verlässt das halbe Team Starknet".
  private func name(_ range: Range<Int>, _ clause: ClauseReading) -> Range<Int> {
    func isName(_ index: Int) -> Bool {
      words[index].shape.contains(.capitalised)
        || words[index].kind == .word
          && words.form(index).contains { UInt8(ascii: "0") <= $0 && $0 <= UInt8(ascii: "9") }
    }
    let start = range.first { words[$0].isLexical } ?? range.lowerBound
    // A handle is a name of its own.
    if start < range.upperBound, words[start].kind == .handle { return range.lowerBound..<start + 1 }
    var run = (start..<range.upperBound).prefix { isName($0) || words[$0].shape.contains(.joined) }
    let hasTitle = clause.terms(.speaker).contains { run.overlaps($0.words) }
    // "Según Marta Kowal Arbitrum es insolvente"
    if !hasTitle, let mention = clause.mentions.first(where: { run.contains($0.words.lowerBound) }),
      start < mention.words.lowerBound
    {
      run = start..<mention.words.lowerBound
    }
    let isKnown = hasTitle || clause.mentions.contains { run.overlaps($0.words) }
    return run.isEmpty || isKnown ? range : range.lowerBound..<run.upperBound
  }

  /// The source in `range`: somebody named, or the words themselves.
  private func source(in range: Range<Int>, _ clause: ClauseReading) -> (source: ClaimSource, end: Int) {
    if let found = names.name(in: range, clause, last: false) { return (found.source, found.words.upperBound) }
    let run = range.prefix { words[$0].kind != .punctuation }
    let name = run.prefix { words[$0].shape.contains(.capitalised) || $0 == run.lowerBound }
    guard let first = name.first, let last = name.last else { return (.author, range.lowerBound) }
    return (.words(words.span(first..<last + 1)), last + 1)
  }
}
