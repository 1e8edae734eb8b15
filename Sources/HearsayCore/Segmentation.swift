/// The sentences of a text and their clauses, as ranges of its tokens.
public struct Segmentation: Sendable {
  /// A stretch of a sentence that can say something of its own.
  public struct Clause: Hashable, Sendable {
    /// Its tokens, by index.
    public var words: Range<Int>
    /// The sentence that it belongs to, by index.
    public var sentence: Int

    /// A clause of a sentence.
    @inlinable
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
    @inlinable
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
  @inlinable
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
  /// Of a mixed text, the stretches in one language each, in text order, which cover all tokens; otherwise empty.
  public var parts: [LanguagePart]

  /// A language, and how sure it is in thousandths.
  public init(language: LanguageCode, confidence: Int, parts: [LanguagePart] = []) {
    self.language = language
    self.confidence = confidence
    self.parts = parts
  }

  /// The languages of a mixed text, the one with the most tokens first; otherwise its language alone.
  public var languages: [LanguageCode] {
    if parts.isEmpty { return [language] }
    var found: [(language: LanguageCode, tokenCount: Int)] = []
    for part in parts {
      if let place = found.firstIndex(where: { $0.language == part.language }) {
        found[place].tokenCount += part.words.count
      } else {
        found.append((part.language, part.words.count))
      }
    }
    // Sorting keeps no order among equals: of these, the language that comes first in the text is the first.
    return found.enumerated().sorted { ($1.element.tokenCount, $0.offset) < ($0.element.tokenCount, $1.offset) }
      .map(\.element.language)
  }

  /// The language that a text is read by where only one can be: of a mixed text, the supported one with most tokens.
  public var main: LanguageCode {
    parts.isEmpty ? language : languages.first(where: LanguageCode.supported.contains) ?? language
  }
}

/// A stretch of a mixed text that is in one language.
public struct LanguagePart: Hashable, Sendable, Placed {
  /// Its tokens, by index.
  public let words: Range<Int>
  /// Its language.
  public let language: LanguageCode

  /// The tokens of a stretch, and its language.
  public init(words: Range<Int>, language: LanguageCode) {
    self.words = words
    self.language = language
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
