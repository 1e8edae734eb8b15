import HearsayCore
import HearsayLexicon

/// What somebody is reported to have said in a language whose verb stands at the end: `SECは…と述べた`.
struct ReportedSpeech {
  /// All of it: who says it, what is said, and the word of saying.
  let words: Range<Int>
  /// What is said.
  let content: Range<Int>
  /// Who says it, and who reports that.
  let voice: Attributed
  /// What sort of saying it is.
  let kind: SpeechKind
}

/// Finds who says what in sentences whose verb stands at the end.
///
/// Who says it is marked as the topic (`は`, `은`), or as the subject (`が`, `이`, `ने`) where it is somebody who can
/// speak; where a language marks neither, it is the first name without an ending. What is said stands between
/// the name and the word of saying.
struct VerbFinalAttribution {
  typealias Cue = Term<ClaimMeaning>

  private let words: Words
  private let terms: [Cue]
  private let mentions: [Mention]

  private var quotations: Quotations { Quotations(words: words) }

  /// Reads the given terms and mentions.
  init(words: Words, terms: [Cue], mentions: [Mention]) {
    self.words = words
    self.terms = terms
    self.mentions = mentions
  }

  /// Whether a word of saying introduces what stands behind it, as in all other languages: `कहा कि`, `dedi ki`, `:`.
  static func introduces(_ cue: Cue, _ terms: ArraySlice<Cue>, _ words: Words) -> Bool {
    let end = max(cue.words.upperBound, cue.tail.upperBound)
    guard end < words.count else { return false }
    if terms.contains(where: {
      $0.meaning.role == .subordinator && $0.words.contains(end - 1) && cue.words.contains(end - 1)
    }) {
      return true
    }
    if terms.contains(where: { $0.meaning.role == .subordinator && $0.words.lowerBound == end }) { return true }
    switch words.onlyScalar(end).flatMap(Unicode.Scalar.init) {
    case ":", "：": return true
    default: return false
    }
  }

  /// The reports in a sentence, given by its tokens.
  func reports(in sentence: Range<Int>) -> [ReportedSpeech] {
    let own = terms.beginning(in: sentence)
    let cues = own.filter { $0.meaning.role == .speech && !isBesideSpeaker($0) && !Self.introduces($0, own, words) }
    var reports: [ReportedSpeech] = []
    var start = sentence.lowerBound
    for (index, cue) in cues.enumerated() {
      guard let kind = cue.meaning.speech, start < cue.words.lowerBound else { continue }
      let stretch = opening(of: start..<cue.words.lowerBound)..<cue.words.lowerBound
      start = cue.words.upperBound
      // "Scroll announces …" is told by the author.
      guard kind != .announce, let name = speaker(in: stretch, own) else { continue }
      // "…と述べたと報じた": what somebody said is what somebody else reports.
      let outer = index + 1 < cues.count ? cues[index + 1] : nil
      guard let outer, isRightBehind(cue, outer) else {
        reports.append(
          ReportedSpeech(
            words: stretch.lowerBound..<cue.words.upperBound, content: content(of: stretch, name.words),
            voice: Attributed(source: name.source), kind: kind))
        continue
      }
      start = outer.words.upperBound
      let inner = speaker(in: name.words.upperBound..<max(name.words.upperBound, stretch.upperBound), own)
      let teller = inner.flatMap { $0.canSpeak && $0.source != name.source ? $0 : nil }
      reports.append(
        ReportedSpeech(
          words: stretch.lowerBound..<outer.words.upperBound, content: content(of: stretch, (teller ?? name).words),
          voice: teller.map { Attributed(source: $0.source, via: name.source) } ?? Attributed(source: name.source),
          kind: kind))
    }
    return reports
  }

  /// Number of tokens that may stand between two words of saying of which one reports the other.
  private static let particlesMost = 2

  private func isRightBehind(_ cue: Cue, _ outer: Cue) -> Bool {
    let between = cue.words.upperBound..<max(cue.words.upperBound, outer.words.lowerBound)
    return between.count <= Self.particlesMost
      && between.allSatisfy { words[$0].kind == .ideograph || words[$0].foldedCount <= Self.particleMost }
  }

  /// Where what is said in a stretch begins: a quotation that ends in it may have begun some sentences before.
  private func opening(of stretch: Range<Int>) -> Int {
    for index in stretch {
      guard let mark = words.quotationMark(index) else { continue }
      if mark.opens { return stretch.lowerBound }
      return quotations.quotation(before: index + 1).map { $0.lowerBound - 1 } ?? stretch.lowerBound
    }
    return stretch.lowerBound
  }

  /// Whether the cue is part of a longer speech cue before it.
  private func isBesideSpeaker(_ cue: Cue) -> Bool {
    terms.contains { $0.meaning.role == .according && $0.words.overlaps(cue.words) }
  }

  /// Somebody who may speak, with the particle behind the name.
  private struct Name {
    var words: Range<Int>
    let source: ClaimSource
    let canSpeak: Bool
    var isTopic = false
    var isSubject = false
  }

