import HearsayCore
import HearsayText

/// Takes words apart that are written as one, as in hashtags: by capitals and underscores, else by known words.
struct JoinedWords {
  /// Bytes of a hashtag beyond which it is not taken apart, so that no text takes long.
  private static let byteMost = 60
  /// Bytes of the shortest known word that a hashtag without capitals is made of.
  private static let knownLeast = 2

  private let tokenizer = Tokenizer()
  private let isKnown: (_ form: ArraySlice<UInt8>) -> Bool

  /// Takes words apart that are made of words of which `isKnown` holds.
  init(isKnown: @escaping (_ form: ArraySlice<UInt8>) -> Bool) { self.isKnown = isKnown }

  /// The words that a hashtag is made of, or nil where it cannot be taken apart.
  ///
  /// `tag` is the hashtag as it is written, its sign left out, and `form` as it is folded.
  func words(ofTag tag: some Sequence<UInt8>, form: ArraySlice<UInt8>) -> Words? {
    if Self.byteMost < form.count { return nil }
    let parts = Self.parts(byCapitalsOf: Array(tag)) ?? parts(byWordsIn: Array(form))
    return parts.map { tokenizer.words(in: ByteText($0)) }
  }

  /// The parts of `tag` with blanks between them: `EthereumKillers`, `is_dead`, `DAOHacked`.
  private static func parts(byCapitalsOf tag: [UInt8]) -> [UInt8]? {
    let text = String(decoding: tag, as: UTF8.self)
    let scalars = Array(text.unicodeScalars)
    var parts = String.UnicodeScalarView()
    var isJoined = false
    for (index, scalar) in scalars.enumerated() {
      if scalar == "_" {
        parts.append(" ")
        isJoined = true
        continue
      }
      if 0 < index, scalar.properties.isUppercase {
        let isAfterSmall = scalars[index - 1].properties.isLowercase
        let isBeforeSmall = index + 1 < scalars.count && scalars[index + 1].properties.isLowercase
        if isAfterSmall || (isBeforeSmall && scalars[index - 1].properties.isUppercase) {
          parts.append(" ")
          isJoined = true
        }
      }
      parts.append(scalar)
    }
    return isJoined ? Array(String(parts).utf8) : nil
  }

  /// The fewest known words that `form` is made of, with blanks between them; the first of them as long as can be.
  private func parts(byWordsIn form: [UInt8]) -> [UInt8]? {
    let count = form.count
    // From the end: how few words the rest from each byte on is made of, and how long the first of them is.
    var fewest = [Int](repeating: count + 1, count: count + 1)
    var lengths = [Int](repeating: 0, count: count + 1)
    fewest[count] = 0
    for start in stride(from: count - Self.knownLeast, through: 0, by: -1) where form[start] & 0xC0 != 0x80 {
      for end in stride(from: count, to: start + Self.knownLeast - 1, by: -1)
      where fewest[end] + 1 < fewest[start] && isKnown(form[start..<end]) {
        fewest[start] = fewest[end] + 1
        lengths[start] = end - start
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
