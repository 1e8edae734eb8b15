import HearsayCore
import HearsayLexicon

extension FrameLexicon.Frame {
  /// Weight from which on a word of FUD is alarm wherever it stands.
  private static let alarmLeast = 80

  /// Whether a claim at `words` with this frame tells a plain fact, so that its words are neither feeling nor signs of
  /// FUD: "validators may be slashed if they are offline".
  func isPlain(at words: Range<Int>, _ fud: [Term<FUDMeaning>]) -> Bool {
    isPlain && !fud.beginning(in: words).contains { Self.alarmLeast <= $0.meaning.weight }
  }
}
