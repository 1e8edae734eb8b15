import Hearsay
import HearsayCore
import Testing

struct `Claims` {
  private static let sources = [
    Reading.german("Die SEC sagt, dass Arbitrum tot ist.", "sec: Arbitrum tot ist", "a subordinate clause"),
    .german("Ein Analyst sagt, dass Arbitrum tot ist.", "Analyst: Arbitrum tot ist", "somebody without a name"),
    .german("Laut Vitalik ist Arbitrum tot.", "vitalik-buterin: ist Arbitrum tot", "according to"),
    .german("Arbitrum ist tot.", "author: Arbitrum ist tot", "the author"),
    .german("Meiner Meinung nach ist Arbitrum tot.", "author: ist Arbitrum tot", "an opinion"),
    .english("Vitalik said that Optimism is dead.", "vitalik-buterin: Optimism is dead", "a subordinate clause"),
    .english("Analysts say that Arbitrum is dead.", "Analysts: Arbitrum is dead", "people without names"),
    .english("According to the SEC, Base is an exchange.", "sec: Base is an exchange", "according to, before"),
    .english("Base is an exchange, according to the SEC.", "sec: Base is an exchange", "according to, behind"),
    .english("I think Arbitrum has failed.", "author: Arbitrum has failed", "an opinion is no attribution"),
  ]

  @Test(arguments: sources) func `have the source that says them`(_ reading: Reading) throws {
    try reading.check { document, text in
      (document.claims ?? []).map { "\($0.source.words(in: text)): \(text[$0.span].string)" }
    }
  }

  @Test(arguments: [
    Reading.german(
      "Arbitrum ist für den Alltag immer noch viel zu langsam, sagt Vitalik Buterin.", "vitalik-buterin",
      "a tag behind what is said, verb first")
  ])
  func `whose source stands behind them are not all understood yet`(_ reading: Reading) throws {
    withKnownIssue {
      try reading.check { document, text in (document.claims ?? []).map { $0.source.words(in: text) } }
    }
  }

  private static let modalities = [
    Reading.german("Arbitrum ist gescheitert.", "asserted", "plain"),
    .german("Arbitrum ist vielleicht gescheitert.", "hedged", "a hedge in the clause"),
    .german("Man könnte sagen, dass Arbitrum gescheitert ist.", "hedged", "a hedge that introduces"),
    .german(
      "Man könnte sagen, dass Arbitrum gescheitert ist. Das Team hat die DAO aufgegeben.", "hedged | hedged",
      "a hedge is carried over to the next sentence"),
    .german(
      """
      Man könnte sagen, dass Arbitrum gescheitert ist. Das Team hat die DAO aufgegeben. Die Entwickler haben Arbitrum \
      verlassen.
      """, "hedged | hedged | asserted", "but not further"),
    .german("Es stimmt nicht, dass Arbitrum gehackt wurde.", "denied", "a denial"),
    .german(
      "Es stimmt nicht, dass Arbitrum gehackt wurde. Optimism wurde gehackt.", "denied | asserted",
      "a denial is not carried over"),
    .german(
      "Wenn Arbitrum gehackt wird, verlieren die Nutzer ihr Geld.", "conditional", "what follows from a condition"),
    .german("Wurde Arbitrum gehackt?", "asked", "a question"),
    .english("Arbitrum has failed.", "asserted", "plain"),
    .english("One could say that Arbitrum has failed.", "hedged", "a hedge that introduces"),
    .english("Arbitrum may have failed.", "hedged", "a modal"),
    .english("I think Arbitrum has failed.", "asserted", "an opinion is no hedge"),
    .english("It is not true that Arbitrum was hacked.", "denied", "a denial"),
    .english("If Arbitrum gets hacked, users will lose their funds.", "conditional", "a condition"),
    .english("Has Arbitrum been hacked?", "asked", "a question"),
  ]

  @Test(arguments: modalities) func `are as sure as their words`(_ reading: Reading) throws {
    try reading.check { document, _ in (document.claims ?? []).map(\.modality.rawValue) }
  }

  private static let frames = [
    Reading.german(
      "Arbitrum hat die DAO-Governance ausgesetzt.", "governance-suspended event governance negative → arbitrum",
      "an event"),
    .english(
      "Arbitrum suspended its DAO governance.", "governance-suspended event governance negative → arbitrum",
      "the same in English"),
    .english("Arbitrum is a scam.", "scam-accusation evaluation trust negative → arbitrum", "an accusation"),
    .english(
      "It is not true that Arbitrum was hacked.", "exploit-of-protocol event security positive → arbitrum",
      "a denial turns the stance"),
    .english(
      "Arbitrum users will leave.", "users-leave prediction adoption negative → arbitrum", "what will happen"),
  ]

  @Test(arguments: frames) func `fill frames that no language owns`(_ reading: Reading) throws {
    try reading.check { document, _ in
      (document.claims ?? []).map { claim in
        let frame = claim.frame?.description ?? "–"
        let about = claim.about.map(\.description).joined(separator: " ")
        return "\(frame) \(claim.kind.rawValue) \(claim.topic.rawValue) \(claim.stance.rawValue) → \(about)"
      }
    }
  }

  @Test(arguments: [
    Reading.english("Good morning everyone", "", "a greeting"),
    .german("Ich mag Hunde.", "", "nothing of the crypto world"),
    .english("You should base your decision on facts.", "", "an ordinary word"),
    .german("Hier sind meine Ansichten:", "", "an announcement of opinions"),
    .english("Wenn Arbitrum", "", "too little"),
  ])
  func `are not made of what claims nothing`(_ reading: Reading) throws {
    try reading.check { document, text in (document.claims ?? []).map { text[$0.span].string } }
  }
}
