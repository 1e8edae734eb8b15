/// A token of a text: a word, number, handle, link, emoji, ideograph or punctuation mark.
///
/// A plain value; the text and its folded form are reached through `Words`.
public struct Word: BitwiseCopyable, Sendable {
  /// What sort of token it is.
  public enum Kind: UInt8, CaseIterable, BitwiseCopyable, Sendable {
    /// Letters, with digits in them or not.
    case word
    /// A number, with separators in it: `3,400` or `0.5`.
    case number
    /// One character of a script that is written without blanks: Han, kana, Thai.
    case ideograph
    /// `@name`.
    case handle
    /// `#name`; folded without the sign, so that it matches the name.
    case hashtag
    /// `$ETH`.
    case cashtag
    /// A link.
    case link
    /// An emoji sequence or an emoticon.
    case emoji
    /// Any other visible character.
    case punctuation
  }

  /// How it is written.
  public struct Shape: OptionSet, BitwiseCopyable, Sendable {
    public let rawValue: UInt8
    @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// The first letter is a capital.
    @inlinable public static var capitalised: Shape { Shape(rawValue: 1) }
    /// At least two letters, all of them capitals.
    @inlinable public static var allCapitals: Shape { Shape(rawValue: 2) }
    /// A letter is repeated three times or more; the folded form has it twice.
    @inlinable public static var elongated: Shape { Shape(rawValue: 4) }
    /// White space, or the beginning of the text, stands before it.
    @inlinable public static var afterSpace: Shape { Shape(rawValue: 8) }
    /// A line break stands before it, or it begins the text.
    @inlinable public static var afterLineBreak: Shape { Shape(rawValue: 16) }
    /// A hyphen or an apostrophe joins it to the word before.
    @inlinable public static var joined: Shape { Shape(rawValue: 32) }
    /// A blank line stands before it.
    @inlinable public static var afterBlankLine: Shape { Shape(rawValue: 64) }
  }

  /// Its bytes in the text.
  public var span: TextSpan
  /// Where its folded form stands among those of `Words`.
  public var foldedStart: Int32
  /// Number of bytes of its folded form.
  public var foldedCount: Int32
  /// A hash of the folded form, the same for equal forms.
  public var hash: UInt64
  /// What sort of token it is.
  public var kind: Kind
  /// How it is written.
  public var shape: Shape

  /// A token with all of its facts.
  @inlinable
  public init(span: TextSpan, foldedStart: Int32, foldedCount: Int32, hash: UInt64, kind: Kind, shape: Shape) {
    self.span = span
    self.foldedStart = foldedStart
    self.foldedCount = foldedCount
    self.hash = hash
    self.kind = kind
    self.shape = shape
  }

  /// Whether it carries words: anything but punctuation, links and emoji.
  @inlinable
  public var isLexical: Bool {
    switch kind {
    case .word, .number, .ideograph, .handle, .hashtag, .cashtag: true
    case .link, .emoji, .punctuation: false
    }
  }
}

/// The tokens of a text, in text order, and their folded forms; spans do not overlap.
public struct Words: Sendable {
  /// The tokens, and behind them the folded forms one after the other: one piece of memory, as texts come by the million
  /// and each is handed from stage to stage.
  @usableFromInline let memory: [UInt8]
  /// Number of tokens.
  public let count: Int

  /// Tokens, and the folded forms that they refer to.
  @inlinable
  public init(_ all: UnsafeBufferPointer<Word>, folded: UnsafeBufferPointer<UInt8>) {
    let tokens = UnsafeRawBufferPointer(all)
    memory = [UInt8](unsafeUninitializedCapacity: tokens.count + folded.count) { memory, count in
      let memory = UnsafeMutableRawBufferPointer(memory)
      memory.copyMemory(from: tokens)
      UnsafeMutableRawBufferPointer(rebasing: memory[tokens.count...]).copyMemory(from: UnsafeRawBufferPointer(folded))
      count = tokens.count + folded.count
    }
    count = all.count
  }

  /// Tokens, and the folded forms that they refer to.
  public init(_ all: [Word], folded: [UInt8]) {
    self = all.withUnsafeBufferPointer { all in folded.withUnsafeBufferPointer { Words(all, folded: $0) } }
  }

  /// The token with `index`.
  @inlinable
  public subscript(index: Int) -> Word {
    precondition(0 <= index && index < count, "there is no token \(index) of \(count)")
    return withTokens { $0.all.baseAddress.unsafelyUnwrapped[index] }
  }

  /// The folded form of the token with `index`.
  @inlinable
  public func form(_ index: Int) -> ArraySlice<UInt8> {
    let (word, folded) = (self[index], count * MemoryLayout<Word>.stride)
    return memory[folded + Int(word.foldedStart)..<folded + Int(word.foldedStart + word.foldedCount)]
  }

