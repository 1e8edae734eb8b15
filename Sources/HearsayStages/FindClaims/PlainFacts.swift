import HearsayCore
import HearsayLexicon

extension FrameLexicon {
  /// Weight from which on a word of FUD is alarm wherever it stands.
  private static var alarmLeast: Int { 80 }

  /// Whether `claim` tells a plain fact, so that its words are neither feeling nor signs of FUD: "validators may be
  /// slashed if they are offline".
  func isPlain(_ claim: Claim, _ fud: [Term<FUDMeaning>]) -> Bool {
    guard claim.frame.flatMap(frame)?.isPlain ?? false else { return false }
    return !fud.beginning(in: claim.words).contains { Self.alarmLeast <= $0.meaning.weight }
  }
}
