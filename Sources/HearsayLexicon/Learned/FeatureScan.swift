import HearsayCore
import HearsayText

/// Goes through what learned weights can be about in a text: tokens, runs of tokens, and pieces of words.
///
/// The learner and the reader of weights share it, so that what was learned is what is found.
/// Links, handles and numbers count as such, whatever they are: no weight may hang on a name or a link.
package struct FeatureScan: Sendable {
  /// Numbers that say which features there are.
  package struct Shape: Hashable, Sendable {
    /// Tokens of the longest run.
    package var runMost = 2
    /// Tokens of the longest run of characters of a script without blanks.
    package var ideographMost = 4
    /// Letters of the shortest piece, edges of the word included.
    package var pieceLeast = 2
    /// Letters of the longest piece; 0 for no pieces.
    package var pieceMost = 5

    /// The shape of the weights that are shipped.
    package init() {}
  }

  /// A feature at a place of a text.
  package struct Feature {
    /// Its key in a table of weights.
    package var key: UInt64
    /// What it stands for: `words` or `piece`.
    package var unit: LearnedUnit
    /// The tokens; for a piece, the one it lies in.
    package var tokens: Range<Int>
    /// The bytes of the padded word, for a piece.
    package var bytes: Range<Int>
  }

  private let shape: Shape
  private let hashes = Hashes()

  /// A scan of the given shape.
  package init(_ shape: Shape) { self.shape = shape }

  /// Calls `body` with each feature of `words`; pieces come with the padded word that their bytes refer to.
  package func forEach(in words: Words, _ body: (Feature, _ word: PaddedWord) -> Void) {
    var padded = PaddedWord()
    for first in 0..<words.count {
      forEachRun(from: first, in: words) { key, tokens in
        body(Feature(key: key, unit: .words, tokens: tokens, bytes: 0..<0), padded)
      }
      guard hasPieces(words[first]) else { continue }
      padded.fill(words.form(first))
      forEachPiece(of: padded) { key, bytes in
        body(Feature(key: key, unit: .piece, tokens: first..<first + 1, bytes: bytes), padded)
      }
    }
  }

  /// Whether the pieces of `word` are looked at.
  @inline(__always)
  func hasPieces(_ word: Word) -> Bool { shape.pieceMost != 0 && (word.kind == .word || word.kind == .hashtag) }

  /// Calls `body` with the key and the tokens of each run that begins at `first`, the shortest first.
  @inline(__always)
  func forEachRun(from first: Int, in words: Words, _ body: (_ key: UInt64, _ tokens: Range<Int>) -> Void) {
    var state = Self.runSeed
    let isIdeograph = words[first].kind == .ideograph
    let most = isIdeograph ? shape.ideographMost : shape.runMost
    for index in first..<min(first + most, words.count) {
      if isIdeograph && words[index].kind != .ideograph { return }
      state = WordHash.combine(state, hash(of: words[index]))
      body(Self.runKey(state), first..<index + 1)
    }
  }

  /// Calls `body` with the key and the bytes of each piece of `word`, by where they begin, the shortest first.
  @inline(__always)
  func forEachPiece(of word: PaddedWord, _ body: (_ key: UInt64, _ bytes: Range<Int>) -> Void) {
    for first in 0..<word.letterCount {
      let start = word.start(of: first)
      var hash = Self.pieceSeed
      var place = start
      for last in first..<min(first + shape.pieceMost, word.letterCount) {
        let end = word.start(of: last + 1)
        while place < end {
          hash = WordHash.adding(word[place], to: hash)
          place += 1
        }
        if shape.pieceLeast <= last + 1 - first { body(Self.pieceKey(hash), start..<end) }
      }
    }
  }
}

/// A word between two edges, as pieces are cut out of it; memory is used again from word to word.
package struct PaddedWord {
  /// Letters of a word beyond which no pieces are looked at, the first edge included.
  private static let letterMost = 40
  private static let edge = UInt8(ascii: "_")

  // 39 letters of at most 4 bytes, and two edges.
  private var bytes = [UInt8](repeating: 0, count: 158)
  private var starts = [UInt8](repeating: 0, count: 42)
  /// Number of its letters, edges included.
  private(set) var letterCount = 0

  /// Becomes `form` between two edges.
  mutating func fill(_ form: ArraySlice<UInt8>) {
    letterCount = bytes.withUnsafeMutableBufferPointer { bytes in
      starts.withUnsafeMutableBufferPointer { starts in Self.fill(bytes, starts, form) }
    }
  }

  private static func fill(
    _ bytes: UnsafeMutableBufferPointer<UInt8>, _ starts: UnsafeMutableBufferPointer<UInt8>, _ form: ArraySlice<UInt8>
  ) -> Int {
    bytes[0] = edge
    starts[0] = 0
    var (letterCount, count) = (1, 1)
    for byte in form {
      if byte & 0xC0 != 0x80 {
        if letterCount == letterMost { break }
        starts[letterCount] = UInt8(count)
        letterCount += 1
      }
      precondition(count + 1 < bytes.count, "a letter has more than four bytes")
      bytes[count] = byte
      count += 1
    }
    bytes[count] = edge
    starts[letterCount] = UInt8(count)
    starts[letterCount + 1] = UInt8(count + 1)
    return letterCount + 1
  }

  /// The byte at `index`.
  @inline(__always)
  subscript(index: Int) -> UInt8 { bytes[index] }

  /// Where a letter starts, or, behind the last, the word ends.
  @inline(__always)
  func start(of letter: Int) -> Int { Int(starts[letter]) }

  /// The bytes of a piece.
  package subscript(range: Range<Int>) -> ArraySlice<UInt8> { bytes[range] }
}