  /// The scalar that the folded form of the token with `index` consists of, as that of a punctuation mark does;
  /// nil where it has several, or none.
  @inlinable
  public func onlyScalar(_ index: Int) -> UInt32? {
    precondition(0 <= index && index < count, "there is no token \(index) of \(count)")
    return withTokens { $0.onlyScalar(index) }
  }

  /// The first scalar of the folded form of the token with `index`; nil where it is empty.
  @inlinable
  public func firstScalar(_ index: Int) -> UInt32? {
    precondition(0 <= index && index < count, "there is no token \(index) of \(count)")
    return withTokens { $0.firstScalar(index) }
  }

  /// The span from the first to the last token of `range`, which must not be empty.
  @inlinable
  public func span(_ range: Range<Int>) -> TextSpan {
    TextSpan(start: self[range.lowerBound].span.start, end: self[range.upperBound - 1].span.end)
  }
}

extension Words: RandomAccessCollection {
  /// 0.
  @inlinable public var startIndex: Int { 0 }
  /// The number of tokens.
  @inlinable public var endIndex: Int { count }
}

extension Words: CustomStringConvertible {
  /// The tokens, and the folded forms that they refer to.
  public var description: String {
    withTokens { "\(Array($0.all)) of \"\(String(decoding: $0.folded, as: UTF8.self))\"" }
  }
}

extension Words {
  /// The tokens and their folded forms as plain memory, valid only within `withTokens`.
  public struct Tokens {
    /// The tokens in text order.
    public let all: UnsafeBufferPointer<Word>
    /// The folded forms, one after the other.
    public let folded: UnsafeBufferPointer<UInt8>

    @inlinable @inline(__always)
    init(all: UnsafeBufferPointer<Word>, folded: UnsafeBufferPointer<UInt8>) {
      self.all = all
      self.folded = folded
    }

    /// The tokens of a range, counted from its beginning.
    @inlinable @inline(__always)
    public func part(_ range: Range<Int>) -> Tokens {
      Tokens(all: UnsafeBufferPointer(rebasing: all[range]), folded: folded)
    }

    /// Number of tokens.
    @inlinable @inline(__always)
    public var count: Int { all.count }

    /// The token with `index`.
    @inlinable @inline(__always)
    public subscript(index: Int) -> Word { all[index] }

    /// The folded form of the token with `index`.
    @inlinable @inline(__always)
    public func form(_ index: Int) -> UnsafeBufferPointer<UInt8> {
      let word = all[index]
      return UnsafeBufferPointer(rebasing: folded[Int(word.foldedStart)..<Int(word.foldedStart + word.foldedCount)])
    }

    /// The scalar that the folded form of the token with `index` consists of; nil where it has several, or none.
    @inlinable @inline(__always)
    public func onlyScalar(_ index: Int) -> UInt32? {
      let byteCount = all[index].foldedCount
      // Most punctuation is of ASCII.
      if byteCount == 1 { return UInt32(folded[Int(all[index].foldedStart)]) }
      guard 0 < byteCount, byteCount <= 4, let scalar = firstScalar(index) else { return nil }
      let whole: Int32 = scalar < 0x80 ? 1 : scalar < 0x800 ? 2 : scalar < 0x10000 ? 3 : 4
      return whole == byteCount ? scalar : nil
    }

    /// The first scalar of the folded form of the token with `index`; nil where it is empty.
    @inlinable
    public func firstScalar(_ index: Int) -> UInt32? {
      let (start, count) = (Int(all[index].foldedStart), Int(all[index].foldedCount))
      guard 0 < count else { return nil }
      let first = UInt32(folded[start])
      if first < 0x80 { return first }
      let byteCount = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
      var scalar = first & (0xFF >> UInt32(byteCount + 1))
      for offset in 1..<Swift.min(byteCount, count) { scalar = scalar << 6 | UInt32(folded[start + offset] & 0x3F) }
      return scalar
    }
  }

  /// Calls `body` with the tokens as plain memory, for loops that look at every token.
  @inlinable @inline(__always)
  public func withTokens<Result>(_ body: (Tokens) -> Result) -> Result {
    memory.withUnsafeBufferPointer { memory in
      let start = UnsafeRawPointer(memory.baseAddress.unsafelyUnwrapped)
      let end = count &* MemoryLayout<Word>.stride
      return body(
        Tokens(
          // The memory of an array is aligned for whatever it may hold.
          all: UnsafeBufferPointer(start: start.assumingMemoryBound(to: Word.self), count: count),
          folded: UnsafeBufferPointer(
            start: (start + end).assumingMemoryBound(to: UInt8.self), count: memory.count &- end)))
    }
  }
}
