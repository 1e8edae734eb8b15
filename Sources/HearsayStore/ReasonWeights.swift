/// How much lexicon entries weigh beside words with valence where a score is divided among them.
package struct ReasonWeights: Sendable {
  /// The weight of a frame, in hundredths of a point of valence.
  let frame: Int
  /// The same of a word of fear, doubt or hype of weight 100.
  let sign: Int

  /// Weights of frames and signs.
  package init(frame: Int, sign: Int) {
    self.frame = frame
    self.sign = sign
  }
}
