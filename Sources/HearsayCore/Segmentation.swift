/// The sentences of a text and their clauses, as ranges of its tokens.
public struct Segmentation: Sendable {
  /// A stretch of a sentence that can say something of its own.
  public struct Clause: Hashable, Sendable {
    /// Its tokens, by index.
    public var words: Range<Int>
    /// The sentence that it belongs to, by index.
    public var sentence: Int

    /// A clause of a sentence.
    public init(words: Range<Int>, sentence: Int) {
      self.words = words
      self.sentence = sentence
    }
  }

  /// One sentence.
  public struct Sentence: Hashable, Sendable {
    /// Its tokens, by index.
    public var words: Range<Int>
    /// How it ends.
    public var ending: Ending

    /// A sentence of the given tokens.
    public init(words: Range<Int>, ending: Ending) {
      self.words = words
      self.ending = ending
    }
  }

  /// How a sentence ends.
  public enum Ending: Sendable {
    /// With a full stop, a line break, or not at all.
    case statement
    /// With a question mark.
    case question
    /// With an exclamation mark.
    case exclamation
  }

  /// The sentences in text order; together they cover all tokens.
  public var sentences: [Sentence]
  /// The clauses in text order; together they cover all tokens, and none crosses a sentence.
  public var clauses: [Clause]

  /// The given sentences and clauses.
  public init(sentences: [Sentence], clauses: [Clause]) {
    self.sentences = sentences
    self.clauses = clauses
  }
}

/// The language of a text.
public struct LanguageGuess: Hashable, Sendable {
  /// The language; `mul` where mixed evenly, `zxx` where there is none, `und` where it cannot be told.
  public var language: LanguageCode
  /// How sure, in thousandths: 0 … 1000.
  public var confidence: Int

  /// A language, and how sure it is in thousandths.
  public init(language: LanguageCode, confidence: Int) {
    self.language = language
    self.confidence = confidence
  }
}

/// The text that all later layers refer to.
public struct DecodedText: Sendable {
  /// The text: valid UTF-8 without markup and entities.
  public var text: ByteText
  /// How many invalid bytes were replaced by U+FFFD.
  public var replacedByteCount: Int

  /// A decoded text.
  public init(text: ByteText, replacedByteCount: Int) {
    self.text = text
    self.replacedByteCount = replacedByteCount
  }
}
