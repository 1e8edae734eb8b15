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
    words.withTokens { tokens in
      withHashes(of: tokens.all) { hashes in
        PaddedWord.withMemory { padded in
          for first in tokens.all.indices {
            forEachRun(from: first, in: tokens.all, hashes) { key, run in
              body(Feature(key: key, unit: .words, tokens: run, bytes: 0..<0), padded)
            }
            guard hasPieces(tokens.all[first]) else { continue }
            padded.fill(tokens.form(first))
            forEachPiece(of: padded) { key, bytes in
              let key = key.hash | Self.pieceBit
              body(Feature(key: key, unit: .piece, tokens: first..<first + 1, bytes: bytes), padded)
            }
          }
        }
      }
    }
  }

  /// Whether the pieces of `word` are looked at.
  @inline(__always)
  func hasPieces(_ word: Word) -> Bool { hasAnyPieces && (word.kind == .word || word.kind == .hashtag) }

  /// Whether pieces are looked at.
  @inline(__always)
  private var hasAnyPieces: Bool { shape.pieceMost != 0 }

  /// Calls `body` with the hash of each word, or of what stands for it.
  @inline(__always)
  func withHashes<Result>(
    of words: UnsafeBufferPointer<Word>, _ body: (UnsafeMutableBufferPointer<UInt64>) -> Result
  ) -> Result {
    withUnsafeTemporaryAllocation(of: UInt64.self, capacity: words.count) { hashes in
      for index in words.indices { hashes[index] = hash(of: words[index]) }
      return body(hashes)
    }
  }

  /// Calls `body` with the key and the tokens of each run of `least` tokens or more that begins at `first`, the shortest
  /// first, given the hashes of all words.
  @inline(__always)
  func forEachRun(
    from first: Int, least: Int = 1, in words: UnsafeBufferPointer<Word>,
    _ hashes: UnsafeMutableBufferPointer<UInt64>, _ body: (_ key: UInt64, _ tokens: Range<Int>) -> Void
  ) {
    var state = hashes[first]
    var end = first + 1
    if least <= 1 { body(Self.runKey(state), first..<end) }
    let isIdeograph = words[first].kind == .ideograph
    let most = min(first + (isIdeograph ? shape.ideographMost : shape.runMost), words.count)
    while end < most {
      if isIdeograph && words[end].kind != .ideograph { return }
      state = WordHash.combine(state, hashes[end])
      end += 1
      if first + least <= end { body(Self.runKey(state), first..<end) }
    }
  }

  /// The key of the run that a word with `hash` is alone.
  @inline(__always)
  func key(of hash: UInt64) -> UInt64 { Self.runKey(hash) }

  /// The key of the run of two words with these hashes.
  @inline(__always)
  func key(of first: UInt64, _ second: UInt64) -> UInt64 { Self.runKey(WordHash.combine(first, second)) }

  /// 1 where two words that follow each other are a run, 0 where they are none: a number, for loops without branches.
  @inline(__always)
  func isRun(_ first: Word, _ second: Word) -> Int {
    let (isFirst, isSecond) = (first.kind == .ideograph ? 1 : 0, second.kind == .ideograph ? 1 : 0)
    return isFirst & isSecond & (2 <= shape.ideographMost ? 1 : 0) | (1 - isFirst) & (2 <= shape.runMost ? 1 : 0)
  }

  /// Whether runs of more than two tokens may begin with `word`.
  @inline(__always)
  func hasLongRuns(_ word: Word) -> Bool { 2 < (word.kind == .ideograph ? shape.ideographMost : shape.runMost) }

  /// Calls `body` with the key and the bytes of each piece of `word`, by where they begin, the shortest first.
  @inline(__always)
  func forEachPiece(of word: PaddedWord, _ body: (_ key: PieceKey, _ bytes: Range<Int>) -> Void) {
    for first in 0..<word.letterCount {
      let start = word.start(of: first)
      let (low, high) = word.bytes(from: start)
      var last = first + shape.pieceLeast - 1
      let end = min(first + shape.pieceMost, word.letterCount)
      while last < end {
        let byteCount = word.start(of: last + 1) - start
        if PieceKey.byteMost < byteCount { break }
        body(PieceKey(low, high, byteCount: byteCount), start..<start + byteCount)
        last += 1
      }
    }
  }
}

extension FeatureScan {
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
  func isItself(_ word: Word) -> Bool { hash(of: word) == word.hash }

  /// The hash of `word`, or of what stands for it.
  @inline(__always)
  private func hash(of word: Word) -> UInt64 {
    // A choice between two values each time, and no branch: which kinds follow each other cannot be foretold.
    let isRest = word.kind == .word && (word.hash == hashes.rests.plain || word.hash == hashes.rests.secure)
    var hash = word.kind == .link || isRest ? hashes.link : word.hash
    hash = word.kind == .handle ? hashes.handle : hash
    return word.kind == .number ? hashes.number : hash
  }

  /// What stands for `word`, or nil where it stands for itself.
  @inline(__always)
  static func name(of word: Word) -> Placeholder? {
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
      form += name(of: words[index])?.form ?? Array(words.form(index))
    }
    return form
  }

  /// The key of a run whose form stands in a table.
  static func key(ofRun form: ArraySlice<UInt8>) -> UInt64 {
    let hashes = form.split(separator: 0x20).map { $0.withUnsafeBufferPointer(WordHash.of) }
    return runKey(hashes.dropFirst().reduce(hashes.first ?? 0, WordHash.combine))
  }

  /// One bit tells pieces from runs, so that none is ever taken for the other.
  private static var pieceBit: UInt64 { 1 << 32 }

  @inline(__always)
  private static func runKey(_ state: UInt64) -> UInt64 { state & ~pieceBit }
}
