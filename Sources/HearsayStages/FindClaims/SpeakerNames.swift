import HearsayCore
import HearsayLexicon

/// Finds who is named in a clause as somebody who may say something: an entity, a handle, a word for people who say
/// things, or a name that nobody knows.
struct SpeakerNames {
  let words: Words

  /// Somebody who is named.
  struct Name {
    /// Who it is.
    let source: ClaimSource
    /// The tokens that name them.
    let words: Range<Int>
    /// Whether they say things as people do; a chain is more often spoken of.
    let speaks: Bool
  }

  /// Fewest words of a name that nobody knows, beside a word of saying: one alone may be anything.
  private static let unknownLeast = 2
  /// Most of them: more are a headline.
  private static let unknownMost = 3

  /// The entity, handle or speaker that `range` names first, or last.
  func name(in range: Range<Int>, _ clause: ClauseReading, last: Bool) -> Name? {
    let entity = entity(in: range, clause, last: last)
    let handle = handle(in: range, clause, last: last)
    switch (entity, handle) {
    case (let entity?, let handle?):
      return (entity.words.lowerBound < handle.words.lowerBound) != last ? entity : handle
    case (let entity?, nil): return entity
    case (nil, let handle?): return handle
    case (nil, nil): break
    }
    let speakers = clause.terms(.speaker).filter { range.contains($0.words.lowerBound) }
    guard let speaker = last ? speakers.last : speakers.first else { return nil }
    return Name(source: .words(words.span(speaker.words)), words: speaker.words, speaks: true)
  }

  private func entity(in range: Range<Int>, _ clause: ClauseReading, last: Bool) -> Name? {
    let entities = clause.mentions.filter { range.contains($0.words.lowerBound) && $0.kind != .sector }
    guard var mention = last ? entities.last : entities.first else { return nil }
    var end = mention.words.upperBound
    // "Ein SEC-Kommissar": the word for the speaker belongs to the name before it.
    var speaks = mention.kind.speaks
    while let title = clause.terms(.speaker).first(where: { $0.words.lowerBound == end }) {
      end = title.words.upperBound
      speaks = true
    }
    // "SEC commissioner Hester Peirce": whoever holds the office says it.
    if mention.kind != .person, let holder = entities.first(where: { $0.words.lowerBound == end && $0.kind == .person })
    {
      mention = holder
      end = holder.words.upperBound
      speaks = true
    }
    return Name(source: .entity(mention.entity), words: mention.words.lowerBound..<end, speaks: speaks)
  }

  private func handle(in range: Range<Int>, _ clause: ClauseReading, last: Bool) -> Name? {
    let isUnknown = { (index: Int) in
      words[index].kind == .handle && !clause.mentions.contains { $0.words.contains(index) }
    }
    guard let index = last ? range.last(where: isUnknown) : range.first(where: isUnknown) else { return nil }
    return Name(source: .words(words.span(index..<index + 1)), words: index..<index + 1, speaks: true)
  }

  /// A name that nobody knows and that ends before `end`: "Marta Kowal says".
  func unknown(endingAt end: Int, from start: Int, _ clause: ClauseReading) -> Name? {
    var lower = end
    while start < lower, isNamePart(lower - 1, clause) { lower -= 1 }
    return unknown(lower..<end)
  }

  /// A name that nobody knows and that begins with `start`: "sagte Marta Kowal".
  func unknown(startingAt start: Int, _ clause: ClauseReading) -> Name? {
    var upper = start
    while upper < clause.words.upperBound, isNamePart(upper, clause) { upper += 1 }
    return unknown(start..<upper)
  }

  private func unknown(_ range: Range<Int>) -> Name? {
    let count = range.count { !words[$0].shape.contains(.joined) }
    guard Self.unknownLeast <= count, count <= Self.unknownMost else { return nil }
    return Name(source: .words(words.span(range)), words: range, speaks: true)
  }

  /// Whether a token is a capitalised word that no lexicon explains; a text in capitals has no names.
  private func isNamePart(_ index: Int, _ clause: ClauseReading) -> Bool {
    let word = words[index]
    guard word.kind == .word, word.shape.contains(.capitalised), !word.shape.contains(.allCapitals) else {
      return false
    }
    return !clause.mentions.contains { $0.words.contains(index) } && !clause.terms.contains { $0.words.contains(index) }
  }
}
