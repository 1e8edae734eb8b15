import HearsayCore
import HearsayFiles
import HearsayText

/// A form of a lexicon, taken apart: its words, and the words behind a gap where it has one.
package struct Phrase: Sendable {
  /// Tokens, some of which are those of this form: a table is taken apart in one go.
  let words: Words
  /// The tokens up to the gap, or all of them; at least one.
  let headTokens: Range<Int>
  /// The tokens behind the gap; empty where there is none.
  let tailTokens: Range<Int>
  /// Whether the form is a hashtag, so that the plain word does not match.
  package let isHashtag: Bool

  /// How far behind the head the tail may begin, in tokens.
  package static let gapMost = 12

  /// The words of `form`, or nil where it has none.
  package init?(_ form: String, _ tokenizer: Tokenizer) {
    let bytes = Array(form.utf8)
    let words = tokenizer.words(in: ByteText(bytes))
    self.init(words, 0..<words.count, bytes[...], at: 0)
  }

  /// The forms in a column of `table`, row by row; nil for one that has no words.
  package static func forms(in table: Table, column: Int, _ tokenizer: Tokenizer) -> [Phrase?] {
    var bytes: [UInt8] = []
    var ends: [Int] = []
    for row in 0..<table.rowCount {
      bytes += table.bytes(row, column)
      ends.append(bytes.count)
      // No token goes beyond the end of a line.
      bytes.append(0x0A)
    }
    let words = tokenizer.words(in: ByteText(bytes))
    var (start, token) = (0, 0)
    return ends.map { end in
      let first = token
      while token < words.count, Int(words[token].span.end) <= end { token += 1 }
      defer { start = end + 1 }
      return Phrase(words, first..<token, bytes[start..<end], at: start)
    }
  }

  /// The form in `bytes`, which begin at `start` of the text of `words`, and whose tokens are `tokens`.
  private init?(_ words: Words, _ tokens: Range<Int>, _ bytes: ArraySlice<UInt8>, at start: Int) {
    self.words = words
    isHashtag = bytes.first == UInt8(ascii: "#")
    if let gap = Self.gap(in: bytes) {
      let offset = start - bytes.startIndex
      let headEnd = tokens.first { gap.lowerBound + offset <= Int(words[$0].span.start) } ?? tokens.upperBound
      let tailStart = tokens.first { gap.upperBound + offset <= Int(words[$0].span.start) } ?? tokens.upperBound
      headTokens = tokens.lowerBound..<headEnd
      tailTokens = tailStart..<tokens.upperBound
    } else {
      headTokens = tokens
      tailTokens = tokens.upperBound..<tokens.upperBound
    }
    if headTokens.isEmpty { return nil }
  }

  /// Where ` … ` stands in a form.
  private static func gap(in bytes: ArraySlice<UInt8>) -> Range<Int>? {
    guard let ellipsis = bytes.firstIndex(of: 0xE2), bytes.startIndex < ellipsis,
      bytes[(ellipsis - 1)...].starts(with: [0x20, 0xE2, 0x80, 0xA6, 0x20])
    else { return nil }
    return ellipsis - 1..<ellipsis + 4
  }

  /// The folded words up to the gap, or all of them.
  package var head: [[UInt8]] { headTokens.map { Array(words.form($0)) } }

  /// The folded words behind the gap; empty where there is none.
  package var tail: [[UInt8]] { tailTokens.map { Array(words.form($0)) } }

  /// The words of the head as `inflection` makes them.
  package func head(_ inflection: Inflection) -> [[UInt8]] {
    headTokens.map { token in
      let word = word(token, inflection)
      return word.prefix + word.stem + word.ending
    }
  }

  /// Whether a token of the head is a comma with something before it.
  func isLaterComma(_ token: Int) -> Bool { headTokens.lowerBound < token && words.isComma(token) }

  /// A word of the head as `inflection` makes it.
  @inline(__always)
  func word(_ token: Int, _ inflection: Inflection) -> InflectedWord {
    let form = words.form(token)
    let isFirst = token == headTokens.lowerBound
    let isLast = token + 1 == headTokens.upperBound
    return InflectedWord(
      prefix: isFirst ? inflection.prefix : [],
      stem: isLast ? form.dropLast(inflection.removedCount) : form,
      ending: isLast ? inflection.ending : [])
  }
}

/// What is changed of a phrase: something before its first word, and the end of its last one.
package struct Inflection: Sendable {
  /// What is put before the first word.
  var prefix: [UInt8] = []
  /// How many bytes are taken from the last word.
  var removedCount = 0
  /// What is put behind what is left of it.
  var ending: [UInt8] = []

  /// Whether nothing is changed.
  var isEmpty: Bool { prefix.isEmpty && ending.isEmpty && removedCount == 0 }
}

/// A word in parts, so that none of the hundreds of thousands of inflected forms of a language needs memory of its own
/// before it is in a matcher.
struct InflectedWord {
  let prefix: [UInt8]
  let stem: ArraySlice<UInt8>
  let ending: [UInt8]

  /// Number of bytes.
  var count: Int { prefix.count + stem.count + ending.count }

  /// Writes the word to `memory`, which has room for it.
  @inline(__always)
  func write(to memory: UnsafeMutableBufferPointer<UInt8>) {
    var place = 0
    for byte in prefix {
      memory[place] = byte
      place += 1
    }
    for byte in stem {
      memory[place] = byte
      place += 1
    }
    for byte in ending {
      memory[place] = byte
      place += 1
    }
  }
}
