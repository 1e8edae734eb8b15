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
  func words(ofTag tag: some Sequence<UInt8>, form: ArraySlice<UInt8>) -> Words? {
    if Self.byteMost < form.count { return nil }
    let parts = Self.parts(byCapitalsOf: Array(tag)) ?? parts(byWordsIn: form)
    return parts.map { tokenizer.words(in: ByteText($0)) }
  }

  /// The parts of `tag` with blanks between them: `EthereumKillers`, `is_dead`, `DAOHacked`.
  private static func parts(byCapitalsOf tag: [UInt8]) -> [UInt8]? {
    var parts: [UInt8] = []
    parts.reserveCapacity(2 * tag.count)
    var isJoined = false
    var before = Letter.other
    var place = 0
    while place < tag.count {
      let (letter, end) = Letter.read(tag, place)
      if tag[place] == UInt8(ascii: "_") {
        parts.append(0x20)
        isJoined = true
      } else {
        if letter == .capital, 0 < place {
          let isBeforeSmall = end < tag.count && Letter.read(tag, end).letter == .small
          if before == .small || (isBeforeSmall && before == .capital) {
            parts.append(0x20)
            isJoined = true
          }
        }
        parts += tag[place..<end]
      }
      (before, place) = (letter, end)
    }
    return isJoined ? parts : nil
  }

  /// What a scalar is to the seams between words.
  private enum Letter {
    case small, capital, other

    /// What stands at `place` of a text in UTF-8, and where it ends.
    static func read(_ bytes: [UInt8], _ place: Int) -> (letter: Letter, end: Int) {
      switch bytes[place] {
      case UInt8(ascii: "a")...UInt8(ascii: "z"): return (.small, place + 1)
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): return (.capital, place + 1)
      case ..<0x80: return (.other, place + 1)
      default:
        var end = place + 1
        while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
        let properties = String(decoding: bytes[place..<end], as: UTF8.self).unicodeScalars.first?.properties
        guard let properties else { return (.other, end) }
        return (properties.isLowercase ? .small : properties.isUppercase ? .capital : .other, end)
      }
    }
  }

  /// The fewest known words that `form` is made of, with blanks between them; the first of them as long as can be.
  private func parts(byWordsIn form: ArraySlice<UInt8>) -> [UInt8]? {
    let (form, count) = (Array(form), form.count)
    // From the end: how few words the rest from each byte on is made of, and how long the first of them is.
    var fewest = [Int](repeating: count + 1, count: count + 1)
    var lengths = [Int](repeating: 0, count: count + 1)
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
          lengths[start] = end - start
        }
      }
    }
    guard 2 <= fewest[0], fewest[0] <= count else { return nil }
    var parts: [UInt8] = []
    var start = 0
    while start < count {
      if 0 < start { parts.append(0x20) }
      parts += form[start..<start + lengths[start]]
      start += lengths[start]
    }
    return parts
  }
}
