import HearsayCore
import HearsayLexicon

/// Finds out who says what a clause says.
struct Attribution {
  let words: Words
  let text: ByteText
  /// Whether what is said stands before the word of saying.
  let isVerbFinal: Bool

  /// What a clause says about who speaks.
  enum Reading {
    /// It introduces what somebody says in the clauses after it.
    case introduces(ClaimSource, SpeechKind)
    /// It says who said the clause before it.
    case follows(ClaimSource, SpeechKind)
    /// It names the source of its own content, which begins at a token.
    case own(ClaimSource, SpeechKind, contentStart: Int)
    /// The author tells what somebody announced: whatever was introduced before is over.
    case told
    /// It says nothing about who speaks.
    case none
  }

  /// Number of words up to which a clause is a label.
  private static let labelMost = 4
  /// Number of words up to which a clause with a word of saying only introduces another.
  private static let introductionMost = 8
  /// Number of words up to which a clause behind a comma only names who said the one before.
  private static let tagMost = 6

  /// Reads `clause`; `next` and `previous` are its neighbours in the sentence.
  func reading(_ clause: ClauseReading, previous: ClauseReading?, next: ClauseReading?) -> Reading {
    if let cue = clause.first(.according) { return according(cue, clause, next) }
    guard let cue = clause.first(.speech), let kind = cue.meaning.speech else { return .none }
    // What stands before such a word has been found in the whole sentence.
    if isVerbFinal && !(next.map { opensReport($0, behind: cue) } ?? false) { return .none }
    let source = speaker(of: clause, cue)
    if let next, opensReport(next, behind: cue), introduces(clause, kind) {
      return .introduces(source ?? .author, kind)
    }
    guard let source else { return .none }
    if let previous, previous.wordCount > clause.wordCount, clause.wordCount <= Self.tagMost, clause.topic == nil,
      clause.frame == nil
    {
      return .follows(source, kind)
    }
    // "Scroll announces …" is an event told by the author; "Vitalik proposes …" is Vitalik's.
    if kind == .announce { return .told }
    return .own(source, kind, contentStart: clause.words.lowerBound)
  }

  /// Whom a label at the beginning of a line gives the words behind it: "Host:", "Vitalik Buterin:"; nil for all else.
  func label(_ clause: ClauseReading, _ next: ClauseReading?) -> ClaimSource? {
    guard next != nil, clause.wordCount <= Self.labelMost, clause.frame == nil,
      words[clause.words.lowerBound].shape.contains(.afterLineBreak),
      let mark = clause.words.last, isColon(mark), !clause.has(.speech), !clause.has(.according),
      let name = named(in: clause.words, clause, last: false)
    else { return nil }
    if case .entity = name.source, !clause.mentions.allSatisfy({ $0.kind.speaks }) { return nil }
    let rest = (clause.words.lowerBound..<clause.words.upperBound).count { words[$0].isLexical }
    return rest <= name.end - clause.words.lowerBound + 1 ? name.source : nil
  }

  private func isColon(_ index: Int) -> Bool {
    switch words.onlyScalar(index).flatMap(Unicode.Scalar.init) {
    case ":", "：": return true
    default: return false
    }
  }

  /// Whether `clause` is short enough, or empty enough, to be nothing but an introduction.
  private func introduces(_ clause: ClauseReading, _ kind: SpeechKind) -> Bool {
    clause.wordCount <= Self.introductionMost || clause.frame == nil
  }

  /// Whether what is said begins with `clause`: `that …`, or the words behind a colon or quotation mark.
  private func opensReport(_ clause: ClauseReading, behind cue: ClauseReading.Term) -> Bool {
    let start = clause.words.lowerBound
    // "Die SEC sagt, Scroll sei gehackt worden"
    if max(cue.words.upperBound, cue.tail.upperBound) == start - 1 { return true }
    if clause.terms.contains(where: { $0.meaning.role == .subordinator && $0.words.lowerBound == start }) {
      return true
    }
    guard 0 < start, words[start - 1].kind == .punctuation else { return false }
    switch String(decoding: words.form(start - 1), as: UTF8.self) {
    case ":", "\"", "“", "„", "«", "»", "「", "：": return true
    default: return false
    }
  }

