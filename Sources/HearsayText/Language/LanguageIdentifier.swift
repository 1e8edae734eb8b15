import HearsayCore

/// Tells the language of a text from its tokens.
///
///     identifier.guess(Tokenizer().words(in: "Scroll pausiert die Governance"), hint: nil)
///     // LanguageGuess(language: de, confidence: 990)
///
/// The script of the letters narrows the choice; among the languages of a script the one is taken
/// for which the words, and the letters of unknown words, give the most evidence.
/// Links, handles, cashtags, emoji, numbers and the tickers in a text give none.
///
/// - Complexity: O(n) in the number of bytes, no allocation.
package struct LanguageIdentifier: Sendable {
  /// What a platform's own statement is worth, in eighths of a nat.
  private static let hintWeight: Int32 = 20

  private let profiles: LanguageProfiles

  /// An identifier with the given knowledge.
  package init(_ profiles: LanguageProfiles) { self.profiles = profiles }

  /// The languages that can be told apart.
  package var languages: [LanguageCode] { profiles.languages }

  /// The language of a text, given its tokens.
  ///
  /// `hint` is what the platform says; it decides where the words leave a doubt.
  /// `mul` means that two languages share the text evenly, `zxx` that there are no words of any language,
  /// `und` that there are words of a script without profiles.
  package func guess(_ words: Words, hint: LanguageCode?) -> LanguageGuess {
    withEvidence(of: words, 0..<words.count) { evidence in
      if evidence.points.total == 0 { return withoutEvidence(words, hint?.canonical) }
      if evidence.votes.areMixed(among: evidence.points.total) {
        return LanguageGuess(language: .multiple, confidence: 800, parts: parts(of: words, evidence.votes.leaders))
      }
      return answer(evidence, hint)
    }
  }

  private func answer(_ evidence: borrowing LanguageEvidence, _ hint: LanguageCode?) -> LanguageGuess {
    let index = evidence.points.largest
    let languages = profiles.columns[index]
    guard let only = languages.first else { return LanguageGuess(language: .undetermined, confidence: 0) }
    if languages.count == 1 {
      return LanguageGuess(language: only, confidence: 2 * evidence.points[index] < evidence.points.total ? 900 : 990)
    }
    var scores = evidence.totals[index] &+ profiles.priors[index]
    if let hint, let column = languages.firstIndex(of: hint) ?? languages.firstIndex(of: hint.canonical) {
      scores[column] += Self.hintWeight
    }
    let lead = scores.lead(among: languages.count)
    let confidence = profiles.calibration.confidence(words: Int(evidence.points[index] / 6), margin: Int(lead.margin))
    return LanguageGuess(language: languages[lead.column], confidence: confidence)
  }

  /// The margin and number of words that the confidence of an answer is looked up with, to measure calibration.
  package func measure(_ words: Words) -> (language: LanguageCode, words: Int, margin: Int)? {
    withEvidence(of: words, 0..<words.count) { evidence in
      let index = evidence.points.largest
      guard 0 < evidence.points[index], 1 < profiles.columns[index].count else { return nil }
      let scores = evidence.totals[index] &+ profiles.priors[index]
      let lead = scores.lead(among: profiles.columns[index].count)
      return (profiles.columns[index][lead.column], Int(evidence.points[index] / 6), Int(lead.margin))
    }
  }

  /// Names and slang only: a hint may be right, words there are none.
  private func withoutEvidence(_ words: Words, _ hint: LanguageCode?) -> LanguageGuess {
    let hasNames = words.contains { $0.kind == .word || $0.kind == .hashtag }
    if hasNames, let hint, profiles.columns.contains(where: { $0.contains(hint) }) {
      return LanguageGuess(language: hint, confidence: 600)
    }
    return LanguageGuess(language: .none, confidence: hasNames ? 700 : 990)
  }

  /// The stretches of a text that is mixed from two languages.
  private func parts(of words: Words, _ languages: (first: LanguageColumn, second: LanguageColumn)) -> [LanguagePart] {
    let (first, second) = languages
    var parts: [LanguagePart] = []
    var (start, end) = (0, 0)
    var total: Int32 = 0
    var points: (Int32, Int32) = (0, 0)
    while end < words.count {
      let segment = end..<EvidenceScan.endOfSegment(from: end, in: words)
      end = segment.upperBound
      // Each segment is looked at once, however many of them are too short to tell.
      withEvidence(of: words, segment) { evidence in
        total &+= evidence.points.total
        points.0 &+= evidence.value(first, against: second)
        points.1 &+= evidence.value(second, against: first)
      }
      // What is too short to tell joins what follows, as for the verdict on the whole text.
      if end < words.count, total < LanguageVotes.pointsLeast || points.0 == points.1 { continue }
      let best = points.0 == points.1 ? nil : points.0 < points.1 ? second : first
      let language = best.map(profiles.language) ?? parts.last?.language
      if let last = parts.last, language == nil || last.language == language {
        parts[parts.count - 1] = LanguagePart(words: last.words.lowerBound..<end, language: last.language)
      } else {
        parts.append(LanguagePart(words: start..<end, language: language ?? profiles.language(first)))
      }
      start = end
      (total, points) = (0, (0, 0))
    }
    return parts
  }

  @inline(__always)
  private func withEvidence<Result>(
    of words: Words, _ range: Range<Int>, _ body: (borrowing LanguageEvidence) -> Result
  ) -> Result {
    words.withTokens { tokens in
      profiles.withLookup { EvidenceScan.withEvidence(of: tokens.part(range), profiles, $0, body) }
    }
  }
}

extension LanguageCode {
  /// The code that profiles use, for codes that platforms use.
  var canonical: LanguageCode {
    for (code, canonical) in Self.canonicalCodes where code == self { return canonical }
    return self
  }

  private static let canonicalCodes: [(code: LanguageCode, canonical: LanguageCode)] = [
    ("nb", "no"), ("nn", "no"), ("in", "id"), ("iw", "he"), ("fil", "tl"), ("bs", "hr"), ("sh", "hr"),
  ].compactMap { pair in
    guard let code = LanguageCode(pair.0), let canonical = LanguageCode(pair.1) else { return nil }
    return (code, canonical)
  }
}
