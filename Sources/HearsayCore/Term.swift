/// An entry of a word lexicon, found in a text.
public struct Term<Meaning: Sendable>: Sendable {
  /// The tokens of the entry up to its gap.
  public let words: Range<Int>
  /// The tokens behind the gap; empty where there is none.
  public let tail: Range<Int>
  /// The entry.
  public let entry: EntryID
  /// What it means.
  public let meaning: Meaning

  /// An entry found at the given tokens.
  @inlinable
  public init(words: Range<Int>, tail: Range<Int>, entry: EntryID, meaning: Meaning) {
    self.words = words
    self.tail = tail
    self.entry = entry
    self.meaning = meaning
  }

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
    var (low, high) = (startIndex, endIndex)
    while low < high {
      let middle = (low + high) / 2
      if self[middle].words.lowerBound < token { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

/// What a word with valence means.
public struct ValenceMeaning: Hashable, Sendable {
  /// Hundredths of a point on the −5 … 5 scale.
  public let hundredths: Int

  /// A valence in hundredths of a point.
  public init(hundredths: Int) { self.hundredths = hundredths }
}

/// What a word does to the valence of others.
public struct ModifierMeaning: Hashable, Sendable {
  /// Where what it modifies stands.
  public enum Direction: String, CaseIterable, Sendable {
    case after, before, both
  }

  /// What it does; nil where it only hides shorter modifiers.
  public let effect: ModifierEffect?
  /// The factor in percent.
  public let percent: Int
  /// How many word tokens it reaches; 0 for the whole clause.
  public let reach: Int
  /// Where what it modifies stands.
  public let direction: Direction

  /// A modifier with all of its facts.
  public init(effect: ModifierEffect?, percent: Int, reach: Int, direction: Direction) {
    self.effect = effect
    self.percent = percent
    self.reach = reach
    self.direction = direction
  }
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
  /// The strength of a kind cue, 1 … 3; 0 for others.
  public let strength: Int
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
    self.strength = strength
    self.hidden = hidden
  }
}

/// What a word shows of fear, uncertainty, doubt, their rejection, or hype.
public struct FUDMeaning: Hashable, Sendable {
  /// What it shows.
  public let component: FUDComponent
  /// How strongly, 1 … 100.
  public let weight: Int

  /// A sign of a component.
  public init(component: FUDComponent, weight: Int) {
    self.component = component
    self.weight = weight
  }
}

/// A concept that clauses can speak of, by its number among the concepts of a pipeline.
public struct ConceptID: Hashable, Sendable {
  /// The number.
  public let number: Int32

  /// The concept with the given number.
  public init(number: Int32) { self.number = number }
}

/// What sort of saying a verb expresses.
public enum SpeechKind: String, CaseIterable, Sendable {
  case assert, announce, deny, ask, warn, predict, propose
}