  /// `According to X, …`: what is said stands in the same clause, or in the next one.
  private func according(_ cue: ClauseReading.Term, _ clause: ClauseReading, _ next: ClauseReading?) -> Reading {
    let isAfter = cue.meaning.isBeforeSource
    let source =
      isAfter
      ? self.source(in: name(phrase(behind(cue, clause).prefix(6)), clause), clause)
      : self.source(in: clause.words.lowerBound..<cue.words.lowerBound, clause)
    let end = max(cue.words.upperBound, source.end)
    let rest = (end..<max(end, clause.words.upperBound)).count { words[$0].isLexical }
    if rest < 3 {
      return next == nil ? .follows(source.source, .assert) : .introduces(source.source, .assert)
    }
    return .own(source.source, .assert, contentStart: end)
  }

  /// Who stands with a word of saying: the entity or speaker nearest before it, else behind it.
  private func speaker(of clause: ClauseReading, _ cue: ClauseReading.Term) -> ClaimSource? {
    let before = clause.words.lowerBound..<cue.words.lowerBound
    // Whoever stands behind "that" does not say it.
    let subordinate = clause.terms(.subordinator).first { cue.words.upperBound <= $0.words.lowerBound }
    let after = behind(cue, clause).prefix { $0 < subordinate?.words.lowerBound ?? clause.words.upperBound }
    if let found = named(in: before, clause, last: true) { return found.source }
    // "sagt Vitalik Buterin": of those behind it, only somebody who can speak; "doubts about Ethereum" are not its own.
    guard let found = named(in: after.prefix(4), clause, last: false) else { return nil }
    if case .entity(let entity) = found.source,
      !clause.mentions.contains(where: { $0.entity == entity && $0.kind.speaks })
    {
      return nil
    }
    return found.source
  }

  /// The tokens of the clause behind a cue, which may itself reach over the end of the clause.
  private func behind(_ cue: ClauseReading.Term, _ clause: ClauseReading) -> Range<Int> {
    let start = min(cue.words.upperBound, clause.words.upperBound)
    return start..<clause.words.upperBound
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
    let run = (start..<range.upperBound).prefix { isName($0) || words[$0].shape.contains(.joined) }
    let isKnown =
      clause.mentions.contains { run.overlaps($0.words) } || clause.terms(.speaker).contains { run.overlaps($0.words) }
    return run.isEmpty || isKnown ? range : range.lowerBound..<run.upperBound
  }

  /// The source in `range`: an entity, a word for people who say things, or the words themselves.
  private func source(in range: Range<Int>, _ clause: ClauseReading) -> (source: ClaimSource, end: Int) {
    if let found = named(in: range, clause, last: false) { return found }
    let run = range.prefix { words[$0].kind != .punctuation }
    let name = run.prefix { words[$0].shape.contains(.capitalised) || $0 == run.lowerBound }
    guard let first = name.first, let last = name.last else { return (.author, range.lowerBound) }
    return (.words(words.span(first..<last + 1)), last + 1)
  }

  /// The entity or speaker that `range` names, with the token behind it.
  private func named(in range: Range<Int>, _ clause: ClauseReading, last: Bool) -> (source: ClaimSource, end: Int)? {
    let entities = clause.mentions.filter { range.contains($0.words.lowerBound) && $0.kind != .sector }
    if let mention = last ? entities.last : entities.first {
      // "Ein SEC-Kommissar": the word for the speaker belongs to the name before it.
      let title = clause.terms(.speaker).first { $0.words.lowerBound == mention.words.upperBound }
      return (.entity(mention.entity), title?.words.upperBound ?? mention.words.upperBound)
    }
    let speakers = clause.terms(.speaker).filter { range.contains($0.words.lowerBound) }
    guard let speaker = last ? speakers.last : speakers.first else { return nil }
    return (.words(words.span(speaker.words)), speaker.words.upperBound)
  }
}