extension FeatureScan {
  private static var runSeed: UInt64 { 0x6C65_6172_6E65_6431 }
  private static var pieceSeed: UInt64 { 0x6C65_6172_6E65_6432 }

  /// What stands for tokens that are no words of a language.
  struct Placeholder: Sendable {
    let form: [UInt8]
    let hash: UInt64

    init(_ form: String) {
      self.form = Array(form.utf8)
      hash = self.form.withUnsafeBufferPointer(WordHash.of)
    }
  }

  private static let link = Placeholder("<link>")
  private static let handle = Placeholder("<handle>")
  private static let number = Placeholder("<number>")
  /// Links that were cut off, or taken out of a text by those who collected it.
  private static let linkRests = (plain: Placeholder("http").hash, secure: Placeholder("https").hash)

  /// Hashes that are asked for with every token.
  private struct Hashes: Sendable {
    let link = FeatureScan.link.hash
    let handle = FeatureScan.handle.hash
    let number = FeatureScan.number.hash
    let rests = FeatureScan.linkRests
  }

  /// Whether `word` stands for itself.
  @inline(__always)
  func isItself(_ word: Word) -> Bool {
    switch word.kind {
    case .ideograph, .hashtag, .cashtag, .emoji, .punctuation: true
    case .word: word.hash != hashes.rests.plain && word.hash != hashes.rests.secure
    case .link, .handle, .number: false
    }
  }

  /// The hash of `word`, or of what stands for it.
  @inline(__always)
  private func hash(of word: Word) -> UInt64 {
    if isItself(word) { return word.hash }
    switch word.kind {
    case .handle: return hashes.handle
    case .number: return hashes.number
    default: return hashes.link
    }
  }

  /// What stands for `word`, or nil where it stands for itself.
  @inline(__always)
  static func name(of word: Word, in words: Words) -> Placeholder? {
    switch word.kind {
    case .link: link
    case .handle: handle
    case .number: number
    case .word: word.hash == linkRests.plain || word.hash == linkRests.secure ? link : nil
    case .ideograph, .hashtag, .cashtag, .emoji, .punctuation: nil
    }
  }

  /// The form of a run of tokens, as it stands in a table.
  package static func form(of tokens: Range<Int>, in words: Words) -> [UInt8] {
    var form: [UInt8] = []
    for index in tokens {
      if index != tokens.lowerBound { form.append(0x20) }
      form += name(of: words[index], in: words)?.form ?? Array(words.form(index))
    }
    return form
  }

  /// Whether `form` is the form of a run of tokens.
  static func isForm(_ form: UnsafeBufferPointer<UInt8>, of tokens: Range<Int>, in words: Words) -> Bool {
    var offset = 0
    for index in tokens {
      if index != tokens.lowerBound {
        guard offset < form.count, form[offset] == 0x20 else { return false }
        offset += 1
      }
      let own = name(of: words[index], in: words).map { $0.form[...] } ?? words.form(index)
      guard own.count <= form.count - offset else { return false }
      for byte in own {
        if form[offset] != byte { return false }
        offset += 1
      }
    }
    return offset == form.count
  }

  /// The key of a piece, the state of its hash spread over all bits: tables look at several of them.
  @inline(__always)
  private static func pieceKey(_ hash: UInt64) -> UInt64 {
    let key = hash &* 0x9E37_79B9_7F4A_7C15
    return (key ^ key >> 32) | pieceBit
  }

  /// The key of a run whose form stands in a table.
  static func key(ofRun form: ArraySlice<UInt8>) -> UInt64 {
    var (state, word, byteCount) = (runSeed, WordHash.start, 0)
    for byte in form {
      if byte == 0x20 {
        if byteCount != 0 { state = WordHash.combine(state, WordHash.finished(word)) }
        (word, byteCount) = (WordHash.start, 0)
      } else {
        word = WordHash.adding(byte, to: word)
        byteCount += 1
      }
    }
    return runKey(byteCount == 0 ? state : WordHash.combine(state, WordHash.finished(word)))
  }

  /// One bit tells pieces from runs, so that none is ever taken for the other.
  private static var pieceBit: UInt64 { 1 << 32 }

  @inline(__always)
  private static func runKey(_ state: UInt64) -> UInt64 { state & ~pieceBit }

  /// The key of a piece whose form stands in a table.
  static func key(ofPiece form: ArraySlice<UInt8>) -> UInt64 {
    var hash = pieceSeed
    for byte in form { hash = WordHash.adding(byte, to: hash) }
    return pieceKey(hash)
  }
}
