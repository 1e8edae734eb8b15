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

  /// The language of a text, given its tokens.
  ///
  /// `hint` is what the platform says; it decides where the words leave a doubt.
  /// `mul` means that two languages share the text evenly, `zxx` that there are no words of any language,
  /// `und` that there are words of a script without profiles.
  package func guess(_ words: Words, hint: LanguageCode?) -> LanguageGuess {
    let evidence = self.evidence(words)
    let hint = hint?.canonical
    let total = evidence.points.wrappedSum()
    if total == 0 { return withoutEvidence(words, hint) }
    if evidence.votes.areMixed(among: total) { return LanguageGuess(language: .multiple, confidence: 800) }
    return answer(evidence, total, hint)
  }

  private func answer(_ evidence: LanguageEvidence, _ total: Int32, _ hint: LanguageCode?) -> LanguageGuess {
    let index = evidence.points.indexOfLargest
    guard let script = LanguageScript(rawValue: UInt8(index)), let only = profiles.columns[index].first else {
      return LanguageGuess(language: .undetermined, confidence: 0)
    }
    if profiles.columns[index].count == 1 {
      return LanguageGuess(language: only, confidence: 2 * evidence.points[index] < total ? 900 : 990)
    }
    var scores = evidence.totals[index] &+ profiles.priors[index]
    if let hint, let column = profiles.column(of: hint, in: script) { scores[column] += Self.hintWeight }
    let lead = scores.lead(among: profiles.columns[index].count)
    let confidence = profiles.calibration.confidence(words: Int(evidence.points[index] / 6), margin: Int(lead.margin))
    return LanguageGuess(language: profiles.columns[index][lead.column], confidence: confidence)
  }

  /// The margin and number of words that the confidence of an answer is looked up with, to measure calibration.
  package func measure(_ words: Words) -> (language: LanguageCode, words: Int, margin: Int)? {
    let evidence = self.evidence(words)
    let index = evidence.points.indexOfLargest
    guard 0 < evidence.points[index], 1 < profiles.columns[index].count else { return nil }
    let scores = evidence.totals[index] &+ profiles.priors[index]
    let lead = scores.lead(among: profiles.columns[index].count)
    return (profiles.columns[index][lead.column], Int(evidence.points[index] / 6), Int(lead.margin))
  }

  /// Names and slang only: a hint may be right, words there are none.
  private func withoutEvidence(_ words: Words, _ hint: LanguageCode?) -> LanguageGuess {
    let hasNames = words.all.contains { $0.kind == .word || $0.kind == .hashtag }
    if hasNames, let hint, profiles.columns.contains(where: { $0.contains(hint) }) {
      return LanguageGuess(language: hint, confidence: 600)
    }
    return LanguageGuess(language: .none, confidence: hasNames ? 700 : 990)
  }

  private func evidence(_ words: Words) -> LanguageEvidence {
    var evidence = LanguageEvidence()
    words.folded.withUnsafeBufferPointer { folded in
      words.all.withUnsafeBufferPointer { all in
        let skipsCapitals = capitalsAreNames(all)
        for word in all {
          if word.shape.contains(.afterLineBreak) { evidence.endSegment(profiles) }
          let start = Int(word.foldedStart)
          let form = UnsafeBufferPointer(rebasing: folded[start..<start + Int(word.foldedCount)])
          switch word.kind {
          case .word:
            if skipsCapitals, word.shape.contains(.allCapitals), form.count <= 6 { continue }
            add(word, form, to: &evidence)
          case .hashtag, .ideograph:
            add(word, form, to: &evidence)
          case .punctuation:
            if endsSegment(form) { evidence.endSegment(profiles) }
          case .number, .handle, .cashtag, .link, .emoji:
            break
          }
        }
        evidence.endSegment(profiles)
      }
    }
    return evidence
  }

  /// Whether short words in capitals are tickers: unless most of the text is in capitals.
  private func capitalsAreNames(_ all: UnsafeBufferPointer<Word>) -> Bool {
    var capitalCount = 0
    var wordCount = 0
    for word in all where word.kind == .word {
      wordCount += 1
      if word.shape.contains(.allCapitals) { capitalCount += 1 }
    }
    return capitalCount * 2 < wordCount
  }

  @inline(__always)
  private func add(_ word: Word, _ form: UnsafeBufferPointer<UInt8>, to evidence: inout LanguageEvidence) {
    guard let first = form.first else { return }
    // 10x, 24h and 4u are numbers rather than words.
    if 0x30...0x39 ~= first { return }
    let script = first < 0x80 ? LanguageScript.latin : LanguageScript(form: form)
    let isShared = Int(script.rawValue) < LanguageEvidence.sharedScriptCount
    if let row = profiles.rowIndex(word.hash) {
      if row == 0 { return }
      if isShared { evidence.add(profiles.row(row), script: script) }
    } else if isShared {
      // A tag is several words in one; its letters at the seams are those of no language.
      if word.kind == .hashtag && script == .latin { return }
      if word.kind != .ideograph { addLetters(form, script, to: &evidence) }
    }
    evidence.count(script, points: points(word.kind, script, form.count))
  }

  /// How much text a word is, in sixths of an English word.
  @inline(__always)
  private func points(_ kind: Word.Kind, _ script: LanguageScript, _ byteCount: Int) -> Int32 {
    switch (kind, script) {
    case (.ideograph, .han): 5
    case (.ideograph, _): 2
    // The tags and names of all scripts' posts are often Latin; what is not Latin was chosen.
    case (_, .latin): kind == .hashtag ? 3 : 6
    case (_, .hangul): 12
    default: 9
    }
  }

  /// Adds the evidence of each letter of an unknown word, given the letters before it.
  private func addLetters(
    _ form: UnsafeBufferPointer<UInt8>, _ script: LanguageScript, to evidence: inout LanguageEvidence
  ) {
    var last = SIMD8<UInt32>(repeating: 0)
    last[0] = NgramKey.boundary
    var count = 1
    var letterCount = 0
    func step(_ scalar: UInt32) {
      last = SIMD8(scalar, last[0], last[1], last[2], last[3], last[4], 0, 0)
      count = min(count + 1, NgramKey.letterCountMost)
      if let row = longestRow(last, count) { evidence.add(profiles.row(row), script: script) }
      if scalar == NgramKey.boundary { count = 1 }
    }
    forEachScalar(in: form) { scalar in
      letterCount += 1
      // Nobody writes words of more letters; what is longer is an address or noise.
      if letterCount <= 40 { step(scalar) }
    }
    step(NgramKey.boundary)
  }

  /// The row of the longest known n-gram that ends with the last letters.
  @inline(__always)
  private func longestRow(_ last: SIMD8<UInt32>, _ count: Int) -> Int? {
    let one = NgramKey.adding(last[0], to: NgramKey.empty)
    let two = NgramKey.adding(last[1], to: one)
    let three = NgramKey.adding(last[2], to: two)
    let four = NgramKey.adding(last[3], to: three)
    if 5 <= count, let row = profiles.rowIndex(NgramKey.adding(last[4], to: four)) { return row }
    if 4 <= count, let row = profiles.rowIndex(four) { return row }
    if 3 <= count, let row = profiles.rowIndex(three) { return row }
    return profiles.rowIndex(two) ?? profiles.rowIndex(one)
  }

  /// Whether a punctuation mark ends a sentence or parts two languages: `.` `!` `?` `|` and their like.
  @inline(__always)
  private func endsSegment(_ form: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = form.first else { return false }
    if form.count == 1 { return first == 0x2E || first == 0x21 || first == 0x3F || first == 0x7C || first == 0x2F }
    var scalar: UInt32 = 0
    forEachScalar(in: form) { scalar = $0 }
    switch scalar {
    case 0x2013, 0x2014, 0x2026, 0x3002, 0x061F, 0x06D4, 0x0964: return true
    default: return false
    }
  }
}

extension LanguageCode {
  /// The code that profiles use, for codes that platforms use.
  var canonical: LanguageCode {
    switch description {
    case "nb", "nn": LanguageCode("no") ?? self
    case "in": LanguageCode("id") ?? self
    case "iw": LanguageCode("he") ?? self
    case "fil": LanguageCode("tl") ?? self
    case "bs", "sh": LanguageCode("hr") ?? self
    default: self
    }
  }
}
