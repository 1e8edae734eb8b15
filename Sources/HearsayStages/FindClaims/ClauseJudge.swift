import HearsayCore
import HearsayLexicon

/// Judges one clause: kind, modality, stance, checkability.
struct ClauseJudge {
  let words: Words
  let frames: FrameLexicon
  let sentence: Segmentation.Sentence

  /// Strength up to which a word of judgement is weak: "only", "very".
  private static let weakMost = 1

  /// The kind for which the cues are strongest; a frame speaks for its own kind, feeling for an evaluation.
  func kind(_ clause: ClauseReading, _ speech: SpeechKind?) -> ClaimKind {
    if isQuestion(clause) || speech == .ask { return .question }
    // Without any cue a clause tells how things are; a frame that judges needs no more than itself.
    var strengths = KindStrengths()
    strengths[.state] = clause.frame?.kind == .evaluation ? 0 : 1
    var isJudged = false
    for term in clause.terms {
      guard let kind = ClaimKind(cue: term.meaning.role) else { continue }
      strengths[kind] += term.meaning.strength
      if kind == .evaluation && Self.weakMost < term.meaning.strength { isJudged = true }
    }
    // A frame tells what happens; a modal tells that it has not happened yet.
    let isOpen = clause.has(.prediction) || clause.has(.proposal)
    if let frame = clause.frame, !isOpen || (frame.kind != .event && frame.kind != .state) {
      // How things are is what a clause says without a frame, too.
      strengths[frame.kind] += frame.kind == .state ? 1 : 2
    }
    // Feeling speaks for a judgement; but it makes no judgement of its own, as facts are good or bad too. Without it,
    // "only" or "very" make none either.
    if 0 < strengths[.evaluation] && clause.frame == nil {
      if frames.parameters.stanceFrom <= abs(clause.hundredths) {
        strengths[.evaluation] += 1
      } else if !isJudged {
        strengths[.evaluation] -= 1
      }
    }
    switch speech {
    case .predict: strengths[.prediction] += 2
    case .propose: strengths[.proposal] += clause.has(.event) ? 0 : 2
    case .warn: strengths[.prediction] += 1
    case .assert, .announce, .deny, .ask, nil: break
    }
    // Ties go to the first in this order: a modal before what it speaks of, and all before how things are.
    let order: [ClaimKind] = [.proposal, .prediction, .event, .evaluation, .state]
    var best = ClaimKind.state
    for kind in order.reversed() where strengths[best] <= strengths[kind] && 0 < strengths[kind] { best = kind }
    return best
  }

  /// A question mark makes a question of the clause before it; a question word does where it opens a sentence
  /// that no full stop ends, as in relative clauses and indirect questions it opens others.
  private func isQuestion(_ clause: ClauseReading) -> Bool {
    if sentence.ending == .question { return true }
    guard let ask = clause.first(.ask), ask.words.lowerBound - clause.words.lowerBound <= 1 else { return false }
    let lead = sentence.words.lowerBound..<clause.words.lowerBound
    return !lead.contains { words[$0].kind == .word || words[$0].kind == .ideograph } && !endsWithStop
  }

  /// Whether a full stop ends the sentence.
  private var endsWithStop: Bool {
    switch words.onlyScalar(sentence.words.upperBound - 1).flatMap(Unicode.Scalar.init) {
    case ".", "。", "।": true
    default: false
    }
  }

  /// How surely the clause is said.
  func modality(
    _ clause: ClauseReading, kind: ClaimKind, speech: SpeechKind?, introduced: Modality?, isConditional: Bool
  ) -> Modality {
    if kind == .question { return .asked }
    // "Not a rug pull" rejects what the frame says; "it is false that it is not" would be read the same way.
    if clause.has(.deny) || speech == .deny || introduced == .denied || clause.isDenied { return .denied }
    if isConditional { return .conditional }
    return introduced == .hedged || isHedged(clause) ? .hedged : .asserted
  }

  /// Whether a word shows doubt that is no part of what the clause speaks of, as that of the Polish "cannot" is of
  /// "cannot withdraw".
  private func isHedged(_ clause: ClauseReading) -> Bool {
    clause.has(.hedge)
      && clause.terms.contains { hedge in
        hedge.meaning.role == .hedge
          && !clause.terms.contains { term in
            term.meaning.concept != nil && term.words != hedge.words && term.words.overlaps(hedge.words)
              && term.words.lowerBound <= hedge.words.lowerBound && hedge.words.upperBound <= term.words.upperBound
          }
      }
  }

  /// Which way the clause points: as its frame does, else as its words do.
  func stance(_ clause: ClauseReading, modality: Modality) -> Polarity {
    let sign = modality == .denied ? -1 : 1
    if clause.frame?.isPlain ?? false { return .neutral }
    if let frame = clause.frame, frame.polarity != 0 {
      return frame.polarity * sign < 0 ? .negative : .positive
    }
    let hundredths = clause.isValenceTurned ? clause.hundredths : clause.hundredths * sign
    if hundredths <= -frames.parameters.stanceFrom { return .negative }
    return frames.parameters.stanceFrom <= hundredths ? .positive : .neutral
  }

  /// Whether the clause could be verified or refuted: it tells an event or a state, or gives a figure.
  func isCheckable(_ clause: ClauseReading, _ range: Range<Int>, _ kind: ClaimKind) -> Bool {
    let hasFigure = range.contains { words[$0].kind == .number }
    switch kind {
    case .event: return true
    case .state: return clause.topic != nil || hasFigure || clause.hundredths == 0
    case .prediction: return hasFigure
    case .evaluation, .proposal, .question: return false
    }
  }

  /// The words that decided.
  func evidence(_ clause: ClauseReading) -> [Evidence] {
    var evidence: [Evidence] = []
    // One more, as an introduction may be added.
    evidence.reserveCapacity(clause.terms.count + 1)
    for term in clause.terms {
      switch term.meaning.role {
      case .subordinator, .connector, .speaker, .silent, .topic, .subject, .hiding: continue
      default:
        evidence.append(
          Evidence(span: words.span(term.words), entry: term.entry, effect: .claim(term.meaning.role)))
      }
    }
    return evidence
  }
}

extension ClaimKind {
  /// The kind that words of a role show, or nil where they show none.
  fileprivate init?(cue role: ClaimRole) {
    switch role {
    case .event: self = .event
    case .state: self = .state
    case .prediction: self = .prediction
    case .evaluation: self = .evaluation
    case .proposal: self = .proposal
    default: return nil
    }
  }
}

/// How strongly each kind is shown.
private struct KindStrengths {
  private var values = InlineArray<6, Int>(repeating: 0)

  subscript(kind: ClaimKind) -> Int {
    get { values[Self.place(of: kind)] }
    set { values[Self.place(of: kind)] = newValue }
  }

  private static func place(of kind: ClaimKind) -> Int {
    switch kind {
    case .event: 0
    case .state: 1
    case .prediction: 2
    case .evaluation: 3
    case .proposal: 4
    case .question: 5
    }
  }
}
