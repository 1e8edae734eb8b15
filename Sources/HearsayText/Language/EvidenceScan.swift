import HearsayCore

/// One pass over the tokens of a text that gathers evidence of its language.
///
/// Lives only while the bytes and the tables it points to do: made, used and dropped in one call.
struct EvidenceScan: ~Copyable {
  /// The compiled rows, laid bare for the time of a pass.
  let lookup: LanguageProfiles.Lookup
  var evidence = LanguageEvidence()
  /// What stands in the first slot of each token in the index of words.
  ///
  /// The places of tokens that were passed hold the unknown words of the segment, by index, whose letters nobody has
  /// looked at yet.
  private let slots: UnsafeMutableBufferPointer<UInt64>
  private var unknownCount = 0

  /// In line, because all of the evidence would be copied otherwise.
  @inline(__always)
  private init(_ lookup: LanguageProfiles.Lookup, slots: UnsafeMutableBufferPointer<UInt64>) {
    self.lookup = lookup
    self.slots = slots
  }

  /// Calls `body` with the evidence of all tokens.
  ///
  /// In line, because whatever `body` refers to would be retained for a call.
  @inline(__always)
  static func withEvidence<Result>(
    of tokens: Words.Tokens, _ profiles: LanguageProfiles, _ lookup: LanguageProfiles.Lookup,
    _ body: (borrowing LanguageEvidence) -> Result
  ) -> Result {
    withUnsafeTemporaryAllocation(of: UInt64.self, capacity: tokens.count) { slots in
      // Also for tokens that are no words: the processor would guess wrongly which are.
      var (wordCount, capitalCount) = (0, 0)
      for index in tokens.all.indices {
        slots[index] = lookup.words.firstSlot(of: tokens[index].hash)
        let isWord = tokens[index].kind == .word ? 1 : 0
        let isInCapitals = tokens[index].shape.contains(.allCapitals) ? 1 : 0
        wordCount &+= isWord
        capitalCount &+= isWord & isInCapitals
      }
      for index in tokens.all.indices { lookup.prefetchRow(of: tokens[index].hash, firstSlot: slots[index]) }
      var scan = EvidenceScan(lookup, slots: slots)
      // Short words in capitals are tickers, unless most of the text is in capitals.
      scan.scan(tokens, profiles, skippingTickers: capitalCount * 2 < wordCount)
      return body(scan.evidence)
    }
  }

  private mutating func scan(_ tokens: Words.Tokens, _ profiles: LanguageProfiles, skippingTickers: Bool) {
    for index in tokens.all.indices {
      let word = tokens[index]
      if word.shape.contains(.afterLineBreak), 0 < index { endSegment(tokens, profiles) }
      switch word.kind {
      case .word, .hashtag, .ideograph:
        if skippingTickers && Self.isTicker(word) { continue }
        add(index, of: tokens)
      case .punctuation:
        if Self.endsSegment(tokens.form(index)) { endSegment(tokens, profiles) }
      case .number, .handle, .cashtag, .link, .emoji:
        break
      }
    }
    addUnknown(tokens, profiles)
    evidence.finish(profiles)
  }

  private mutating func endSegment(_ tokens: Words.Tokens, _ profiles: LanguageProfiles) {
    // Two words between two stops say too little of their own; they join what follows.
    guard evidence.hasSegment else { return }
    addUnknown(tokens, profiles)
    evidence.endSegment(profiles)
  }

  /// Adds the letters of the segment's unknown words, unless its known words leave no doubt: letters cost much
  /// more than words, and would not change the answer.
  private mutating func addUnknown(_ tokens: Words.Tokens, _ profiles: LanguageProfiles) {
    guard 0 < unknownCount else { return }
    defer { unknownCount = 0 }
    let sure = evidence.sureScripts(profiles)
    for index in slots[..<unknownCount] {
      let form = tokens.form(Int(index))
      let script = Int((form[0] < 0x80 ? LanguageScript.latin : LanguageScript(form: form)).rawValue)
      if script != sure.first, script != sure.second, !evidence.isPlenty(script) { addLetters(form, script) }
    }
  }

  /// Whether a word in capitals is so short that it may be a ticker.
  @inline(__always)
  private static func isTicker(_ word: Word) -> Bool {
    word.shape.contains(.allCapitals) && word.kind == .word && word.foldedCount <= 6
  }

  /// Adds the evidence of the token at `index`.
  @inline(__always)
  private mutating func add(_ index: Int, of tokens: Words.Tokens) {
    let word = tokens[index]
    guard 0 < word.foldedCount else { return }
    let first = tokens.folded[Int(word.foldedStart)]
    // 10x, 24h and 4u are numbers rather than words.
    if 0x30...0x39 ~= first { return }
    let row = lookup.words.row(word.hash, firstSlot: slots[index])
    // Row 0 is that of neutral words.
    if row == 0 { return }
    if first < 0x80 {
      addLatin(word, index, row: row)
    } else {
      add(word, index, row: row, form: tokens.form(index))
    }
  }

