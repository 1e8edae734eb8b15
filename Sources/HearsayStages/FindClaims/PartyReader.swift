import HearsayCore
import HearsayLexicon

/// Tells apart who does something and to whom it is done, in clauses whose frame asks for it: "The SEC sues Binance",
/// "Binance was sued by the SEC", `SECがBinanceを提訴`.
///
/// A word beside a name decides; else the order of names and of the words that fill the frame.
struct PartyReader {
  typealias Marks = RoleWords.Marks

  private let words: Words
  private let frames: FrameLexicon
  private let roleWords: RoleWords
  private let standards: MarkedNames
  private let language: LanguageCode
  private let isVerbFinal: Bool

  init(words: Words, frames: FrameLexicon, standards: MarkedNames, language: LanguageCode, isVerbFinal: Bool) {
    self.words = words
    self.standards = standards
    self.frames = frames
    roleWords = frames.roleWords
    self.language = language
    self.isVerbFinal = isVerbFinal
  }

  /// Whether subject and object may stand on one side of the verb.
  private var inverts: Bool { isVerbFinal || roleWords.inverts(language) }

  /// A name in the clause, and what shows its part.
  private struct Name {
    let mention: Mention
    var marks: Marks
    /// Whether it only continues a list: "the SEC and the CFTC".
    let isListed: Bool
  }

  /// Who plays the part that `frame` asks for, and whom else the clause is about: nil where it does not tell, and
  /// nobody where it names only the one who plays the part.
  func reading(
    _ clause: ClauseReading, _ frame: FrameLexicon.Frame, _ source: ClaimSource
  ) -> (party: ClaimParty, about: [EntityID])? {
    let roles = frame.roles.intersection(.ofEntities)
    var names = names(in: clause, source, frame)
    guard let first = names.first else { return nil }
    let isPassive = clause.words.contains { mark(at: $0, .anywhere, until: clause.words.upperBound).contains(.passive) }
    for index in names.indices { names[index].marks = resolved(names[index].marks, isPassive) }
    // "Scroll is listed on Binance": where one is marked, the others need no part.
    if !names.contains(where: { !$0.marks.roles.isDisjoint(with: roles) }) {
      let cue = cue(of: frame, in: clause)
      let isDone = completeAroundSector(&names, frame)
      if !isDone, names.contains(where: { $0.mention.entity != first.mention.entity }) {
        complete(&names, cue, isPassive)
      } else if !isDone, first.marks.isEmpty, !isPassive, first.mention.kind == .regulator, roles.contains(.who),
        first.mention.words.upperBound <= cue
      {
        // "The SEC sues again": whoever it may be, it is not the SEC that is sued.
        names[0].marks = Marks(.who)
      }
    }
    guard let party = names.first(where: { !$0.marks.roles.isDisjoint(with: roles) }) else { return nil }
    let rest = names.filter {
      $0.marks.roles.isDisjoint(with: roles) && $0.mention.entity != party.mention.entity
    }
    // "over BUSD", and where things go, are not what the clause is about, unless it names nothing else.
    let near = rest.filter { !$0.marks.contains(.other) && $0.marks != Marks(.to) }
    var about: [EntityID] = []
    for name in near.isEmpty ? rest : near where !about.contains(name.mention.entity) {
      about.append(name.mention.entity)
    }
    let part = ClaimParty.Role(party.marks.roles.intersection(roles))
    return (ClaimParty(role: part, entity: party.mention.entity), about)
  }

  /// The names in a clause but for the one who says it, with the words beside them, where `frame` asks for roles.
  private func names(in clause: ClauseReading, _ source: ClaimSource, _ frame: FrameLexicon.Frame) -> [Name] {
    let roles = frame.roles.intersection(.ofEntities)
    var names: [Name] = []
    let hasSectorsOnly = !clause.mentions.contains { $0.kind != .sector }
    for mention in clause.mentions where source != .entity(mention.entity) {
      let isListed = names.last.map { isList($0.mention.words.upperBound..<mention.words.lowerBound, clause) } ?? false
      var marks =
        standards.contains(mention) ? Marks(.whom) : marks(beside: mention.words, in: clause.words)
      // Where something happens in the sense of a frame is somebody, and no chain: "Binance lists a token on Base".
      if marks.contains(Marks(.place)), mention.kind == .chain || mention.kind == .rollup { marks = .other }
      // Beside somebody, a sector only says what is meant, unless a word or the frame gives it a part: "Base loses to
      // layer 1s".
      if mention.kind == .sector, !hasSectorsOnly, marks.roles.isDisjoint(with: roles), !isSpoken(mention, of: frame) {
        continue
      }
      names.append(Name(mention: mention, marks: marks, isListed: isListed))
    }
    for index in names.indices.dropFirst() where names[index].isListed && names[index].marks.isEmpty {
      names[index].marks = names[index - 1].marks
    }
    return names
  }

  /// Whether only a word such as "and" stands between two names, with a comma or an article beside it; a comma alone
  /// may also stand behind a subject.
  private func isList(_ gap: Range<Int>, _ clause: ClauseReading) -> Bool {
    func isConnector(_ index: Int) -> Bool {
      clause.terms.contains { $0.meaning.role == .connector && $0.words.contains(index) }
    }
    return gap.count <= 3 && gap.contains(where: isConnector)
      && gap.allSatisfy { index in
        words[index].kind == .punctuation || words[index].foldedCount <= Self.articleMost || isConnector(index)
      }
  }

  /// Number of bytes up to which a word between two names of a list may be an article.
  private static let articleMost = 3

