import HearsayCore
import HearsayText

/// Takes words apart that are written as one, as in hashtags: by capitals and underscores, else by known words.
struct JoinedWords {
  /// Bytes of a hashtag beyond which it is not taken apart, so that no text takes long.
  private static let byteMost = 60
  /// Bytes of the shortest known word that a hashtag without capitals is made of.
  private static let knownLeast = 2

  private let tokenizer = Tokenizer()
  private let isKnown: (_ hash: UInt64) -> Bool

  /// Takes words apart that are made of words of whose hashes `isKnown` holds.
  init(isKnown: @escaping (_ hash: UInt64) -> Bool) { self.isKnown = isKnown }

  /// The words that a hashtag is made of, or nil where it cannot be taken apart.
  ///
  /// `tag` is the hashtag as it is written, its sign left out, and `form` as it is folded.
  func words(ofTag tag: UnsafeRawBufferPointer, form: ArraySlice<UInt8>) -> Words? {
    if Self.byteMost < form.count { return nil }
    let parts = Self.parts(byCapitalsOf: tag) ?? parts(byWordsIn: form)
    return parts.map { tokenizer.words(in: ByteText($0)) }
  }

  /// The parts of `tag` with blanks between them: `EthereumKillers`, `is_dead`, `DAOHacked`.
  private static func parts(byCapitalsOf tag: UnsafeRawBufferPointer) -> [UInt8]? {
    guard mayHaveSeam(tag) else { return nil }
    var isJoined = false
    let parts = [UInt8](unsafeUninitializedCapacity: 2 * tag.count) { parts, count in
      var before = LetterCase.none
      var place = 0
      while place < tag.count {
        let (letter, end) = LetterCase.read(tag, place)
        var isSeam = tag[place] == UInt8(ascii: "_")
        let isMark = isSeam
        if letter == .capital, 0 < place {
          let isBeforeSmall = end < tag.count && LetterCase.read(tag, end).letterCase == .small
          isSeam = before == .small || (isBeforeSmall && before == .capital)
        }
        if isSeam {
          parts[count] = 0x20
          count += 1
          isJoined = true
        }
        for byte in tag[place..<end] where !isMark {
          parts[count] = byte
          count += 1
        }
        (before, place) = (letter, end)
      }
    }
    return isJoined ? parts : nil
  }

  /// Whether a letter of `tag` behind the first may be a capital, or stands beside an underscore; most have neither.
  private static func mayHaveSeam(_ tag: UnsafeRawBufferPointer) -> Bool {
    tag.dropFirst().contains { byte in
      0x80 <= byte || byte == UInt8(ascii: "_") || UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte
    }
  }

  /// The fewest known words that `form` is made of, with blanks between them; the first of them as long as can be.
  private func parts(byWordsIn form: ArraySlice<UInt8>) -> [UInt8]? {
    form.withUnsafeBufferPointer { form in
      withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 2 * (form.count + 1)) { memory in
        guard isMade(form, memory) else { return nil }
        var parts: [UInt8] = []
        parts.reserveCapacity(2 * form.count)
        var start = 0
        while start < form.count {
          if 0 < start { parts.append(0x20) }
          let end = start + Int(memory[form.count + 1 + start])
          parts += form[start..<end]
          start = end
        }
        return parts
      }
    }
  }

  /// Whether `form` is made of known words, several of them; `memory`, of twice its bytes and two, then says behind as
  /// many bytes as it has, and one, how long the word is that begins at each byte.
  private func isMade(_ form: UnsafeBufferPointer<UInt8>, _ memory: UnsafeMutableBufferPointer<UInt8>) -> Bool {
    let count = form.count
    let lengths = UnsafeMutableBufferPointer(rebasing: memory[(count + 1)...])
    // From the end: how few words the rest from each byte on is made of, and how long the first of them is.
    let fewest = UnsafeMutableBufferPointer(rebasing: memory[...count])
    fewest.initialize(repeating: UInt8(count + 1))
    lengths.initialize(repeating: 0)
    fewest[count] = 0
    for start in stride(from: count - Self.knownLeast, through: 0, by: -1) where form[start] & 0xC0 != 0x80 {
      var hash = WordHash.start
      for end in start + 1...count {
        hash = WordHash.adding(form[end - 1], to: hash)
        // Of as few words, the first shall be as long as can be.
        if start + Self.knownLeast <= end, fewest[end] < fewest[start], fewest[end] < count,
          isKnown(WordHash.finished(hash))
        {
          fewest[start] = fewest[end] + 1
          lengths[start] = UInt8(end - start)
        }
      }
    }
    return 2 <= fewest[0] && fewest[0] <= count
  }
}
