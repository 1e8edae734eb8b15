/// An entry of one of the lexicons that a pipeline has loaded, by its number in that pipeline.
///
/// A number is all that is carried along; the pipeline's entry index turns it back into
/// the names of the lexicon and the entry.
public struct EntryID: Hashable, BitwiseCopyable, Sendable {
  /// The number.
  public let number: UInt32

  /// The entry with the given number.
  public init(number: UInt32) { self.number = number }

  /// No entry: a name that no gazetteer has.
  public static let open = EntryID(number: .max - 1)
}

/// Words in a text that had an effect, and the lexicon entry behind it.
public struct Evidence: Hashable, Sendable {
  /// What the words did.
  public enum Effect: Hashable, Sendable {
    /// Added to the score; in hundredths of a point of valence on the −5 … 5 scale, after modification.
    case valence(Int)
    /// Made the text more positive than negative by learned weights; in thousandths of log odds.
    case leaning(Int)
    /// Modified the valence of other words.
    case modifier(ModifierEffect)
    /// Showed fear, uncertainty, doubt, their rejection, or hype; weight 1 … 100.
    case fud(FUDComponent, Int)
    /// Played a part in a claim.
    case claim(ClaimRole)
    /// Named an entity, which something shows to be meant.
    case mention(EntityID, MentionGround)
  }

  /// The words.
  public var span: TextSpan
  /// The entry.
  public var entry: EntryID
  /// What they did.
  public var effect: Effect

  /// Words with the effect of an entry.
  public init(span: TextSpan, entry: EntryID, effect: Effect) {
    self.span = span
    self.entry = entry
    self.effect = effect
  }
}

/// What a modifier does to the valence of the words that it reaches.
public enum ModifierEffect: String, CaseIterable, Sendable {
  case negate, intensify, diminish, contrast, concede, condition, irony
  /// What fails once more: praise before it mocks.
  case mock
}

/// What a word does in a claim.
public enum ClaimRole: String, CaseIterable, Sendable {
  case concept, speech, according, speaker, opinion, hedge, deny, condition, ask
  case event, state, prediction, evaluation, proposal
  case subordinator, connector, anaphor, silent
  /// Marks the name before it as the topic, or as the subject, of its clause: `は`, `이`, `ने`.
  case topic, subject
  /// Calls untrue what is said beside it: `is nonsense`, `pure FUD`, `事実無根`.
  case reject
  /// Others are compared with the name beside it: `than`, `unlike`, `より`.
  case than
  /// The names beside it are examples: `such as`, `など`.
  case example
  /// Only hides shorter words of claims.
  case hiding = "none"
}
