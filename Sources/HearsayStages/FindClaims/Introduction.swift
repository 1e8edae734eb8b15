import HearsayCore

/// What has been said about the clauses to come.
struct Introduction {
  /// Who says them.
  var voice = Attributed.author
  /// What sort of saying it is.
  var kind: SpeechKind?
  /// How surely it is said, in a clause such as "one could say" or "it is not true".
  var modality: Modality?
  /// The words that say so.
  var evidence: Evidence?
  /// The sentence in which it was made.
  var sentence = -1
  /// Where what it quotes ends, which may be more than a sentence.
  var until = 0
  /// The clause behind it, by index: an introduction there is nested in it.
  var next = -1

  /// Whether it says nothing more of who speaks.
  var isOver: Bool { kind == nil && voice.isAuthor }
}