  private func speaker(in stretch: Range<Int>, _ own: ArraySlice<Cue>) -> Name? {
    let quoted = quotations.quotations(in: stretch)
    var names = names(in: stretch, own).filter { name in !quoted.contains { $0.overlaps(name.words) } }
    var isMarking = false
    for index in names.indices {
      for marker in own where marker.meaning.role == .topic || marker.meaning.role == .subject {
        isMarking = true
        // "는" is a word of its own behind a handle; the "이" of "스크롤이" belongs to the next name.
        let isParticle =
          marker.words.lowerBound == names[index].words.upperBound
          && words[marker.words.lowerBound].foldedCount <= Self.particleMost
        guard isParticle || marker.words == names[index].words.upperBound - 1..<names[index].words.upperBound else {
          continue
        }
        if marker.meaning.role == .topic { names[index].isTopic = true } else { names[index].isSubject = true }
        if isParticle {
          names[index].words = names[index].words.lowerBound..<marker.words.upperBound
          break
        }
      }
    }
    if let topic = names.first(where: { $0.isTopic && $0.canSpeak }) ?? names.first(where: \.isTopic) { return topic }
    if let subject = names.first(where: { $0.isSubject && $0.canSpeak }) { return subject }
    if isMarking { return nil }
    return names.first { name in
      let next = name.words.upperBound
      let hasEnding = next < words.count && words[next].shape.contains(.joined)
      return !hasEnding && name.words.lowerBound - stretch.lowerBound <= 2 && (name.canSpeak || isComma(next))
    }
  }

  private func isComma(_ index: Int) -> Bool {
    guard index < words.count else { return false }
    switch words.onlyScalar(index).flatMap(Unicode.Scalar.init) {
    case ",", "、", "，": return true
    default: return false
    }
  }

  /// The entities and people in a stretch; a word for people behind an entity belongs to it.
  private func names(in stretch: Range<Int>, _ own: ArraySlice<Cue>) -> [Name] {
    let speakers = own.filter { $0.meaning.role == .speaker && stretch.contains($0.words.lowerBound) }
    var names: [Name] = []
    for mention in mentions.beginning(in: stretch) where mention.kind != .sector {
      var range = mention.words
      var canSpeak = mention.kind.speaks
      while let title = speakers.first(where: { isTitle($0, of: range) }) {
        range = range.lowerBound..<title.words.upperBound
        canSpeak = true
      }
      names.append(Name(words: range, source: .entity(mention.entity), canSpeak: canSpeak))
    }
    for speaker in speakers where !names.contains(where: { $0.words.overlaps(speaker.words) }) {
      names.append(Name(words: speaker.words, source: .words(words.span(speaker.words)), canSpeak: true))
    }
    for index in stretch
    where words[index].kind == .handle && !mentions.contains(where: { $0.words.contains(index) }) {
      names.append(
        Name(words: index..<index + 1, source: .words(words.span(index..<index + 1)), canSpeak: true))
    }
    if let name = unknownName(at: stretch.lowerBound, own) { names.append(name) }
    return names.sorted { $0.words.lowerBound < $1.words.lowerBound }
  }

  /// Two or three capitalised words before a comma that nobody knows: "Marta Kowal, Arbitrum'un …".
  private func unknownName(at start: Int, _ own: ArraySlice<Cue>) -> Name? {
    var end = start
    while end < words.count, words[end].kind == .word, words[end].shape.contains(.capitalised) { end += 1 }
    let range = start..<end
    guard 2 <= range.count, range.count <= 3, isComma(end), !mentions.contains(where: { $0.words.overlaps(range) }),
      !own.contains(where: { $0.words.overlaps(range) })
    else { return nil }
    return Name(words: range, source: .words(words.span(range)), canSpeak: true)
  }

  /// Whether a word for people stands behind a name, or a particle behind it: "SECの委員", "SEC’nin sözcüsü".
  private func isTitle(_ speaker: Cue, of name: Range<Int>) -> Bool {
    if speaker.words.lowerBound == name.upperBound { return true }
    return speaker.words.lowerBound == name.upperBound + 1 && words[name.upperBound].kind != .punctuation
      && words[name.upperBound].foldedCount <= Self.particleMost
  }

  /// Number of bytes up to which a word may be a particle of the genitive.
  private static let particleMost = 6

  /// What is said in a stretch by whoever `name` names: what stands in quotation marks at its end,
  /// else what stands behind the name, or before it where it stands at the end.
  private func content(of stretch: Range<Int>, _ name: Range<Int>) -> Range<Int> {
    if let quotation = quotations.quotations(in: stretch).last, stretch.upperBound - quotation.upperBound <= 2,
      3 <= lexicalCount(quotation)
    {
      return quotation
    }
    let behind = name.upperBound..<max(name.upperBound, stretch.upperBound)
    let before = stretch.lowerBound..<name.lowerBound
    return 3 <= lexicalCount(behind) || lexicalCount(before) == 0 ? behind : before
  }

  private func lexicalCount(_ range: Range<Int>) -> Int { range.count { words[$0].isLexical } }
}

extension EntityKind {
  /// Whether such entities say things as people do; a chain is more often spoken of.
  var speaks: Bool {
    switch self {
    case .person, .regulator, .company, .media, .exchange: true
    default: false
    }
  }
}
