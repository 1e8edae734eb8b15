import HearsayCore
import HearsayLexicon
import HearsayText

/// What stands in one clause, before it is judged.
///
/// An object, as every clause is looked at together with those around it: nothing is copied.
final class ClauseReading: Placed, Sendable {
  typealias Term = HearsayCore.Term<ClaimMeaning>

  /// Its tokens.
  let words: Range<Int>
  /// Its sentence, by index.
  let sentence: Int
  /// The words of claims in it.
  let terms: ArraySlice<Term>
  /// The entities that it names.
  let mentions: ArraySlice<Mention>
  /// The sum of the valences in it, in hundredths of a point.
  let hundredths: Int
  /// Number of tokens that carry words; ideographs count half.
  let wordCount: Int
  /// The frame that its concepts fill.
  let frame: FrameLexicon.Frame?
  /// Whether what makes the frame is negated ("not a rug pull", "kein einziger Ausfall"), or called untrue ("the 'rug
  /// pull' takes are nonsense"); without a frame, whether anything is called so.
  let isDenied: Bool
  /// Whether a word that denies what the clause says has turned its valences too: "I don't think it is safe".
  let isValenceTurned: Bool
  /// The word that calls untrue what is said, unless it is negated itself.
  let rejection: Term?
  /// The subject that its concepts give it; nil where they say nothing about one.
  let topic: Topic?
  /// How strongly its concepts speak for each subject.
  let votes: TopicVotes
  private let roles: ClaimRoles

  init(
    _ clause: Segmentation.Clause, terms: ArraySlice<Term>, _ roles: ClaimRoles, mentions: ArraySlice<Mention>,
    hundredths: Int, wordCount: Int, frame: FrameLexicon.Frame?, isDenied: Bool, isValenceTurned: Bool,
    rejection: Term?, votes: TopicVotes
  ) {
    words = clause.words
    sentence = clause.sentence
    self.terms = terms
    self.roles = roles
    self.mentions = mentions
    self.hundredths = hundredths
    self.wordCount = wordCount
    self.frame = frame
    self.isDenied = isDenied
    self.isValenceTurned = isValenceTurned
    self.rejection = rejection
    topic = frame?.topic ?? votes.strongest
    self.votes = votes
  }

  /// Whether it has a word of the given role.
  func has(_ role: ClaimRole) -> Bool { roles.contains(role) }

  /// Whether its concepts are all parts of words that hedge, deny, or show an opinion: "Word on the street is".
  var hasConceptsInCuesOnly: Bool {
    terms.allSatisfy { term in
      term.meaning.concept == nil
        || terms.contains { cue in
          switch cue.meaning.role {
          case .hedge, .deny, .opinion:
            cue.words.lowerBound <= term.words.lowerBound && term.words.upperBound <= cue.words.upperBound
          default: false
          }
        }
    }
  }

  /// The tokens behind a term, which may itself reach over the end of the clause.
  func tokens(behind term: Term) -> Range<Int> { min(term.words.upperBound, words.upperBound)..<words.upperBound }

  /// The words of the given role.
  func terms(_ role: ClaimRole) -> [Term] { has(role) ? terms.filter { $0.meaning.role == role } : [] }

  /// The first word of the given role.
  func first(_ role: ClaimRole) -> Term? { has(role) ? terms.first { $0.meaning.role == role } : nil }
}

/// Reads the clauses of a document.
struct ClauseReader {
  let words: Words
  let mentions: [Mention]
  let valences: [Valence]
  let frames: FrameLexicon
  /// Whether the text is one of the crypto world.
  var isOfCrypto = true

  func clauses(_ segmentation: Segmentation, _ all: Terms) -> [ClauseReading] {
    var (terms, names, feelings) = (Sweep(all.claims), Sweep(mentions), Sweep(valences))
    return ScratchList<ConceptID>.withMemory { concepts in
      // A form may reach over the border of clauses ("es stimmt nicht, dass"): it belongs to the clause it begins in.
      segmentation.clauses.map { clause in
        reading(
          clause, all.claims[terms.indices(in: clause.words)], all.modifiers, mentions[names.indices(in: clause.words)],
          hundredths: feelings.indices(in: clause.words).reduce(0) { $0 + valences[$1].hundredths }, &concepts)
      }
    }
  }