  /// What the words directly beside a name show, or those before one word before it: "by the SEC".
  private func marks(beside name: Range<Int>, in clause: Range<Int>) -> Marks {
    let behind = mark(at: name.upperBound, .after, until: clause.upperBound)
    if !behind.isEmpty { return behind }
    let before = markBefore(name.lowerBound, in: clause)
    let article = name.lowerBound - 1
    guard before.isEmpty, clause.contains(article), words[article].kind == .word else { return before }
    return markBefore(article, in: clause)
  }

  /// What the longest form shows that ends before a token.
  private func markBefore(_ end: Int, in clause: Range<Int>) -> Marks {
    let least = max(clause.lowerBound, end - RoleWords.tokenCountMost)
    guard least < end else { return [] }
    for start in least..<end where roleWords.mayBegin(with: words[start]) {
      let found = roleWords.marks(form(start..<end), at: .before, in: language)
      if !found.isEmpty { return found }
    }
    return []
  }

  /// What the longest form shows that begins at a token.
  private func mark(at start: Int, _ place: RoleWords.Place, until end: Int) -> Marks {
    guard start < end, roleWords.mayBegin(with: words[start]) else { return [] }
    for next in (start + 1...min(end, start + RoleWords.tokenCountMost)).reversed() {
      let found = roleWords.marks(form(start..<next), at: place, in: language)
      if !found.isEmpty { return found }
    }
    return []
  }

  private func form(_ range: Range<Int>) -> String {
    var form = String(decoding: words.form(range.lowerBound), as: UTF8.self)
    for index in range.dropFirst() { form += " " + String(decoding: words.form(index), as: UTF8.self) }
    return form
  }

  /// What marks that depend on the voice of the verb mean.
  private func resolved(_ marks: Marks, _ isPassive: Bool) -> Marks {
    if marks.contains(.subject) { return Marks(isPassive ? .whom : .who) }
    if marks.contains(.agent) { return Marks(isPassive ? .who : .to) }
    return marks
  }

  /// Whether `mention` is a sector of which `frame` itself speaks: chains leave layer 2.
  private func isSpoken(_ mention: Mention, of frame: FrameLexicon.Frame) -> Bool {
    guard mention.kind == .sector, let concept = frames.concept(named: mention.entity.description) else { return false }
    return frame.groups.contains { $0.contains(concept) }
  }

  /// Whether `frame` can speak of no other sector, and asks to whom something is done.
  private func isOneOfAKind(_ sector: EntityID, _ frame: FrameLexicon.Frame) -> Bool {
    guard frame.roles.contains(.whom), let concept = frames.concept(named: sector.description) else { return false }
    return frame.groups.contains([concept])
  }

  /// Gives a part to the names around a sector of which `frame` speaks: to it is done what the others do, also those
  /// who are only named as examples: "Will chains like Base leave layer 2?" Of two, it is the one that is named last:
  /// "niche layer 2s compete with layer 1s".
  ///
  /// Of a frame that speaks of one sector alone it is that one also where the clause names nobody else: "they must
  /// compete with layer 1s".
  ///
  /// - Returns: whether the clause names one, and others beside it where it takes them.
  private func completeAroundSector(_ names: inout [Name], _ frame: FrameLexicon.Frame) -> Bool {
    guard let sector = names.last(where: { isSpoken($0.mention, of: frame) })?.mention.entity,
      names.contains(where: { $0.mention.entity != sector }) || isOneOfAKind(sector, frame)
    else { return false }
    for index in names.indices {
      if names[index].mention.entity == sector {
        names[index].marks = Marks(.whom)
      } else if names[index].marks.isEmpty || names[index].marks == .other {
        names[index].marks = Marks(.who)
      }
    }
    return true
  }

  /// Gives a part to names beside which no word shows one, by their order.
  private func complete(_ names: inout [Name], _ cue: Int, _ isPassive: Bool) {
    let isBefore = names.map { $0.mention.words.lowerBound < cue }
    // In "Ripple's lawsuit with the SEC", the order says nothing.
    let placed = names.indices.filter { !names[$0].marks.contains(.other) }.map { isBefore[$0] }
    let hasBoth = placed.contains(true) && placed.contains(false)
    let who = names.contains { $0.marks.contains(Marks(.who)) }
    let whom = names.contains { $0.marks.contains(Marks(.whom)) }
    var isFirst = true
    for index in names.indices where names[index].marks.isEmpty {
      if isPassive {
        names[index].marks = isBefore[index] || inverts ? Marks(.whom) : .other
      } else if who || whom {
        names[index].marks = Marks(who ? .whom : .who)
      } else if hasBoth {
        names[index].marks = Marks(isBefore[index] ? .who : .whom)
      } else if inverts {
        names[index].marks = Marks(
          isFirst || names[index].isListed && names[index - 1].marks == Marks(.who) ? .who : .whom)
        isFirst = false
      }
    }
  }

  /// The token at which the words begin that fill the first group of a frame.
  private func cue(of frame: FrameLexicon.Frame, in clause: ClauseReading) -> Int {
    let term = clause.terms.first { term in
      term.meaning.concept.map { concept in frame.groups.first?.contains(concept) ?? false } ?? false
    }
    return term?.words.lowerBound ?? clause.words.upperBound
  }
}

extension ClaimParty.Role {
  /// The first of the roles of a frame that an entity plays; where something is listed is who lists it.
  fileprivate init(_ roles: FrameRoles) {
    if roles.contains(.who) || roles.contains(.place) {
      self = .who
    } else if roles.contains(.whom) {
      self = .whom
    } else {
      self = roles.contains(.from) ? .from : .to
    }
  }
}
