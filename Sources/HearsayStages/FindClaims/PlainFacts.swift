import HearsayCore
import HearsayLexicon

extension FrameLexicon {
  /// Whether a claim at `words` with `frame` tells a plain fact, so that its words are neither feeling nor signs of
  /// FUD: "validators may be slashed if they are offline".
  func isPlain(_ frame: Frame?, at words: Range<Int>, _ fud: [Term<FUDMeaning>]) -> Bool {
    guard let frame, frame.isPlain else { return false }
    return !fud.beginning(in: words).contains { parameters.alarmLeast <= $0.meaning.weight }
  }
}