  /// `modifiers` are those of the whole text, and `concepts` is a list whose room is used again from clause to clause.
  private func reading(
    _ clause: Segmentation.Clause, _ all: ArraySlice<ClauseReading.Term>, _ modifiers: [Term<ModifierMeaning>],
    _ mentions: ArraySlice<Mention>, hundredths: Int, _ concepts: inout ScratchList<ConceptID>
  ) -> ClauseReading {
    let terms = mentions.isEmpty ? all : Self.outside(mentions, all)
    let roles = ClaimRoles(of: terms)
    concepts.removeAll()
    if roles.contains(.concept) {
      for index in terms.indices { if let concept = terms[index].meaning.concept { concepts.append(concept) } }
    }
    // Most clauses have no concept, and their names need not be counted.
    let frame: FrameLexicon.Frame? =
      if concepts.count == 0 { nil } else {
        frames.best(for: concepts.elements, naming: Self.nameCount(mentions), isOfCrypto: isOfCrypto)
      }
    var (rejection, isDenied): (ClauseReading.Term?, Bool) = (nil, false)
    // Few clauses have anything that could be denied.
    if frame != nil || roles.contains(.reject) {
      let negators = modifiers.beginning(in: clause.words).filter { $0.meaning.effect == .negate }[...]
      rejection = terms.first {
        $0.meaning.role == .reject && !isNegated($0, terms, negators, isOnly: negators.count == 1)
      }
      isDenied =
        frame.map { self.isDenied($0, rejection, terms, negators) }
        ?? rejection.map { isVerdict($0, in: clause.words) } ?? false
    }
    return ClauseReading(
      clause, terms: terms, roles, mentions: mentions, hundredths: hundredths,
      wordCount: words.wordCount(in: clause.words),
      frame: frame, isDenied: isDenied,
      isValenceTurned: hundredths != 0 && roles.contains(.deny) && isValenceTurned(in: clause.words, terms, modifiers),
      rejection: rejection, votes: TopicVotes(of: concepts.elements, frames))
  }

  /// Whether what negates in a word that denies reaches words with valence, and has turned them.
  private func isValenceTurned(
    in clause: Range<Int>, _ terms: ArraySlice<ClauseReading.Term>, _ modifiers: [Term<ModifierMeaning>]
  ) -> Bool {
    modifiers.beginning(in: clause).contains { negator in
      negator.meaning.effect == .negate
        && terms.contains { $0.meaning.role == .deny && $0.words.overlaps(negator.words) }
        && valences.beginning(in: clause).contains { isReached($0.words, by: negator) }
    }
  }

  private func isReached(_ target: Range<Int>, by negator: Term<ModifierMeaning>) -> Bool {
    guard let between = negator.gap(to: target) else { return false }
    return negator.meaning.reach == 0 || words.wordCount(in: between) < negator.meaning.reach
  }

  /// The terms but for the names among them, which are not also concepts: "Base" the chain is no base.
  private static func outside(
    _ mentions: ArraySlice<Mention>, _ terms: ArraySlice<ClauseReading.Term>
  ) -> ArraySlice<ClauseReading.Term> {
    let isName = { (term: ClauseReading.Term) in
      term.meaning.role == .concept && mentions.contains { $0.kind != .sector && Self.isPart(term.words, of: $0.words) }
    }
    return terms.contains(where: isName) ? terms.filter { !isName($0) }[...] : terms
  }

  /// Whether `term` is made of the name at `name`; "chain is down" in "Base chain is down" is not.
  private static func isPart(_ term: Range<Int>, of name: Range<Int>) -> Bool {
    name.overlaps(term) && (term.lowerBound <= name.lowerBound || term.upperBound <= name.upperBound)
  }

  /// Number of different entities that `mentions` name, as far as one and more go.
  private static func nameCount(_ mentions: ArraySlice<Mention>) -> Int {
    guard let first = mentions.first(where: { $0.kind != .sector }) else { return 0 }
    return mentions.contains { $0.kind != .sector && $0.entity != first.entity } ? 2 : 1
  }

  /// Whether a word of the frame is negated, or another word calls untrue what it says.
  private func isDenied(
    _ frame: FrameLexicon.Frame, _ rejection: ClauseReading.Term?, _ terms: ArraySlice<ClauseReading.Term>,
    _ negators: ArraySlice<Term<ModifierMeaning>>
  ) -> Bool {
    let own = terms.filter { term in
      term.meaning.concept.map { concept in frame.groups.contains { $0.contains(concept) } } ?? false
    }
    // "This is pure FUD" speaks of FUD; and "that is a lie, the funds are safe" rejects what others say.
    if let rejection, let first = own.first, first.words.lowerBound < rejection.words.lowerBound,
      !own.contains(where: { $0.words.overlaps(rejection.words) })
    {
      return true
    }
    // "ユーザーがいない" lacks users, "止まっていない" denies the halt: what negates is none of the frame's own words.
    let free = negators.filter { negator in !own.contains { Self.belongs(negator.words, to: $0.words) } }
    let others = terms.filter { term in
      term.meaning.concept == nil || own.contains { $0.words == term.words }
        || !free.contains {
          $0.words.lowerBound <= term.words.lowerBound && term.words.upperBound <= $0.words.upperBound
        }
    }
    let negated = own.map { isNegated($0, others[...], free[...], isOnly: negators.count == 1) }
    // "Die DAO wird ohne Abstimmung ausgesetzt": where another word says the same part of the frame, that part holds.
    return own.indices.contains { index in
      negated[index]
        && !own.indices.contains { !negated[$0] && Self.sayTheSame(own[$0], own[index], in: frame) }
    }
  }

