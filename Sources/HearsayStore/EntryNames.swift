import HearsayCore

/// What the numbers of lexicon entries stand for, as the pipeline knows it.
package struct EntryNames: Sendable {
  /// The names of an entry's lexicon and of the entry.
  package let name: @Sendable (EntryID) -> (lexicon: String, entry: String)
  /// The entry of a frame.
  package let frame: @Sendable (FrameID) -> EntryID?

  /// How a score is divided among the entries behind it.
  package let weights: ReasonWeights

  /// What all entries decide; asked for once for each edition.
  package let digests: @Sendable () -> [LexiconDigest]

  /// Names by the given functions.
  package init(
    name: @escaping @Sendable (EntryID) -> (lexicon: String, entry: String),
    frame: @escaping @Sendable (FrameID) -> EntryID?, weights: ReasonWeights,
    digests: @escaping @Sendable () -> [LexiconDigest]
  ) {
    self.name = name
    self.frame = frame
    self.weights = weights
    self.digests = digests
  }
}
