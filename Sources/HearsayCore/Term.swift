/// An entry of a word lexicon, found in a text.
public struct Term<Meaning: Sendable>: Sendable {
  @usableFromInline let head: TokenRange
  @usableFromInline let rest: TokenRange
  /// The entry.
  public let entry: EntryID
  /// What it means.
  public let meaning: Meaning

  /// An entry found at the given tokens.
  @inlinable
  public init(words: Range<Int>, tail: Range<Int>, entry: EntryID, meaning: Meaning) {
    head = TokenRange(words)
    rest = TokenRange(tail)
    self.entry = entry
    self.meaning = meaning
  }

  /// The tokens of the entry up to its gap.
  @inlinable
  public var words: Range<Int> { head.range }

  /// The tokens behind the gap; empty where there is none.
  @inlinable
  public var tail: Range<Int> { rest.range }

  /// The stretches of tokens that it consists of: one, or two where it has a gap.
  @inlinable
  public var ranges: [Range<Int>] { tail.isEmpty ? [words] : [words, tail] }
}

/// The entries of the word lexicons that stand in a text, each sort by where its entries begin.
public struct Terms: Sendable {
  /// Words with valence.
  public var valences: [Term<ValenceMeaning>]
  /// Words that modify the valence of others.
  public var modifiers: [Term<ModifierMeaning>]
  /// Words of claims.
  public var claims: [Term<ClaimMeaning>]
  /// Words of fear, uncertainty and doubt.
  public var fud: [Term<FUDMeaning>]

  /// Nothing found.
  public init() {
    valences = []
    modifiers = []
    claims = []
    fud = []
  }
}

/// Something that stands at a range of tokens.
public protocol Placed {
  /// The tokens, by index.
  var words: Range<Int> { get }
}

extension Term: Placed {}
extension Mention: Placed {}
extension Valence: Placed {}
extension Leaning: Placed {}
extension Claim: Placed {}
extension Segmentation.Clause: Placed {}

extension RandomAccessCollection where Element: Placed, Index == Int {
  /// The elements that begin in `range`, of a list that is sorted by where its elements begin.
  ///
  /// - Complexity: O(log n).
  @inlinable
  public func beginning(in range: Range<Int>) -> SubSequence {
    isEmpty
      ? self[startIndex..<startIndex] : self[firstIndex(from: range.lowerBound)..<firstIndex(from: range.upperBound)]
  }

  /// The index of the first element that begins at `token` or behind it; the end where none does.
  ///
  /// - Complexity: O(log n).
  @inlinable
  public func firstIndex(from token: Int) -> Int {
    // Halves what is left at each step whatever stands there: a choice between two bounds would be a branch that no
    // processor foretells.
    var (first, left) = (startIndex, count)
    while 0 < left {
      let half = (left + 1) / 2
      first += self[first + half - 1].words.lowerBound < token ? half : 0
      left -= half
    }
    return first
  }
}

/// What a word with valence means.
public struct ValenceMeaning: Hashable, Sendable {
  @usableFromInline let value: Int32

  /// A valence in hundredths of a point.
  public init(hundredths: Int) { value = Int32(clamping: hundredths) }

  /// Hundredths of a point on the −5 … 5 scale.
  @inlinable public var hundredths: Int { Int(value) }
}

/// What a word does to the valence of others.
public struct ModifierMeaning: Hashable, Sendable {
  /// Where what it modifies stands.
  public enum Direction: String, CaseIterable, Sendable {
    case after, before, both
  }

  /// What it does; nil where it only hides shorter modifiers.
  public let effect: ModifierEffect?
  @usableFromInline let factor: Int32
  @usableFromInline let wordCount: Int32
  /// Where what it modifies stands.
  public let direction: Direction

  /// A modifier with all of its facts.
  public init(effect: ModifierEffect?, percent: Int, reach: Int, direction: Direction) {
    self.effect = effect
    factor = Int32(clamping: percent)
    wordCount = Int32(clamping: reach)
    self.direction = direction
  }

  /// The factor in percent.
  @inlinable public var percent: Int { Int(factor) }

  /// How many word tokens it reaches; 0 for the whole clause.
  @inlinable public var reach: Int { Int(wordCount) }
}

/// What a word does in a claim.
public struct ClaimMeaning: Hashable, Sendable {
  /// Its part.
  public let role: ClaimRole
  /// The concept, for the role `concept`.
  public let concept: ConceptID?
  /// What sort of saying, for the role `speech`.
  public let speech: SpeechKind?
  /// Whether the source, or whom others are compared with, stands behind it, for the roles `according`, `than` and
  /// `example`.
  public let isBeforeSource: Bool
  @usableFromInline let degree: Int8
  /// The only role that is hidden, for the role `hiding`; nil where all are.
  public let hidden: ClaimRole?

  /// A word of claims with all of its facts.
  public init(
    role: ClaimRole, concept: ConceptID?, speech: SpeechKind?, isBeforeSource: Bool, strength: Int,
    hidden: ClaimRole? = nil
  ) {
    self.role = role
    self.concept = concept
    self.speech = speech
    self.isBeforeSource = isBeforeSource
    degree = Int8(clamping: strength)
    self.hidden = hidden
  }

  /// Whether only the name of somebody who can speak is a source behind it, for the role `according`: `via @name`.
  @inlinable public var needsName: Bool { role == .according && degree < 0 }

  /// The strength of a kind cue, 1 … 3; 0 for others, and below where `needsName`.
  @inlinable public var strength: Int { Int(degree) }
}

/// What a word shows of fear, uncertainty, doubt, their rejection, or hype.
public struct FUDMeaning: Hashable, Sendable {
  /// What it shows.
  public let component: FUDComponent
  @usableFromInline let strength: Int8

  /// A sign of a component.
  public init(component: FUDComponent, weight: Int) {
    self.component = component
    strength = Int8(clamping: weight)
  }

  /// How strongly, 1 … 100.
  @inlinable public var weight: Int { Int(strength) }
}

/// A concept that clauses can speak of, by its number among the concepts of a pipeline.
public struct ConceptID: Hashable, BitwiseCopyable, Sendable {
  /// The number.
  public let number: Int32

  /// The concept with the given number.
  public init(number: Int32) { self.number = number }
}

/// What sort of saying a verb expresses.
public enum SpeechKind: String, CaseIterable, Sendable {
  case assert, announce, deny, ask, warn, predict, propose
}