  /// Whether two words, one beside the other, speak of one part of a frame.
  private static func sayTheSame(
    _ first: ClauseReading.Term, _ second: ClauseReading.Term, in frame: FrameLexicon.Frame
  ) -> Bool {
    guard let one = first.meaning.concept, let other = second.meaning.concept, !first.words.overlaps(second.words)
    else { return false }
    return frame.groups.contains { $0.contains(one) && $0.contains(other) }
  }

  /// Whether a negator is what a word of the frame says itself: it lies in the word, or around it.
  private static func belongs(_ negator: Range<Int>, to own: Range<Int>) -> Bool {
    guard own.overlaps(negator) else { return false }
    return own.lowerBound <= negator.lowerBound || own.upperBound <= negator.upperBound
  }

  /// Whether what calls something untrue stands behind what it is said of, and not before what is said against it.
  private func isVerdict(_ rejection: ClauseReading.Term, in clause: Range<Int>) -> Bool {
    let before = (clause.lowerBound..<rejection.words.lowerBound).count { words[$0].isLexical }
    // The words may reach over the end of the clause.
    let behind = min(rejection.words.upperBound, clause.upperBound)..<clause.upperBound
    return 3 <= before || !behind.contains { words[$0].isLexical }
  }

  /// Whether words of a role may be negators too: the "but" of "anything but" joins nothing, and the ending of "않았다"
  /// tells an event.
  private static func isCue(_ role: ClaimRole) -> Bool {
    switch role {
    case .connector, .event, .state, .prediction, .evaluation, .proposal: true
    default: false
    }
  }

  /// Whether a negator stands closely before `term`, or behind it where it modifies what stands before ("죽지 않았다");
  /// one that is a part of a word ("nicht umsetzen") negates nothing.
  ///
  /// Where it is not the only one, the second says no more than the first: "vẫn chưa thấy đâu".
  private func isNegated(
    _ term: ClauseReading.Term, _ terms: ArraySlice<ClauseReading.Term>,
    _ negators: ArraySlice<Term<ModifierMeaning>>, isOnly: Bool
  ) -> Bool {
    negators.contains { negator in
      guard isClose(negator, to: term.words, isOnly: isOnly) else { return false }
      return !terms.contains { other in
        !Self.isCue(other.meaning.role)
          && other.ranges.contains {
            $0.lowerBound <= negator.words.lowerBound && $0.overlaps(negator.words)
          }
      }
    }
  }

  /// Whether a negator stands where it reaches `words`.
  private func isClose(_ negator: Term<ModifierMeaning>, to words: Range<Int>, isOnly: Bool) -> Bool {
    switch negator.meaning.direction {
    case .before where isOnly: distance(words, negator.words).map { $0 <= 2 } ?? false
    case .after, .before: distance(negator.words, words).map { $0 <= 2 } ?? false
    case .both:
      distance(negator.words, words).map { $0 <= 2 }
        ?? (isOnly && distance(words, negator.words).map { $0 <= 1 } ?? false)
    }
  }

  /// Number of words between `first` and `second`, which stands behind it or goes on where it ends, as "está muerto" does
  /// in "no está muerto"; nil where it does neither.
  private func distance(_ first: Range<Int>, _ second: Range<Int>) -> Int? {
    guard first.lowerBound < second.lowerBound else { return nil }
    if second.lowerBound < first.upperBound { return words[second.lowerBound].kind == .ideograph ? nil : 0 }
    return (first.upperBound..<second.lowerBound).count { words[$0].isLexical }
  }
}

extension Words {
  /// Number of tokens in `range` that carry words; ideographs count half.
  func wordCount(in range: Range<Int>) -> Int {
    withTokens { tokens in
      tokens.all[range].reduce(0) { $0 + ($1.isLexical ? $1.kind == .ideograph ? 1 : 2 : 0) } / 2
    }
  }
}