  /// Adds the evidence of a word that begins with a letter of ASCII.
  @inline(__always)
  private mutating func addLatin(_ word: Word, _ index: Int, row: Int?) {
    if let row {
      evidence.addLatin(lookup.rows[row])
    } else {
      // A tag is several words in one; its letters at the seams are those of no language.
      if word.kind == .hashtag { return }
      addUnknown(index)
    }
    evidence.count(Int(LanguageScript.latin.rawValue), points: points(word.kind, .latin))
  }

  /// Adds the evidence of a word with a form that does not begin with ASCII.
  private mutating func add(_ word: Word, _ index: Int, row: Int?, form: UnsafeBufferPointer<UInt8>) {
    let script = LanguageScript(firstScalar(of: form).scalar)
    let scriptIndex = Int(script.rawValue)
    let isShared = scriptIndex < LanguageEvidence.sharedScriptCount
    if let row {
      if isShared { evidence.add(lookup.rows[row], script: scriptIndex) }
    } else if script == .han {
      addCharacters(form)
    } else if isShared {
      if word.kind == .hashtag && script == .latin { return }
      addUnknown(index)
    }
    evidence.count(scriptIndex, points: points(word.kind, script))
  }

  @inline(__always)
  private mutating func addUnknown(_ index: Int) {
    slots[unknownCount] = UInt64(index)
    unknownCount &+= 1
  }

  /// How much text a word is, in sixths of an English word.
  @inline(__always)
  private func points(_ kind: Word.Kind, _ script: LanguageScript) -> Int32 {
    switch script {
    // The tags and names of all scripts' posts are often Latin; what is not Latin was chosen.
    case .latin: kind == .hashtag ? 3 : 6
    case .han: 5
    case .hangul: 12
    case .thai, .lao, .khmer, .burmese: 2
    default: 9
    }
  }

  /// Adds the evidence of each character of a tag that is written without blanks.
  private mutating func addCharacters(_ form: UnsafeBufferPointer<UInt8>) {
    var start = 0
    while start < form.count {
      let byteCount = form[start] < 0x80 ? 1 : form[start] < 0xE0 ? 2 : form[start] < 0xF0 ? 3 : 4
      let end = min(start + byteCount, form.count)
      let character = UnsafeBufferPointer(rebasing: form[start..<end])
      if let row = lookup.words.row(WordHash.of(character)), row != 0 {
        evidence.add(lookup.rows[row], script: Int(LanguageScript.han.rawValue))
      }
      start = end
    }
  }

  /// Adds the evidence of each letter of an unknown word, given the letters before it.
  private mutating func addLetters(_ form: UnsafeBufferPointer<UInt8>, _ script: Int) {
    // The last letters, the newest first; 0 before the beginning.
    var last = (NgramKey.boundary, UInt32(0), UInt32(0))
    var index = 0
    // Nobody writes words of more letters; what is longer is an address or noise.
    var letterCount = 0
    while index < form.count, letterCount < 40 {
      var scalar = UInt32(form[index])
      var byteCount = 1
      if 0x80 <= scalar {
        byteCount = scalar < 0xE0 ? 2 : scalar < 0xF0 ? 3 : 4
        scalar &= 0xFF >> UInt32(byteCount + 1)
        for offset in 1..<byteCount where index + offset < form.count {
          scalar = scalar << 6 | UInt32(form[index + offset] & 0x3F)
        }
      }
      addLetter(scalar, after: last, script)
      last = scalar == NgramKey.boundary ? (scalar, 0, 0) : (scalar, last.0, last.1)
      index += byteCount
      letterCount += 1
    }
    addLetter(NgramKey.boundary, after: last, script)
  }

  /// Adds the row of the longest known n-gram that ends with `letter`.
  @inline(__always)
  private mutating func addLetter(_ letter: UInt32, after last: (UInt32, UInt32, UInt32), _ script: Int) {
    let two = NgramKey.adding(last.0, to: NgramKey.adding(letter, to: NgramKey.empty))
    if last.1 != 0 {
      let three = NgramKey.adding(last.1, to: two)
      if last.2 != 0, let row = lookup.ngrams.row(NgramKey.adding(last.2, to: three)) {
        return evidence.add(lookup.rows[row], script: script)
      }
      if let row = lookup.ngrams.row(three) { return evidence.add(lookup.rows[row], script: script) }
    }
    if let row = lookup.ngrams.row(two) ?? lookup.ngrams.row(NgramKey.adding(letter, to: NgramKey.empty)) {
      evidence.add(lookup.rows[row], script: script)
    }
  }

  /// The token behind the segment that begins at `start`.
  static func endOfSegment(from start: Int, in words: Words) -> Int {
    for index in start..<words.count {
      if start < index && words[index].shape.contains(.afterLineBreak) { return index }
      guard words[index].kind == .punctuation else { continue }
      if words.form(index).withUnsafeBufferPointer({ endsSegment($0) }) { return index + 1 }
    }
    return words.count
  }

  /// Whether a punctuation mark ends a sentence or parts two languages: `.` `!` `?` `|` and their like.
  @inline(__always)
  private static func endsSegment(_ form: UnsafeBufferPointer<UInt8>) -> Bool {
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
